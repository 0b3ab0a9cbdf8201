"""Opening a round, and what may change in it afterwards."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse

from ruamphon.assessments import queries, rules
from ruamphon.assessments.domain import NotEnough, share_out
from ruamphon.assessments.enums import Purpose, RubricState
from ruamphon.assessments.models import Assessment, Round, Rubric
from ruamphon.assessments.models.reach import HOLDERS
from ruamphon.core import audit
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import text as day_text
from ruamphon.people.access import around_or_at
from ruamphon.people.models import Account, Person, Scope
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.registry.models import Enterprise

NOT_PUBLISHED = Text(
    "แบบประเมินนี้ยังเป็นร่าง เปิดใช้ก่อน แล้วจึงเปิดรอบ",
    "This rubric is still a draft. Put it in use before opening a round.",
)
NOT_OF_SCOPE = Text(
    "แบบประเมินนี้เป็นของโครงการอื่น เลือกแบบของโครงการนี้",
    "This rubric belongs to another programme. Choose one of this programme.",
)
BEFORE = Text(
    "รอบประเมินเริ่ม {day} ซึ่งอยู่ก่อนวันเริ่มรุ่น ({first}) เลือกวันที่ {first} หรือหลังจากนั้น",
    "The round begins on {day}, before the cohort does ({first}). Choose {first} or later.",
)
DUE_FIRST = Text(
    "วันสุดท้าย ({due}) อยู่ก่อนวันเริ่ม ({opens}) เลือกวันสุดท้ายให้ไม่ก่อนวันเริ่ม",
    "The last day ({due}) lies before the first ({opens}). Choose a last day that does not.",
)
NOT_HERE = Text("เปิดรอบได้ที่โครงการหรือรุ่นเท่านั้น", "A round is held in a programme or a cohort.")
ALREADY_OPEN = Text(
    "มีรอบ “{title}” ที่เริ่มวันเดียวกันอยู่แล้ว ดูรอบนั้นก่อน หรือใช้ชื่ออื่น",
    "There is a round “{title}” from the same day already. Look at that one first, or use another title.",
)
NO_GROUPS = Text("เลือกอย่างน้อยหนึ่งกลุ่ม", "Choose at least one group.")
FOREIGN_GROUP = Text(
    "“{name}” ไม่ได้อยู่ในโครงการนี้ เอาออกจากรายการก่อน", "“{name}” is not in this programme. Take it off the list."
)
NOT_ELIGIBLE = Text(
    "{name} ยังเป็นผู้ประเมินไม่ได้ ต้องมีบัญชีและมีบทบาทที่ประเมินได้ในโครงการนี้",
    "{name} cannot assess: they need an account and a role in this programme that may assess.",
)
AT_LEAST_ONE = Text("แต่ละกลุ่มต้องมีผู้ประเมินอย่างน้อยหนึ่งคน", "Each group needs at least one assessor.")
TOO_FEW = Text(
    "“{name}” มีผู้ประเมินที่ไม่ใช่คนของกลุ่มเพียง {found} คน แต่ต้องการ {wanted} คน "
    "เลือกผู้ประเมินเพิ่ม หรือลดจำนวนผู้ประเมินต่อกลุ่ม",
    "“{name}” has only {found} of the {wanted} assessors it needs who are not its own people. "
    "Choose more assessors, or fewer for each group.",
)
OWN_GROUP = Text(
    "{name} เป็นคนของกลุ่มนี้หรือเป็นผู้ช่วยของกลุ่ม จึงประเมินไม่ได้ เลือกคนอื่น",
    "{name} belongs to this group or helps it, and cannot assess it. Choose somebody else.",
)
ALREADY_ASKED = Text(
    "{name} เป็นผู้ประเมินของกลุ่มนี้อยู่แล้ว เลือกคนอื่น", "{name} assesses this group already. Choose somebody else."
)
ALREADY_IN = Text(
    "ผู้ประเมินคนเดิมส่งผลแล้ว จึงเปลี่ยนคนไม่ได้", "The assessor has handed in already and cannot be replaced."
)


@transaction.atomic
def open_round(
    *,
    by: Account,
    scope: Scope,
    rubric: Rubric,
    purpose: Purpose,
    title_th: str,
    title_en: str = "",
    opens_on: date,
    due_on: date,
    enterprises: Collection[Enterprise],
    assessors: Sequence[Person],
    each: int = 2,
    not_before: date | None = None,
) -> Round:
    """Ask `each` of the assessors for every group, shared out evenly; nobody gets a group of their own.

    `not_before` is the first day of what the round is held in (a cohort), which this room does not know. Each assessor
    gets one message. Raises Refused, or Impossible when the days, the rubric, a group or an assessor will not do.
    """
    rules.check_can_run_rounds(by, scope.pk)
    if scope.kind not in HOLDERS:
        raise Impossible(NOT_HERE)
    Scope.objects.select_for_update().get(pk=scope.pk)
    _check_days(opens_on, due_on, not_before)
    _check_new(scope, purpose, title_th, opens_on)
    _check_rubric(scope, rubric)
    groups = _checked_groups(scope, enterprises)
    people = _checked_assessors(scope, assessors)
    shared = _shared(groups, people, each)
    held = Round.objects.create(
        scope=scope,
        rubric=rubric,
        purpose=purpose,
        title_th=title_th,
        title_en=title_en,
        opens_on=opens_on,
        due_on=due_on,
        opened_by=by.person,
    )
    Assessment.objects.bulk_create(
        Assessment(round=held, enterprise_id=group, assessor_id=person, seat=seat)
        for group, those in shared.items()
        for seat, person in enumerate(those, 1)
    )
    audit.record(
        by=by,
        action="open_round",
        subject=held,
        scope_id=scope.pk,
        changes={
            "purpose": (None, purpose),
            "opens_on": (None, opens_on),
            "due_on": (None, due_on),
            "groups": (None, len(groups)),
            "assessors": (None, len(people)),
        },
    )
    _tell(by, held, {person for those in shared.values() for person in those})
    return held


@transaction.atomic
def move_due_day(*, by: Account, held: Round, due_on: date) -> Round:
    """Give a round another last day. Raises Refused, or Impossible for a day before the first one."""
    held = Round.objects.select_for_update(of=("self",)).get(pk=held.pk)
    rules.check_can_run_rounds(by, held.scope_id)
    _check_days(held.opens_on, due_on, None)
    changes = audit.changed(held, due_on=due_on)
    audit.apply(held, changes)
    if changes:
        audit.record(by=by, action="move_due_day", subject=held, scope_id=held.scope_id, changes=changes)
    return held


@transaction.atomic
def change_assessor(*, by: Account, assessment: Assessment, assessor: Person) -> Assessment:
    """Ask somebody else instead, who begins with an empty sheet; what the first had saved is gone.

    Raises Refused, TooLate when it was handed in, or Impossible when the new one may not assess this group.
    """
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("round", "enterprise")
    assessment = rows.get(pk=assessment.pk)
    held = assessment.round
    rules.check_can_run_rounds(by, held.scope_id)
    if assessment.is_handed_in:
        raise TooLate(ALREADY_IN)
    _checked_assessors(held.scope, [assessor])
    if (assessment.enterprise_id, assessor.pk) in queries.conflicts([assessment.enterprise], [assessor]):
        raise Impossible(OWN_GROUP.format(name=assessor.name), "assessor")
    if held.assessments.filter(enterprise=assessment.enterprise, assessor=assessor).exists():
        raise Impossible(ALREADY_ASKED.format(name=assessor.name), "assessor")
    assessment.scores.all().delete()
    changes = audit.changed(assessment, assessor_id=assessor.pk, note="", revision=assessment.revision + 1)
    audit.apply(assessment, changes)
    audit.record(
        by=by,
        action="change_assessor",
        subject=assessment,
        scope_id=held.scope_id,
        changes={"assessor": changes["assessor_id"]},
    )
    _tell(by, held, {assessor.pk})
    return assessment


def _check_days(opens_on: date, due_on: date, not_before: date | None) -> None:
    if not_before and opens_on < not_before:
        raise Impossible(BEFORE.format(day=day_text(opens_on), first=day_text(not_before)), "opens_on")
    if due_on < opens_on:
        raise Impossible(DUE_FIRST.format(due=day_text(due_on), opens=day_text(opens_on)), "due_on")


def _check_new(scope: Scope, purpose: Purpose, title_th: str, opens_on: date) -> None:
    """The same page sent twice is one round."""
    if Round.objects.filter(scope=scope, purpose=purpose, title_th=title_th, opens_on=opens_on).exists():
        raise Impossible(ALREADY_OPEN.format(title=title_th), "title_th")


def _check_rubric(scope: Scope, rubric: Rubric) -> None:
    if rubric.state != RubricState.PUBLISHED:
        raise Impossible(NOT_PUBLISHED, "rubric")
    if not around_or_at(scope.pk).filter(pk=rubric.scope_id).exists():
        raise Impossible(NOT_OF_SCOPE, "rubric")


def _checked_groups(scope: Scope, enterprises: Collection[Enterprise]) -> list[Enterprise]:
    if not enterprises:
        raise Impossible(NO_GROUPS, "enterprises")
    known = set(
        queries.groups_for(scope)
        .filter(pk__in=[group.pk for group in enterprises])
        .values_list("pk", flat=True)
    )
    for group in enterprises:
        if group.pk not in known:
            raise Impossible(FOREIGN_GROUP.format(name=group.name), "enterprises")
    return list({group.pk: group for group in enterprises}.values())


def _checked_assessors(scope: Scope, assessors: Sequence[Person]) -> list[Person]:
    known = set(
        queries.assessors_for(scope).filter(pk__in=[one.pk for one in assessors]).values_list("pk", flat=True)
    )
    for one in assessors:
        if one.pk not in known:
            raise Impossible(NOT_ELIGIBLE.format(name=one.name), "assessors")
    return list({one.pk: one for one in assessors}.values())


def _shared(groups: Sequence[Enterprise], people: Sequence[Person], each: int) -> dict[int, tuple[int, ...]]:
    if each < 1:
        raise Impossible(AT_LEAST_ONE, "each")
    try:
        return share_out(
            [group.pk for group in groups],
            [one.pk for one in people],
            each=each,
            conflicts=queries.conflicts(groups, people),
        )
    except NotEnough as problem:
        name = next(group.name for group in groups if group.pk == problem.subject)
        sentence = TOO_FEW.format(name=name, found=problem.found, wanted=problem.wanted)
        raise Impossible(sentence, "assessors") from problem


def _tell(by: Account, held: Round, people: Collection[int]) -> None:
    tell(
        by=by,
        people=people,
        kind=MessageKind.ASSESSMENT_ASKED,
        cause=f"round-{held.pk}",
        about=held.title,
        url=reverse("assessments:mine"),
        also_self=True,
    )
