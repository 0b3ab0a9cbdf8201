"""A batch as it was really made, against the plan; the difference split into price, quantity and yield."""

from collections.abc import Mapping
from dataclasses import dataclass

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import Exact, Figures, Range
from ruamphon.costing.domain.checking import NEGATIVE, NOTHING_GOOD
from ruamphon.costing.domain.problems import CostProblem, NameProblem, NothingGood, OutOfBounds
from ruamphon.costing.domain.sheets import Sheet, SheetLine
from ruamphon.costing.enums import Basis, Variance

NO_PLAN = Text(
    "แผนของ “{name}” ยังไม่มีราคา จึงยังเทียบไม่ได้ ใส่ราคาของ {missing} ก่อน",
    "The plan of “{name}” lacks a price and cannot be compared. First enter the price of {missing}.",
)
NO_ACTUAL = Text(
    "ยังไม่รู้ว่า “{name}” ใช้ไปเท่าไร ใส่จำนวนและราคาที่ใช้จริง ถ้าไม่ได้ใช้ให้ใส่ศูนย์",
    "It is not known what of “{name}” was used. Enter quantity and price; zero if nothing was.",
)
NO_BATCHES = Text("ใส่จำนวนรอบที่ทำให้มากกว่าศูนย์", "Enter how many batches were made: more than zero.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What was really used of a line, in the unit of the sheet line's price, and what one of it cost."""

    code: str
    name: str
    quantity: Exact
    cash: Exact
    full: Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """A batch as it was made: what was used, and the good pieces by the output's code. `batches` scales the plan."""

    used: tuple[Used, ...]
    good: Mapping[str, Exact]
    batches: Exact = Exact(1)  # noqa: RUF009 — immutable


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What a batch cost more than planned for the good pieces it gave; the three parts sum to `whole` exactly.

    Below zero is less than planned.
    """

    price: Exact
    quantity: Exact
    of_yield: Exact

    @property
    def whole(self) -> Exact:
        return self.price + self.quantity + self.of_yield

    def part(self, kind: Variance) -> Exact:
        """One of the three by its name."""
        return {
            Variance.PRICE: self.price,
            Variance.QUANTITY: self.quantity,
            Variance.YIELD: self.of_yield,
        }[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSplit:
    """A line's share in the difference, full figure; a line has no share in yield."""

    code: str
    name: str
    price: Exact
    quantity: Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """`actual` is what the batch cost, `planned` what its good pieces should have cost; exact, cash and full."""

    actual_cash: Exact
    actual_full: Exact
    planned_cash: Exact
    planned_full: Exact
    cash: Split
    full: Split
    lines: tuple[LineSplit, ...]
    piece_cash: Exact
    piece_full: Exact


@dataclass(frozen=True, slots=True)
class _Pair:
    """A line as planned for this many batches beside what was used."""

    used: Used
    planned: Exact
    cash: Exact
    full: Exact


def compare(sheet: Sheet, actual: Actual) -> BatchResult:
    """The batch against the likely plan of its sheet. Raises a CostProblem.

    Price: (paid - planned price) x used. Quantity: (used - planned) x planned price. Yield: what the planned batch costs
    less what the good pieces should have cost. A line that was not planned is all quantity, at the price that was paid.
    """
    _check(sheet, actual)
    pairs = _pairs(sheet, actual)
    cash = _split(pairs, _planned_batch(sheet, actual)[0], _planned_pieces(sheet, actual)[0], "cash")
    full = _split(pairs, _planned_batch(sheet, actual)[1], _planned_pieces(sheet, actual)[1], "full")
    spent = [
        sum((each.quantity * price for each, price in _prices(actual, kind)), Exact())
        for kind in ("cash", "full")
    ]
    main = sheet.outputs[0]
    per_piece = main.output.share / actual.good[main.output.code]
    planned = _planned_pieces(sheet, actual)
    return BatchResult(
        actual_cash=spent[0],
        actual_full=spent[1],
        planned_cash=planned[0],
        planned_full=planned[1],
        cash=cash,
        full=full,
        lines=tuple(_line_split(pair) for pair in pairs),
        piece_cash=spent[0] * per_piece,
        piece_full=spent[1] * per_piece,
    )


def _check(sheet: Sheet, actual: Actual) -> None:
    if sheet.piece.missing:
        missing = ", ".join(sheet.completeness.missing)
        raise CostProblem(NO_PLAN.format(name=sheet.recipe.name, missing=missing), "plan")
    if actual.batches <= 0:
        raise OutOfBounds(NO_BATCHES, "batches")
    for each in actual.used:
        if min(each.quantity, each.cash, each.full) < 0:
            raise OutOfBounds(NEGATIVE.format(name=each.name), "quantity")
    known = {each.code for each in actual.used}
    for line in sheet.lines:
        if line.line.code not in known:
            raise NameProblem(NO_ACTUAL.format(name=line.line.name), "used")
    main = sheet.outputs[0].output
    if actual.good.get(main.code, Exact()) <= 0:
        raise NothingGood(NOTHING_GOOD.format(name=main.name), "good")


def _pairs(sheet: Sheet, actual: Actual) -> tuple[_Pair, ...]:
    lines = {line.line.code: line for line in sheet.lines}
    return tuple(_pair(each, lines.get(each.code), sheet, actual) for each in actual.used)


def _pair(used: Used, line: SheetLine | None, sheet: Sheet, actual: Actual) -> _Pair:
    if line is None:
        return _Pair(used, Exact(), used.cash, used.full)
    cash, full = _likely(line.price)
    return _Pair(used, planned_quantity(line, sheet) * actual.batches, cash, full)


def planned_quantity(line: SheetLine, sheet: Sheet) -> Exact:
    """The likely quantity of a line in one planned batch, in the unit of its price."""
    taken, recipe = _value(line.taken), sheet.recipe
    times = {
        Basis.BATCH: Exact(1),
        Basis.PIECE: _value(recipe.main.quantity),
        Basis.HOUR: _value(recipe.hours) if recipe.hours else Exact(1),
        Basis.MONTH: 1 / _value(recipe.batches_a_month) if recipe.batches_a_month else Exact(1),
    }
    return taken * times[line.line.basis]


def _planned_batch(sheet: Sheet, actual: Actual) -> tuple[Exact, Exact]:
    cash, full = _likely(sheet.batch)
    return cash * actual.batches, full * actual.batches


def _planned_pieces(sheet: Sheet, actual: Actual) -> tuple[Exact, Exact]:
    """What the good pieces that came out should have cost."""
    pairs = [(_likely(each.piece), actual.good.get(each.output.code, Exact())) for each in sheet.outputs]
    return (
        sum((cash * good for (cash, _), good in pairs), Exact()),
        sum((full * good for (_, full), good in pairs), Exact()),
    )


def _prices(actual: Actual, kind: str) -> list[tuple[Used, Exact]]:
    return [(each, each.cash if kind == "cash" else each.full) for each in actual.used]


def _split(pairs: tuple[_Pair, ...], batch: Exact, pieces: Exact, kind: str) -> Split:
    """Lines of the plan that were all told; `_check` saw to that, so what is planned sums to the batch."""
    parts = [_differences(pair, kind) for pair in pairs]
    return Split(
        price=sum((price for price, _ in parts), Exact()),
        quantity=sum((quantity for _, quantity in parts), Exact()),
        of_yield=batch - pieces,
    )


def _differences(pair: _Pair, kind: str) -> tuple[Exact, Exact]:
    paid, planned = (pair.used.cash, pair.cash) if kind == "cash" else (pair.used.full, pair.full)
    return (paid - planned) * pair.used.quantity, (pair.used.quantity - pair.planned) * planned


def _line_split(pair: _Pair) -> LineSplit:
    price, quantity = _differences(pair, "full")
    return LineSplit(code=pair.used.code, name=pair.used.name, price=price, quantity=quantity)


def _likely(figures: Figures) -> tuple[Exact, Exact]:
    return _value(figures.cash), _value(figures.full)


def _value(amount: Range) -> Exact:
    return amount.low if amount.likely is None else amount.likely
