"""What waits for one person, gathered from all rooms. The query count is the same for one group or a thousand."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.home.data_rights.reach import erasures_to_decide
from ruamphon.home.queries.assessing import assessments_waiting
from ruamphon.home.queries.renewals import renewals_waiting
from ruamphon.home.queries.timeline import team_name
from ruamphon.home.urgency import Waiting, most_urgent_first
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

MOST = 50
"""Rows read of each kind: nobody works through more in a day, and the next ones follow when these are done."""

IN_PROGRESS = (EnrolmentState.SELECTED, EnrolmentState.ACTIVE)


def waiting_for(account: Account, *, today: date) -> list[Waiting]:
    """Everything this person can act on now, most urgent first."""
    rows = [row for read in SOURCES for row in read(account)]
    rows += renewals_waiting(account, today)
    rows += assessments_waiting(account, today)
    return most_urgent_first(rows, today=today)


TASK = Text("งานของคุณ", "Your task")


def _tasks(account: Account) -> Iterator[Waiting]:
    tasks = Task.objects.visible_to(account).open().filter(owner=account.person_id)
    first = tasks.select_related("enrolment__enterprise").order_by(F("due_on").asc(nulls_last=True), "pk")
    for task in first[:MOST]:
        yield Waiting(
            what=TASK,
            title=Text(task.title, task.title),
            enterprise=task.enrolment.enterprise.name,
            url=task.get_absolute_url(),
            icon="check2-square",
            since=local_day(task.made_at),
            due_on=task.due_on,
            note=str(task.origin),
        )


RETURNED = Text("หลักฐานส่งกลับให้แก้", "Evidence to improve")


def _returned_evidence(account: Account) -> Iterator[Waiting]:
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
    for piece in back[:MOST]:
        yield Waiting(
            what=RETURNED,
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


WORK_BACK = Text("ผลงานส่งกลับให้แก้", "Work to improve")


def _returned_work(account: Account) -> Iterator[Waiting]:
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
    for version in back[:MOST]:
        yield _work(
            version.deliverable,
            WORK_BACK,
            "arrow-return-left",
            local_day(version.returned_at or version.made_at),
        )


TO_REVIEW = Text("หลักฐานรอคุณตรวจ", "Evidence to review")
FROM = Text("ส่งโดย {name}", "Handed in by {name}")


def _reviews(account: Account) -> Iterator[Waiting]:
    for row in reviews_waiting(account, most=MOST):
        yield Waiting(
            what=TO_REVIEW,
            title=row.criterion,
            enterprise=row.enterprise,
            url=row.url,
            icon="search",
            since=local_day(row.submitted_at),
            note=str(FROM.format(name=row.submitted_by)),
        )


TO_DECIDE = Text("รอคุณตัดสินการผ่านขั้น", "A stage to decide")
STAGE = Text("{name} (ขั้นที่ {number})", "{name} (stage {number})")
BY = Text("เสนอโดย {name}", "Proposed by {name}")


def _gates(account: Account) -> Iterator[Waiting]:
    for row in gates_waiting(account, most=MOST):
        yield Waiting(
            what=TO_DECIDE,
            title=STAGE.format(number=row.stage_number, name=row.stage),
            enterprise=row.enterprise,
            url=row.url,
            icon="signpost-split",
            since=local_day(row.proposed_at),
            note=str(BY.format(name=row.proposed_by)),
        )


TO_CHECK = Text("ผลงานรอคุณตรวจ", "Work to check")
TO_ACCEPT = Text("ผลงานรอกลุ่มรับ", "Work for the group to accept")


def _checks(account: Account) -> Iterator[Waiting]:
    yield from _works(deliverables_to_check(account), TO_CHECK, "search", "made_at")


def _accepts(account: Account) -> Iterator[Waiting]:
    yield from _works(deliverables_to_accept(account), TO_ACCEPT, "hand-thumbs-up", "checked_at")


def _works(waiting: QuerySet[Deliverable], what: Text, icon: str, column: str) -> Iterator[Waiting]:
    """Rows for deliverables; they have waited since their newest version's `column`."""
    newest = DeliverableVersion.objects.filter(deliverable=OuterRef("pk")).order_by("-number")
    rows: QuerySet[Any] = waiting.annotate(since=newest.values(column)[:1]).order_by("since", "pk")
    for row in rows[:MOST]:
        yield _work(row, what, icon, local_day(row.since or row.made_at))


def _work(deliverable: Deliverable, what: Text, icon: str, since: date) -> Waiting:
    return Waiting(
        what=what,
        title=Text(deliverable.title, deliverable.title),
        enterprise=deliverable.enrolment.enterprise.name,
        url=deliverable.get_absolute_url(),
        icon=icon,
        since=since,
    )


TEAM_PROPOSED = Text("ทีมรอคุณรับ", "A team to accept")


def _teams(account: Account) -> Iterator[Waiting]:
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
    for team in teams[:MOST]:
        yield Waiting(
            what=TEAM_PROPOSED,
            title=team_name(team),
            enterprise=team.enrolment.enterprise.name,
            url=team.get_absolute_url(),
            icon="person-plus",
            since=team.begins_on,
            due_on=team.begins_on,
        )


TO_PUBLISH = Text("รอคุณอนุมัติการเผยแพร่", "A publication to approve")


def _publications(account: Account) -> Iterator[Waiting]:
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
    for enterprise in proposed[:MOST]:
        yield Waiting(
            what=TO_PUBLISH,
            title=enterprise.name,
            enterprise=enterprise.name,
            url=reverse("registry:enterprise", args=[enterprise.pk]),
            icon="megaphone",
            since=local_day(enterprise.publication_proposed_at),
        )


ERASURE = Text("คำขอลบข้อมูล", "Request to be erased")
DATA = Text("สิทธิ์ในข้อมูลส่วนบุคคล", "Rights to personal data")


def _erasures(account: Account) -> Iterator[Waiting]:
    """Requests to be erased that a manager decides; nobody decides their own."""
    for request in erasures_to_decide(account).exclude(person=account.person_id)[:MOST]:
        yield Waiting(
            what=ERASURE,
            title=request.person.name,
            enterprise=DATA,
            url=reverse("home:erasure", args=[request.pk]),
            icon="eraser",
            since=local_day(request.asked_at),
            due_on=local_day(request.answer_by),
        )


SOURCES: tuple[Callable[[Account], Iterable[Waiting]], ...] = (
    _tasks,
    _returned_evidence,
    _returned_work,
    _reviews,
    _gates,
    _checks,
    _accepts,
    _teams,
    _publications,
    _erasures,
)
"""Where things to do come from; of two that are equally urgent the earlier source comes first."""
