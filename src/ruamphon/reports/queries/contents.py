"""Everything a pack tells and holds, gathered for one day: words for the PDF, and the files beside it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.utils.timezone import localtime

from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion, Finding, Stage
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, GateState, Outcome, Severity
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.pathway.queries import evaluate, playbook_for, replay
from ruamphon.people.consent.enums import Purpose
from ruamphon.people.consent.models import Consent, PersonInPhoto
from ruamphon.people.enums import Role
from ruamphon.people.models import Person
from ruamphon.programmes.enums import SECRET_KINDS, ActivityKind, DeliverableKind, EnrolmentState
from ruamphon.programmes.models import Activity, ActivityPhoto, Deliverable, DeliverableVersion, Enrolment
from ruamphon.reports.enums import PackContents
from ruamphon.reports.models import Pack

MISSING = Text(
    "ไฟล์ “{name}” ({where}) ไม่อยู่ในที่เก็บแล้ว จึงทำแฟ้มที่ครบไม่ได้ ให้ผู้ดูแลระบบกู้คืนจากชุดสำรอง "
    "หรือถอนหลักฐานชิ้นนั้นแล้วส่งไฟล์ใหม่ แล้วสั่งทำแฟ้มอีกครั้ง",
    "The file “{name}” ({where}) is no longer in the store, so the pack would not be whole. Have it restored from a "
    "backup, or withdraw that piece and hand the file in anew; then ask for the pack again.",
)
BINNED = Text(
    "“{name}” ({where}) อยู่ในถังขยะ เปิดถังขยะของกลุ่มแล้วนำกลับมาก่อน จึงจะทำแฟ้มที่ครบได้",
    "“{name}” ({where}) is in the bin. Open the group's bin and bring it back first; then the pack can be whole.",
)
DECIDED_ON_IT = Text(
    "ไฟล์ของหลักฐาน “{name}” ที่ใช้ตัดสินขั้นที่ {number} ไม่อยู่กับหลักฐานแล้ว ให้ผู้ดูแลระบบกู้คืนจากชุดสำรอง "
    "หรือเปิดพิจารณาขั้นนี้ใหม่ แล้วสั่งทำแฟ้มอีกครั้ง",
    "A file of the evidence “{name}” that stage {number} was decided on is no longer with it. Have it restored from a "
    "backup, or reopen that stage; then ask for the pack again.",
)
WITHHELD = Text(
    "กันไว้ {n} รูป เพราะคนในรูปถอนความยินยอมแล้ว",
    "{n} photo was held back, as somebody in it took back their consent||"
    "{n} photos were held back, as somebody in them took back their consent",
)
NO_DELIVERABLES = Text(
    "ไม่รวมผลงานของทีม เพราะแฟ้มนี้ทำให้ผู้ที่ดูได้เฉพาะหลักฐาน",
    "Deliverables are left out: this pack was made for readers of evidence alone",
)
NO_SECRETS = Text(
    "ไม่รวมสูตรและต้นทุน ซึ่งเป็นความลับของกลุ่ม",
    "Recipes and costs are left out: they are the group's secrets",
)
WITHDRAWN = Text(
    "ไม่รวมไฟล์ของหลักฐานที่ถอนแล้ว {n} ชิ้น",
    "The files of {n} withdrawn piece are left out||The files of {n} withdrawn pieces are left out",
)
EVIDENCE = Text("หลักฐาน: {name}", "evidence: {name}")
VISIT = Text("{kind} {day}", "{kind} {day}")
WORK = Text("ผลงาน: {name}", "deliverable: {name}")
EARLIER = Text("หลักฐานตามเกณฑ์ฉบับก่อน", "Evidence for an earlier playbook")
_NOT_PLAIN = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the pack: where it will stand there, the file kept here, and what it belongs to."""

    path: str
    stored: StoredFile
    where: Text

    @property
    def plan(self) -> dict[str, str]:
        """How it is remembered when the pack is asked for."""
        return {
            "path": self.path,
            "sha256": self.stored.sha256,
            "name": self.stored.name,
            "th": self.where.th,
            "en": self.where.en,
        }


@dataclass
class Contents:
    """What the pack tells (`data`, for the PDF), what it holds, what it leaves out, and why it cannot be made."""

    data: dict[str, Any] = field(default_factory=dict)
    files: list[Kept] = field(default_factory=list)
    withheld_hashes: set[str] = field(default_factory=set)
    left_out: list[Text] = field(default_factory=list)
    obstacles: list[Text] = field(default_factory=list)
    people: set[int] = field(default_factory=set)
    decided: dict[int, set[str]] = field(default_factory=dict)

    def keep(self, path: str, stored: StoredFile, where: Text) -> str:
        """Take a file in; gives the path under which it will stand."""
        full = path + PurePosixPath(stored.path).suffix
        self.files.append(Kept(full, stored, where))
        return full

    def name(self, person: Person | None) -> str:
        """A person's name, remembered as one that the pack names; nothing for nobody."""
        if person is None:
            return ""
        self.people.add(person.pk)
        return str(person.name.th)


