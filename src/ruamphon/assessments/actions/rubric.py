"""Drafting a rubric, putting it in use, and making the next version of it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ruamphon.assessments import rules
from ruamphon.assessments.domain import LEAST_LEVELS, MOST_LEVELS, Item, problems_of
from ruamphon.assessments.enums import RubricState
from ruamphon.assessments.models import Rubric, RubricItem
from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.models import Account, Scope

CODE_TAKEN = Text(
    "รหัส “{code}” มีแบบประเมินใช้อยู่แล้ว ใช้รหัสอื่น หรือทำฉบับใหม่จากแบบประเมินนั้น",
    "The code “{code}” is a rubric's already. Use another, or make a new version of that one.",
)
ITEM_TAKEN = Text(
    "รหัสหัวข้อ “{code}” มีอยู่แล้วในแบบประเมินนี้ ใช้รหัสอื่น",
    "This rubric has an item “{code}” already. Use another code.",
)
DRAFT_THERE = Text(
    "มีร่างฉบับที่ {number} อยู่แล้ว แก้ร่างนั้นต่อ แทนที่จะเริ่มใหม่",
    "There is a draft already, version {number}. Go on with that one.",
)
LEVELS = Text(
    "จำนวนระดับต้องอยู่ระหว่าง {least} ถึง {most}", "The number of levels must be from {least} to {most}."
)
ELSEWHERE = Text(
    "แบบประเมินนี้เป็นของที่อื่น เปิดใช้ได้จากหน้าของที่นั้นเท่านั้น",
    "This rubric belongs to another place and is put in use there.",
)


@transaction.atomic
def draft_rubric(
    *,
    by: Account,
    scope: Scope,
    code: str,
    title_th: str,
    title_en: str,
    top: int = 4,
    note_th: str = "",
    note_en: str = "",
    items: Sequence[Item] = (),
) -> Rubric:
    """Begin a rubric of a scope (usually a programme's) as a draft of version 1, with `top` levels an item.

    Levels may still be without description; publishing asks for them. Raises Refused, or Impossible when the code is
    in use here or the number of levels is out of range.
    """
    rules.check_can_write_rubrics(by, scope.pk)
    Scope.objects.select_for_update().get(pk=scope.pk)
    if Rubric.objects.filter(scope=scope, code=code).exists():
        raise Impossible(CODE_TAKEN.format(code=code), "code")
    if not LEAST_LEVELS <= top <= MOST_LEVELS:
        raise Impossible(LEVELS.format(least=LEAST_LEVELS, most=MOST_LEVELS), "top")
    rubric = Rubric.objects.create(
        scope=scope,
        code=code,
        number=1,
        title_th=title_th,
        title_en=title_en,
        note_th=note_th,
        note_en=note_en,
        top=top,
        made_by=by.person,
    )
    rubric.write_items(items)
    _record(by, "draft_rubric", rubric, {"code": (None, code), "title_th": (None, title_th)})
    return rubric


@transaction.atomic
def new_rubric_version(*, by: Account, rubric: Rubric) -> Rubric:
    """The next version as a draft, copied item by item. Raises Refused, or Impossible while there is a draft."""
    rules.check_can_write_rubrics(by, rubric.scope_id)
    Scope.objects.select_for_update().get(pk=rubric.scope_id)
    family = Rubric.objects.filter(scope=rubric.scope_id, code=rubric.code)
    draft = family.filter(state=RubricState.DRAFT).first()
    if draft:
        raise Impossible(DRAFT_THERE.format(number=draft.number))
    made = Rubric.objects.create(
        scope_id=rubric.scope_id,
        code=rubric.code,
        number=family.aggregate(last=Max("number"))["last"] + 1,
        title_th=rubric.title_th,
        title_en=rubric.title_en,
        note_th=rubric.note_th,
        note_en=rubric.note_en,
        top=rubric.top,
        is_proposed=rubric.is_proposed,
        made_by=by.person,
    )
    made.write_items(rubric.text().items)
    _record(by, "new_rubric_version", made, {"number": (rubric.number, made.number)})
    return made


@transaction.atomic
def edit_rubric(
    *,
    by: Account,
    rubric: Rubric,
    title_th: str,
    title_en: str,
    note_th: str = "",
    note_en: str = "",
    is_proposed: bool = False,
) -> Rubric:
    """Change what a draft is called and for, and whether it is still only proposed. Raises Refused or TooLate."""
    rubric = _locked(rubric)
    rules.check_can_change(by, rubric)
    changes = audit.changed(
        rubric,
        title_th=title_th,
        title_en=title_en,
        note_th=note_th,
        note_en=note_en,
        is_proposed=is_proposed,
    )
    audit.apply(rubric, changes)
    if changes:
        _record(by, "edit_rubric", rubric, changes)
    return rubric


@transaction.atomic
def add_rubric_item(
    *, by: Account, rubric: Rubric, code: str, title: Text, levels: Sequence[Text], weight: int = 1
) -> RubricItem:
    """Add an item at the end of a draft. Raises Refused or TooLate, or Impossible when the code is used here."""
    rubric = _locked(rubric)
    rules.check_can_change(by, rubric)
    if rubric.items.filter(code=code).exists():
        raise Impossible(ITEM_TAKEN.format(code=code), "code")
    last = rubric.items.aggregate(last=Max("place"))["last"] or 0
    item: RubricItem = rubric.write_item(Item(code, title, tuple(levels), weight), last + 1)
    _record(by, "add_rubric_item", rubric, {"item": (None, title.th)})
    return item


@transaction.atomic
def edit_rubric_item(
    *, by: Account, item: RubricItem, title: Text, levels: Sequence[Text], weight: int, place: int
) -> RubricItem:
    """Change an item of a draft, and where it stands. Raises Refused or TooLate."""
    rubric = _locked(item.rubric)
    rules.check_can_change(by, rubric)
    before = item.text()
    changes: dict[str, tuple[Any, Any]] = audit.changed(
        item, title_th=title.th, title_en=title.en, weight=weight
    )
    audit.apply(item, changes)
    for number, level in enumerate(levels, 1):
        item.levels.update_or_create(number=number, defaults={"text_th": level.th, "text_en": level.en})
    _put_in_place(rubric, item, place)
    words = {
        f"level_{number}": (old.th, new.th)
        for number, (old, new) in enumerate(zip(before.levels, levels, strict=False), 1)
        if old != new
    }
    _record(by, "edit_rubric_item", rubric, {"item": (before.title.th, title.th), **changes, **words})
    return item


@transaction.atomic
def remove_rubric_item(*, by: Account, item: RubricItem) -> None:
    """Take an item out of a draft. Raises Refused or TooLate."""
    rubric = _locked(item.rubric)
    rules.check_can_change(by, rubric)
    _record(by, "remove_rubric_item", rubric, {"item": (item.title_th, None)})
    item.delete()


@transaction.atomic
def publish_rubric(*, by: Account, scope: Scope, rubric: Rubric) -> Rubric:
    """Put a draft of this scope in use; from then on it is never changed.

    Raises Refused or TooLate, or Impossible with every item and level that is not described yet.
    """
    rubric = _locked(rubric)
    rules.check_can_change(by, rubric)
    if rubric.scope_id != scope.pk:
        raise Impossible(ELSEWHERE)
    problems = problems_of(rubric.text())
    if problems:
        raise Impossible(
            Text("\n".join(each.th for each in problems), "\n".join(each.en for each in problems))
        )
    changes = audit.changed(rubric, state=RubricState.PUBLISHED, published_at=timezone.now())
    audit.apply(rubric, changes)
    _record(by, "publish_rubric", rubric, changes)
    return rubric


def _put_in_place(rubric: Rubric, item: RubricItem, place: int) -> None:
    """Number the items 1, 2, 3 … with this one at `place`, or last where that is beyond the end."""
    order = [each for each in rubric.items.all() if each.pk != item.pk]
    order.insert(max(place, 1) - 1, item)
    for number, each in enumerate(order, 1):
        RubricItem.objects.filter(pk=each.pk).update(place=number)


def _locked(rubric: Rubric) -> Rubric:
    found: Rubric = Rubric.objects.select_for_update(of=("self",)).get(pk=rubric.pk)
    return found


def _record(by: Account | None, action: str, rubric: Rubric, changes: dict[str, tuple[Any, Any]]) -> None:
    audit.record(by=by, action=action, subject=rubric, scope_id=rubric.scope_id, changes=changes)
