"""Answering, handing in and reopening an assessment."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ruamphon.assessments import rules
from ruamphon.assessments.domain import Answer
from ruamphon.assessments.enums import AssessmentState
from ruamphon.assessments.models import Assessment, RubricItem, Score, ScoreFile
from ruamphon.core import audit
from ruamphon.core import files as kept_files
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.people.models import Account
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind

Files = Mapping[str, Sequence[CheckedUpload]]

CHANGED_SINCE = Text(
    "มีการบันทึกผลประเมินนี้จากอีกหน้าหนึ่งหลังจากที่คุณเปิดหน้านี้ สิ่งที่คุณพิมพ์ยังอยู่ด้านล่าง "
    "เปิดหน้านี้ใหม่ในอีกแท็บเพื่อดูที่บันทึกไว้ แล้วกดบันทึกอีกครั้งถ้าต้องการใช้ของหน้านี้แทน",
    "This was saved from another page after you opened this one. What you typed is still below. Open the page again "
    "in another tab to see what is kept; save once more to put this page's answers in its place.",
)
NO_SUCH_ITEM = Text(
    "แบบประเมินนี้ไม่มีหัวข้อรหัส “{code}” เปิดหน้านี้ใหม่แล้วลองอีกครั้ง",
    "This rubric has no item “{code}”. Open the page again and try once more.",
)
NO_SUCH_LEVEL = Text(
    "หัวข้อ “{item}” ไม่มีระดับ {level} เลือกระดับ 1 ถึง {top}",
    "Item “{item}” has no level {level}. Choose from 1 to {top}.",
)
UNANSWERED = Text(
    "ยังไม่ได้ให้ระดับหัวข้อ “{item}” เลือกระดับ หรือเลือก “บอกไม่ได้”",
    "Item “{item}” is not answered yet. Choose a level, or “cannot tell”.",
)
WHY_NOT = Text(
    "หัวข้อ “{item}” เลือกว่าบอกไม่ได้ เขียนสั้น ๆ ว่าเพราะอะไร",
    "Item “{item}”: say in a few words why it cannot be told.",
)
BOTH = Text(
    "หัวข้อ “{item}” ให้ทั้งระดับและบอกไม่ได้ เลือกอย่างเดียว",
    "Item “{item}” has a level and “cannot tell”. Choose one of them.",
)
REASON_NEEDED = Text("เขียนเหตุผลสั้น ๆ ว่าทำไมต้องแก้", "Write in a few words why it must be corrected.")


@transaction.atomic
def save_answers(
    *,
    by: Account,
    assessment: Assessment,
    answers: Mapping[str, Answer],
    note: str = "",
    files: Files | None = None,
    revision: int | None = None,
    on: date | None = None,
) -> Assessment:
    """Keep answers so far (item code → Answer) and go on later. Items not named keep what they had.

    `revision` is the one the page was opened with; Impossible when it was saved from elsewhere since. Raises Refused,
    TooLate outside the round's days (`on`, today unless given), Impossible for an item or level that is not there.
    """
    assessment = _locked(assessment)
    rules.check_can_answer(by, assessment, on or timezone.localdate())
    _check_still_the_same(assessment, revision)
    _write(by, assessment, answers, note, files or {})
    return assessment


@transaction.atomic
def hand_in(
    *,
    by: Account,
    assessment: Assessment,
    answers: Mapping[str, Answer],
    note: str = "",
    files: Files | None = None,
    revision: int | None = None,
    on: date | None = None,
) -> Assessment:
    """Keep the answers and hand the assessment in: it counts from now on and is frozen until somebody reopens it.

    Every item needs a level, or "cannot tell" with a note. Raises as `save_answers`, and Impossible for the first
    item without an answer.
    """
    assessment = _locked(assessment)
    rules.check_can_answer(by, assessment, on or timezone.localdate())
    _check_still_the_same(assessment, revision)
    before = _levels(assessment)
    _write(by, assessment, answers, note, files or {})
    _check_complete(assessment)
    changes = audit.changed(assessment, state=AssessmentState.HANDED_IN, handed_in_at=timezone.now())
    audit.apply(assessment, changes)
    levels = {"levels": (before, _levels(assessment))} if assessment.reopened_at else {}
    _record(by, "hand_in_assessment", assessment, changes | levels)
    return assessment


@transaction.atomic
def reopen_assessment(
    *, by: Account, assessment: Assessment, reason: str, on: date | None = None
) -> Assessment:
    """Let its assessor correct what was handed in; until it is handed in again it does not count.

    The assessor is told, with the round's name. Raises Refused or TooLate, or Impossible without a reason.
    """
    assessment = _locked(assessment)
    rules.check_can_reopen(by, assessment, on or timezone.localdate())
    if not reason.strip():
        raise Impossible(REASON_NEEDED, "reason")
    changes = audit.changed(
        assessment,
        state=AssessmentState.OPEN,
        revision=assessment.revision + 1,
        reopened_at=timezone.now(),
        reopened_by=by.person,
        reopened_reason=reason,
    )
    audit.apply(assessment, changes)
    _record(by, "reopen_assessment", assessment, {"state": changes["state"]}, reason=reason)
    tell(
        by=by,
        people=[assessment.assessor_id],
        kind=MessageKind.ASSESSMENT_REOPENED,
        cause=f"assessment-{assessment.pk}-{assessment.revision}",
        about=assessment.round.title,
        url=assessment.get_absolute_url(),
        also_self=True,
    )
    return assessment


@transaction.atomic
def remove_score_file(*, by: Account, kept: ScoreFile) -> None:
    """Take a photo or document off one's own open assessment. Raises Refused or TooLate."""
    assessment = _locked(kept.score.assessment)
    rules.check_can_answer(by, assessment, timezone.localdate())
    _record(by, "remove_score_file", assessment, {"file": (kept.file.name, None)})
    stored = kept.file
    kept.delete()
    kept_files.erase_file(stored)


