"""Writing down what took place: a visit in a minute, or a workshop or meeting of several groups."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from ruamphon.core import audit, thai_dates
from ruamphon.core.enums import FileKind
from ruamphon.core.files import store
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.people.models import Account, Person
from ruamphon.programmes.actions.task import assign_task
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.models import Activity, ActivityPhoto, Attendance, Cohort, Enrolment

SENT_BEFORE = Text(
    "หน้านี้เคยส่งบันทึกเมื่อ {day} ไปแล้ว และเนื้อความไม่เหมือนเดิม ถ้าเป็นอีกเรื่องหนึ่ง กดบันทึกอีกครั้งเพื่อเก็บเป็นบันทึกใหม่",
    "This page already sent a record of {day}, and the words differ now. If this is another one, press save again "
    "to keep it as a new record.",
)
IN_BIN = Text(
    "หน้านี้เคยส่งบันทึกไปแล้ว และบันทึกนั้นอยู่ในถังขยะ ถ้าจะบันทึกใหม่ กดบันทึกอีกครั้ง",
    "This page already sent a record, which is in the bin now. To write a new one, press save again.",
)
NEXT_NOT_LATER = Text(
    "วันนัดครั้งถัดไปต้องอยู่หลังวันที่ไป ({day})",
    "The next date must be after the day itself ({day}).",
)
NOT_A_PHOTO = Text(
    "“{name}” ไม่ใช่รูปภาพ ตรงนี้ใส่ได้เฉพาะรูป ไฟล์อื่นส่งเป็นผลงานหรือหลักฐาน",
    "“{name}” is not a photo. Only photos go here; send other files as work or evidence.",
)
NO_GROUP = Text("เลือกกลุ่มที่เข้าร่วมอย่างน้อยหนึ่งกลุ่ม", "Choose at least one group that took part.")
OTHER_COHORT = Text("กลุ่มที่เลือกไม่ได้อยู่ในรุ่นนี้", "A chosen group is not in this cohort.")
NEXT_VISIT = Text("ลงพื้นที่ครั้งถัดไป", "Next visit")
FROM_VISIT = Text("นัดไว้ตอนลงพื้นที่เมื่อ {day}", "Agreed on the visit of {day}")


@transaction.atomic
def record_visit(
    *,
    by: Account,
    enrolment: Enrolment,
    draft_key: UUID,
    happened_on: date,
    found: str,
    done: str = "",
    agreed: str = "",
    people: Collection[Person] = (),
    photos: Sequence[CheckedUpload] = (),
    next_on: date | None = None,
) -> Activity:
    """Write down a visit to one group. A next date becomes a task of whoever writes this down.

    The same draft sent twice is one visit: the second time gives back the first. Raises Impossible when the same
    draft comes with other words, a file is no photo, or the next date is not later.
    """
    activity = record_activity(
        by=by,
        cohort=enrolment.cohort,
        enrolments=[enrolment],
        kind=ActivityKind.VISIT,
        draft_key=draft_key,
        happened_on=happened_on,
        found=found,
        done=done,
        agreed=agreed,
        people=people,
        photos=photos,
        next_on=next_on,
    )
    if next_on:
        assign_task(
            by=by,
            enrolment=enrolment,
            title=str(NEXT_VISIT),
            owner=by.person,
            due_on=next_on,
            origin=FROM_VISIT.format(day=thai_dates.text(happened_on)),
            origin_url=activity.get_absolute_url(),
            key=f"activity-{activity.pk}-next",
        )
    return activity


@transaction.atomic
def record_activity(
    *,
    by: Account,
    cohort: Cohort,
    enrolments: Collection[Enrolment],
    kind: ActivityKind,
    draft_key: UUID,
    happened_on: date,
    found: str,
    done: str = "",
    agreed: str = "",
    people: Collection[Person] = (),
    photos: Sequence[CheckedUpload] = (),
    next_on: date | None = None,
) -> Activity:
    """Write down a visit, workshop or meeting of one or several groups of a cohort, once a draft.

    Writes one audit row for each group. Raises Impossible as `record_visit` does, and for groups of another
    cohort or none.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    words = {
        "kind": kind,
        "happened_on": happened_on,
        "found": found,
        "done": done,
        "agreed": agreed,
        "next_on": next_on,
    }
    sent = _sent_before(by, draft_key, words, enrolments)
    if sent:
        return sent
    _check(cohort, enrolments, photos, happened_on, next_on)
    activity = Activity.objects.create(cohort=cohort, recorded_by=by.person, draft_key=draft_key, **words)
    activity.enrolments.set(enrolments)
    Attendance.objects.bulk_create(Attendance(activity=activity, person=person) for person in people)
    _keep_photos(by, activity, photos)
    _record(by, activity, enrolments, people, photos)
    return activity


def _sent_before(
    by: Account, draft_key: UUID, words: dict[str, object], enrolments: Collection[Enrolment]
) -> Activity | None:
    sent = Activity.with_bin.filter(draft_key=draft_key).first()
    if sent is None:
        return None
    if sent.binned_at:
        raise Impossible(IN_BIN, "draft_key")
    same_groups = {one.pk for one in enrolments} == set(sent.enrolments.values_list("pk", flat=True))
    if sent.recorded_by_id != by.person_id or not same_groups or audit.changed(sent, **words):
        raise Impossible(SENT_BEFORE.format(day=thai_dates.text(sent.happened_on)), "draft_key")
    return sent


def _check(
    cohort: Cohort,
    enrolments: Collection[Enrolment],
    photos: Sequence[CheckedUpload],
    happened_on: date,
    next_on: date | None,
) -> None:
    if not enrolments:
        raise Impossible(NO_GROUP, "enrolments")
    if any(enrolment.cohort_id != cohort.pk for enrolment in enrolments):
        raise Impossible(OTHER_COHORT, "enrolments")
    if next_on and next_on <= happened_on:
        raise Impossible(NEXT_NOT_LATER.format(day=thai_dates.text(happened_on)), "next_on")
    for photo in photos:
        if photo.checked.kind != FileKind.PHOTO:
            raise Impossible(NOT_A_PHOTO.format(name=photo.name), "photos")


def _keep_photos(by: Account, activity: Activity, photos: Sequence[CheckedUpload]) -> None:
    for photo in photos:
        file = store(photo.checked, name=photo.name, by=by)
        ActivityPhoto.objects.create(activity=activity, file=file)


def _record(
    by: Account,
    activity: Activity,
    enrolments: Collection[Enrolment],
    people: Collection[Person],
    photos: Sequence[CheckedUpload],
) -> None:
    changes = {
        "kind": (None, activity.kind),
        "happened_on": (None, activity.happened_on),
        "next_on": (None, activity.next_on),
        "people": (None, [person.pk for person in people]),
        "photos": (None, len(photos)),
    }
    for enrolment in enrolments:
        audit.record(
            by=by,
            action="record_activity",
            subject=activity,
            scope_id=enrolment.enterprise.scope_id,
            changes=changes,
        )
