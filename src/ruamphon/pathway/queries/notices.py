"""What a group's own page says about standing still and about rules, in calm words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ruamphon.pathway.queries.rule_pages import FiringLine, notices_of
from ruamphon.pathway.queries.stalls import Stall, stalls_of
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes.models import Enrolment


@dataclass(frozen=True)
class Notices:
    """Warnings and blocks that stand, and the longest stall; `acts`: the viewer may follow the stall's link."""

    enrolment: Enrolment
    rules: list[FiringLine]
    stall: Stall | None
    acts: bool


def notices_for(enrolment: Enrolment, account: Any, on: date) -> Notices:
    """What to tell a viewer of a group's page. A bounded number of queries."""
    stall = next(iter(stalls_of([enrolment], on)[enrolment.pk]), None)
    acts = stall is not None and has_permission(account, Permission.GATE_PROPOSE, enrolment.cohort.scope_id)
    return Notices(enrolment, notices_of(enrolment), stall, acts)
