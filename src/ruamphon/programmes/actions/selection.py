"""Choosing among the applicants: one officer proposes, another decides."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ruamphon.assessments.actions import open_round
from ruamphon.assessments.enums import Purpose
from ruamphon.assessments.models import Round, Rubric
from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.access import around_or_at
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Grant, Person
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.permissions import roles_with
from ruamphon.programmes.actions.enrolment import enrol_enterprise
from ruamphon.programmes.enums import ApplicationState, SelectionOutcome, SelectionState
from ruamphon.programmes.models import Application, Cohort, Selection
from ruamphon.programmes.queries.ranking import applicants, figures_of
from ruamphon.programmes.rules.application import people_with_word
from ruamphon.programmes.rules.selection import check_can_decide_selection, check_can_propose_selection
from ruamphon.programmes.states import APPLICATION_MOVES, SELECTION_MOVES, check_move
from ruamphon.programmes.times import told

REASON_NEEDED = Text(
    "เขียนเหตุผลสั้น ๆ กลุ่มจะได้อ่านและเข้าใจ", "Write the reason in a few words; the group will read it."
)
ALREADY_PROPOSED = Text(
    "{name} เสนอผลของกลุ่มนี้ไว้แล้วเมื่อ {when} (“{outcome}”) และยังรอตัดสินอยู่",
    "{name} proposed “{outcome}” for this group on {when}; it is waiting for a decision.",
)
ALREADY_DECIDED = Text(
    "เรื่องนี้ตัดสินไปแล้วโดย {name} เมื่อ {when} ผลคือ “{outcome}”",
    "This was decided already by {name} on {when}: “{outcome}”.",
)
NO_CHANGE = Text(
    "กลุ่มนี้อยู่ในรายชื่อสำรองอยู่แล้ว เลือกรับเข้ารุ่น หรือยังไม่รับรอบนี้",
    "This group is on the waiting list already. Choose to accept it, or not this time.",
)
STATE_AFTER: dict[SelectionOutcome, ApplicationState] = {
    SelectionOutcome.ACCEPT: ApplicationState.ACCEPTED,
    SelectionOutcome.WAIT: ApplicationState.WAITING,
    SelectionOutcome.REFUSE: ApplicationState.REFUSED,
}
ROUND = Text("คัดเลือกกลุ่มเข้า{cohort}", "Selection for {cohort}")
ABOUT = Text("{enterprise} · {cohort}", "{enterprise} · {cohort}")


@transaction.atomic
def open_selection_round(
    *, by: Account, cohort: Cohort, rubric: Rubric, assessors: Sequence[Person], each: int, due_on: date
) -> Round:
    """Ask several assessors for each group whose application waits, from today until `due_on`.

    Raises what `assessments.actions.open_round` does: Refused, or Impossible when a group, an assessor or a day will
    not do.
    """
    return open_round(
        by=by,
        scope=cohort.scope,
        rubric=rubric,
        purpose=Purpose.SELECTION,
        title_th=ROUND.format(cohort=cohort.name).th,
        title_en=ROUND.format(cohort=cohort.name).en,
        opens_on=timezone.localdate(),
        due_on=due_on,
        enterprises=applicants(cohort),
        assessors=list(assessors),
        each=each,
    )


@transaction.atomic
def propose_selection(
    *, by: Account, application: Application, outcome: SelectionOutcome, reason: str
) -> Selection:
    """Propose to accept, to put on the waiting list or not to take a group, for another officer to decide.

    Raises Refused, or Impossible when the application is not waiting, a proposal is open (by whom and since when),
    or no reason is given.
    """
    application = _locked(application.pk)
    check_can_propose_selection(by, application)
    _check_no_open_proposal(application)
    _check_outcome(application, outcome)
    _check_reason(reason)
    selection = Selection.objects.create(
        application=application,
        proposed_outcome=outcome,
        proposal_reason=reason.strip(),
        proposed_by=by.person,
    )
    _record(by, "propose_selection", application, {"proposed_outcome": (None, outcome)}, reason.strip())
    _tell(
        by,
        selection,
        MessageKind.SELECTION_PROPOSED,
        _deciders(application),
        application.call.cohort.scope_id,
    )
    return selection


@transaction.atomic
def withdraw_selection(*, by: Account, selection: Selection, reason: str) -> Selection:
    """Take a proposal back before it is decided, with a reason."""
    application = _locked(selection.application_id)
    selection = _locked_selection(selection, application)
    check_can_propose_selection(by, application)
    _check_undecided(selection)
    _check_reason(reason)
    changes = audit.changed(
        selection,
        state=SelectionState.WITHDRAWN,
        closed_by=by.person,
        closed_at=timezone.now(),
        closed_reason=reason.strip(),
    )
    audit.apply(selection, changes)
    _record(by, "withdraw_selection", application, {}, reason.strip())
    return selection


@transaction.atomic
def decide_selection(
    *, by: Account, selection: Selection, outcome: SelectionOutcome, reason: str
) -> Selection:
    """Decide a proposal, as somebody other than its proposer; the group reads outcome and reason.

    Accepting takes the group into the cohort as of today. The figures of the ranking at this moment stay with the
    decision. Others stay candidates, with what was noted of their needs. Raises Refused for the proposer, Impossible
    when it is decided already (by whom and when), the cohort is full, or no reason is given.
    """
    application = _locked(selection.application_id)
    selection = _locked_selection(selection, application)
    _check_undecided(selection)
    check_can_decide_selection(by, selection)
    _check_outcome(application, outcome)
    _check_reason(reason)
    figures = figures_of(application)
    if outcome == SelectionOutcome.ACCEPT:
        enrol_enterprise(
            by=by,
            cohort=application.call.cohort,
            enterprise=application.enterprise,
            enrolled_on=timezone.localdate(),
        )
    changes = audit.changed(
        selection,
        state=SelectionState.DECIDED,
        outcome=outcome,
        decision_reason=reason.strip(),
        decided_by=by.person,
        decided_at=timezone.now(),
    )
    audit.apply(selection, {**changes, "figures": (None, figures)})
    moved = audit.changed(application, state=STATE_AFTER[outcome])
    audit.apply(application, moved)
    _record(by, "decide_selection", application, {"outcome": (None, outcome), **moved}, reason.strip())
    people = {selection.proposed_by_id, application.applicant.pk, application.written_by_id}
    people |= set(people_with_word(application.enterprise).values_list("pk", flat=True))
    _tell(by, selection, MessageKind.APPLICATION_DECIDED, people, application.enterprise.scope_id)
    return selection


def _locked(pk: int) -> Application:
    """The application first, then its proposal: everything here takes its locks in this order."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("call__cohort__programme", "enterprise__scope", "written_by", "on_behalf_of")
        .get(pk=pk)
    )


