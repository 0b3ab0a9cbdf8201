"""The pages of this room."""

from ruamphon.costing.views.bin import sheet_bring_back, sheet_delete, sheet_history
from ruamphon.costing.views.editing import lines_edit, making_edit, own_rate
from ruamphon.costing.views.equipment import equipment_edit, equipment_new
from ruamphon.costing.views.materials import (
    intake,
    intake_history,
    intake_new,
    intake_pay,
    intake_void,
    material,
    material_edit,
    material_history,
    material_new,
    material_price,
    materials,
)
from ruamphon.costing.views.sheets import costs, sheet, sheet_new
from ruamphon.costing.views.versions import (
    comment_settle,
    share_end,
    shared_sheets,
    sheet_hand_in,
    version,
    version_comment,
    version_share,
)

__all__ = [
    "comment_settle",
    "costs",
    "equipment_edit",
    "equipment_new",
    "intake",
    "intake_history",
    "intake_new",
    "intake_pay",
    "intake_void",
    "lines_edit",
    "making_edit",
    "material",
    "material_edit",
    "material_history",
    "material_new",
    "material_price",
    "materials",
    "own_rate",
    "share_end",
    "shared_sheets",
    "sheet",
    "sheet_bring_back",
    "sheet_delete",
    "sheet_hand_in",
    "sheet_history",
    "sheet_new",
    "version",
    "version_comment",
    "version_share",
]