def planned_of(contents: Contents) -> list[dict[str, str]]:
    """The files as they are remembered when a pack is asked for."""
    return [one.plan for one in contents.files]


def contents_for(pack: Pack, *, on: date) -> Contents:
    """What a pack that was asked for tells and holds as of a day."""
    return contents_of(pack.enrolment, PackContents(pack.contents), pack.stage_number, on=on)


def contents_of(
    enrolment: Enrolment, contents: PackContents, stage_number: int | None = None, *, on: date
) -> Contents:
    """Everything about an enrolment, or one stage of it, as of a day.

    `obstacles` names each file without which the pack would not be whole, with the fix. Photos of people who took
    their consent back are left out and said to be.
    """
    made = Contents()
    playbook = playbook_for(enrolment)
    stages = [
        stage for stage in (playbook.stages if playbook else ()) if stage_number in {None, stage.number}
    ]
    gates = _gates(enrolment, stage_number)
    made.decided = _decided_files(gates)
    made.data = {
        "about": _about(enrolment, stages, stage_number, contents, on),
        "stages": [_stage(made, enrolment, stage, gates, on) for stage in stages],
        "earlier": _earlier(made, enrolment, playbook) if stage_number is None else [],
        "visits": _visits(made, enrolment),
        "deliverables": _deliverables(made, enrolment, contents),
    }
    _check_decided(made, enrolment, gates)
    _check_store(made)
    _say_what_is_left_out(made, contents)
    made.data["left_out"] = [line.th for line in made.left_out]
    return made


def _about(
    enrolment: Enrolment, stages: list[Stage], number: int | None, contents: PackContents, on: date
) -> dict[str, Any]:
    cohort, enterprise = enrolment.cohort, enrolment.enterprise
    version = cohort.playbook
    return {
        "group": enterprise.name.th,
        "code": enterprise.code,
        "place": enterprise.place_label,
        "programme": cohort.programme.name.th,
        "cohort": cohort.name.th,
        "state": EnrolmentState(enrolment.state).label.th,
        "enrolled_on": _day(enrolment.enrolled_on),
        "playbook": f"{version.title.th} ฉบับที่ {version.number}" if version else "",
        "playbook_sha256": in_eights(version.sha256 if version else ""),
        "stage": f"ขั้นที่ {number} {stages[0].name.th}" if number and stages else "",
        "contents": contents.label.th,
        "is_demo": cohort.programme.is_demo,
        "on": on.isoformat(),
    }


def _stage(
    made: Contents,
    enrolment: Enrolment,
    stage: Stage,
    gates: list[Gate],
    on: date,
) -> dict[str, Any]:
    result = evaluate(enrolment, stage, on=on)
    codes = [criterion.code for criterion in stage.criteria]
    pieces, signed = _pieces(enrolment, codes), _signatures(enrolment, codes)
    rows = [
        _criterion(made, criterion, found, pieces[criterion.code], signed[criterion.code])
        for criterion, found in zip(stage.criteria, result.findings, strict=True)
    ]
    return {
        "number": stage.number,
        "name": stage.name.th,
        "purpose": stage.purpose.th,
        "met": sum(row["tone"] == "done" for row in rows),
        "of": len(rows),
        "criteria": rows,
        "gates": [_gate(made, gate) for gate in gates if gate.stage_number == stage.number],
    }


def _pieces(enrolment: Enrolment, codes: Iterable[str]) -> dict[str, list[Evidence]]:
    rows = Evidence.objects.filter(enrolment=enrolment, criterion_code__in=list(codes))
    grouped = defaultdict(list)
    for row in (
        rows.select_related("submitted_by", "on_behalf_of", "reviewed_by")
        .prefetch_related("files__file")
        .order_by("submitted_at", "pk")
    ):
        grouped[row.criterion_code].append(row)
    return grouped


def _signatures(enrolment: Enrolment, codes: Iterable[str]) -> dict[str, list[SignOff]]:
    rows = SignOff.objects.filter(enrolment=enrolment, criterion_code__in=list(codes))
    grouped = defaultdict(list)
    for row in rows.select_related("signed_by", "on_behalf_of").order_by("signed_at", "pk"):
        grouped[row.criterion_code].append(row)
    return grouped