def _locked_selection(selection: Selection, application: Application) -> Selection:
    rows = Selection.objects.select_for_update(of=("self",)).select_related("proposed_by", "decided_by")
    found: Selection = rows.get(pk=selection.pk)
    found.application = application
    return found


def _check_no_open_proposal(application: Application) -> None:
    waiting = (
        application.selections.filter(state=SelectionState.PROPOSED).select_related("proposed_by").first()
    )
    if waiting:
        outcome = SelectionOutcome(waiting.proposed_outcome).label
        name, when = waiting.proposed_by.name, told(waiting.proposed_at)
        raise Impossible(ALREADY_PROPOSED.format(name=name, when=when, outcome=outcome))


def _check_outcome(application: Application, outcome: SelectionOutcome) -> None:
    before, after = ApplicationState(application.state), STATE_AFTER[outcome]
    if before == after == ApplicationState.WAITING:
        raise Impossible(NO_CHANGE, "outcome")
    check_move(APPLICATION_MOVES, before, after)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Impossible(REASON_NEEDED, "reason")


def _check_undecided(selection: Selection) -> None:
    if selection.decided_by and selection.decided_at:
        outcome = SelectionOutcome(selection.outcome).label
        name, when = selection.decided_by.name, told(selection.decided_at)
        raise Impossible(ALREADY_DECIDED.format(name=name, when=when, outcome=outcome))
    check_move(SELECTION_MOVES, SelectionState(selection.state), SelectionState.DECIDED)


def _deciders(application: Application) -> list[int]:
    around = around_or_at(application.call.cohort.scope_id)
    held = Grant.objects.running().filter(scope__in=around, role__in=roles_with(Permission.COHORT_MANAGE))
    return list(held.order_by().values_list("person_id", flat=True).distinct())


def _tell(by: Account, selection: Selection, kind: MessageKind, people: Iterable[int], scope_id: int) -> None:
    application = selection.application
    about = ABOUT.format(enterprise=application.enterprise.name, cohort=application.call.cohort.name)
    page = "programmes:application" if kind == MessageKind.APPLICATION_DECIDED else "programmes:selection"
    number = application.pk if kind == MessageKind.APPLICATION_DECIDED else selection.pk
    tell(
        by=by,
        people=people,
        kind=kind,
        cause=f"selection-{selection.pk}-{kind}",
        scope_id=scope_id,
        about=about,
        url=reverse(page, args=[number]),
    )


def _record(
    by: Account,
    action: str,
    application: Application,
    changes: Mapping[str, tuple[object, object]],
    reason: str,
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=application,
        scope_id=application.enterprise.scope_id,
        changes=changes,
        reason=reason,
    )
