"""The pages of this room."""

from ruamphon.costing.views.sheets import costs, sheet, sheet_new

__all__ = ["costs", "sheet", "sheet_new"]
