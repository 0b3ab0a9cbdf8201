"""A sheet frozen for good: everything the engine was given as JSON, and back; figures that it gave."""

import json
from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from typing import Any

from ruamphon.costing import domain
from ruamphon.costing.domain import Book, Line, Material, Output, Price, Range, Recipe, Sheet
from ruamphon.costing.enums import Basis, Form, Known, Made, Paid, Part

ENGINE = "1"
"""The version of costing.domain's meaning; a change that gives other figures for the same inputs raises it."""

Json = dict[str, Any]


def inputs_of(book: Book, code: str, extra: Mapping[str, Any]) -> Json:
    """The recipe `code` with all it needs, and only that. `extra` is kept beside it: names and words of the page."""
    needed = [sheet.recipe for sheet in domain.cost_all(book, code).values()]
    used = {line.material for recipe in needed for line in recipe.lines if line.material}
    return {
        "code": code,
        "recipes": [_recipe_out(recipe) for recipe in needed],
        "materials": [_material_out(book.materials[each]) for each in sorted(used)],
        **extra,
    }


def digest_of(inputs: Json) -> str:
    """SHA-256 of the inputs, written the one canonical way."""
    return sha256(json.dumps(inputs, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def figures_in(sheet: Sheet) -> Json:
    """What the engine said, exact: six figures of a piece, and each line's share in it."""
    return {
        "piece": {"cash": range_out(sheet.piece.cash), "full": range_out(sheet.piece.full)},
        "parts": {part.value: range_out(figures.full) for part, figures in sheet.parts.items()},
        "lines": {each.line.code: range_out(each.piece.full) for each in sheet.lines},
        "grade": sheet.completeness.grade.value,
    }


def replay(inputs: Json) -> Sheet:
    """The sheet of frozen inputs, worked out by the engine of now. Raises a CostProblem."""
    return domain.cost(book_in(inputs), inputs["code"])


def book_in(inputs: Json) -> Book:
    """The book that frozen inputs hold."""
    return domain.book(
        tuple(_material_in(each) for each in inputs["materials"]),
        tuple(_recipe_in(each) for each in inputs["recipes"]),
    )


# Out --------------------------------------------------------------------------------------------------------


def _exact_out(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def range_out(amount: Range | None) -> list[str | None] | None:
    """Low, likely and high, exact; None stays None."""
    return None if amount is None else [_exact_out(end) for end in (amount.low, amount.likely, amount.high)]


def _price_out(price: Price | None) -> Json | None:
    if price is None:
        return None
    return {
        "unit": price.unit,
        "cash": range_out(price.cash),
        "full": range_out(price.full),
        "paid": price.paid.value,
        "known": price.known.value,
    }


def _sizes_out(sizes: Mapping[str, Fraction]) -> dict[str, str]:
    return {unit: str(size) for unit, size in sorted(sizes.items())}


def _material_out(row: Material) -> Json:
    return {
        "code": row.code,
        "name": row.name,
        "price": _price_out(row.price),
        "sizes": _sizes_out(row.conversions),
    }


def _line_out(line: Line) -> Json:
    return {
        "code": line.code,
        "name": line.name,
        "part": line.part.value,
        "quantity": range_out(line.quantity),
        "unit": line.unit,
        "material": line.material,
        "made": line.made,
        "price": _price_out(line.price),
        "basis": line.basis.value,
        "loss": range_out(line.loss),
        "known": line.known.value,
    }


def _output_out(output: Output) -> Json:
    return {
        "code": output.code,
        "name": output.name,
        "quantity": range_out(output.quantity),
        "unit": output.unit,
        "share": str(output.share),
        "made": output.made.value,
        "sizes": _sizes_out(output.conversions),
    }


def _recipe_out(recipe: Recipe) -> Json:
    return {
        "code": recipe.code,
        "name": recipe.name,
        "outputs": [_output_out(each) for each in recipe.outputs],
        "lines": [_line_out(each) for each in recipe.lines],
        "good": range_out(recipe.good),
        "hours": range_out(recipe.hours),
        "batches": range_out(recipe.batches_a_month),
        "has_none": sorted(part.value for part in recipe.has_none),
        "form": recipe.form.value,
    }


# In ---------------------------------------------------------------------------------------------------------


def _range_in(amount: list[str | None]) -> Range:
    low, likely, high = (None if end is None else Fraction(end) for end in amount)
    return Range(low or Fraction(), likely, high)


def maybe_in(amount: list[str | None] | None) -> Range | None:
    """What `range_out` wrote, or None."""
    return None if amount is None else _range_in(amount)


def _price_in(price: Json) -> Price:
    return Price(
        unit=price["unit"],
        cash=_range_in(price["cash"]),
        full=_range_in(price["full"]),
        paid=Paid(price["paid"]),
        known=Known(price["known"]),
    )


def _sizes_in(sizes: Mapping[str, str]) -> dict[str, Fraction]:
    return {unit: Fraction(size) for unit, size in sizes.items()}


def _material_in(row: Json) -> Material:
    return Material(
        code=row["code"], name=row["name"], price=_price_in(row["price"]), conversions=_sizes_in(row["sizes"])
    )


def _line_in(line: Json) -> Line:
    return Line(
        code=line["code"],
        name=line["name"],
        part=Part(line["part"]),
        quantity=_range_in(line["quantity"]),
        unit=line["unit"],
        material=line["material"],
        made=line["made"],
        price=_price_in(line["price"]) if line["price"] else None,
        basis=Basis(line["basis"]),
        loss=_range_in(line["loss"]),
        known=Known(line["known"]),
    )


def _output_in(output: Json) -> Output:
    return Output(
        code=output["code"],
        name=output["name"],
        quantity=_range_in(output["quantity"]),
        unit=output["unit"],
        share=Fraction(output["share"]),
        made=Made(output["made"]),
        conversions=_sizes_in(output["sizes"]),
    )


def _recipe_in(recipe: Json) -> Recipe:
    return Recipe(
        code=recipe["code"],
        name=recipe["name"],
        outputs=tuple(_output_in(each) for each in recipe["outputs"]),
        lines=tuple(_line_in(each) for each in recipe["lines"]),
        good=_range_in(recipe["good"]),
        hours=maybe_in(recipe["hours"]),
        batches_a_month=maybe_in(recipe["batches"]),
        has_none=frozenset(map(Part, recipe["has_none"])),
        form=Form(recipe["form"]),
    )