def _criterion(
    made: Contents,
    criterion: Criterion,
    found: Finding,
    pieces: list[Evidence],
    signed: list[SignOff],
) -> dict[str, Any]:
    unmet = "missing" if found.severity is Severity.BLOCKS else "waiting"
    return {
        "name": criterion.name.th,
        "kind": CriterionKind(criterion.kind).label.th,
        "tone": "done" if found.met else unmet,
        "reason": found.reason.th,
        "pieces": [_piece(made, piece, criterion.name) for piece in pieces],
        "signed": [_signature(made, row) for row in signed],
    }


TONES = {
    EvidenceStatus.SUBMITTED: "waiting",
    EvidenceStatus.ACCEPTED: "done",
    EvidenceStatus.RETURNED: "waiting",
    EvidenceStatus.WITHDRAWN: "plain",
}


def _piece(made: Contents, piece: Evidence, criterion: Text) -> dict[str, Any]:
    status = EvidenceStatus(piece.status)
    return {
        "number": piece.pk,
        "note": piece.note,
        "status": status.label.th,
        "tone": TONES[status],
        "happened_on": _day(piece.happened_on),
        "by": made.name(piece.submitted_by),
        "for": made.name(piece.on_behalf_of),
        "at": _moment(piece.submitted_at),
        "reviewer": made.name(piece.reviewed_by),
        "reviewed_at": _moment(piece.reviewed_at),
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
    shown = _may_show(made, [one.file for one in kept])
    base = f"evidence/{_plain(piece.criterion_code)}/{piece.pk}"
    where = EVIDENCE.format(name=criterion)
    return [_file(made, f"{base}-{number}", stored, where) for number, stored in enumerate(shown, 1)]


def _file(made: Contents, base: str, stored: StoredFile, where: Text) -> dict[str, Any]:
    return {"path": made.keep(base, stored, where), "name": stored.name, "sha256": in_eights(stored.sha256)}


def _signature(made: Contents, row: SignOff) -> dict[str, Any]:
    return {
        "role": Role(row.role).label.th,
        "by": made.name(row.signed_by),
        "for": made.name(row.on_behalf_of),
        "statement": row.statement,
        "at": _moment(row.signed_at),
        "withdrawn_at": _moment(row.withdrawn_at),
        "withdrawn": row.withdrawn_reason,
    }


def _gates(enrolment: Enrolment, number: int | None) -> list[Gate]:
    rows = Gate.objects.filter(enrolment=enrolment)
    chosen = rows if number is None else rows.filter(stage_number=number)
    people = ("proposed_by", "decided_by", "closed_by", "playbook")
    return list(chosen.select_related(*people).prefetch_related("conditions").order_by("proposed_at", "pk"))


def _gate(made: Contents, gate: Gate) -> dict[str, Any]:
    return {
        "state": GateState(gate.state).label.th,
        "outcome": Outcome(gate.outcome).label.th if gate.outcome else "",
        "tone": _tone_of(gate),
        "proposed": Outcome(gate.proposed_outcome).label.th,
        "proposed_by": made.name(gate.proposed_by),
        "proposed_at": _moment(gate.proposed_at),
        "proposal": gate.proposal_reason,
        "decided_by": made.name(gate.decided_by),
        "decided_at": _moment(gate.decided_at),
        "decision": gate.decision_reason,
        "conditions": [{"text": one.text, "due_on": _day(one.due_on)} for one in gate.conditions.all()],
        "record_sha256": in_eights(gate.record_sha256),
        "is_sound": bool(gate.record) and replay(gate).is_sound,
        "closed_by": made.name(gate.closed_by),
        "closed_at": _moment(gate.closed_at),
        "closed": gate.closed_reason,
    }


def _tone_of(gate: Gate) -> str:
    if gate.state != GateState.DECIDED:
        return "plain" if gate.closed_at else "waiting"
    passed = {Outcome.PASSED, Outcome.PASSED_WITH_CONDITIONS}
    return "done" if gate.outcome in passed else "waiting" if gate.outcome == Outcome.NOT_YET else "missing"


def _earlier(made: Contents, enrolment: Enrolment, playbook: Any) -> list[dict[str, Any]]:
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
        {"name": code, "pieces": [_piece(made, piece, EARLIER) for piece in pieces]}
        for code, pieces in _pieces(enrolment, list(codes)).items()
    ]


