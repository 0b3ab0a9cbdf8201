"""The tables of this room: what goes in, how things are made, what was handed in."""

from ruamphon.costing.models.batches import BatchGood, BatchUse, MadeBatch
from ruamphon.costing.models.materials import Equipment, Intake, Lot, Material, ToldPrice
from ruamphon.costing.models.recipes import Conversion, Output, Recipe, RecipeCost, RecipeLine
from ruamphon.costing.models.sheets import CostSheet, CostSheetVersion, SheetComment, SheetShare

__all__ = [
    "BatchGood",
    "BatchUse",
    "Conversion",
    "CostSheet",
    "CostSheetVersion",
    "Equipment",
    "Intake",
    "Lot",
    "MadeBatch",
    "Material",
    "Output",
    "Recipe",
    "RecipeCost",
    "RecipeLine",
    "SheetComment",
    "SheetShare",
    "ToldPrice",
]
