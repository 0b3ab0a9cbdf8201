"""What a group needs, written down while no cohort has it yet."""

from datetime import date

from django.db import transaction

from ruamphon.core import audit
from ruamphon.registry.changes import By, filled
from ruamphon.registry.models import Enterprise, NeedNote


@transaction.atomic
def note_need(*, by: By, enterprise: Enterprise, needs: str, noted_on: date, came_from: str = "") -> NeedNote:
    """Write down what a group needs, on which day and where it was heard."""
    values = {"needs": needs.strip(), "noted_on": noted_on, "came_from": came_from.strip()}
    note = NeedNote.objects.create(enterprise=enterprise, noted_by_id=audit.person_id(by), **values)
    audit.record(
        by=by, action="note_need", subject=note, scope_id=enterprise.scope_id, changes=filled(values)
    )
    return note


@transaction.atomic
def edit_need(*, by: By, note: NeedNote, needs: str, noted_on: date, came_from: str = "") -> NeedNote:
    """Change a note; the history keeps what it said. Saving nothing new writes nothing."""
    locked = NeedNote.objects.select_for_update(of=("self",)).select_related("enterprise").get(pk=note.pk)
    changes = audit.changed(locked, needs=needs.strip(), noted_on=noted_on, came_from=came_from.strip())
    audit.apply(locked, changes)
    if changes:
        audit.record(
            by=by,
            action="edit_need",
            subject=locked,
            scope_id=locked.enterprise.scope_id,
            changes=changes,
        )
    return locked
