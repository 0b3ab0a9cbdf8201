"""One story of a group, newest first, merged from all rooms; each reader gets the parts they may see."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from ruamphon.core.text import Text
from ruamphon.pathway.enums import EvidenceStatus, GateState, Outcome
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import ActivityKind, TeamKind, TeamState
from ruamphon.programmes.models import Activity, Deliverable, DeliverableVersion, Enrolment, Task, Team
from ruamphon.registry.models import Enterprise, Membership, Product

A_PAGE = 30
MOST_PAGES = 40
"""Older things are found on the pages of their own; a page here reads every source from the start."""
A_LINE = 160


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: the day, what, in whose words, and where to read more."""

    on: date
    title: Text
    body: str | Text = ""
    icon: str = "dot"
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of the story. `older` and `newer` are page numbers, None at the ends."""

    moments: tuple[Moment, ...]
    page: int
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads about which group, and what they may do there."""

    account: Account
    enterprise: Enterprise
    permissions: frozenset[Permission]
    criteria: dict[str, Text]
    stages: dict[int, Text]


def timeline_of(reader: Reader, *, page: int = 1) -> Timeline:
    """A page of the story. One query a source, however much has happened."""
    page = min(max(page, 1), MOST_PAGES)
    wanted = page * A_PAGE + 1
    sources = [read for permission, read in SOURCES if permission in reader.permissions]
    moments = [moment for read in sources for moment in read(reader, wanted)]
    moments.sort(key=_when, reverse=True)
    shown = moments[(page - 1) * A_PAGE : page * A_PAGE]
    has_older = len(moments) > page * A_PAGE and page < MOST_PAGES
    return Timeline(tuple(shown), page, page - 1 or None, page + 1 if has_older else None)


def _when(moment: Moment) -> date:
    return moment.on


def _day(moment: datetime) -> date:
    return localtime(moment).date()


def _line(words: str) -> str:
    return words if len(words) <= A_LINE else f"{words[:A_LINE].rstrip()}…"


def _newest(rows: QuerySet[Any], column: str, most: int) -> QuerySet[Any]:
    return rows.filter(**{f"{column}__isnull": False}).order_by(f"-{column}", "-pk")[:most]


def _activities(reader: Reader, most: int) -> Iterator[Moment]:
    rows = Activity.objects.filter(enrolments__enterprise=reader.enterprise).distinct()
    for row in _newest(rows, "happened_on", most):
        kind = ActivityKind(row.kind)
        yield Moment(
            row.happened_on, kind.label, _line(row.found), ACTIVITY_ICONS[kind], "", row.get_absolute_url()
        )


ACTIVITY_ICONS = {
    ActivityKind.VISIT: "geo-alt",
    ActivityKind.WORKSHOP: "easel2",
    ActivityKind.MEETING: "people",
}

HANDED_IN = Text("ส่งหลักฐาน: {name}", "Evidence handed in: {name}")
EVIDENCE_ACCEPTED = Text("ตรวจรับหลักฐาน: {name}", "Evidence accepted: {name}")
EVIDENCE_RETURNED = Text("ส่งหลักฐานกลับให้แก้: {name}", "Evidence sent back: {name}")


def _evidence_in(reader: Reader, most: int) -> Iterator[Moment]:
    for row in _newest(_evidence(reader), "submitted_at", most):
        title = HANDED_IN.format(name=criterion_name(reader, row.criterion_code))
        yield Moment(_day(row.submitted_at), title, _line(row.note), "paperclip", "", row.get_absolute_url())


def _evidence_reviewed(reader: Reader, most: int) -> Iterator[Moment]:
    rows = _evidence(reader).filter(status__in=[EvidenceStatus.ACCEPTED, EvidenceStatus.RETURNED])
    for row in _newest(rows, "reviewed_at", most):
        good = row.status == EvidenceStatus.ACCEPTED
        sentence = EVIDENCE_ACCEPTED if good else EVIDENCE_RETURNED
        title = sentence.format(name=criterion_name(reader, row.criterion_code))
        icon, tone = ("check-lg", "done") if good else ("arrow-return-left", "turn")
        yield Moment(_day(row.reviewed_at), title, _line(row.review_note), icon, tone, row.get_absolute_url())


def _evidence(reader: Reader) -> QuerySet[Evidence]:
    return Evidence.objects.filter(enrolment__enterprise=reader.enterprise)


