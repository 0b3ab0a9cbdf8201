"""A sheet as its page prints it: two figures, parts that sum, lines in words, and what is still in doubt."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain import (
    UNITS,
    Answer,
    Doubt,
    Line,
    Range,
    Sheet,
    SheetLine,
    ask,
    baht,
    in_satang,
)
from ruamphon.costing.enums import Cover, Form, Grade, Known, Paid, Part
from ruamphon.costing.queries.figures import Figure, figure
from ruamphon.costing.queries.of_form import Kilo, Visitors, kilo_of, visitors_of

GRADE_TONES = {Grade.A: "done", Grade.B: "info", Grade.C: "wait", Grade.D: "turn"}
COVER_TONES = {Cover.COVERED: "done", Cover.LIKELY: "info", Cover.BELOW: "stop", Cover.UNKNOWN: "wait"}
GOOD_PIECES = Text("จำนวนชิ้นดีที่ได้", "how many good pieces come out")
SAME = Text("{quantity} {unit}", "{quantity} {unit}")
BETWEEN = Text("{low}–{high} {unit}", "{low}–{high} {unit}")
SIZE = Text("1 {unit} = {size} {of}", "1 {unit} = {size} {of}")
WIDE = 100


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a piece in both figures; `wide` is its share of the full cost as a percentage for the picture."""

    part: Part
    cash: Decimal
    full: Decimal
    share: int
    wide: float
    start: float
    has_lines: bool
    has_none: bool

    @property
    def is_answered(self) -> bool:
        """Whether there are lines, cost from what it takes, or the answer that there is none."""
        return self.has_lines or self.has_none or bool(self.full)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line in words with what it costs in a batch and a piece; a sum (`is_sum`) has no quantity worth telling."""

    code: str
    name: str
    part: Part
    quantity: Text
    size: Text | None
    basis: Text
    price: Figure
    price_unit: Text
    paid: Text | None
    is_own: bool
    batch: Figure
    piece: Figure
    is_doubt: bool
    known: Known
    has_price: bool
    is_sum: bool


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The lines of one part; `has_none` where the group said that it has none of these."""

    part: Part
    rows: tuple[LineRow, ...]
    has_none: bool


@dataclass(frozen=True, slots=True)
class OtherRow:
    """One of several outputs of a batch, the main one first, with what one costs."""

    name: str
    good: Text
    cash: Figure
    full: Figure


@dataclass(frozen=True, slots=True)
class PricedAt:
    """What a price does, a piece. `short` is what is lacking to the full cost; `margin` percent of the price are left."""

    price: Decimal
    cover: Cover
    tone: str
    is_below: bool
    short: Decimal | None
    cash_left: Decimal | None
    full_left: Decimal | None
    margin: str | None


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Everything a sheet's page prints about its figures."""

    cash: Figure
    full: Figure
    batch_cash: Figure
    batch_full: Figure
    unpaid: Decimal | None
    good: Text
    grade: Grade
    grade_tone: str
    missing: tuple[str, ...]
    unanswered: tuple[Part, ...]
    measured: int | None
    doubt: Text | None
    doubt_width: Decimal | None
    parts: tuple[PartRow, ...]
    line_groups: tuple[LineGroup, ...]
    unit: Text
    others: tuple[OtherRow, ...]
    priced: PricedAt | None
    kilo: Kilo | None = None
    visitors: Visitors | None = None

    @property
    def kilo_weight(self) -> Text | None:
        """What a head weighs, in words."""
        return None if self.kilo is None else in_words(self.kilo.weight, "kg")


def sheet_page(
    sheet: Sheet,
    *,
    price: Fraction | None,
    unit_word: str = "",
    weight: Range | None = None,
    smallest: int | None = None,
) -> SheetPage:
    """The page of a worked-out sheet; `price` is what a good piece sells for, if known.

    `weight` is what a head of a herd weighs in kg; a visiting group smaller than `smallest` pays for so many.
    """
    form = sheet.recipe.form
    full, cash = sheet.piece.full, sheet.piece.cash
    return SheetPage(
        cash=figure(cash),
        full=figure(full),
        batch_cash=figure(sheet.batch.cash),
        batch_full=figure(sheet.batch.full),
        unpaid=_unpaid(sheet),
        good=in_words(sheet.outputs[0].good, sheet.outputs[0].output.unit, unit_word),
        grade=sheet.completeness.grade,
        grade_tone=GRADE_TONES[sheet.completeness.grade],
        missing=sheet.completeness.missing,
        unanswered=sheet.completeness.unanswered,
        measured=None if sheet.completeness.measured is None else round(sheet.completeness.measured * 100),
        doubt=_doubt(sheet.doubt),
        doubt_width=None if sheet.doubt is None or sheet.doubt.width is None else baht(sheet.doubt.width),
        parts=_parts(sheet),
        line_groups=_lines(sheet),
        unit=unit_called(sheet.outputs[0].output.unit, unit_word),
        others=tuple(
            OtherRow(
                each.output.name,
                in_words(each.good, each.output.unit),
                figure(each.piece.cash),
                figure(each.piece.full),
            )
            for each in (sheet.outputs if len(sheet.outputs) > 1 else ())
        ),
        priced=None if price is None else priced_at(sheet, price),
        kilo=kilo_of(sheet, weight) if form is Form.HERD and weight is not None else None,
        visitors=visitors_of(sheet, price, smallest) if form is Form.VISIT else None,
    )


