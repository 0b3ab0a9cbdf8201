"""Pieces of evidence and signatures, with their files."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ruamphon.core.text import Text
from ruamphon.pathway.enums import EvidenceStatus
from ruamphon.pathway.models import Evidence, SignOff
from ruamphon.people.enums import Role
from ruamphon.programmes.models import Enrolment
from ruamphon.reports.queries.contents.held_back import may_show
from ruamphon.reports.queries.contents.keeping import Contents
from ruamphon.reports.queries.contents.writing import day_of, file_row, moment_of, plain

EVIDENCE = Text("หลักฐาน: {name}", "evidence: {name}")
EARLIER = Text("หลักฐานตามเกณฑ์ฉบับก่อน", "Evidence for an earlier playbook")


def pieces_of(enrolment: Enrolment, codes: Iterable[str]) -> dict[str, list[Evidence]]:
    """Pieces of evidence by the code of their criterion, in the order they came in."""
    rows = Evidence.objects.filter(enrolment=enrolment, criterion_code__in=list(codes))
    grouped = defaultdict(list)
    for row in (
        rows.select_related("submitted_by", "on_behalf_of", "reviewed_by")
        .prefetch_related("files__file")
        .order_by("submitted_at", "pk")
    ):
        grouped[row.criterion_code].append(row)
    return grouped


def signatures_of(enrolment: Enrolment, codes: Iterable[str]) -> dict[str, list[SignOff]]:
    """Signatures by the code of their criterion, in the order they were given."""
    rows = SignOff.objects.filter(enrolment=enrolment, criterion_code__in=list(codes))
    grouped = defaultdict(list)
    for row in rows.select_related("signed_by", "on_behalf_of").order_by("signed_at", "pk"):
        grouped[row.criterion_code].append(row)
    return grouped


TONES = {
    EvidenceStatus.SUBMITTED: "waiting",
    EvidenceStatus.ACCEPTED: "done",
    EvidenceStatus.RETURNED: "waiting",
    EvidenceStatus.WITHDRAWN: "plain",
}


def piece_row(made: Contents, piece: Evidence, criterion: Text) -> dict[str, Any]:
    """A piece of evidence with who handed it in, what became of it, and its files."""
    status = EvidenceStatus(piece.status)
    return {
        "number": piece.pk,
        "note": piece.note,
        "status": status.label.th,
        "tone": TONES[status],
        "happened_on": day_of(piece.happened_on),
        "by": made.name(piece.submitted_by),
        "for": made.name(piece.on_behalf_of),
        "at": moment_of(piece.submitted_at),
        "reviewer": made.name(piece.reviewed_by),
        "reviewed_at": moment_of(piece.reviewed_at),
        "review": piece.review_note,
        "withdrawn": piece.withdrawn_reason,
        "files": _files_of(made, piece, criterion),
    }


def _files_of(made: Contents, piece: Evidence, criterion: Text) -> list[dict[str, Any]]:
    """The files of the latest hand-in, and those a standing decision rests on. Withdrawn pieces keep theirs back."""
    if piece.status == EvidenceStatus.WITHDRAWN:
        return []
    current = piece.current_files()
    wanted = made.decided.get(piece.pk, set())
    kept = [one for one in piece.files.all() if one in current or one.file.sha256 in wanted]
    shown = may_show(made, [one.file for one in kept])
    base = f"evidence/{plain(piece.criterion_code)}/{piece.pk}"
    where = EVIDENCE.format(name=criterion)
    return [file_row(made, f"{base}-{number}", stored, where) for number, stored in enumerate(shown, 1)]


def signature_row(made: Contents, row: SignOff) -> dict[str, Any]:
    """Who signed, as what, and what they said."""
    return {
        "role": Role(row.role).label.th,
        "by": made.name(row.signed_by),
        "for": made.name(row.on_behalf_of),
        "statement": row.statement,
        "at": moment_of(row.signed_at),
        "withdrawn_at": moment_of(row.withdrawn_at),
        "withdrawn": row.withdrawn_reason,
    }


def earlier_pieces(made: Contents, enrolment: Enrolment, playbook: Any) -> list[dict[str, Any]]:
    """Evidence for criteria that the playbook in use no longer asks for."""
    asked = {
        criterion.code for stage in (playbook.stages if playbook else ()) for criterion in stage.criteria
    }
    codes = (
        Evidence.objects.filter(enrolment=enrolment)
        .exclude(criterion_code__in=asked)
        .order_by("criterion_code")
        .values_list("criterion_code", flat=True)
        .distinct()
    )
    return [
        {"name": code, "pieces": [piece_row(made, piece, EARLIER) for piece in pieces]}
        for code, pieces in pieces_of(enrolment, list(codes)).items()
    ]
