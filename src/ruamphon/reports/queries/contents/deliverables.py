"""The work that the group accepted."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch

from ruamphon.core.text import Text
from ruamphon.programmes.enums import SECRET_KINDS, DeliverableKind
from ruamphon.programmes.models import Deliverable, DeliverableVersion, Enrolment
from ruamphon.reports.enums import PackContents
from ruamphon.reports.queries.contents.keeping import Contents
from ruamphon.reports.queries.contents.writing import file_row, moment_of

BINNED = Text(
    "“{name}” ({where}) อยู่ในถังขยะ เปิดถังขยะของกลุ่มแล้วนำกลับมาก่อน จึงจะทำแฟ้มที่ครบได้",
    "“{name}” ({where}) is in the bin. Open the group's bin and bring it back first; then the pack can be whole.",
)
WORK = Text("ผลงาน: {name}", "deliverable: {name}")


def deliverables_of(made: Contents, enrolment: Enrolment, contents: PackContents) -> list[dict[str, Any]]:
    """The versions that the group accepted, the latest of each piece of work."""
    if contents is PackContents.EVIDENCE:
        return []
    accepted = DeliverableVersion.with_bin.filter(accepted_at__isnull=False)
    versions = Prefetch(
        "versions",
        accepted.select_related("file", "made_by", "checked_by", "accepted_by").order_by("-number"),
        to_attr="accepted",
    )
    works = Deliverable.with_bin.filter(
        Exists(accepted.filter(deliverable=OuterRef("pk"))), enrolment=enrolment
    ).prefetch_related(versions)
    if contents is PackContents.DELIVERABLES:
        works = works.exclude(kind__in=SECRET_KINDS)
    rows = []
    for work in works.order_by("made_at", "pk"):
        where = WORK.format(name=DeliverableKind(work.kind).label)
        if work.binned_at:
            made.obstacles.append(BINNED.format(name=work.title, where=where))
        else:
            rows.append(_work(made, work, where))
    return rows


def _work(made: Contents, work: Deliverable, where: Text) -> dict[str, Any]:
    version: DeliverableVersion = vars(work)["accepted"][0]
    base = f"deliverables/{work.pk}-v{version.number}"
    return {
        "title": work.title,
        "kind": DeliverableKind(work.kind).label.th,
        "number": version.number,
        "summary": version.summary,
        "by": made.name(version.made_by),
        "at": moment_of(version.made_at),
        "checker": made.name(version.checked_by),
        "checked_at": moment_of(version.checked_at),
        "taker": made.name(version.accepted_by),
        "taken_at": moment_of(version.accepted_at),
        "files": [file_row(made, base, version.file, where)] if version.file else [],
    }
