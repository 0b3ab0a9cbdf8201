from datetime import date
from typing import Final

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.people.actions import add_person
from ruamphon.people.models import Person
from ruamphon.registry.changes import By, Changes, check_order, filled
from ruamphon.registry.models import Office, Organisation

NO_NAME: Final = Text(
    "กรุณาใส่ชื่อผู้ดำรงตำแหน่ง หรือเลือกจากรายชื่อ", "Type the name of the person, or choose one from the list."
)


@transaction.atomic
def add_office(
    *,
    by: By,
    organisation: Organisation,
    title_th: str,
    title_en: str = "",
    person: Person | None = None,
    name_th: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    seen_on: date | None = None,
) -> Office:
    """Write down who holds a post in an organisation: someone known, or a new person by name.

    `seen_on` is a day on which a source shows it to hold. Raises Impossible when it would end before it begins.
    """
    check_order(from_on, to_on, "to_on")
    if person is None:
        if not search_key(name_th):
            raise Impossible(NO_NAME, "name_th")
        person = add_person(by=by, name_th=name_th.strip(), scope_id=organisation.scope_id)
    days = {"from_on": from_on, "to_on": to_on, "seen_on": seen_on}
    office = Office.objects.create(
        organisation=organisation, person=person, title_th=title_th, title_en=title_en, **days
    )
    changes = filled({"office": office.pk, "person": person, "title_th": title_th, **days})
    _record(by, "add_office", organisation, changes)
    return office


@transaction.atomic
def edit_office(
    *,
    by: By,
    office: Office,
    title_th: str,
    title_en: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    seen_on: date | None = None,
) -> Office:
    """Change a post's title and days; `to_on` ends it. Raises Impossible when it would end before it begins."""
    locked = Office.objects.select_for_update().get(pk=office.pk)
    check_order(from_on, to_on, "to_on")
    changes = audit.changed(
        locked, title_th=title_th, title_en=title_en, from_on=from_on, to_on=to_on, seen_on=seen_on
    )
    audit.apply(locked, changes)
    if changes:
        _record(by, "edit_office", locked.organisation, {"office": (locked.pk, locked.pk)} | changes)
    return locked


def _record(by: By, action: str, organisation: Organisation, changes: Changes) -> None:
    scope_id = organisation.scope_id
    audit.record(by=by, action=action, subject=organisation, scope_id=scope_id, changes=changes)
