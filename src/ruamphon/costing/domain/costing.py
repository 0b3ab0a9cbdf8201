"""From a book to cost sheets: level by level, exact, both figures at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ruamphon.costing.domain.amounts import Exact, Figures, Range, total
from ruamphon.costing.domain.bills import good_pieces, in_batch, in_piece, known, per_output, taken, unit_of
from ruamphon.costing.domain.checking import NO_RECIPE, Makers, check_recipe, in_order, makers_in
from ruamphon.costing.domain.problems import CostProblem, NameProblem
from ruamphon.costing.domain.recipes import Book, Line, Recipe
from ruamphon.costing.domain.sheets import Completeness, Doubt, OutputCost, Sheet, SheetLine
from ruamphon.costing.enums import Basis, Grade, Known, Part

Parts = Mapping[Part, Figures]
MOSTLY = Exact(4, 5)
"""The measured share of the likely full cost from which a complete sheet is graded A."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What a line's price is: for one `unit`, by part. `below` is the recipe it comes from, if any."""

    unit: str
    parts: Parts
    conversions: Mapping[str, Exact]
    known: Known
    below: "_Node | None" = None
    scale: Exact = Exact(1)  # noqa: RUF009 — immutable


@dataclass(frozen=True, slots=True)
class _Worked:
    """A line worked out. `piece` is for one good main output as if it carried the whole cost."""

    line: Line
    source: _Source
    taken: Range
    batch: Parts
    piece: Parts
    width: Exact | None
    times: Exact

    @property
    def priced(self) -> bool:
        return not total(self.piece.values()).missing