def _write(
    by: Account, assessment: Assessment, answers: Mapping[str, Answer], note: str, files: Files
) -> None:
    items = {item.code: item for item in assessment.round.rubric.items.all()}
    for code in [*answers, *files]:
        if code not in items:
            raise Impossible(NO_SUCH_ITEM.format(code=code))
    for code, answer in answers.items():
        _check_answer(assessment, items[code], answer)
        _put(assessment, items[code], answer)
    for code, uploads in files.items():
        _keep(by, assessment, items[code], uploads)
    assessment.note = note
    assessment.revision += 1
    assessment.save(update_fields=["note", "revision"])


def _check_answer(assessment: Assessment, item: RubricItem, answer: Answer) -> None:
    top = assessment.round.rubric.top
    if answer.level is not None and not 1 <= answer.level <= top:
        sentence = NO_SUCH_LEVEL.format(item=item.title, level=answer.level, top=top)
        raise Impossible(sentence, f"level-{item.code}")
    if answer.level is not None and answer.cannot_tell:
        raise Impossible(BOTH.format(item=item.title), f"level-{item.code}")


def _put(assessment: Assessment, item: RubricItem, answer: Answer) -> None:
    Score.objects.update_or_create(
        assessment=assessment,
        item=item,
        defaults={
            "level": answer.level,
            "cannot_tell": answer.cannot_tell,
            "note": answer.note,
            "evidence": answer.evidence,
        },
    )


def _keep(by: Account, assessment: Assessment, item: RubricItem, uploads: Sequence[CheckedUpload]) -> None:
    score, _ = Score.objects.get_or_create(assessment=assessment, item=item)
    for upload in uploads:
        stored = kept_files.store(upload.checked, name=upload.name, by=by)
        ScoreFile.objects.create(score=score, file=stored)


def _check_complete(assessment: Assessment) -> None:
    given = {score.item_id: score for score in assessment.scores.all()}
    for item in assessment.round.rubric.items.all():
        score = given.get(item.pk)
        if score is None or (score.level is None and not score.cannot_tell):
            raise Impossible(UNANSWERED.format(item=item.title), f"level-{item.code}")
        if score.cannot_tell and not score.note.strip():
            raise Impossible(WHY_NOT.format(item=item.title), f"note-{item.code}")


def _check_still_the_same(assessment: Assessment, revision: int | None) -> None:
    if revision is not None and revision != assessment.revision:
        raise Impossible(CHANGED_SINCE)


def _levels(assessment: Assessment) -> list[str]:
    scores = assessment.scores.select_related("item")
    return [f"{score.item.code}: {score.level or '–'}" for score in scores]


def _locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("round__rubric", "enterprise")
    found: Assessment = rows.get(pk=assessment.pk)
    return found


def _record(
    by: Account, action: str, assessment: Assessment, changes: dict[str, tuple[Any, Any]], reason: str = ""
) -> None:
    # On the round's scope, not the group's: who reads the group's history must not read single answers there.
    audit.record(
        by=by,
        action=action,
        subject=assessment,
        scope_id=assessment.round.scope_id,
        changes=changes,
        reason=reason,
    )
