"""Visits and other activities, with their photos."""

from typing import Any

from django.db.models import Count, Prefetch

from ruamphon.core.text import Text
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.models import Activity, ActivityPhoto, Enrolment
from ruamphon.reports.queries.contents.held_back import may_show
from ruamphon.reports.queries.contents.keeping import Contents
from ruamphon.reports.queries.contents.writing import day_of, file_row

VISIT = Text("{kind} {day}", "{kind} {day}")


def visits_of(made: Contents, enrolment: Enrolment) -> list[dict[str, Any]]:
    """Activities of the enrolment, the earliest first."""
    photos = Prefetch("photos", ActivityPhoto.objects.select_related("file"))
    rows = (
        Activity.objects.filter(enrolments=enrolment)
        .select_related("recorded_by")
        .prefetch_related(photos)
        .annotate(came=Count("attendances", distinct=True))
        .order_by("happened_on", "pk")
    )
    return [_visit(made, row) for row in rows]


def _visit(made: Contents, visit: Activity) -> dict[str, Any]:
    kind = ActivityKind(visit.kind).label
    where = VISIT.format(kind=kind, day=visit.happened_on.isoformat())
    base = f"visits/{visit.happened_on.isoformat()}-{visit.pk}"
    shown = may_show(made, [photo.file for photo in visit.photos.all()])
    return {
        "on": day_of(visit.happened_on),
        "kind": kind.th,
        "found": visit.found,
        "done": visit.done,
        "agreed": visit.agreed,
        "by": made.name(visit.recorded_by),
        "came": vars(visit)["came"],
        "files": [
            file_row(made, f"{base}-{number}", stored, where) for number, stored in enumerate(shown, 1)
        ],
    }
