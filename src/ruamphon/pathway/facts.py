"""All named facts about an enrolment on a day, collected from the rooms below."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ruamphon.cashbook import facts as cashbook_facts
from ruamphon.costing import facts as costing_facts
from ruamphon.pathway.domain import FactDefinition, FactValue, Wording
from ruamphon.people.enums import Role
from ruamphon.programmes import facts as programmes_facts
from ruamphon.programmes.models import Enrolment
from ruamphon.registry import facts as registry_facts

Measured = Decimal | int | bool | None


@dataclass(frozen=True)
class Fact:
    """A fact with its words, the way to find its value, and whether the group's own page is where it grows."""

    definition: FactDefinition
    value: Callable[[Enrolment, date], Measured]
    of_enterprise: bool = False


def _collect() -> dict[str, Fact]:
    of_group = registry_facts.FACTS | costing_facts.FACTS
    of_cohort = programmes_facts.FACTS | cashbook_facts.FACTS
    of_enterprise = {name: _of_enterprise(fact) for name, fact in of_group.items()}
    return of_enterprise | {name: _of_enrolment(fact) for name, fact in of_cohort.items()}


def _of_enterprise(fact: Any) -> Fact:
    def value(enrolment: Enrolment, on: date) -> Measured:
        found: Measured = fact.value(enrolment.enterprise, on)
        return found

    return Fact(FactDefinition(fact.name, fact.label, fact.unit), value, of_enterprise=True)


def _of_enrolment(fact: Any) -> Fact:
    return Fact(FactDefinition(fact.name, fact.label, fact.unit), fact.value)


FACTS: Mapping[str, Fact] = _collect()
"""Every fact a playbook may ask for, by name."""

WORDING = Wording(
    facts={name: fact.definition for name, fact in FACTS.items()},
    roles={role.value: role.label for role in Role},
)
"""The words in which reasons are given."""


def values(names: Iterable[str], enrolment: Enrolment, *, on: date) -> dict[str, FactValue]:
    """What each named fact is for this enrolment as of the end of the day `on`; None inside is not measured."""
    return {
        name: FactValue.of(FACTS[name].value(enrolment, on)) for name in sorted(set(names)) if name in FACTS
    }
