"""What is new in a version, in words: each line added, gone or changed, and what that does to a piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain import UNITS, Line, Price, Range, Recipe, Sheet, baht
from ruamphon.costing.queries.pages import in_words, plain

ADDED = Text("เพิ่ม “{name}”: {quantity}", "Added “{name}”: {quantity}")
GONE = Text("เอา “{name}” ออก", "Took out “{name}”")
RENAMED = Text("เปลี่ยนชื่อ “{before}” เป็น “{after}”", "Renamed “{before}” to “{after}”")
QUANTITY = Text("“{name}” จาก {before} เป็น {after}", "“{name}” from {before} to {after}")
PRICE = Text("ราคา “{name}” จาก {before} เป็น {after}", "The price of “{name}” from {before} to {after}")
BASIS = Text("“{name}” คิด{after} (เดิม{before})", "“{name}” counts {after} (was {before})")
PAID = Text("“{name}”: {after} (เดิม {before})", "“{name}”: {after} (was {before})")
LOSS = Text("ส่วนที่เสียของ “{name}” จาก {before} เป็น {after}", "The loss of “{name}” from {before} to {after}")
COMES_OUT = Text("ได้ “{name}” จาก {before} เป็น {after}", "“{name}” that comes out, from {before} to {after}")
GOOD = Text("สัดส่วนของดีจาก {before} เป็น {after}", "The share of good ones from {before} to {after}")
FULL = Text("ต้นทุนเต็มต่อชิ้นจาก {before} เป็น {after}", "The full cost of a piece from {before} to {after}")
CASH = Text("เงินสดต่อชิ้นจาก {before} เป็น {after}", "The cash cost of a piece from {before} to {after}")
WEIGHS = Text("น้ำหนักเป็นตัวละจาก {before} เป็น {after}", "The live weight of a head from {before} to {after}")
SMALLEST = Text(
    "คณะเล็กสุดที่คิดเงินจาก {before} เป็น {after}", "The smallest group that is charged, from {before} to {after}"
)
SOLD = Text("ราคาขายจาก {before} เป็น {after}", "The selling price from {before} to {after}")
OTHER = Text("สูตรหรือราคาของของที่ใช้เปลี่ยนไป", "A recipe or price that this one rests on changed")
NO_PRICE = Text("ยังไม่มีราคา", "no price")
NOT_KNOWN = Text("ยังไม่รู้", "not known")
AT_LEAST = Text("อย่างน้อย {amount} บาท", "at least {amount} baht")
BAHT = Text("{amount} บาท", "{amount} baht")
A_UNIT = Text("{amount} บาทต่อ{unit}", "{amount} baht a {unit}")
HEADS = Text("{n} คน", "{n} person||{n} people")
PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Version:
    """A worked-out sheet with the price a piece sold for, the live weight of a head and the smallest group charged."""

    sheet: Sheet
    price: Fraction | None
    weight: Range | None = None
    smallest: int | None = None


def differences(before: Version, after: Version) -> list[Text]:
    """Sentences on what changed, figures last. Nothing changed: none."""
    old, new = before.sheet.recipe, after.sheet.recipe
    said = [*_lines(before.sheet, after.sheet), *_outputs(old, new), *_beside(before, after)]
    figures = list(_figures(before.sheet, after.sheet))
    return [*said, *([OTHER] if figures and not said else []), *figures]


def _lines(before: Sheet, after: Sheet) -> Iterator[Text]:
    old = {each.line.code: each for each in before.lines}
    new = {each.line.code: each for each in after.lines}
    for code, each in new.items():
        if code not in old:
            yield ADDED.format(name=each.line.name, quantity=in_words(each.line.quantity, each.line.unit))
            continue
        was = old[code]
        yield from _line(was.line, each.line)
        if was.price.full != each.price.full and was.line.material == each.line.material:
            yield PRICE.format(
                name=each.line.name,
                before=_a_unit(was.price.full, was.price_unit),
                after=_a_unit(each.price.full, each.price_unit),
            )
    for code, was in old.items():
        if code not in new:
            yield GONE.format(name=was.line.name)


def _line(old: Line, new: Line) -> Iterator[Text]:
    if old.name != new.name:
        yield RENAMED.format(before=old.name, after=new.name)
    if (old.quantity, old.unit) != (new.quantity, new.unit):
        yield QUANTITY.format(
            name=new.name, before=in_words(old.quantity, old.unit), after=in_words(new.quantity, new.unit)
        )
    if old.basis is not new.basis:
        yield BASIS.format(name=new.name, before=old.basis.label, after=new.basis.label)
    if _paid(old.price) is not None and _paid(new.price) is not None and _paid(old.price) != _paid(new.price):
        yield PAID.format(name=new.name, before=_paid(old.price), after=_paid(new.price))
    if old.loss != new.loss:
        yield LOSS.format(name=new.name, before=_share(old.loss), after=_share(new.loss))


def _outputs(old: Recipe, new: Recipe) -> Iterator[Text]:
    known = {each.code: each for each in old.outputs}
    for each in new.outputs:
        was = known.get(each.code)
        if was is None:
            yield ADDED.format(name=each.name, quantity=in_words(each.quantity, each.unit))
        elif was.quantity != each.quantity or was.unit != each.unit:
            yield COMES_OUT.format(
                name=each.name,
                before=in_words(was.quantity, was.unit),
                after=in_words(each.quantity, each.unit),
            )
    for each in old.outputs:
        if each.code not in {output.code for output in new.outputs}:
            yield GONE.format(name=each.name)
    if old.good != new.good:
        yield GOOD.format(before=_share(old.good), after=_share(new.good))


def _beside(before: Version, after: Version) -> Iterator[Text]:
    """What stands beside the recipe and does not change the cost of a piece."""
    for sentence, old, new in (
        (SOLD, _sold(before.price), _sold(after.price)),
        (WEIGHS, _weighs(before.weight), _weighs(after.weight)),
        (SMALLEST, _heads(before.smallest), _heads(after.smallest)),
    ):
        if old != new:
            yield sentence.format(before=old, after=new)


def _figures(before: Sheet, after: Sheet) -> Iterator[Text]:
    for sentence, old, new in (
        (CASH, before.piece.cash, after.piece.cash),
        (FULL, before.piece.full, after.piece.full),
    ):
        if old.baht != new.baht:
            yield sentence.format(before=_amount(old), after=_amount(new))


def _amount(amount: Range) -> Text:
    if amount.likely is None:
        return AT_LEAST.format(amount=f"{baht(amount.low):,}")
    return BAHT.format(amount=_likely(amount))


def _a_unit(amount: Range, unit: str) -> Text:
    if amount.likely is None:
        return NO_PRICE
    name = UNITS[unit].name if unit in UNITS else Text(unit, unit)
    return A_UNIT.format(amount=_likely(amount), unit=name)


def _likely(amount: Range) -> str:
    """30.00, or 30.00 (20.00–40.00): a range that became a number is a change too."""
    three = amount.baht
    if three.low == three.high or three.high is None:
        return f"{three.likely:,}"
    return f"{three.likely:,} ({three.low:,}–{three.high:,})"


def _sold(price: Fraction | None) -> Text:
    return NOT_KNOWN if price is None else BAHT.format(amount=f"{baht(price):,}")


def _weighs(weight: Range | None) -> Text:
    return NOT_KNOWN if weight is None else in_words(weight, "kg")


def _heads(smallest: int | None) -> Text:
    return NOT_KNOWN if smallest is None else HEADS.format(n=smallest)


def _paid(price: Price | None) -> Text | None:
    return None if price is None else price.paid.label


def _share(share: Range) -> str:
    low, high = plain(share.low * PER_CENT), plain((share.high or share.low) * PER_CENT)
    return f"{low}%" if low == high else f"{low}–{high}%"
