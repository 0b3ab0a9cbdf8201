"""What waits for one person, gathered from all rooms. The query count is the same for one group or a thousand.

A source gives a part of its rows, the most urgent first: the first ones for the page of the day, the others page by page.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.home.data_rights.reach import erasures_to_decide
from ruamphon.home.enums import WaitKind
from ruamphon.home.queries.assessing import assessments_waiting
from ruamphon.home.queries.deciding_waiting import (
    follow_ups_due,
    graduations_to_decide,
    selections_to_decide,
)
from ruamphon.home.queries.plans_waiting import plans_returned, plans_to_agree, plans_to_approve
from ruamphon.home.queries.renewals import renewals_waiting
from ruamphon.home.queries.standing_still import groups_standing_still
from ruamphon.home.queries.timeline import team_name
from ruamphon.home.urgency import COUNT_LIMIT, Waiting, most_urgent_first
from ruamphon.pathway.domain import Playbook
from ruamphon.pathway.enums import EvidenceStatus
from ruamphon.pathway.models import Evidence
from ruamphon.pathway.queries import gates_waiting, playbook_of, reviews_waiting
from ruamphon.pathway.times import local_day
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import DeliverableState, EnrolmentState, TeamState
from ruamphon.programmes.models import Deliverable, DeliverableVersion, Enrolment, Task, Team
from ruamphon.programmes.queries import deliverables_to_accept, deliverables_to_check
from ruamphon.registry.models import Enterprise

MOST = COUNT_LIMIT + 1
"""Rows read of each kind for the page of the day: one more than is counted."""

IN_PROGRESS = (EnrolmentState.SELECTED, EnrolmentState.ACTIVE)


def waiting_for(account: Account, *, today: date) -> list[Waiting]:
    """What this person can act on now, most urgent first; of each kind at most MOST, the most urgent ones."""
    rows = [row for read in SOURCES.values() for row in read(account, slice(MOST), today)]
    return most_urgent_first(rows, today=today)


def waiting_page(account: Account, kind: WaitKind, *, today: date, page: int) -> tuple[list[Waiting], bool]:
    """A page of everything of one kind, most urgent first, and whether more follow."""
    start = (page - 1) * A_PAGE
    rows = list(SOURCES[kind](account, slice(start, start + A_PAGE + 1), today))
    return most_urgent_first(rows[:A_PAGE], today=today), len(rows) > A_PAGE


A_PAGE = 30


def _tasks(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    tasks = Task.objects.visible_to(account).open().filter(owner=account.person_id)
    first = tasks.select_related("enrolment__enterprise").order_by(F("due_on").asc(nulls_last=True), "pk")
    for task in first[rows]:
        yield Waiting(
            kind=WaitKind.TASK,
            title=Text(task.title, task.title),
            enterprise=task.enrolment.enterprise.name,
            url=task.get_absolute_url(),
            icon="check2-square",
            since=local_day(task.made_at),
            due_on=task.due_on,
            note=str(task.origin),
        )


def _returned_evidence(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """What this person handed in, or what was handed in for them, and a reviewer sent back."""
    back = (
        Evidence.objects.visible_to(account)
        .filter(
            reaches(account, Permission.EVIDENCE_SUBMIT, "enrolment__enterprise__scope"),
            status=EvidenceStatus.RETURNED,
            enrolment__state__in=IN_PROGRESS,
        )
        .filter(mine(account))
        .select_related("enrolment__enterprise", "enrolment__cohort__playbook", "reviewed_by")
        .order_by("reviewed_at", "pk")
    )
    for piece in back[rows]:
        yield Waiting(
            kind=WaitKind.RETURNED,
            title=_criterion(piece),
            enterprise=piece.enrolment.enterprise.name,
            url=reverse("pathway:evidence-revise", args=[piece.pk]),
            icon="arrow-return-left",
            since=local_day(piece.reviewed_at or piece.submitted_at),
            note=piece.review_note,
        )


def mine(account: Account) -> Q:
    """Evidence this person handed in, or that was handed in on their behalf."""
    return Q(submitted_by=account.person_id) | Q(on_behalf_of=account.person_id)


def _criterion(piece: Evidence) -> Text:
    version = piece.enrolment.cohort.playbook
    names = _names(playbook_of(version)) if version else {}
    return names.get(piece.criterion_code, Text(piece.criterion_code, piece.criterion_code))


def _names(playbook: Playbook) -> dict[str, Text]:
    return {criterion.code: criterion.name for stage in playbook.stages for criterion in stage.criteria}


def _returned_work(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """Drafts whose newest version this person made and was given back."""
    newer = DeliverableVersion.objects.filter(
        deliverable=OuterRef("deliverable"), number__gt=OuterRef("number")
    )
    writable = Deliverable.objects.visible_to(account).filter(
        reaches(account, Permission.DELIVERABLE_WRITE, "enrolment__enterprise__scope"),
        state=DeliverableState.DRAFT,
        enrolment__state__in=IN_PROGRESS,
    )
    back = (
        DeliverableVersion.objects.filter(deliverable__in=writable, made_by=account.person_id)
        .exclude(returned_at=None)
        .exclude(Exists(newer))
        .select_related("deliverable__enrolment__enterprise")
        .order_by("returned_at", "pk")
    )
    for version in back[rows]:
        yield _work(
            version.deliverable,
            WaitKind.WORK_BACK,
            "arrow-return-left",
            local_day(version.returned_at or version.made_at),
        )


FROM = Text("ส่งโดย {name}", "Handed in by {name}")


def _reviews(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    for row in reviews_waiting(account, rows=rows):
        yield Waiting(
            kind=WaitKind.REVIEW,
            title=row.criterion,
            enterprise=row.enterprise,
            url=row.url,
            icon="search",
            since=local_day(row.submitted_at),
            note=str(FROM.format(name=row.submitted_by)),
        )


STAGE = Text("{name} (ขั้นที่ {number})", "{name} (stage {number})")
BY = Text("เสนอโดย {name}", "Proposed by {name}")


def _gates(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    for row in gates_waiting(account, rows=rows):
        yield Waiting(
            kind=WaitKind.GATE,
            title=STAGE.format(number=row.stage_number, name=row.stage),
            enterprise=row.enterprise,
            url=row.url,
            icon="signpost-split",
            since=local_day(row.proposed_at),
            note=str(BY.format(name=row.proposed_by)),
        )


def _checks(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    yield from _works(deliverables_to_check(account), WaitKind.CHECK, "made_at", rows)


def _accepts(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    yield from _works(deliverables_to_accept(account), WaitKind.ACCEPT, "checked_at", rows)


WORK_ICONS_SOME = {WaitKind.CHECK: "search", WaitKind.ACCEPT: "hand-thumbs-up"}


def _works(waiting: QuerySet[Deliverable], kind: WaitKind, column: str, rows: slice) -> Iterator[Waiting]:
    """Rows for deliverables; they have waited since their newest version's `column`."""
    newest = DeliverableVersion.objects.filter(deliverable=OuterRef("pk")).order_by("-number")
    found: QuerySet[Any] = waiting.annotate(since=newest.values(column)[:1]).order_by("since", "pk")
    for row in found[rows]:
        yield _work(row, kind, WORK_ICONS_SOME[kind], local_day(row.since or row.made_at))


