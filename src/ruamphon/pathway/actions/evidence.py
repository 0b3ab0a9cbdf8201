"""Handing in, improving, withdrawing and reviewing evidence."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core import files as kept_files
from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.pathway import queries, rules
from ruamphon.pathway.domain import Criterion
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus
from ruamphon.pathway.models import Evidence, EvidenceFile
from ruamphon.pathway.states import EVIDENCE_TRANSITIONS, may_move
from ruamphon.pathway.times import told
from ruamphon.people.models import Account, Person
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.programmes.models import Enrolment

NO_SUCH_CRITERION = Text(
    "เกณฑ์ที่กลุ่มใช้อยู่ไม่มีข้อ “{code}” แล้ว กลับไปหน้าเส้นทางของกลุ่มเพื่อดูข้อที่ต้องทำตอนนี้",
    "The group's playbook no longer has “{code}”. Go back to the roadmap to see what is asked now.",
)
FILE_NEEDED = Text(
    "แนบภาพถ่ายหรือไฟล์อย่างน้อยหนึ่งอย่าง ผู้ตรวจจะได้เห็นของจริง",
    "Attach at least one photo or file, so that the reviewer can see the real thing.",
)
FOR_WHOM = Text(
    "ข้อนี้เป็นของ{role} เลือกว่าคุณส่งแทนใคร ถ้าไม่มีชื่อให้เลือก เพิ่มคนเข้าทีมหรือเข้ากลุ่มก่อน",
    "This one belongs to: {role}. Choose whom you hand it in for; if nobody is listed, "
    "add the person to the team or group first.",
)
NOT_IN_ROLE = Text(
    "{name} ไม่ได้เป็น{role}ของกลุ่มนี้ เลือกคนอื่น",
    "{name} is not {role} of this group. Choose somebody else.",
)
ALREADY_REVIEWED = Text(
    "หลักฐานชิ้นนี้ตรวจไปแล้วโดย {name} เมื่อ {when} ผลคือ “{verdict}” สิ่งที่คุณพิมพ์ยังอยู่ในช่องด้านล่าง",
    "This was reviewed already by {name} on {when}: “{verdict}”. What you typed is still in the box below.",
)
CHANGED_SINCE = Text(
    "มีการส่งฉบับใหม่เมื่อ {when} หลังจากที่คุณเปิดหน้านี้ ดูฉบับใหม่ก่อน แล้วกดตรวจอีกครั้ง",
    "A newer version was handed in on {when}, after you opened this page. Look at it, then review again.",
)
WITHDRAWN_SINCE = Text(
    "หลักฐานชิ้นนี้ถูกถอนไปแล้วเมื่อ {when} จึงไม่ต้องตรวจ",
    "This evidence was withdrawn on {when}; there is nothing to review.",
)
NOTE_NEEDED = Text(
    "เขียนบอกสั้น ๆ ว่าอยากให้แก้ตรงไหน ผู้ส่งจะได้แก้ถูกจุด",
    "Write in a few words what to improve, so that the sender knows.",
)
REASON_NEEDED = Text("เขียนเหตุผลสั้น ๆ ว่าทำไมจึงถอน", "Write in a few words why it is withdrawn.")
CANNOT = Text(
    "ตอนนี้หลักฐานชิ้นนี้อยู่ในสถานะ “{status}” จึงทำไม่ได้ เปิดหน้านี้ใหม่เพื่อดูล่าสุด",
    "This evidence is “{status}” now, so that cannot be done. Open the page again to see it.",
)
NOT_A_VERDICT = Text("เลือกผลการตรวจ: รับ หรือส่งกลับให้แก้", "Choose: accept it, or send it back.")

VERDICTS = (EvidenceStatus.ACCEPTED, EvidenceStatus.RETURNED)


@transaction.atomic
def submit_evidence(
    *,
    by: Account,
    enrolment: Enrolment,
    criterion_code: str,
    note: str,
    happened_on: date,
    files: Iterable[CheckedUpload],
    on_behalf_of: Person | None = None,
) -> Evidence:
    """Hand in one piece of evidence with its files; it then waits for the criterion's reviewer.

    A helper without the supplying role must name the person it is for. Raises Refused, or Impossible when
    the criterion is not asked for any more, no file is attached, or the named person has not that role.
    """
    criterion = _evidence_criterion(enrolment, criterion_code)
    rules.check_can_submit(by, enrolment, criterion)
    uploads = list(files)
    if not uploads:
        raise Impossible(FILE_NEEDED, "uploads")
    evidence = Evidence.objects.create(
        enrolment=enrolment,
        criterion_code=criterion_code,
        note=note,
        happened_on=happened_on,
        submitted_by=by.person,
        on_behalf_of=_checked_person(by, enrolment, criterion, on_behalf_of),
    )
    _keep(by, evidence, uploads)
    _record(
        by, "submit_evidence", evidence, {"criterion": (None, criterion_code), "files": (0, len(uploads))}
    )
    _tell_reviewers(by, evidence, criterion)
    return evidence


@transaction.atomic
def revise_evidence(
    *,
    by: Account,
    evidence: Evidence,
    note: str,
    happened_on: date,
    files: Iterable[CheckedUpload] = (),
    on_behalf_of: Person | None = None,
) -> Evidence:
    """Hand in a returned piece again as a new revision. New files replace the old ones, which are kept.

    Without new files the last ones stand. The reviewer's earlier note stays to be read beside it.
    """
    evidence = _locked(evidence)
    criterion = _evidence_criterion(evidence.enrolment, evidence.criterion_code)
    rules.check_can_submit(by, evidence.enrolment, criterion)
    _check_move(evidence, EvidenceStatus.SUBMITTED)
    uploads = list(files)
    changes = audit.changed(
        evidence,
        note=note,
        happened_on=happened_on,
        status=EvidenceStatus.SUBMITTED,
        revision=evidence.revision + 1,
        submitted_by=by.person,
        submitted_at=timezone.now(),
        on_behalf_of=_checked_person(by, evidence.enrolment, criterion, on_behalf_of),
        reviewed_by=None,
        reviewed_at=None,
    )
    audit.apply(evidence, changes)
    _keep(by, evidence, uploads)
    _record(by, "revise_evidence", evidence, {**changes, "files": (None, len(uploads))})
    _tell_reviewers(by, evidence, criterion)
    return evidence


@transaction.atomic
def withdraw_evidence(*, by: Account, evidence: Evidence, reason: str) -> Evidence:
    """Take a piece of evidence back, with a reason. It stops counting from today; nothing is deleted."""
    evidence = _locked(evidence)
    rules.check_can_withdraw(by, evidence)
    _check_move(evidence, EvidenceStatus.WITHDRAWN)
    if not reason.strip():
        raise Impossible(REASON_NEEDED, "reason")
    changes = audit.changed(
        evidence,
        status=EvidenceStatus.WITHDRAWN,
        revision=evidence.revision + 1,
        withdrawn_at=timezone.now(),
        withdrawn_reason=reason,
    )
    audit.apply(evidence, changes)
    _record(by, "withdraw_evidence", evidence, changes, reason=reason)
    return evidence


@transaction.atomic
def review_evidence(
    *, by: Account, evidence: Evidence, verdict: EvidenceStatus, note: str, revision: int
) -> Evidence:
    """Accept a piece of evidence or send it back, as its criterion's reviewer.

    `revision` is the one the reviewer looked at: when somebody else reviewed, improved or withdrew it since,
    Impossible says who and when. Sending back needs a note.
    """
    evidence = _locked(evidence)
    placed = queries.criterion_of(evidence.enrolment, evidence.criterion_code)
    rules.check_can_review(by, evidence, placed.criterion if placed else None)
    _check_still_the_same(evidence, revision)
    if verdict not in VERDICTS:
        raise Impossible(NOT_A_VERDICT, "verdict")
    if verdict == EvidenceStatus.RETURNED and not note.strip():
        raise Impossible(NOTE_NEEDED, "note")
    now = timezone.now()
    changes = audit.changed(
        evidence,
        status=verdict,
        revision=evidence.revision + 1,
        reviewed_by=by.person,
        reviewed_at=now,
        review_note=note,
        accepted_at=now if verdict == EvidenceStatus.ACCEPTED else None,
    )
    audit.apply(evidence, changes)
    _record(by, "review_evidence", evidence, changes, reason=note)
    kind = (
        MessageKind.EVIDENCE_ACCEPTED if verdict == EvidenceStatus.ACCEPTED else MessageKind.EVIDENCE_RETURNED
    )
    name = placed.criterion.name if placed else Text(evidence.criterion_code, evidence.criterion_code)
    _tell(by, evidence, kind, name, [evidence.submitted_by_id, evidence.on_behalf_of_id])
    return evidence


def _tell_reviewers(by: Account, evidence: Evidence, criterion: Criterion) -> None:
    people = queries.reviewers_of(evidence, criterion)
    _tell(by, evidence, MessageKind.REVIEW_WAITING, criterion.name, people)


def _tell(
    by: Account, evidence: Evidence, kind: MessageKind, name: Text, people: Iterable[int | None]
) -> None:
    tell(
        by=by,
        people=people,
        kind=kind,
        cause=f"evidence-{evidence.pk}-{evidence.revision}-{kind}",
        scope_id=evidence.enrolment.enterprise.scope_id,
        about=name,
        url=evidence.get_absolute_url(),
    )


def _evidence_criterion(enrolment: Enrolment, code: str) -> Criterion:
    """The evidence criterion with this code in the playbook followed now; Impossible when there is none."""
    placed = queries.criterion_of(enrolment, code)
    if placed is None or placed.criterion.kind is not CriterionKind.EVIDENCE:
        raise Impossible(NO_SUCH_CRITERION.format(code=code))
    return placed.criterion


def _checked_person(
    by: Account, enrolment: Enrolment, criterion: Criterion, on_behalf_of: Person | None
) -> Person | None:
    """The person it is handed in for: nobody when that is the sender, somebody of the role when a helper sends."""
    role = queries.role_name(criterion.supplied_by)
    if on_behalf_of is None or on_behalf_of.pk == person_id(by):
        if not rules.is_supplier(by, enrolment, criterion):
            raise Impossible(FOR_WHOM.format(role=role), "on_behalf_of")
        return None
    if not queries.people_in_role(enrolment, criterion.supplied_by).filter(pk=on_behalf_of.pk).exists():
        raise Impossible(NOT_IN_ROLE.format(name=on_behalf_of.name, role=role), "on_behalf_of")
    return on_behalf_of


def _locked(evidence: Evidence) -> Evidence:
    rows = Evidence.objects.select_for_update(of=("self",)).select_related(
        "enrolment__enterprise", "enrolment__cohort__playbook", "submitted_by"
    )
    found: Evidence = rows.get(pk=evidence.pk)
    return found


def _check_move(evidence: Evidence, after: EvidenceStatus) -> None:
    before = EvidenceStatus(evidence.status)
    if not may_move(EVIDENCE_TRANSITIONS, before=before, after=after):
        raise Impossible(CANNOT.format(status=before.label))


def _check_still_the_same(evidence: Evidence, revision: int) -> None:
    if evidence.status == EvidenceStatus.WITHDRAWN and evidence.withdrawn_at:
        raise Impossible(WITHDRAWN_SINCE.format(when=told(evidence.withdrawn_at)))
    if evidence.reviewed_by and evidence.reviewed_at:
        verdict = EvidenceStatus(evidence.status).label
        when = told(evidence.reviewed_at)
        raise Impossible(ALREADY_REVIEWED.format(name=evidence.reviewed_by.name, when=when, verdict=verdict))
    if evidence.revision != revision:
        raise Impossible(CHANGED_SINCE.format(when=told(evidence.submitted_at)))


def _keep(by: Account, evidence: Evidence, uploads: Iterable[CheckedUpload]) -> None:
    for upload in uploads:
        stored = kept_files.store(upload.checked, name=upload.name, by=by)
        EvidenceFile.objects.create(evidence=evidence, file=stored, revision=evidence.revision)


def _record(
    by: Account, action: str, evidence: Evidence, changes: dict[str, tuple[object, object]], reason: str = ""
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=evidence,
        scope_id=evidence.enrolment.enterprise.scope_id,
        changes=changes,
        on_behalf_of=evidence.on_behalf_of if action in {"submit_evidence", "revise_evidence"} else None,
        reason=reason,
    )
