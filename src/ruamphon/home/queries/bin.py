"""What lies in a group's bin, as far as one reader may bring it back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.bin import KEPT_FOR
from ruamphon.core.text import Text
from ruamphon.costing.models import Recipe
from ruamphon.costing.rules import can_write_costs
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.people.queries import names_of
from ruamphon.programmes.enums import TaskState
from ruamphon.programmes.models import Activity, Deliverable, Enrolment, Task
from ruamphon.registry.models import Enterprise, Product

MOST_OF_A_KIND = 50
PRODUCT = Text("สินค้าและบริการ", "Product or service")
ACTIVITY = Text("กิจกรรม", "Activity")
TASK = Text("งานที่ต้องทำ", "Task")
DELIVERABLE = Text("ร่างผลงาน", "Draft deliverable")
RECIPE = Text("ใบต้นทุน", "Cost sheet")
NOBODY = Text("(ลบข้อมูลแล้ว)", "(erased)")


@dataclass(frozen=True, slots=True)
class BinRow:
    """One thing in the bin: what it was, who put it there when and why, and when it is erased."""

    kind: Text
    icon: str
    name: str
    who: Text | str
    deleted_at: datetime
    erased_on: date
    reason: str
    url: str


def bin_of(enterprise: Enterprise, account: Account) -> list[BinRow]:
    """The group's bin, what was deleted last first; the newest fifty of each kind. Seven queries."""
    found = [
        *_found(_products(enterprise, account), PRODUCT, "basket", "registry:product-bring-back"),
        *_found(
            _activities(enterprise, account), ACTIVITY, "calendar-event", "programmes:activity-bring-back"
        ),
        *_found(_tasks(enterprise, account), TASK, "check2-square", "programmes:task-bring-back"),
        *_found(
            _deliverables(enterprise, account),
            DELIVERABLE,
            "file-earmark-text",
            "programmes:deliverable-bring-back",
        ),
        *_found(_recipes(enterprise, account), RECIPE, "calculator", "costing:sheet-bring-back"),
    ]
    names = names_of(record.binned_by_id for record, _ in found)
    rows = [replace(row, who=names.get(record.binned_by_id, NOBODY)) for record, row in found]
    return sorted(rows, key=lambda row: row.deleted_at, reverse=True)


def _found(rows: QuerySet[Any], kind: Text, icon: str, way: str) -> Iterator[tuple[Any, BinRow]]:
    young = rows.filter(binned_at__gt=timezone.now() - KEPT_FOR).order_by("-binned_at", "-pk")
    for record in young[:MOST_OF_A_KIND]:
        yield record, _row(record, kind, icon, reverse(way, args=[record.pk]))


def _row(record: Any, kind: Text, icon: str, url: str) -> BinRow:
    return BinRow(
        kind=kind,
        icon=icon,
        name=_name(record),
        who="",
        deleted_at=record.binned_at,
        erased_on=timezone.localdate(record.erased_at),
        reason=record.bin_reason,
        url=url,
    )


def _name(record: Any) -> str:
    return record.found if isinstance(record, Activity) else str(getattr(record, "name", record))


def _products(enterprise: Enterprise, account: Account) -> QuerySet[Any]:
    editable = reaches(account, Permission.ENTERPRISE_EDIT, "enterprise__scope")
    return Product.with_bin.filter(editable, enterprise=enterprise)


def _activities(enterprise: Enterprise, account: Account) -> QuerySet[Any]:
    of_cohort = Q(reaches(account, Permission.ACTIVITY_RECORD, "cohort__scope"))
    mine = Activity.with_bin.visible_to(account).filter(of_cohort | Q(recorded_by=account.person_id))
    return mine.filter(
        pk__in=Activity.enrolments.through.objects.filter(enrolment__enterprise=enterprise).values("activity")
    )


def _tasks(enterprise: Enterprise, account: Account) -> QuerySet[Any]:
    ours = Q(Enrolment.objects.acted_on_by(account, Permission.TASK_ASSIGN).of_row())
    rows = Task.with_bin.visible_to(account).filter(ours | Q(made_by=account.person_id))
    return rows.filter(enrolment__enterprise=enterprise).exclude(state=TaskState.DONE)


def _deliverables(enterprise: Enterprise, account: Account) -> QuerySet[Any]:
    ours = Enrolment.objects.acted_on_by(account, Permission.DELIVERABLE_WRITE).of_row()
    return Deliverable.with_bin.visible_to(account).filter(ours, enrolment__enterprise=enterprise)


def _recipes(enterprise: Enterprise, account: Account) -> QuerySet[Any]:
    if not can_write_costs(account, enterprise):
        return Recipe.objects.none()
    return Recipe.with_bin.visible_to(account).filter(enterprise=enterprise)
