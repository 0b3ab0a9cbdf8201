"""Whose turn it is in many groups at once, as each group's roadmap tells it. The query count does not grow with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from ruamphon.core.audit import person_id
from ruamphon.pathway.domain import next_steps
from ruamphon.pathway.enums import EvidenceStatus
from ruamphon.pathway.models import Evidence, Gate
from ruamphon.pathway.queries.group_states import GroupState
from ruamphon.pathway.queries.roadmap import ANOTHER_OFFICER, DECIDE, DECIDE_BUTTON, IN_PROGRESS, SEE_BUTTON
from ruamphon.pathway.queries.turns import Scene, Turn, Viewer, next_turn
from ruamphon.pathway.rules.roles import carries
from ruamphon.pathway.times import local_day
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.programmes.rules.own_of_many import roles_for_many

Pieces = Mapping[int, Mapping[str, list[Evidence]]]
"""Enrolment id → criterion code → what was handed in for it and not withdrawn."""


@dataclass(frozen=True, slots=True)
class _Looking:
    """Who looks, with the roles held for each group."""

    person: int
    roles: Mapping[int, frozenset[Role]]


def turns_of_many(states: Collection[GroupState], account: Account) -> dict[int, Turn | None]:
    """Enrolment id → the next thing and whose turn it is, as an account sees it; None where nothing is to be done.

    The states are of groups the account may see. Four queries at most.
    """
    running = [state for state in states if state.enrolment.state in IN_PROGRESS]
    looking = _Looking(
        person_id(account) or 0, roles_for_many(account, [state.enrolment for state in running])
    )
    pieces = _pieces(running)
    turns = {state.enrolment.pk: _turn(state, pieces[state.enrolment.pk], looking) for state in running}
    return {state.enrolment.pk: turns.get(state.enrolment.pk) for state in states}


def _pieces(states: Iterable[GroupState]) -> Pieces:
    grouped: dict[int, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    handed_in = Evidence.objects.filter(enrolment__in=[state.enrolment.pk for state in states])
    for piece in handed_in.exclude(status=EvidenceStatus.WITHDRAWN):
        grouped[piece.enrolment_id][piece.criterion_code].append(piece)
    return grouped


def _turn(state: GroupState, pieces: Mapping[str, list[Evidence]], looking: _Looking) -> Turn | None:
    viewer = Viewer(looking.person, looking.roles[state.enrolment.pk])
    if state.open_gate:
        return _deciding(state.open_gate, viewer)
    if state.stage is None or state.result is None or state.progress.stopped:
        return None
    criteria = {each.code: each for each in state.stage.criteria}
    asked = {code: rows for code, rows in pieces.items() if code in criteria}
    scene = Scene(state.enrolment, criteria, viewer, state.standstill.began_on, asked)
    return next_turn(next_steps(state.result, state.stage.criteria), scene)


def _deciding(gate: Gate, viewer: Viewer) -> Turn:
    """As the roadmap says whose turn a waiting proposal is."""
    decides = gate.proposed_by_id != viewer.person_id and carries(viewer.roles, Permission.GATE_DECIDE)
    return Turn(
        sentence=DECIDE.format(number=gate.stage_number),
        whose=ANOTHER_OFFICER,
        is_mine=decides,
        since=local_day(gate.proposed_at),
        url=reverse("pathway:gate", args=[gate.pk]),
        button=DECIDE_BUTTON if decides else SEE_BUTTON,
    )
