"""The costing engine, exact: recipes and prices in; two figures with their reasons out.

No Django, no clock, no database. `docs/costing.md` gives the overview and one worked sheet for each form of production.
"""

from ruamphon.costing.domain.amounts import Baht, Exact, Figures, Range, baht, in_satang
from ruamphon.costing.domain.costing import cost, cost_all, good_pieces
from ruamphon.costing.domain.prices import Price, no_price, price_of
from ruamphon.costing.domain.problems import CostProblem
from ruamphon.costing.domain.recipes import Book, Line, Material, Output, Recipe, book
from ruamphon.costing.domain.sheets import Completeness, Doubt, OutputCost, Sheet, SheetLine
from ruamphon.costing.domain.units import UNITS, Unit, in_units, read_unit

__all__ = [
    "UNITS",
    "Baht",
    "Book",
    "Completeness",
    "CostProblem",
    "Doubt",
    "Exact",
    "Figures",
    "Line",
    "Material",
    "Output",
    "OutputCost",
    "Price",
    "Range",
    "Recipe",
    "Sheet",
    "SheetLine",
    "Unit",
    "baht",
    "book",
    "cost",
    "cost_all",
    "good_pieces",
    "in_satang",
    "in_units",
    "no_price",
    "price_of",
    "read_unit",
]
