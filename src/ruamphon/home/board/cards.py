"""The cards of one cohort as one person sees them. The number of queries does not grow with the groups."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.home.board.domain.cards import Alarm, Bar, Blocker, Card, NextStep, Spot
from ruamphon.home.board.domain.columns import Column, Place, column_of, columns_for
from ruamphon.home.marks import mark_of
from ruamphon.pathway.domain import Playbook, Stage
from ruamphon.pathway.enums import Severity
from ruamphon.pathway.queries.blocks_of_many import blocks_of_states
from ruamphon.pathway.queries.group_states import GroupState, group_states
from ruamphon.pathway.queries.playbooks import playbook_of
from ruamphon.pathway.queries.stalls import IN_PROGRESS, Stall, stalls_of_states
from ruamphon.pathway.queries.turns import Turn
from ruamphon.pathway.queries.turns_of_many import turns_of_many
from ruamphon.pathway.times import local_day
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState, TeamKind
from ruamphon.programmes.models import Cohort, Enrolment, Team
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise

GATE_WAITS = Text("รอตัดสินผ่านขั้นที่ {number}", "Gate {number} waits for a decision")
GATE_SINCE = Text("เสนอไว้ {n} วันแล้ว", "Proposed {n} day ago||Proposed {n} days ago")
BLOCKED = Text("กฎของโครงการกั้นไว้", "Blocked by a rule")
STOPPED = Text("หยุดไว้ที่ขั้นที่ {number}", "Stopped at stage {number}")


@dataclass(frozen=True, slots=True)
class Board:
    """A cohort's groups as far as the viewer may see them. `playbook` is None where the cohort has none."""

    cohort: Cohort
    playbook: Playbook | None
    columns: tuple[Column, ...]
    cards: tuple[Card, ...]


