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
SHARED = Text(
    "ใบต้นทุนที่กลุ่มให้คุณดู ({n} ฉบับ)",
    "The cost sheet a group lets you see||The {n} cost sheets that groups let you see",
)
SHARED_HERE = Text("ใบต้นทุนที่กลุ่มให้คุณดู", "The cost sheet the group lets you see")
SHEET = Text("เปิดใบต้นทุนฉบับเต็ม", "Open the full cost sheet")


def to_costs(account: Any, enterprise: Enterprise) -> Door | None:
    """To a group's costs, for whoever may see them; else to the newest version the group lets this person see now."""
    if can_see_costs(account, enterprise):
        return Door(reverse("costing:costs", args=[enterprise.pk]), COSTS, "calculator")
    shown = CostSheetVersion.objects.shared_with(account).filter(sheet__recipe__enterprise=enterprise)
    newest = shown.defer("inputs", "figures").order_by("-pk").first()
    return newest and Door(newest.get_absolute_url(), SHARED_HERE, "calculator")


def to_shared(account: Any, _record: Any) -> Door | None:
    """To the versions that groups let this person see now; no door when there are none, or the time is over."""
    many = CostSheetVersion.objects.shared_with(account).count()
    return Door(reverse("costing:shared-sheets"), SHARED.format(n=many), "calculator") if many else None


def to_sheet_version(account: Any, deliverable: Deliverable) -> Door | None:
    """From a handed-in cost sheet to the whole of its newest version."""
    newest = CostSheetVersion.objects.visible_to(account).filter(sheet__deliverable=deliverable).first()
    return newest and Door(newest.get_absolute_url(), SHEET, "calculator")
