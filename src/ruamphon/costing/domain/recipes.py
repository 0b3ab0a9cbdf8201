"""The vocabulary of what is made: materials, lines, outputs, recipes, and the book that holds a group's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ruamphon.costing.domain.amounts import ONE, ZERO, Exact, Range
from ruamphon.costing.domain.prices import Price
from ruamphon.costing.enums import Basis, Form, Known, Made, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Something that goes in. `conversions` says how many of the price's unit are in one unit of the thing's own.

    With a price per kg, {"tin": 18, "bunch": 0.25} means that a tin holds 18 kg and a bunch weighs 250 g.
    """

    code: str
    name: str
    price: Price
    conversions: Mapping[str, Exact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a recipe: `quantity` of `unit`, for one `basis`, of exactly one of three.

    `material` is a code in the book; `made` the code of another recipe's output, or of a recipe, which means its main
    output; `price` stands by itself, as for labour, overhead and wear. `loss` is the share that is lost before it goes
    in (peel, bone), so that more must be taken: quantity / (1 - loss). `known` is about the quantity.
    """

    code: str
    name: str
    part: Part
    quantity: Range
    unit: str
    material: str = ""
    made: str = ""
    price: Price | None = None
    basis: Basis = Basis.BATCH
    loss: Range = ZERO
    known: Known = Known.MEASURED


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What comes out of one batch, before loss: `quantity` of `unit`, carrying `share` of the cost (0 to 1).

    `conversions` as for a material: how many of `unit` are in one unit of its own.
    """

    code: str
    name: str
    quantity: Range
    unit: str
    share: Exact = Exact(1)  # noqa: RUF009 — immutable
    made: Made = Made.MAIN
    conversions: Mapping[str, Exact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one batch is made. The first output is the main one; the shares of all sum to one.

    `good` is the share of what was made that is good (0 to 1, never only 0). `hours` is how long a batch takes, asked for
    when a line is per hour; `batches_a_month` when a line is per month. `has_none` are the parts the group has answered
    with "we have none of these", which is not the same as not answering.
    """

    code: str
    name: str
    outputs: tuple[Output, ...]
    lines: tuple[Line, ...]
    good: Range = ONE
    hours: Range | None = None
    batches_a_month: Range | None = None
    has_none: frozenset[Part] = frozenset()
    form: Form = Form.BATCH

    @property
    def main(self) -> Output:
        return self.outputs[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A group's materials and recipes by code; all that a sheet of the group can rest on."""

    materials: Mapping[str, Material]
    recipes: Mapping[str, Recipe]


def book(materials: tuple[Material, ...] = (), recipes: tuple[Recipe, ...] = ()) -> Book:
    """A book of these, by their codes."""
    return Book(
        materials={each.code: each for each in materials}, recipes={each.code: each for each in recipes}
    )
