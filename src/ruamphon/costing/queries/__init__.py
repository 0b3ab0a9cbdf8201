"""What pages and calculations read of a group's costs."""

from ruamphon.costing.queries.book import GroupBook, book_of
from ruamphon.costing.queries.listing import RecipeRow, recipe_rows
from ruamphon.costing.queries.pages import Figure, SheetPage, figure, in_words, sheet_page

__all__ = [
    "Figure",
    "GroupBook",
    "RecipeRow",
    "SheetPage",
    "book_of",
    "figure",
    "in_words",
    "recipe_rows",
    "sheet_page",
]
