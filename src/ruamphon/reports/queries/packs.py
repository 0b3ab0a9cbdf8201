"""The packs of an enrolment, and what one may be asked for."""

from typing import Any

from django.db.models import QuerySet

from ruamphon.pathway.domain import Stage
from ruamphon.pathway.queries import playbook_for
from ruamphon.programmes.models import Enrolment
from ruamphon.reports.models import Pack


def packs_of(enrolment: Enrolment, account: Any) -> QuerySet[Pack]:
    """The packs of one enrolment that an account may open, newest first, with who asked for them."""
    return Pack.objects.visible_to(account).filter(enrolment=enrolment).select_related("asked_by", "file")


def stages_of(enrolment: Enrolment) -> tuple[Stage, ...]:
    """The stages a pack may be made of; none while the cohort has no playbook."""
    playbook = playbook_for(enrolment)
    return playbook.stages if playbook else ()
