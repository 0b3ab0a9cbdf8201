from datetime import date
from typing import Final

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.registry.changes import By, Changes, check_order, filled, told
from ruamphon.registry.models import Belonging, Organisation

ITSELF: Final = Text(
    "องค์กรเป็นสมาชิกของตัวเองไม่ได้ เลือกองค์กรอื่น",
    "An organisation cannot belong to itself. Choose another one.",
)


@transaction.atomic
def add_belonging(
    *,
    by: By,
    organisation: Organisation,
    member: Organisation,
    kind: str,
    name_as_printed: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    seen_on: date | None = None,
) -> Belonging:
    """Write down that `member` is a founder or member of `organisation`, as far as its days are known.

    Raises Impossible for an organisation in itself, and when it would end before it begins.
    """
    if member.pk == organisation.pk:
        raise Impossible(ITSELF, "member")
    check_order(from_on, to_on, "to_on")
    values = {"kind": kind, "name_as_printed": name_as_printed}
    days = {"from_on": from_on, "to_on": to_on, "seen_on": seen_on}
    belonging = Belonging.objects.create(organisation=organisation, member=member, **values, **days)
    _record(by, "add_belonging", organisation, filled({"member": member, **values, **days}))
    return belonging


@transaction.atomic
def edit_belonging(
    *,
    by: By,
    belonging: Belonging,
    kind: str,
    name_as_printed: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    seen_on: date | None = None,
) -> Belonging:
    """Change the days of a belonging; `to_on` ends it. Raises Impossible when it would end before it begins."""
    locked = Belonging.objects.select_for_update().get(pk=belonging.pk)
    check_order(from_on, to_on, "to_on")
    changes = audit.changed(
        locked, kind=kind, name_as_printed=name_as_printed, from_on=from_on, to_on=to_on, seen_on=seen_on
    )
    audit.apply(locked, changes)
    if changes:
        told_of = told({"member": (locked.member, locked.member)} | changes)
        _record(by, "edit_belonging", locked.organisation, told_of)
    return locked


def _record(by: By, action: str, organisation: Organisation, changes: Changes) -> None:
    scope_id = organisation.scope_id
    audit.record(by=by, action=action, subject=organisation, scope_id=scope_id, changes=changes)
