"""Verbs of this room: each checks its rule, locks the group, writes the audit row and costs anew what depends on it."""

from ruamphon.costing.actions.batch import record_batch, void_batch
from ruamphon.costing.actions.bin import bring_back_recipe, delete_recipe
from ruamphon.costing.actions.comment import comment_on_line, settle_change
from ruamphon.costing.actions.equipment import add_equipment, change_equipment
from ruamphon.costing.actions.handing import hand_in_sheet
from ruamphon.costing.actions.material import (
    LotRow,
    add_material,
    change_material,
    take_in,
    tell_price,
    void_intake,
)
from ruamphon.costing.actions.purchase import pay_intake
from ruamphon.costing.actions.rate import set_own_rate
from ruamphon.costing.actions.recipe import change_lines, change_making, start_recipe
from ruamphon.costing.actions.share import end_share, share_version

__all__ = [
    "LotRow",
    "add_equipment",
    "add_material",
    "bring_back_recipe",
    "change_equipment",
    "change_lines",
    "change_making",
    "change_material",
    "comment_on_line",
    "delete_recipe",
    "end_share",
    "hand_in_sheet",
    "pay_intake",
    "record_batch",
    "set_own_rate",
    "settle_change",
    "share_version",
    "start_recipe",
    "take_in",
    "tell_price",
    "void_batch",
    "void_intake",
]