SIGNED = Text("{who} รับรอง: {name}", "{who} signed: {name}")


def _sign_offs(reader: Reader, most: int) -> Iterator[Moment]:
    rows = SignOff.objects.filter(enrolment__enterprise=reader.enterprise, withdrawn_at=None)
    for row in _newest(rows.select_related("signed_by", "on_behalf_of"), "signed_at", most):
        title = SIGNED.format(who=row.signer.name, name=criterion_name(reader, row.criterion_code))
        yield Moment(_day(row.signed_at), title, _line(row.statement), "pen", "done")


PROPOSED = Text("เสนอผลของ{stage}", "{stage}: proposed")
DECIDED = Text("{stage}: {outcome}", "{stage}: {outcome}")
OUTCOME_LOOK = {
    Outcome.PASSED: ("award", "done"),
    Outcome.PASSED_WITH_CONDITIONS: ("award", "done"),
    Outcome.NOT_YET: ("hourglass-split", "turn"),
    Outcome.STOPPED: ("pause-fill", "stop"),
}


def _gates_decided(reader: Reader, most: int) -> Iterator[Moment]:
    rows = Gate.objects.filter(
        enrolment__enterprise=reader.enterprise, state__in=[GateState.DECIDED, GateState.REOPENED]
    )
    for row in _newest(rows.defer("record"), "decided_at", most):
        outcome = Outcome(row.outcome)
        title = DECIDED.format(stage=stage_name(reader, row.stage_number), outcome=outcome.label)
        icon, tone = OUTCOME_LOOK[outcome]
        yield Moment(
            _day(row.decided_at), title, _line(row.decision_reason), icon, tone, row.get_absolute_url()
        )


def _gates_proposed(reader: Reader, most: int) -> Iterator[Moment]:
    rows = Gate.objects.filter(enrolment__enterprise=reader.enterprise).exclude(state=GateState.WITHDRAWN)
    for row in _newest(rows.defer("record"), "proposed_at", most):
        title = PROPOSED.format(stage=stage_name(reader, row.stage_number))
        yield Moment(
            _day(row.proposed_at), title, _line(row.proposal_reason), "signpost", "", row.get_absolute_url()
        )


JOINED = Text("เข้าร่วม {cohort}", "Joined {cohort}")
ENDED = {
    "graduated": Text("จบ {cohort}", "Graduated from {cohort}"),
    "left": Text("ออกจาก {cohort}", "Left {cohort}"),
}


def _enrolments(reader: Reader, most: int) -> Iterator[Moment]:
    rows = (
        Enrolment.objects.filter(enterprise=reader.enterprise).select_related("cohort").order_by("-pk")[:most]
    )
    for row in rows:
        url = row.get_absolute_url()
        if row.enrolled_on:
            yield Moment(row.enrolled_on, JOINED.format(cohort=row.cohort.name), "", "flag", "", url)
        if row.ended_on and row.state in ENDED:
            title = ENDED[row.state].format(cohort=row.cohort.name)
            yield Moment(row.ended_on, title, _line(row.left_reason), "flag", "", url)


TEAM_BEGAN = Text("{team} เริ่มช่วยกลุ่ม", "{team} began to help")
TEAM_ENDED = Text("{team} สิ้นสุดการช่วย", "{team} ended")


def _teams(reader: Reader, most: int) -> Iterator[Moment]:
    rows = Team.objects.filter(enrolment__enterprise=reader.enterprise).select_related("organisation")
    for row in _newest(rows, "accepted_at", most):
        title = TEAM_BEGAN.format(team=team_name(row))
        yield Moment(_day(row.accepted_at), title, "", "person-plus", "", row.get_absolute_url())
    for row in _newest(rows.filter(state=TeamState.ENDED, accepted_at__isnull=False), "ended_at", most):
        title = TEAM_ENDED.format(team=team_name(row))
        yield Moment(
            _day(row.ended_at), title, _line(row.end_reason), "person-dash", "", row.get_absolute_url()
        )


MADE = Text("ส่งผลงาน: {name} (ฉบับที่ {n})", "Work handed in: {name} (version {n})")
ACCEPTED = Text("กลุ่มรับผลงาน: {name}", "The group accepted: {name}")