def board_of(cohort: Cohort, account: Account, *, on: date) -> Board:
    """Every group of the cohort that the account may see, as a card on a day."""
    enrolments = list(
        Enrolment.objects.visible_to(account, Permission.GATE_READ)
        .filter(cohort=cohort)
        .select_related("enterprise__subdistrict", "cohort")
        .order_by("enterprise__sort_text", "pk")
    )
    gathered = _gather(cohort, enrolments, account, on)
    cards = tuple(_card(each, gathered) for each in enrolments)
    playbook = playbook_of(cohort.playbook) if cohort.playbook else None
    stages = [(stage.number, stage.name) for stage in playbook.stages] if playbook else []
    return Board(cohort, playbook, columns_for(stages, {card.column for card in cards}), cards)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the cards tell, by enrolment id."""

    on: date
    states: Mapping[int, GroupState]
    turns: Mapping[int, Turn | None]
    stalls: Mapping[int, Sequence[Stall]]
    blocks: Mapping[int, Sequence[Text]]
    mentors: Mapping[int, Sequence[tuple[int, Text]]]


def _gather(cohort: Cohort, enrolments: Sequence[Enrolment], account: Account, on: date) -> _Gathered:
    states = group_states(enrolments, on=on)
    return _Gathered(
        on=on,
        states=states,
        turns=turns_of_many(list(states.values()), account),
        stalls=stalls_of_states(states, on),
        blocks=blocks_of_states(cohort.programme, states, on=on),
        mentors=_mentors(enrolments, on),
    )


def _mentors(enrolments: Collection[Enrolment], on: date) -> Mapping[int, Sequence[tuple[int, Text]]]:
    """Enrolment id → the mentor organisations at work on a day, each once. One query."""
    teams = Team.objects.at_work(on).filter(
        enrolment__in=[each.pk for each in enrolments], kind=TeamKind.MENTOR, organisation__isnull=False
    )
    found: dict[int, dict[int, Text]] = defaultdict(dict)
    for team in teams.select_related("organisation").order_by("begins_on", "pk"):
        if team.organisation:
            found[team.enrolment_id][team.organisation.pk] = team.organisation.name
    return {pk: tuple(organisations.items()) for pk, organisations in found.items()}


def _card(enrolment: Enrolment, gathered: _Gathered) -> Card:
    group, state, on = enrolment.enterprise, gathered.states[enrolment.pk], gathered.on
    since = _since(enrolment, state)
    kind = WorkKind(group.work_kind)
    length, is_running = state.standstill.length, enrolment.state in IN_PROGRESS
    asked = _asked(state) if is_running else ()
    missing = [code for code in asked if state.result and code in state.result.missing]
    return Card(
        pk=enrolment.pk,
        name=group.name,
        sort=group.sort_text,
        code=group.code,
        mark=mark_of(group.name_th),
        url=reverse("pathway:roadmap", args=[enrolment.pk]),
        column=column_of(
            Place(enrolment.state, state.stage.number if state.stage else None, state.playbook is not None)
        ),
        kind=kind.value,
        kind_label=kind.label if kind != WorkKind.UNKNOWN else None,
        spot=_spot(group),
        mentors=tuple(gathered.mentors.get(enrolment.pk, ())),
        since=since,
        days=(on - since).days if since and since <= on else None,
        expected_days=length.days if length and is_running else None,
        met=len(asked) - len(missing),
        asked=len(asked),
        blockers=_blockers(state, gathered) if is_running else (),
        alarms=tuple(_alarm(stall) for stall in gathered.stalls[enrolment.pk]),
        step=_step(enrolment, gathered),
        bars=_bars(enrolment, state),
        state=EnrolmentState(enrolment.state).label,
    )


def _asked(state: GroupState) -> tuple[str, ...]:
    """The criteria that the present stage cannot be passed without."""
    criteria = state.stage.criteria if state.stage else ()
    return tuple(each.code for each in criteria if each.severity is Severity.BLOCKS)


def _alarm(stall: Stall) -> Alarm:
    return Alarm(stall.kind.label, stall.reason, stall.since, stall.days)


def _spot(group: Enterprise) -> Spot:
    place = group.subdistrict
    if place is None:
        return Spot(group.place_label)
    return Spot(
        label=group.place_label or f"ต.{place.tambon_th} อ.{place.amphoe_th}",
        tambon=place.typed,
        amphoe=f"{place.amphoe_th}, {place.changwat_th}",
    )


def _since(enrolment: Enrolment, state: GroupState) -> date | None:
    """The day a group came into its column; None where nobody wrote it down."""
    if enrolment.state not in IN_PROGRESS:
        return enrolment.ended_on
    if state.playbook and state.stage is None:
        days = [gate.decided_on for gate in state.progress.passed.values() if gate.decided_on]
        return max(days, default=None)
    return state.standstill.began_on


def _blockers(state: GroupState, gathered: _Gathered) -> tuple[Blocker, ...]:
    """What the group cannot go on without: a stop, a rule, a decision that is waited for, then what is missing."""
    rules = (Blocker("rule", BLOCKED, reason) for reason in gathered.blocks[state.enrolment.pk])
    return (*_stopped(state), *rules, *_waiting(state, gathered.on), *_missing(state))


def _stopped(state: GroupState) -> Iterator[Blocker]:
    if state.progress.stopped:
        number = state.progress.stopped.stage_number
        yield Blocker("stopped", STOPPED.format(number=number), state.progress.stopped.decision_reason)


def _waiting(state: GroupState, on: date) -> Iterator[Blocker]:
    if state.open_gate:
        days = (on - local_day(state.open_gate.proposed_at)).days
        label = GATE_WAITS.format(number=state.open_gate.stage_number)
        yield Blocker("gate", label, GATE_SINCE.format(n=days))


def _missing(state: GroupState) -> Iterator[Blocker]:
    if state.stage is None or state.result is None:
        return
    reasons = {finding.criterion: finding.reason for finding in state.result.findings}
    for each in state.stage.criteria:
        if each.code in state.result.missing:
            yield Blocker("criterion", each.name, reasons[each.code])


def _step(enrolment: Enrolment, gathered: _Gathered) -> NextStep | None:
    """What to do next: the viewer's own turn before all; else what gets a stalled group going; else whose turn it is."""
    turn, stalls = gathered.turns[enrolment.pk], gathered.stalls[enrolment.pk]
    if turn and turn.is_mine:
        return NextStep(turn.sentence, None, is_mine=True, url=turn.url)
    roadmap = reverse("pathway:roadmap", args=[enrolment.pk])
    if turn is None:
        return NextStep(stalls[0].step, None, is_mine=False, url=roadmap) if stalls else None
    url = turn.url if gathered.states[enrolment.pk].open_gate else roadmap
    return NextStep(turn.sentence, turn.whose, is_mine=False, url=url)


def _bars(enrolment: Enrolment, state: GroupState) -> tuple[Bar, ...]:
    """A bar for each stage whose first day is known: to the day of its gate, the present one to now."""
    if state.playbook is None:
        return ()
    bars, begins_on = [], enrolment.enrolled_on or enrolment.cohort.begins_on
    for stage in state.playbook.stages:
        gate = state.progress.passed.get(stage.number)
        is_present = state.stage is not None and stage.number == state.stage.number
        until = gate.decided_on if gate else enrolment.ended_on if is_present else None
        if begins_on and (gate or is_present):
            bars.append(_bar(stage, begins_on, until, state))
        begins_on = gate.decided_on if gate else None
    return tuple(bars)


def _bar(stage: Stage, begins_on: date, until: date | None, state: GroupState) -> Bar:
    """One stretch; what was expected is told of the present stage, and of any whose length the playbook gives."""
    length = state.standstill.length if state.stage and state.stage.number == stage.number else None
    expected = length.days if length else stage.expected_days
    return Bar(stage.number, stage.name, begins_on, until and max(until, begins_on), expected)
