"""Deleting a cost sheet that was never handed in, and bringing it back."""

from django.db import transaction

from ruamphon.core.bin import put_in_bin, take_from_bin
from ruamphon.costing import rules
from ruamphon.costing.models import Recipe
from ruamphon.people.models import Account


@transaction.atomic
def delete_recipe(*, by: Account, recipe: Recipe, reason: str = "") -> Recipe:
    """Put a cost sheet into the bin. Raises TooLate for one that was handed in or is used."""
    rules.check_can_delete_recipe(by, recipe)
    return put_in_bin(recipe, by=by, action="delete_recipe", reason=reason)


@transaction.atomic
def bring_back_recipe(*, by: Account, recipe: Recipe) -> Recipe:
    """Bring a cost sheet back from the bin."""
    rules.check_can_write_costs(by, recipe.enterprise)
    return take_from_bin(recipe, by=by, action="bring_back_recipe")
