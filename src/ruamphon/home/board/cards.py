"""The cards of one cohort as one person sees them. The number of queries does not grow with the groups."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.home.board.domain.cards import Alarm, Bar, Blocker, Card, NextStep, Spot
from ruamphon.home.board.domain.columns import Column, Place, column_of, columns_for
from ruamphon.home.marks import mark_of
from ruamphon.pathway.domain import Playbook
from ruamphon.pathway.queries.many import Standing, standings_of
from ruamphon.pathway.queries.playbooks import playbook_of
from ruamphon.pathway.times import local_day
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState, TeamKind
from ruamphon.programmes.models import Cohort, Enrolment, Team
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise

GATE_WAITS = Text("รอตัดสินผ่านขั้นที่ {number}", "Gate {number} waits for a decision")
GATE_SINCE = Text("เสนอไว้ {days} วันแล้ว", "Proposed {n} day ago||Proposed {n} days ago")
STOPPED = Text("หยุดไว้ที่ขั้นที่ {number}", "Stopped at stage {number}")
SEE_ROADMAP = Text("ดูเส้นทาง", "Open the roadmap")


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
        Enrolment.objects.visible_to(account)
        .filter(cohort=cohort)
        .select_related("enterprise__subdistrict", "cohort")
        .order_by("enterprise__sort_text", "pk")
    )
    standings = standings_of(enrolments, account, on=on)
    mentors = _mentors(enrolments, on)
    cards = tuple(_card(each, standings[each.pk], mentors.get(each.pk, ()), on) for each in enrolments)
    playbook = playbook_of(cohort.playbook) if cohort.playbook else None
    stages = [(stage.number, stage.name) for stage in playbook.stages] if playbook else []
    return Board(cohort, playbook, columns_for(stages, {card.column for card in cards}), cards)


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


def _card(
    enrolment: Enrolment, standing: Standing, mentors: Iterable[tuple[int, Text]], on: date
) -> Card:
    group = enrolment.enterprise
    since = _since(enrolment, standing)
    kind = WorkKind(group.work_kind)
    return Card(
        pk=enrolment.pk,
        name=group.name,
        sort=group.sort_text,
        code=group.code,
        mark=mark_of(group.name_th),
        url=reverse("pathway:roadmap", args=[enrolment.pk]),
        column=column_of(
            Place(enrolment.state, standing.stage.number if standing.stage else None, standing.playbook is not None)
        ),
        kind=kind.value,
        kind_label=kind.label if kind != WorkKind.UNKNOWN else None,
        spot=_spot(group),
        mentors=tuple(mentors),
        since=since,
        days=(on - since).days if since and since <= on else None,
        expected_days=None,
        blockers=_blockers(standing, on),
        alarms=(),
        step=_step(enrolment, standing),
        bars=_bars(enrolment, standing),
        state=EnrolmentState(enrolment.state).label,
    )


def _spot(group: Enterprise) -> Spot:
    place = group.subdistrict
    if place is None:
        return Spot(group.place_label)
    return Spot(
        label=group.place_label or f"ต.{place.tambon_th} อ.{place.amphoe_th}",
        tambon=place.typed,
        amphoe=f"{place.amphoe_th}, {place.changwat_th}",
    )


def _since(enrolment: Enrolment, standing: Standing) -> date | None:
    """The day a group came into its column; None where nobody wrote it down."""
    if enrolment.state in {EnrolmentState.GRADUATED, EnrolmentState.LEFT}:
        return enrolment.ended_on
    if standing.playbook and standing.stage is None:
        days = [gate.decided_on for gate in standing.progress.passed.values() if gate.decided_on]
        return max(days, default=None)
    return standing.began_on


def _blockers(standing: Standing, on: date) -> tuple[Blocker, ...]:
    """What the group cannot go on without: a stop, a decision that is waited for, then what is missing."""
    found = []
    if standing.result is None:
        return ()
    if standing.progress.stopped:
        gate = standing.progress.stopped
        found.append(Blocker("stopped", STOPPED.format(number=gate.stage_number), Text("", "")))
    if standing.open_gate:
        days = (on - local_day(standing.open_gate.proposed_at)).days
        found.append(
            Blocker(
                "gate",
                GATE_WAITS.format(number=standing.open_gate.stage_number),
                GATE_SINCE.format(days=days, n=days),
            )
        )
    reasons = {finding.criterion: finding.reason for finding in standing.result.findings}
    found += [Blocker("criterion", each.name, reasons[each.code]) for each in standing.missing]
    return tuple(found)


def _step(enrolment: Enrolment, standing: Standing) -> NextStep | None:
    turn = standing.turn
    if turn is None:
        return None
    roadmap = reverse("pathway:roadmap", args=[enrolment.pk])
    if turn.url and turn.button and (turn.is_mine or standing.open_gate):
        return NextStep(turn.sentence, turn.whose, turn.is_mine, turn.button, turn.url)
    return NextStep(turn.sentence, turn.whose, False, SEE_ROADMAP, roadmap)


def _bars(enrolment: Enrolment, standing: Standing) -> tuple[Bar, ...]:
    """A bar for each stage whose first day is known: to the day of its gate, the present one to now."""
    if standing.playbook is None:
        return ()
    bars, begins_on = [], enrolment.enrolled_on
    for stage in standing.playbook.stages:
        gate = standing.progress.passed.get(stage.number)
        is_present = standing.stage is not None and stage.number == standing.stage.number
        until = gate.decided_on if gate else enrolment.ended_on if is_present else None
        if begins_on and (gate or is_present):
            bars.append(Bar(stage.number, stage.name, begins_on, until and max(until, begins_on)))
        begins_on = gate.decided_on if gate else None
    return tuple(bars)
