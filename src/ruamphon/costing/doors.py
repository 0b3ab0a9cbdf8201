"""The links that this room hangs on pages of the rooms below."""

from typing import Any

from django.urls import reverse

from ruamphon.core.doors import Door
from ruamphon.core.text import Text
from ruamphon.costing.models import CostSheetVersion
from ruamphon.costing.rules import can_see_costs
from ruamphon.programmes.models import Deliverable
from ruamphon.registry.models import Enterprise

COSTS = Text("ต้นทุนของกลุ่ม", "The group's costs")
SHEET = Text("เปิดใบต้นทุนฉบับเต็ม", "Open the full cost sheet")


def to_costs(account: Any, enterprise: Enterprise) -> Door | None:
    """To a group's costs, for whoever may see them."""
    if not can_see_costs(account, enterprise):
        return None
    return Door(reverse("costing:costs", args=[enterprise.pk]), COSTS, "calculator")


def to_sheet_version(account: Any, deliverable: Deliverable) -> Door | None:
    """From a handed-in cost sheet to the whole of its newest version."""
    newest = CostSheetVersion.objects.visible_to(account).filter(sheet__deliverable=deliverable).first()
    return newest and Door(newest.get_absolute_url(), SHEET, "calculator")
