"""How a group moved between two rounds, item by item, in words."""

from dataclasses import dataclass
from decimal import Decimal

from ruamphon.assessments.domain.rubric import Item, RubricText
from ruamphon.assessments.enums import Change
from ruamphon.core.text import Text

UP = Text("ดีขึ้น {n} ระดับ", "up {n} level||up {n} levels")
DOWN = Text("ลดลง {n} ระดับ", "down {n} level||down {n} levels")
SAME = Text("เท่าเดิม", "the same")
OTHER_WORDS = Text(
    "เทียบกันไม่ได้ เพราะคำอธิบายระดับเปลี่ยนไป", "not comparable: the levels are described differently"
)
NEW_ITEM = Text("เทียบกันไม่ได้ เพราะรอบก่อนยังไม่มีหัวข้อนี้", "not comparable: the earlier round had no such item")
NO_LEVEL_NOW = Text("รอบนี้ยังไม่มีใครให้ระดับ", "nobody gave a level this time")
NO_LEVEL_THEN = Text("รอบก่อนไม่มีใครให้ระดับ", "nobody gave a level then")
OTHER_RUBRIC = Text(
    "เทียบภาพรวมกันไม่ได้ เพราะแบบประเมินสองรอบต่างกัน",
    "the whole is not comparable: the two rounds used different rubrics",
)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """Up, same, down or not to be told; `by` is the distance in levels, always positive."""

    kind: Change
    words: Text
    by: Decimal | None = None


def change_of(before: Decimal | None, after: Decimal | None, *, then: Item | None, now: Item) -> ItemChange:
    """The change of one item's mean. `then` is the item in the earlier rubric, None where it had none."""
    if then is None:
        return ItemChange(Change.NOT_COMPARABLE, NEW_ITEM)
    if not now.is_same_scale(then):
        return ItemChange(Change.NOT_COMPARABLE, OTHER_WORDS)
    return _moved(before, after)


def overall_change(
    before: Decimal | None, after: Decimal | None, *, then: RubricText, now: RubricText
) -> ItemChange:
    """The change of the whole; comparable only when both rubrics weigh the same items on the same scales."""
    if _measure(then) != _measure(now):
        return ItemChange(Change.NOT_COMPARABLE, OTHER_RUBRIC)
    return _moved(before, after)


def _measure(rubric: RubricText) -> dict[str, tuple[int, tuple[Text, ...]]]:
    return {item.code: (item.weight, item.levels) for item in rubric.items}


def _moved(before: Decimal | None, after: Decimal | None) -> ItemChange:
    if after is None:
        return ItemChange(Change.UNKNOWN, NO_LEVEL_NOW)
    if before is None:
        return ItemChange(Change.UNKNOWN, NO_LEVEL_THEN)
    by = abs(after - before)
    if not by:
        return ItemChange(Change.SAME, SAME, by)
    kind, words = (Change.UP, UP) if after > before else (Change.DOWN, DOWN)
    return ItemChange(kind, words.format(n=_plain(by)), by)


def _plain(by: Decimal) -> Decimal | int:
    """1.00 → 1, 0.50 → 0.5."""
    return int(by) if by == int(by) else by.normalize()