@dataclass(frozen=True, slots=True)
class _Node:
    """A recipe worked out, as those above it need it. Amounts are for a good main output that carried the whole cost."""

    recipe: Recipe
    worked: tuple[_Worked, ...]
    piece: Parts
    measured: Exact
    missing: frozenset[str]
    answered: frozenset[Part]
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What is at hand while recipes are worked out."""

    book: Book
    makers: Makers
    nodes: dict[str, _Node]


def cost(book: Book, code: str) -> Sheet:
    """The cost sheet of the recipe `code`. Raises a CostProblem for what cannot be costed."""
    _check_known(book, code)
    return _sheet(_shelf(book, (code,)).nodes[code])


def cost_all(book: Book, code: str) -> dict[str, Sheet]:
    """The sheets of the recipe and of all it needs, by code, what is needed first. Raises a CostProblem."""
    _check_known(book, code)
    return _sheets(_shelf(book, (code,)))


def cost_each(book: Book, codes: Iterable[str]) -> dict[str, Sheet]:
    """The sheets of those of these recipes that can be costed and of all they need; each is worked out once."""
    shelf = _shelf(book, ())
    for code in codes:
        with suppress(CostProblem):
            _put_on(shelf, (code,))
    return _sheets(shelf)


def cost_book(book: Book) -> dict[str, Sheet]:
    """The sheets of all recipes of a book, by code, what is needed first. Raises a CostProblem."""
    return _sheets(_shelf(book, book.recipes))


def depending_on(book: Book, code: str) -> tuple[str, ...]:
    """The codes of all recipes that need a material, recipe or output, however far up; needed ones first."""
    makers = makers_in(book)
    taken = {code, *(each.code for each in makers[code][0].outputs)} if code in makers else {code}
    found = []
    for recipe in in_order(book, book.recipes, makers):
        if any(line.material in taken or line.made in taken for line in recipe.lines):
            found.append(recipe.code)
            taken |= {recipe.code, *(output.code for output in recipe.outputs)}
    return tuple(found)


def recost(book: Book, code: str) -> dict[str, Sheet]:
    """The new sheets of what depends on a material, recipe or output, and of nothing else. Raises a CostProblem."""
    codes = depending_on(book, code)
    nodes = _shelf(book, codes).nodes
    return {each: _sheet(nodes[each]) for each in codes}


def _check_known(book: Book, code: str) -> None:
    if code not in book.recipes:
        raise NameProblem(NO_RECIPE.format(name=code, code=code), "made")


def _shelf(book: Book, codes: Iterable[str]) -> _Shelf:
    shelf = _Shelf(book, makers_in(book), {})
    _put_on(shelf, codes)
    return shelf


def _put_on(shelf: _Shelf, codes: Iterable[str]) -> None:
    """Work out these recipes and what they need, but nothing twice. Raises a CostProblem."""
    for recipe in in_order(shelf.book, codes, shelf.makers):
        if recipe.code not in shelf.nodes:
            check_recipe(recipe)
            shelf.nodes[recipe.code] = _node(recipe, shelf)


def _sheets(shelf: _Shelf) -> dict[str, Sheet]:
    return {each: _sheet(node) for each, node in shelf.nodes.items()}


# Lines ------------------------------------------------------------------------------------------------------


def _worked(line: Line, recipe: Recipe, shelf: _Shelf) -> _Worked:
    source = _source(line, shelf)
    quantity = taken(line, source.unit, source.conversions)
    in_one = quantity.times(in_piece(line, recipe))
    return _Worked(
        line=line,
        source=source,
        taken=quantity,
        batch=_scaled(source.parts, quantity.times(in_batch(line, recipe))),
        piece=_scaled(source.parts, in_one),
        width=_width(line, recipe, quantity, source),
        times=known(in_one)[1],
    )


def _source(line: Line, shelf: _Shelf) -> _Source:
    unit, conversions = unit_of(line, shelf.book, shelf.makers)
    if line.made:
        recipe, output = shelf.makers[line.made]
        node, share = shelf.nodes[recipe.code], per_output(recipe, output)
        return _Source(unit, _scaled(node.piece, share), conversions, Known.MEASURED, node, known(share)[1])
    price = line.price or shelf.book.materials[line.material].price
    return _Source(unit, {line.part: price.figures}, conversions, price.known)


def _scaled(parts: Parts, amount: Range) -> Parts:
    return {part: figures.times(amount) for part, figures in parts.items()}


def _width(line: Line, recipe: Recipe, taken: Range, source: _Source) -> Exact | None:
    """How far the line itself moves the full cost of a good piece, all else likely; None without a price.

    Of a line made by another recipe only its quantity counts here: the doubt below belongs to the lines below.
    """
    price = total(source.parts.values()).full
    if source.below is not None:
        price = Range.of(price.likely or price.low)
    if line.basis is Basis.PIECE:
        return taken.times(price).over(_likely(recipe.good)).width
    moved = taken.times(in_batch(line, recipe)).times(price)
    return moved.over(_likely(good_pieces(recipe, recipe.main))).width


def _likely(amount: Range) -> Range:
    return Range.of(known(amount)[1])


# Recipes ----------------------------------------------------------------------------------------------------


def _node(recipe: Recipe, shelf: _Shelf) -> _Node:
    worked = tuple(_worked(line, recipe, shelf) for line in recipe.lines)
    piece = _by_part(worked, lambda each: each.piece)
    measured = sum((_measured(each) for each in worked), Exact())
    missing = frozenset[str]().union(*(_missing(each) for each in worked))
    answered = recipe.has_none.union(*(_answered(each) for each in worked))
    return _Node(recipe, worked, piece, measured, missing, answered, _most_doubt(recipe, worked))


def _sheet(node: _Node) -> Sheet:
    recipe, worked = node.recipe, node.worked
    share = Range.of(recipe.main.share)
    parts = _scaled(node.piece, share)
    batch_parts = _by_part(worked, lambda each: each.batch)
    everything = total(node.piece.values())
    return Sheet(
        recipe=recipe,
        batch=total(batch_parts.values()),
        piece=total(parts.values()),
        parts=parts,
        batch_parts=batch_parts,
        lines=tuple(_sheet_line(each, share) for each in worked),
        outputs=tuple(
            OutputCost(
                output=output,
                good=good_pieces(recipe, output),
                piece=everything.times(per_output(recipe, output)),
            )
            for output in recipe.outputs
        ),
        completeness=_complete(node.measured, node.missing, node.answered, everything.full),
        doubt=_of_share(node.doubt, recipe.main.share),
    )


def _sheet_line(worked: _Worked, share: Range) -> SheetLine:
    return SheetLine(
        line=worked.line,
        taken=worked.taken,
        price_unit=worked.source.unit,
        price=total(worked.source.parts.values()),
        batch=total(worked.batch.values()),
        piece=total(worked.piece.values()).times(share),
    )


def _by_part(worked: Sequence[_Worked], which: Callable[[_Worked], Parts]) -> Parts:
    """The sum of the lines for each part, all five parts."""
    return {part: total(which(each)[part] for each in worked if part in which(each)) for part in Part}


# Completeness and doubt -------------------------------------------------------------------------------------


def _measured(worked: _Worked) -> Exact:
    """How much of the likely full cost of a line is measured, in quantity and in price."""
    if worked.line.known is not Known.MEASURED or not worked.priced:
        return Exact()
    if worked.source.below is not None:
        return worked.source.below.measured * worked.source.scale * worked.times
    full = total(worked.piece.values()).full.likely
    return full if full is not None and worked.source.known is Known.MEASURED else Exact()


def _missing(worked: _Worked) -> frozenset[str]:
    if worked.priced:
        return frozenset()
    below = worked.source.below
    return below.missing if below is not None else frozenset({worked.line.name})


def _answered(worked: _Worked) -> frozenset[Part]:
    below = worked.source.below
    return below.answered if below is not None else frozenset({worked.line.part})


def _complete(
    measured: Exact, missing: frozenset[str], answered: frozenset[Part], full: Range
) -> Completeness:
    share = None if full.likely is None else measured / full.likely if full.likely else Exact(1)
    unanswered = tuple(part for part in Part if part not in answered)
    return Completeness(
        grade=_grade(share, missing, unanswered),
        measured=share,
        missing=tuple(sorted(missing)),
        unanswered=unanswered,
    )


def _grade(share: Exact | None, missing: frozenset[str], unanswered: Sequence[Part]) -> Grade:
    if missing or share is None:
        return Grade.D
    if unanswered:
        return Grade.C
    return Grade.A if share >= MOSTLY else Grade.B


def _most_doubt(recipe: Recipe, worked: Sequence[_Worked]) -> Doubt | None:
    """What has no price first, then what moves the cost most; of equals, the first by name."""
    doubts = [_yield_doubt(recipe, worked)]
    for each in worked:
        direct = Doubt(path=(recipe.name, each.line.name), width=each.width, line=each.line)
        doubts += [direct, _from_below(recipe, each)]
    found = [doubt for doubt in doubts if doubt is not None and doubt.width != 0]
    return min(found, key=_order, default=None)


def _order(doubt: Doubt) -> tuple[Exact, tuple[str, ...]]:
    return (Exact(-1), doubt.path) if doubt.width is None else (1 / (1 + doubt.width), doubt.path)


def _from_below(recipe: Recipe, worked: _Worked) -> Doubt | None:
    below = worked.source.below
    if below is None or below.doubt is None or worked.line.quantity.is_zero:
        return None
    scaled = _of_share(below.doubt, worked.source.scale * worked.times)
    return scaled and Doubt(path=(recipe.name, *scaled.path), width=scaled.width, line=scaled.line)


def _of_share(doubt: Doubt | None, share: Exact) -> Doubt | None:
    if doubt is None or doubt.width is None:
        return doubt
    return Doubt(path=doubt.path, width=doubt.width * share, line=doubt.line) if share else None


def _yield_doubt(recipe: Recipe, worked: Sequence[_Worked]) -> Doubt | None:
    """How far the number of good pieces moves the cost of one, all costs likely."""
    each, whole = Exact(), Exact()
    for one in worked:
        full = total(one.piece.values()).full.likely
        if full is None:
            return None
        if one.line.basis is Basis.PIECE:
            each += full
        else:
            whole += full
    width = _moved(each, recipe.good) + _moved(whole, good_pieces(recipe, recipe.main))
    return Doubt(path=(recipe.name,), width=width, line=None)


def _moved(likely: Exact, pieces: Range) -> Exact:
    """From least to most, of what is `likely` when there are likely many pieces."""
    low, middle, high = known(pieces)
    return likely * middle / low - likely * middle / high
