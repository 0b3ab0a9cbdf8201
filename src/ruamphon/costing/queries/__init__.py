"""What pages and calculations read of a group's costs."""

from ruamphon.costing.queries.book import GroupBook, book_of
from ruamphon.costing.queries.figures import Figure, figure
from ruamphon.costing.queries.listing import RecipeRow, recipe_rows
from ruamphon.costing.queries.live import page_of
from ruamphon.costing.queries.materials import (
    lots_of,
    material_page,
    material_rows,
    materials_that_come_in,
    newest_intakes,
)
from ruamphon.costing.queries.pages import SheetPage, in_words, sheet_page
from ruamphon.costing.queries.purchases import in_book
from ruamphon.costing.queries.sources import own_rate, sources_for

__all__ = [
    "Figure",
    "GroupBook",
    "RecipeRow",
    "SheetPage",
    "book_of",
    "figure",
    "in_book",
    "in_words",
    "lots_of",
    "material_page",
    "material_rows",
    "materials_that_come_in",
    "newest_intakes",
    "own_rate",
    "page_of",
    "recipe_rows",
    "sheet_page",
    "sources_for",
]
