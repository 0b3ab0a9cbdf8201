"""A rubric as text: what must be there before it is used, and how two versions differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from ruamphon.core.text import Text

LEAST_LEVELS = 2
MOST_LEVELS = 7

NO_ITEMS = Text(
    "แบบประเมินยังไม่มีหัวข้อ เพิ่มอย่างน้อยหนึ่งหัวข้อก่อนเปิดใช้", "There is no item yet. Add at least one before use."
)
NO_TITLE = Text(
    "หัวข้อที่ {number} ยังไม่มีชื่อ{language} เปิดหัวข้อนี้แล้วเติมชื่อ",
    "Item {number} has no {language} title. Open it and add one.",
)
NO_DESCRIPTION = Text(
    "หัวข้อ “{item}” ระดับ {level} ยังไม่มีคำอธิบาย{language} เปิดหัวข้อนี้แล้วเติมคำอธิบาย",
    "Item “{item}”, level {level}, has no {language} description. Open the item and write one.",
)
NO_WEIGHT = Text(
    "หัวข้อ “{item}” มีน้ำหนัก {weight} น้ำหนักต้องมากกว่าศูนย์",
    "Item “{item}” has weight {weight}; it must be more than zero.",
)
TWICE = Text(
    "รหัสหัวข้อ “{code}” ซ้ำกัน แต่ละหัวข้อต้องมีรหัสของตัวเอง", "Two items share the code “{code}”; each needs its own."
)
THAI = Text("ภาษาไทย", "Thai")
ENGLISH = Text("ภาษาอังกฤษ", "English")

ADDED = Text("เพิ่มหัวข้อ “{item}”", "Item “{item}” was added.")
REMOVED = Text("เอาหัวข้อ “{item}” ออก", "Item “{item}” was taken out.")
RENAMED = Text("เปลี่ยนชื่อหัวข้อ “{item}”", "Item “{item}” has a new title.")
REWEIGHTED = Text("เปลี่ยนน้ำหนักของหัวข้อ “{item}”", "Item “{item}” has a new weight.")
REWORDED = Text(
    "เปลี่ยนคำอธิบายระดับ {level} ของหัวข้อ “{item}”", "Item “{item}”: level {level} reads differently."
)
MOVED = Text("ย้ายลำดับของหัวข้อ “{item}”", "Item “{item}” stands in another place.")
RESCALED = Text("เปลี่ยนจำนวนระดับ", "The number of levels changed.")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is looked at. `levels` are described from the lowest (1) up; weights count against each other."""

    code: str
    title: Text
    levels: tuple[Text, ...]
    weight: int = 1

    def is_same_scale(self, other: "Item") -> bool:
        """Whether a level means the same in both: the same number of levels, described in the same words."""
        return self.levels == other.levels


@dataclass(frozen=True, slots=True)
class RubricText:
    """The items of one version, in order, all with the same number of levels."""

    top: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in two versions; `before` and `after` are empty where there is nothing to quote."""

    what: Text
    before: Text | None = None
    after: Text | None = None


def problems_of(rubric: RubricText) -> list[Text]:
    """Everything that keeps a rubric from being used, each in a sentence that names the place and the fix."""
    if not rubric.items:
        return [NO_ITEMS]
    return [
        *_repeated(rubric),
        *(problem for number, item in enumerate(rubric.items, 1) for problem in _of(rubric, item, number)),
    ]


def _repeated(rubric: RubricText) -> Iterator[Text]:
    codes = [item.code for item in rubric.items]
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            yield TWICE.format(code=code)


def _of(rubric: RubricText, item: Item, number: int) -> Iterator[Text]:
    for language, wording in ((THAI, item.title.th), (ENGLISH, item.title.en)):
        if not wording.strip():
            yield NO_TITLE.format(number=number, language=language)
    if item.weight < 1:
        yield NO_WEIGHT.format(item=_called(item, number), weight=item.weight)
    for level in range(1, rubric.top + 1):
        described = item.levels[level - 1] if level <= len(item.levels) else Text("", "")
        for language, wording in ((THAI, described.th), (ENGLISH, described.en)):
            if not wording.strip():
                yield NO_DESCRIPTION.format(item=_called(item, number), level=level, language=language)


def _called(item: Item, number: int) -> Text:
    return Text(item.title.th or str(number), item.title.en or item.title.th or str(number))


def differences(before: RubricText, after: RubricText) -> list[Difference]:
    """What changed from one version to the next, items in the order of the newer one, those taken out last."""
    old = {item.code: item for item in before.items}
    new = {item.code: item for item in after.items}
    found = [] if before.top == after.top else [_scale(before.top, after.top)]
    for item in after.items:
        found += (
            _changes(old[item.code], item)
            if item.code in old
            else [Difference(ADDED.format(item=item.title))]
        )
    found += [Difference(MOVED.format(item=item.title)) for item in _moved(before, after)]
    return found + [
        Difference(REMOVED.format(item=item.title)) for code, item in old.items() if code not in new
    ]


def _scale(before: int, after: int) -> Difference:
    return Difference(RESCALED, Text(str(before), str(before)), Text(str(after), str(after)))


def _changes(before: Item, after: Item) -> list[Difference]:
    found = []
    if before.title != after.title:
        found.append(Difference(RENAMED.format(item=before.title), before.title, after.title))
    if before.weight != after.weight:
        weights = (Text(str(item.weight), str(item.weight)) for item in (before, after))
        found.append(Difference(REWEIGHTED.format(item=after.title), *weights))
    for level in range(1, max(len(before.levels), len(after.levels)) + 1):
        pair = [item.levels[level - 1] if level <= len(item.levels) else None for item in (before, after)]
        if pair[0] != pair[1]:
            found.append(Difference(REWORDED.format(item=after.title, level=level), *pair))
    return found


def _moved(before: RubricText, after: RubricText) -> list[Item]:
    """Items both have, that stand in another order among themselves."""
    codes = {item.code for item in before.items} & {item.code for item in after.items}
    old = [item.code for item in before.items if item.code in codes]
    new = [item for item in after.items if item.code in codes]
    return [item for place, item in enumerate(new) if old[place] != item.code]
