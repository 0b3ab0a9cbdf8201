"""The page of a cost sheet as it stands now."""

from ruamphon.costing.models import Recipe
from ruamphon.costing.models.columns import exact_of
from ruamphon.costing.queries.book import book_of
from ruamphon.costing.queries.pages import SheetPage, sheet_page


def page_of(recipe: Recipe) -> SheetPage:
    """The live sheet, worked out now. Raises a CostProblem."""
    main = recipe.outputs.first()
    worked_out = book_of(recipe.enterprise_id).sheet(recipe)
    return sheet_page(
        worked_out,
        price=exact_of(recipe.price),
        unit_word=main.unit_word if main else "",
        weight=recipe.weight,
        smallest=recipe.smallest,
    )
