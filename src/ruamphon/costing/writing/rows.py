"""Typed rows onto tables: what stays keeps its number, so that lines can be followed from version to version."""

from collections.abc import Sequence
from typing import Any

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.costing.domain import Range
from ruamphon.costing.models import Output, Recipe, RecipeLine
from ruamphon.costing.models.columns import columns_of, decimal_of
from ruamphon.costing.typed import LineRow, OutputRow

IN_USE = Text(
    "“{name}” ยังถูกใช้ในสูตร “{user}” จึงเอาออกไม่ได้ เอาออกจากสูตรนั้นก่อน",
    "“{name}” is still used in the recipe “{user}”. Take it out there first.",
)
UNKNOWN = Range.at_least(0)


def put_lines(recipe: Recipe, rows: Sequence[LineRow], before: Sequence[RecipeLine]) -> None:
    """Make the lines `before` of a recipe into `rows`."""
    known = {line.pk: line for line in before}
    kept = {row.pk for row in rows}
    RecipeLine.objects.filter(pk__in=known.keys() - kept).delete()
    for position, row in enumerate(rows):
        line = known.get(row.pk or 0) or RecipeLine(recipe=recipe)
        for name, value in _line_values(row, position).items():
            setattr(line, name, value)
        line.save()


def put_outputs(recipe: Recipe, rows: Sequence[OutputRow]) -> None:
    """Make the outputs of a recipe into `rows`. Raises Impossible for one that another recipe uses."""
    known = {output.pk: output for output in recipe.outputs.all()}
    kept = {row.pk for row in rows}
    for pk, output in known.items():
        if pk not in kept:
            _take_out(output)
    for position, row in enumerate(rows):
        output = known.get(row.pk or 0) or Output(recipe=recipe)
        for name, value in _output_values(row, position).items():
            setattr(output, name, value)
        output.save()


def _take_out(output: Output) -> None:
    user = RecipeLine.with_bin.filter(made=output).select_related("recipe").first()
    if user is not None:
        raise Impossible(IN_USE.format(name=output.name, user=user.recipe.name), "outputs")
    output.delete()


def _line_values(row: LineRow, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "name": row.name,
        "part": row.part,
        "basis": row.basis,
        "unit": row.unit,
        "known": row.known,
        "material_id": row.material,
        "made_id": row.made,
        "value_for": decimal_of(row.value_for),
        "paid": row.paid,
        "price_known": row.price_known,
        "crew_share": decimal_of(row.crew_share),
        **columns_of(row.quantity, "quantity"),
        **columns_of(row.loss, "loss"),
        **columns_of(row.value or UNKNOWN, "value"),
    }


def _output_values(row: OutputRow, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "name": row.name,
        "unit": row.unit,
        "unit_word": row.unit_word,
        "weight": decimal_of(row.weight),
        "made": "main" if position == 0 else "co",
        "price": decimal_of(row.price),
        **columns_of(row.quantity, "quantity"),
    }
