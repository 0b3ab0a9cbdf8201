"""Which rules block the present stage of many groups, asked anew as `blocks_on` does for one."""

from collections.abc import Iterable, Mapping
from datetime import date

from ruamphon.core.text import Text
from ruamphon.pathway.domain.rule_sets import FiredRule, evaluate_rules
from ruamphon.pathway.enums import EffectKind
from ruamphon.pathway.queries.group_states import GroupState
from ruamphon.pathway.queries.rule_facts import facts_of
from ruamphon.pathway.queries.rule_sets import rules_in_force, rules_of
from ruamphon.pathway.queries.stalls import can_stall
from ruamphon.programmes.models import Programme


def blocks_of_states(
    programme: Programme, states: Mapping[int, GroupState], *, on: date
) -> dict[int, tuple[Text, ...]]:
    """Enrolment id → why the programme's rules do not let the group pass its present stage; empty where they do.

    Of groups being developed in a running cohort. The number of queries does not grow with the groups.
    """
    version = rules_in_force(programme)
    rules = rules_of(version)
    ruled = {pk: state for pk, state in states.items() if state.stage and can_stall(state.enrolment)}
    if not rules.rules or not ruled:
        return dict.fromkeys(states, ())
    known = facts_of(ruled, rules.facts, on=on)
    found = {pk: _reasons(state, evaluate_rules(rules, known[pk], on=on)) for pk, state in ruled.items()}
    return {pk: found.get(pk, ()) for pk in states}


def _reasons(state: GroupState, fired: Iterable[FiredRule]) -> tuple[Text, ...]:
    number = state.stage.number if state.stage else None
    return tuple(
        each.reason
        for each in fired
        if any(effect.kind is EffectKind.BLOCK and effect.gate == number for effect in each.rule.effects)
    )
