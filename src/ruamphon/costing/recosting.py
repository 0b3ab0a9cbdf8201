"""What a change costs anew: the recipes that depend on it, no others, worked out exactly and kept for lists.

Called by actions inside their transaction, under the lock of the group's row.
"""

from collections.abc import Collection
from decimal import Decimal

from django.utils import timezone

from ruamphon.costing import domain
from ruamphon.costing.domain import Range, Sheet
from ruamphon.costing.enums import Form
from ruamphon.costing.models import RecipeCost, RecipeLine
from ruamphon.costing.models.columns import columns_of
from ruamphon.costing.queries.book import GroupBook, book_of

FIGURES = ("cash_low", "cash_likely", "cash_high", "full_low", "full_likely", "full_high")


def recost(enterprise_id: int, changed: Collection[str]) -> frozenset[str]:
    """Work out and keep what depends on these codes (materials or recipes), themselves included.

    Returns the codes of the recipes looked at. One that cannot be costed yet keeps no figures.
    """
    group = book_of(enterprise_id)
    touched = dependents(group, changed)
    sheets = domain.cost_each(group.book, touched)
    _keep_figures(group, touched, sheets)
    _keep_amounts(group, _rebuilt(group, changed), sheets)
    return touched


def dependents(group: GroupBook, changed: Collection[str]) -> frozenset[str]:
    """The recipes that use one of these materials or recipes, however far up, and the recipes themselves."""
    makers = {output.code: f"recipe-{output.recipe_id}" for output in group.outputs.values()}
    users: dict[str, set[str]] = {}
    for line in group.lines.values():
        below = f"material-{line.material_id}" if line.material_id else makers.get(f"output-{line.made_id}")
        if below:
            users.setdefault(below, set()).add(f"recipe-{line.recipe_id}")
    found, waiting = set(), list(changed)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting.extend(users.get(code, ()))
    return frozenset(found & group.recipes.keys())


def _keep_figures(group: GroupBook, touched: Collection[str], sheets: dict[str, Sheet]) -> None:
    rows = [_row(group, code, sheets[code]) for code in sorted(touched) if code in sheets]
    lost = [group.recipes[code].pk for code in touched if code not in sheets]
    RecipeCost.with_bin.filter(recipe__in=lost).delete()
    RecipeCost.with_bin.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["recipe"],
        update_fields=[*FIGURES, "grade", "worked_out_at"],
    )


def _row(group: GroupBook, code: str, sheet: Sheet) -> RecipeCost:
    return RecipeCost(
        recipe=group.recipes[code],
        grade=sheet.completeness.grade,
        worked_out_at=timezone.now(),
        **figures_of(sheet),
    )


def figures_of(sheet: Sheet) -> dict[str, Decimal | None]:
    """The six figures of a good piece in satang, by the names of their columns."""
    cash, full = sheet.piece.cash.baht, sheet.piece.full.baht
    values = (cash.low, cash.likely, cash.high, full.low, full.likely, full.high)
    return dict(zip(FIGURES, values, strict=True))


def _rebuilt(group: GroupBook, changed: Collection[str]) -> set[str]:
    """The recipes whose amounts may be others now: those changed themselves, and those that take their outputs."""
    recipes = set(changed) & group.recipes.keys()
    outputs = {output.pk for output in group.outputs.values() if f"recipe-{output.recipe_id}" in recipes}
    above = {f"recipe-{line.recipe_id}" for line in group.lines.values() if line.made_id in outputs}
    own_units = {
        f"recipe-{line.recipe_id}"
        for line in group.lines.values()
        if f"material-{line.material_id}" in changed
    }
    trips = {code for code, recipe in group.recipes.items() if recipe.form == Form.TRIP}
    return recipes | above | own_units | trips


def _keep_amounts(group: GroupBook, codes: set[str], sheets: dict[str, Sheet]) -> None:
    """How much of what each line takes is in one good main output, and what the shares of a crew come to."""
    makers = domain.makers_in(group.book)
    rows = []
    for code in sorted(codes & sheets.keys()):
        recipe = group.book.recipes[code]
        for each in domain.bill_of(recipe, group.book, makers):
            row = group.lines.get(each.line.code)
            if row is not None and _differs(row, each.amount, each.line):
                rows.append(row)
    RecipeLine.with_bin.bulk_update(
        rows, ["taken_low", "taken_likely", "taken_high", "value_low", "value_likely", "value_high"]
    )


def _differs(row: RecipeLine, amount: Range, line: domain.Line) -> bool:
    """Put the amount, and a crew's share, on the row; whether that changed anything."""
    taken = tuple(float(end or 0) for end in (amount.low, amount.likely, amount.high))
    before = (row.taken_low, row.taken_likely, row.taken_high)
    row.taken_low, row.taken_likely, row.taken_high = taken
    if row.crew_share is None or line.price is None:
        return before != taken
    for name, value in columns_of(line.price.full, "value").items():
        setattr(row, name, value)
    return True