def _deliverables(reader: Reader, most: int) -> Iterator[Moment]:
    seen = Deliverable.objects.visible_to(reader.account).filter(enrolment__enterprise=reader.enterprise)
    rows = DeliverableVersion.objects.filter(deliverable__in=seen.values("pk")).select_related("deliverable")
    for row in _newest(rows, "made_at", most):
        title = MADE.format(name=row.deliverable.title, n=row.number)
        url = row.deliverable.get_absolute_url()
        yield Moment(_day(row.made_at), title, _line(row.summary), "file-earmark-text", "", url)
    for row in _newest(rows, "accepted_at", most):
        title = ACCEPTED.format(name=row.deliverable.title)
        url = row.deliverable.get_absolute_url()
        yield Moment(_day(row.accepted_at), title, "", "hand-thumbs-up", "done", url)


DONE = Text("ทำเสร็จ: {name}", "Done: {name}")


def _tasks(reader: Reader, most: int) -> Iterator[Moment]:
    rows = Task.objects.filter(enrolment__enterprise=reader.enterprise)
    for row in _newest(rows, "done_at", most):
        title = DONE.format(name=row.title)
        yield Moment(
            _day(row.done_at), title, _line(row.done_note), "check2-square", "done", row.get_absolute_url()
        )


NEW_MEMBER = Text("{who} เข้าเป็นสมาชิก", "{who} became a member")
LEFT_GROUP = Text("{who} พ้นจากการเป็นสมาชิก", "{who} left the group")


def _members(reader: Reader, most: int) -> Iterator[Moment]:
    rows = Membership.objects.filter(enterprise=reader.enterprise).select_related("person")
    for row in _newest(rows, "joined_on", most):
        yield Moment(row.joined_on, NEW_MEMBER.format(who=row.person.name), "", "person-heart")
    for row in _newest(rows, "left_on", most):
        yield Moment(row.left_on, LEFT_GROUP.format(who=row.person.name), "", "person-dash")


NEW_PRODUCT = Text("สินค้าหรือบริการใหม่: {name}", "New product or service: {name}")


def _products(reader: Reader, most: int) -> Iterator[Moment]:
    for row in _newest(Product.objects.filter(enterprise=reader.enterprise), "registered_on", most):
        yield Moment(row.registered_on, NEW_PRODUCT.format(name=row.name), "", "basket2")


Read = Callable[[Reader, int], Iterable[Moment]]

SOURCES: tuple[tuple[Permission, Read], ...] = (
    (Permission.GATE_READ, _gates_decided),
    (Permission.GATE_READ, _gates_proposed),
    (Permission.EVIDENCE_READ, _evidence_reviewed),
    (Permission.EVIDENCE_READ, _evidence_in),
    (Permission.EVIDENCE_READ, _sign_offs),
    (Permission.DELIVERABLE_READ, _deliverables),
    (Permission.ENTERPRISE_READ, _activities),
    (Permission.ENTERPRISE_READ, _tasks),
    (Permission.ENTERPRISE_READ, _teams),
    (Permission.ENTERPRISE_READ, _members),
    (Permission.ENTERPRISE_READ, _products),
    (Permission.ENTERPRISE_READ, _enrolments),
)
"""Where the story comes from and what reading each asks for; on one day, earlier sources come first."""


def criterion_name(reader: Reader, code: str) -> Text:
    """What a criterion is called in the playbook the group follows; its code where that no longer asks for it."""
    return reader.criteria.get(code, Text(code, code))


STAGE = Text("{name} (ขั้นที่ {number})", "{name} (stage {number})")
STAGE_UNNAMED = Text("ขั้นที่ {number}", "Stage {number}")


def stage_name(reader: Reader, number: int) -> Text:
    """'ขั้นก้าวหน้า (ขั้นที่ 2)'; the number alone where the playbook followed now has no such stage."""
    name = reader.stages.get(number)
    return STAGE.format(number=number, name=name) if name else STAGE_UNNAMED.format(number=number)


TEAM_OF = Text("{kind} {name}", "{kind} {name}")


def team_name(team: Team) -> Text:
    """What a team is called: its kind, with its own name or its organisation's."""
    own = Text(team.name, team.name) if team.name else team.organisation.name if team.organisation else None
    kind = TeamKind(team.kind).label
    return TEAM_OF.format(kind=kind, name=own) if own else kind
