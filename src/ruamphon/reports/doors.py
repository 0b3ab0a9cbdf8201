"""The links that this room hangs on pages of the rooms below."""

from typing import Any

from django.urls import reverse

from ruamphon.core.doors import Door
from ruamphon.core.text import Text
from ruamphon.pathway.models import Gate
from ruamphon.programmes.models import Enrolment
from ruamphon.reports.rules import contents_open_to

PACKS = Text("แฟ้มหลักฐาน", "Evidence packs")
OF_STAGE = Text("แฟ้มหลักฐานของขั้นนี้", "Evidence pack of this stage")
ICON = "file-earmark-zip"


def to_packs(account: Any, enrolment: Enrolment) -> Door | None:
    """To the packs of an enrolment, for whoever may ask for one."""
    if not contents_open_to(account, enrolment):
        return None
    return Door(reverse("reports:packs", args=[enrolment.pk]), PACKS, ICON)


def to_stage_packs(account: Any, gate: Gate) -> Door | None:
    """To a new pack of a gate's stage, for whoever may ask for one."""
    if not contents_open_to(account, gate.enrolment):
        return None
    url = reverse("reports:pack-new", args=[gate.enrolment_id])
    return Door(f"{url}?stage={gate.stage_number}", OF_STAGE, ICON)
