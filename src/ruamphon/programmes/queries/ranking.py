"""The applicants of a cohort in order, with what the assessors gave, who is missing, and what was decided."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from ruamphon.assessments.enums import AssessmentState, Purpose, RoundState
from ruamphon.assessments.models import Assessment, Round, Rubric
from ruamphon.assessments.queries import assessors_for, rubrics_for
from ruamphon.assessments.queries.rounds import NOT_ALL_IN, OWN_FIRST
from ruamphon.core.text import Text
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Person
from ruamphon.programmes.domain.ranking import Mark, Ranked, rank, whole
from ruamphon.programmes.enums import ApplicationState, SelectionState
from ruamphon.programmes.models import Application, ApplicationCall, Cohort, Selection
from ruamphon.programmes.queries.applications import TONES
from ruamphon.registry.models import Enterprise

FAR_APART = Decimal(1)
"""Levels between two assessors' wholes from which the page says that they disagree."""


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One applicant with its figures, the assessors who have not handed in, and the proposal that waits."""

    application: Application
    ranked: Ranked
    asked: int
    missing: tuple[Text, ...]
    why_hidden: Text | None
    open_proposal: Selection | None
    decision: Selection | None
    is_last_seat: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether the figures are not this reader's to see yet."""
        return self.why_hidden is not None

    @property
    def tone(self) -> str:
        """The colour of the application's state."""
        return TONES[ApplicationState(self.application.state)]

    @property
    def disagrees(self) -> bool:
        """Whether the assessors are a whole level apart, or more."""
        return self.ranked.spread is not None and self.ranked.spread >= FAR_APART

    @property
    def waits(self) -> bool:
        """Whether an officer can still propose something."""
        return self.open_proposal is None and self.application.state in {
            ApplicationState.HANDED_IN,
            ApplicationState.WAITING,
        }


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who looks, and whether results show to them before all are in."""

    person: int | None
    sees_early: bool

    def why_hidden(self, missing: Iterable[Assessment]) -> Text | None:
        """Why one applicant's figures are not shown, None when they are."""
        waiting = {sheet.assessor_id for sheet in missing}
        if self.person in waiting:
            return OWN_FIRST
        return NOT_ALL_IN if waiting and not self.sees_early else None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The page: rows in the order asked for. `seats` are those left, None where no number was set."""

    call: ApplicationCall | None
    round: Round | None
    rows: tuple[RankingRow, ...]
    drafts: int
    seats: int | None
    is_calibrated: bool

    @property
    def to_decide(self) -> int:
        """How many applications are not decided, or wait in reserve."""
        return sum(row.application.state == ApplicationState.HANDED_IN for row in self.rows)

    @property
    def unassessed(self) -> int:
        """How many assessments are still missing."""
        return sum(len(row.missing) for row in self.rows)


def selection_round(cohort: Cohort) -> Round | None:
    """The latest round in which the applicants of a cohort are assessed."""
    rounds = Round.objects.filter(scope=cohort.scope_id, purpose=Purpose.SELECTION)
    return rounds.select_related("rubric").order_by("-opens_on", "-pk").first()


def ranking(cohort: Cohort, account: Account | None, *, calibrated: bool = False) -> Ranking:
    """The applicants in order of their mean; those nobody has assessed come last, by name. Nine queries at most.

    What others gave is hidden from an assessor who has still to hand in an answer of their own on the same group, and
    until all are in, or the round is over, from those who do not run it. No account means everything.
    """
    call = ApplicationCall.objects.filter(cohort=cohort).first()
    if call is None:
        return Ranking(None, None, (), 0, cohort.seats_left(), calibrated)
    applications = list(_applications(call))
    held = selection_round(cohort)
    sheets = _sheets(held)
    ranked = rank([each.enterprise_id for each in applications], _marks(held, sheets))
    watcher = _watcher(cohort, held, account)
    rows = [_row(each, ranked[each.enterprise_id], sheets, watcher) for each in applications]
    rows.sort(key=lambda row: _order(row, calibrated=calibrated))
    return Ranking(
        call=call,
        round=held,
        rows=_with_seats(rows, cohort.seats_left()),
        drafts=call.applications.filter(state=ApplicationState.DRAFT).count(),
        seats=cohort.seats_left(),
        is_calibrated=calibrated,
    )


def _watcher(cohort: Cohort, held: Round | None, account: Account | None) -> Watcher:
    if account is None:
        return Watcher(None, sees_early=True)
    is_over = held is not None and held.state(timezone.localdate()) is RoundState.OVER
    runs = has_permission(account, Permission.ROUND_MANAGE, cohort.scope_id)
    return Watcher(account.person_id, sees_early=runs or is_over)


def _applications(call: ApplicationCall) -> QuerySet[Application]:
    selections = Selection.objects.exclude(state=SelectionState.WITHDRAWN).select_related(
        "proposed_by", "decided_by"
    )
    standing = Prefetch("selections", queryset=selections, to_attr="standing")
    rows = call.applications.before_selection().select_related("enterprise", "written_by", "on_behalf_of")
    return rows.prefetch_related(standing)


def _sheets(held: Round | None) -> dict[int, list[Assessment]]:
    by_group: dict[int, list[Assessment]] = defaultdict(list)
    if held:
        found = held.assessments.select_related("assessor").prefetch_related("scores__item")
        for sheet in found:
            by_group[sheet.enterprise_id].append(sheet)
    return by_group


def _marks(held: Round | None, sheets: dict[int, list[Assessment]]) -> list[Mark]:
    if held is None:
        return []
    weights = {item.code: item.weight for item in held.rubric.items.all()}
    marks = []
    for sheet in (sheet for those in sheets.values() for sheet in those if sheet.is_handed_in):
        given = whole(weights, {score.item.code: score.level for score in sheet.scores.all()})
        if given is not None:
            marks.append(Mark(sheet.assessor_id, sheet.enterprise_id, given))
    return marks


def _row(
    application: Application, ranked: Ranked, sheets: dict[int, list[Assessment]], watcher: Watcher
) -> RankingRow:
    own = sheets.get(application.enterprise_id, [])
    missing = [sheet for sheet in own if sheet.state == AssessmentState.OPEN]
    hidden = watcher.why_hidden(missing)
    standing: Sequence[Selection] = getattr(application, "standing", ())
    return RankingRow(
        application=application,
        ranked=Ranked(application.enterprise_id) if hidden else ranked,
        asked=len(own),
        missing=tuple(sheet.assessor.name for sheet in missing),
        why_hidden=hidden,
        open_proposal=next((row for row in standing if row.state == SelectionState.PROPOSED), None),
        decision=next((row for row in standing if row.state == SelectionState.DECIDED), None),
    )


def _order(row: RankingRow, *, calibrated: bool) -> tuple[Any, ...]:
    place = row.ranked.calibrated_place if calibrated else row.ranked.place
    enterprise = row.application.enterprise
    return (place is None, place or 0, enterprise.sort_text, enterprise.pk)


def _with_seats(rows: Iterable[RankingRow], seats: int | None) -> tuple[RankingRow, ...]:
    """The line under the last applicant for whom there is a seat, among those not decided for good."""
    listed, left = list(rows), seats
    for number, row in enumerate(listed):
        if left and row.application.state in {ApplicationState.HANDED_IN, ApplicationState.WAITING}:
            left -= 1
            if left == 0:
                listed[number] = replace(row, is_last_seat=True)
    return tuple(listed)


def figures_of(application: Application) -> dict[str, Any]:
    """What the ranking says of one applicant now, as a decision keeps it: figures as text, days as ISO."""
    page = ranking(application.call.cohort, None)
    row = next((row for row in page.rows if row.application.pk == application.pk), None)
    ranked = row.ranked if row else Ranked(application.enterprise_id)
    return {
        "on": timezone.localdate().isoformat(),
        "round": page.round.pk if page.round else None,
        "applicants": len(page.rows),
        "seats_left": page.seats,
        "asked": row.asked if row else 0,
        "assessors": ranked.assessors,
        "mean": _plain(ranked.mean),
        "calibrated": _plain(ranked.calibrated),
        "spread": _plain(ranked.spread),
        "place": ranked.place,
        "calibrated_place": ranked.calibrated_place,
    }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def applicants(cohort: Cohort) -> list[Enterprise]:
    """The groups a selection round is about: those whose application waits."""
    waiting = [ApplicationState.HANDED_IN, ApplicationState.WAITING]
    rows = Enterprise.objects.filter(applications__call__cohort=cohort, applications__state__in=waiting)
    return list(rows.order_by("sort_text", "pk"))


def selection_rubrics(cohort: Cohort) -> QuerySet[Rubric]:
    """The rubrics in use that a selection round may take."""
    return rubrics_for(cohort.scope).order_by("code", "-number")


def selection_assessors(cohort: Cohort) -> QuerySet[Person]:
    """Who may be asked to assess the applicants, by name."""
    return assessors_for(cohort.scope).order_by("sort_text", "pk")