def in_words(amount: Range, unit: str, word: str = "") -> Text:
    """An amount with its unit: "12 กิโลกรัม", or "10–12 กระปุก" for a range."""
    name = unit_called(unit, word)
    low, high = plain(amount.low), plain(amount.high)
    if low == high:
        return SAME.format(quantity=low, unit=name)
    return BETWEEN.format(low=low, high=high, unit=name)


def unit_called(code: str, word: str) -> Text:
    """What one of a unit is called: the group's own word, else the unit's name."""
    return Text(word, word) if word else UNITS[code].name if code in UNITS else Text(code, code)


def plain(amount: Fraction | None) -> str:
    """A quantity with thousands separators and no more decimals than it has, four at most."""
    if amount is None:
        return "?"
    text = f"{float(amount):,.4f}"
    return text.rstrip("0").rstrip(".")


def _unpaid(sheet: Sheet) -> Decimal | None:
    """What of a piece was not paid for in money: own work, own inputs, wear."""
    cash, full = sheet.piece.cash.likely, sheet.piece.full.likely
    return None if cash is None or full is None else baht(full) - baht(cash)


def _doubt(doubt: Doubt | None) -> Text | None:
    if doubt is None:
        return None
    if doubt.line is None:
        return GOOD_PIECES
    name = " › ".join(doubt.path[1:])
    return Text(name, name)


def _parts(sheet: Sheet) -> tuple[PartRow, ...]:
    """The five parts; those of each figure sum to it in satang. With a price missing they show what is known."""
    full = in_satang([_shown(sheet.parts[part].full) for part in Part])
    cash = in_satang([_shown(sheet.parts[part].cash) for part in Part])
    whole = sum(full) or Decimal(1)
    rows, start = [], 0.0
    has_lines = {line.line.part for line in sheet.lines}
    for part, of_full, of_cash in zip(Part, full, cash, strict=True):
        wide = float(of_full / whole * WIDE)
        none = part in sheet.recipe.has_none
        rows.append(
            PartRow(
                part, of_cash, of_full, round(wide), round(wide, 2), round(start, 2), part in has_lines, none
            )
        )
        start += wide
    return tuple(rows)


def _shown(amount: Range) -> Fraction:
    return amount.low if amount.likely is None else amount.likely


def _lines(sheet: Sheet) -> tuple[LineGroup, ...]:
    rows = [_line(each, sheet.doubt) for each in sheet.lines]
    none = sheet.recipe.has_none
    return tuple(
        LineGroup(part, tuple(row for row in rows if row.part is part), part in none) for part in Part
    )


def _line(each: SheetLine, doubt: Doubt | None) -> LineRow:
    line = each.line
    own = each.piece.full != each.piece.cash
    return LineRow(
        code=line.code,
        name=line.name,
        part=line.part,
        quantity=in_words(line.quantity, line.unit),
        size=_size(each),
        basis=line.basis.label,
        price=figure(each.price.full),
        price_unit=unit_called(each.price_unit, ""),
        paid=_paid(line, own=own),
        is_own=own,
        batch=figure(each.batch.full),
        piece=figure(each.piece.full),
        is_doubt=doubt is not None and doubt.line is not None and doubt.line.code == line.code,
        known=line.known,
        has_price=not each.price.missing,
        is_sum=_is_sum(line),
    )


def _is_sum(line: Line) -> bool:
    """Whether a line is money, such as gas for 420 baht a month or a share of the catch: one, of no thing."""
    one = line.quantity.low == line.quantity.high == 1
    return one and line.unit == "piece" and line.part in {Part.LABOUR, Part.OVERHEAD, Part.WEAR}


def _size(each: SheetLine) -> Text | None:
    """How large the unit of a line is in the unit of its price, where they differ: "1 กำ = 0.25 กิโลกรัม"."""
    line, taken, quantity = each.line, each.taken.likely, each.line.quantity.likely
    if line.unit == each.price_unit or not taken or not quantity or line.loss.likely is None:
        return None
    size = taken * (1 - line.loss.likely) / quantity
    return SIZE.format(unit=unit_called(line.unit, ""), size=plain(size), of=unit_called(each.price_unit, ""))


def _paid(line: Line, *, own: bool) -> Text | None:
    if line.price is not None and line.price.paid is not Paid.BOUGHT:
        return line.price.paid.label
    return Paid.OWN.label if own else None


def priced_at(sheet: Sheet, price: Fraction) -> PricedAt:
    """What selling at this price does."""
    answer: Answer = ask(sheet, price)
    full = sheet.piece.full
    against = full.low if full.likely is None else full.likely
    return PricedAt(
        price=baht(price),
        cover=answer.cover,
        tone=COVER_TONES[answer.cover],
        is_below=answer.below_full,
        short=baht(against) - baht(price) if answer.below_full else None,
        cash_left=None if answer.cash_profit is None else baht(answer.cash_profit),
        full_left=None if answer.full_profit is None else baht(answer.full_profit),
        margin=None if answer.margin is None else f"{float(answer.margin * 100):.1f}",
    )
