"""The cost sheets of a group as a list, with the figures kept when they were last worked out."""

from dataclasses import dataclass

from ruamphon.core.text import Text
from ruamphon.costing.enums import Form, Grade
from ruamphon.costing.models import Recipe
from ruamphon.costing.queries.figures import Figure
from ruamphon.costing.queries.pages import GRADE_TONES
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

A_PAGE = 200


@dataclass(frozen=True, slots=True)
class RecipeRow:
    """One cost sheet in the list; without figures it cannot be costed yet."""

    recipe: Recipe
    form: Text
    cash: Figure | None
    full: Figure | None
    grade: Grade | None
    tone: str
    is_below: bool


def recipe_rows(enterprise: Enterprise, account: Account) -> list[RecipeRow]:
    """The cost sheets of a group that an account may see, by name; at most A_PAGE. One query."""
    rows = Recipe.objects.visible_to(account).filter(enterprise=enterprise).select_related("cost", "product")
    return [_row(recipe) for recipe in rows[:A_PAGE]]


def _row(recipe: Recipe) -> RecipeRow:
    cost = getattr(recipe, "cost", None)
    if cost is None:
        return RecipeRow(recipe, Form(recipe.form).label, None, None, None, "wait", is_below=False)
    grade = Grade(cost.grade)
    full = Figure(cost.full_low, cost.full_likely, cost.full_high)
    return RecipeRow(
        recipe,
        Form(recipe.form).label,
        Figure(cost.cash_low, cost.cash_likely, cost.cash_high),
        full,
        grade,
        GRADE_TONES[grade],
        is_below=recipe.price is not None and recipe.price < full.shown,
    )
