"""What a cost sheet says: two figures for a batch and a piece, line by line, part by part, and how complete it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from ruamphon.costing.domain.amounts import Exact, Figures, Range
from ruamphon.costing.domain.recipes import Line, Output, Recipe
from ruamphon.costing.enums import Grade, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A line with what it takes and costs: for a batch, and its share in one good piece of the main output.

    `taken` is the quantity of a batch with what is lost before, in `price_unit`; `price` is for one of those.
    """

    line: Line
    taken: Range
    price_unit: str
    price: Figures
    batch: Figures
    piece: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputCost:
    """An output with how many good ones a batch gives and what one costs."""

    output: Output
    good: Range
    piece: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """The one input that adds most doubt to the full cost of a good piece of the main output.

    `path` are the names from the recipe down to it. `width` is how many baht a piece would move if it went from low to
    high and all else stayed likely; None when it has no price at all. `line` is None when the doubt is how many good
    pieces there will be.
    """

    path: tuple[str, ...]
    width: Exact | None
    line: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How complete a sheet is. `measured` is the share of the likely full cost that rests on measured figures.

    `missing` are the names of lines without a price, through all levels; `unanswered` the parts with neither a line nor
    "we have none".
    """

    grade: Grade
    measured: Exact | None
    missing: tuple[str, ...]
    unanswered: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The cost of a recipe. `piece` is one good piece of the main output; `parts` are the parts of `piece`.

    `outputs` has every output, the main one first. When `piece.full.missing`, say "at least" with `piece.full.low`.
    """

    recipe: Recipe
    batch: Figures
    piece: Figures
    parts: Mapping[Part, Figures]
    batch_parts: Mapping[Part, Figures]
    lines: tuple[SheetLine, ...]
    outputs: tuple[OutputCost, ...]
    completeness: Completeness
    doubt: Doubt | None