def _work(deliverable: Deliverable, kind: WaitKind, icon: str, since: date) -> Waiting:
    return Waiting(
        kind=kind,
        title=Text(deliverable.title, deliverable.title),
        enterprise=deliverable.enrolment.enterprise.name,
        url=deliverable.get_absolute_url(),
        icon=icon,
        since=since,
    )


def _teams(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    teams = (
        Team.objects.visible_to(account)
        .filter(
            Enrolment.objects.acted_on_by(account, Permission.TEAM_MANAGE).of_row(),
            state=TeamState.PROPOSED,
            enrolment__state__in=IN_PROGRESS,
        )
        .select_related("enrolment__enterprise", "organisation")
        .order_by("begins_on", "pk")
    )
    for team in teams[rows]:
        yield Waiting(
            kind=WaitKind.TEAM,
            title=team_name(team),
            enterprise=team.enrolment.enterprise.name,
            url=team.get_absolute_url(),
            icon="person-plus",
            since=team.begins_on,
            due_on=team.begins_on,
        )


def _publications(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """Groups that somebody else proposed to show to the public."""
    proposed = (
        Enterprise.objects.visible_to(account)
        .filter(
            reaches(account, Permission.PUBLISH, "scope"),
            publication_proposed_at__isnull=False,
            published_at=None,
        )
        .exclude(publication_proposed_by=account.person_id)
        .order_by("publication_proposed_at", "pk")
    )
    for enterprise in proposed[rows]:
        yield Waiting(
            kind=WaitKind.PUBLICATION,
            title=enterprise.name,
            enterprise=enterprise.name,
            url=reverse("registry:enterprise", args=[enterprise.pk]),
            icon="megaphone",
            since=local_day(enterprise.publication_proposed_at),
        )


DATA = Text("สิทธิ์ในข้อมูลส่วนบุคคล", "Rights to personal data")


def _erasures(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """Requests to be erased that a manager decides; nobody decides their own."""
    for request in erasures_to_decide(account).exclude(person=account.person_id)[rows]:
        yield Waiting(
            kind=WaitKind.ERASURE,
            title=request.person.name,
            enterprise=DATA,
            url=reverse("home:erasure", args=[request.pk]),
            icon="eraser",
            since=local_day(request.asked_at),
            due_on=local_day(request.answer_by),
        )


SOURCES: dict[WaitKind, Callable[[Account, slice, date], Iterable[Waiting]]] = {
    WaitKind.TASK: _tasks,
    WaitKind.RETURNED: _returned_evidence,
    WaitKind.WORK_BACK: _returned_work,
    WaitKind.PLAN_BACK: plans_returned,
    WaitKind.REVIEW: _reviews,
    WaitKind.ASSESSMENT: assessments_waiting,
    WaitKind.GATE: _gates,
    WaitKind.GRADUATION: graduations_to_decide,
    WaitKind.SELECTION: selections_to_decide,
    WaitKind.PLAN_TO_AGREE: plans_to_agree,
    WaitKind.PLAN_TO_APPROVE: plans_to_approve,
    WaitKind.CHECK: _checks,
    WaitKind.ACCEPT: _accepts,
    WaitKind.TEAM: _teams,
    WaitKind.STALL: groups_standing_still,
    WaitKind.FOLLOW_UP: follow_ups_due,
    WaitKind.PUBLICATION: _publications,
    WaitKind.ERASURE: _erasures,
    WaitKind.RENEWAL: renewals_waiting,
}
"""Where things to do come from; of two that are equally urgent the earlier source comes first."""