def _visits(made: Contents, enrolment: Enrolment) -> list[dict[str, Any]]:
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
    shown = _may_show(made, [photo.file for photo in visit.photos.all()])
    return {
        "on": _day(visit.happened_on),
        "kind": kind.th,
        "found": visit.found,
        "done": visit.done,
        "agreed": visit.agreed,
        "by": made.name(visit.recorded_by),
        "came": vars(visit)["came"],
        "files": [_file(made, f"{base}-{number}", stored, where) for number, stored in enumerate(shown, 1)],
    }


def _deliverables(made: Contents, enrolment: Enrolment, contents: PackContents) -> list[dict[str, Any]]:
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
        "at": _moment(version.made_at),
        "checker": made.name(version.checked_by),
        "checked_at": _moment(version.checked_at),
        "taker": made.name(version.accepted_by),
        "taken_at": _moment(version.accepted_at),
        "files": [_file(made, base, version.file, where)] if version.file else [],
    }


def is_held_back(hashes: Iterable[str]) -> bool:
    """Whether somebody in one of these files has taken back a consent to be shown or passed on."""
    return _taken_back().filter(file__sha256__in=list(hashes)).exists()


def _taken_back() -> QuerySet[PersonInPhoto]:
    asked = (Purpose.PUBLIC_PHOTO, Purpose.SHARING)
    back = Consent.objects.filter(person=OuterRef("person"), purpose__in=asked, withdrawn_at__isnull=False)
    again = Consent.objects.standing().filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    return PersonInPhoto.objects.filter(Exists(back.exclude(Exists(again))))


def _may_show(made: Contents, stored: list[StoredFile]) -> list[StoredFile]:
    """Those in which nobody has taken back a consent to be shown or passed on; the others are noted as withheld."""
    if not stored:
        return []
    tagged = _taken_back().filter(file__in=[one.pk for one in stored])
    held = set(tagged.values_list("file_id", flat=True))
    made.withheld_hashes |= {one.sha256 for one in stored if one.pk in held}
    return [one for one in stored if one.pk not in held]


def _decided_files(gates: list[Gate]) -> dict[int, set[str]]:
    """Evidence number → hashes of the files that standing decisions rest on."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for gate in gates:
        if gate.state == GateState.DECIDED:
            for number, hashes in _recorded(gate):
                wanted[number] |= hashes
    return wanted


def _recorded(gate: Gate) -> Iterable[tuple[int, set[str]]]:
    for item in (gate.record or {}).get("evidence", []):
        kind, _, number = str(item.get("ref", "")).partition(":")
        if kind == "evidence" and number.isdigit():
            yield int(number), set(item.get("sha256", []))


def _check_decided(made: Contents, enrolment: Enrolment, gates: list[Gate]) -> None:
    """Every file that a standing decision rests on is still with its piece of evidence, withdrawn ones aside."""
    standing = [gate for gate in gates if gate.state == GateState.DECIDED]
    rows = Evidence.objects.filter(enrolment=enrolment).prefetch_related("files__file")
    known = {row.pk: row for row in rows} if standing else {}
    for gate in standing:
        for number, hashes in _recorded(gate):
            piece = known.get(number)
            if piece is not None and piece.status == EvidenceStatus.WITHDRAWN:
                continue
            have = {one.file.sha256 for one in piece.files.all()} if piece else set()
            if hashes - have:
                name = piece.note[:60] if piece else f"#{number}"
                made.obstacles.append(DECIDED_ON_IT.format(name=name, number=gate.stage_number))


def _check_store(made: Contents) -> None:
    for one in made.files:
        if not default_storage.exists(one.stored.path):
            made.obstacles.append(MISSING.format(name=one.stored.name, where=one.where))


def _say_what_is_left_out(made: Contents, contents: PackContents) -> None:
    if made.withheld_hashes:
        made.left_out.append(WITHHELD.format(n=len(made.withheld_hashes)))
    withdrawn = sum(
        piece["tone"] == "plain"
        for stage in made.data["stages"]
        for row in stage["criteria"]
        for piece in row["pieces"]
    )
    if withdrawn:
        made.left_out.append(WITHDRAWN.format(n=withdrawn))
    if contents is PackContents.EVIDENCE:
        made.left_out.append(NO_DELIVERABLES)
    if contents is not PackContents.SECRETS:
        made.left_out.append(NO_SECRETS)


def in_eights(sha256: str) -> list[str]:
    """A hash in groups of eight letters, so that it can be read and a line may end between them."""
    return [sha256[at : at + 8] for at in range(0, len(sha256), 8)]


def _plain(code: str) -> str:
    """A code as part of a file name."""
    return _NOT_PLAIN.sub("-", code.lower()).strip("-") or "other"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return f"{localtime(moment):%Y-%m-%dT%H:%M}" if moment else None
