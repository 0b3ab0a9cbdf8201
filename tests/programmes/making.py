"""Small makers for this room's tests: teams, work handed in, photos."""

import io
from datetime import date, timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.core.uploads import check_upload
from ruamphon.people.enums import Role
from ruamphon.programmes import actions
from ruamphon.programmes.domain.names import NewPerson
from ruamphon.programmes.enums import DeliverableKind, TeamKind


def today() -> date:
    return timezone.localdate()


def in_days(n: int) -> date:
    return today() + timedelta(days=n)


def student_team(cast, **changes):
    """A proposed student team of our group: one new adviser, one new student, thirty days."""
    values = {
        "enrolment": cast.enrolment,
        "kind": TeamKind.STUDENTS,
        "course": "บช.312",
        "term": "1/2569",
        "begins_on": today(),
        "ends_on": in_days(30),
        "people": [(NewPerson("อาจารย์ใหม่"), Role.ADVISER), (NewPerson("นักศึกษาใหม่"), Role.STUDENT)],
    }
    return actions.form_team(by=cast.officer, **(values | changes))


def mentor_team(cast, **changes):
    """A proposed team of the mentor company."""
    values = {
        "kind": TeamKind.MENTOR,
        "organisation": cast.mentor_company,
        "course": "",
        "term": "",
        "people": [(NewPerson("พี่เลี้ยงใหม่"), Role.MENTOR)],
    }
    return student_team(cast, **(values | changes))


def work(cast, *, kind=DeliverableKind.MARKETING_PLAN, title="แผนตัวอย่าง", file=()):
    """A first draft handed in by the student."""
    return actions.start_deliverable(
        by=cast.student, enrolment=cast.enrolment, kind=kind, title=title, summary="ร่างแรก", file=file
    )


def accepted_work(cast, *, kind=DeliverableKind.MARKETING_PLAN):
    """Work drafted by the student, checked by the adviser, accepted by the group."""
    made = work(cast, kind=kind)
    actions.check_deliverable(by=cast.adviser, deliverable=made, version=1)
    return actions.accept_deliverable(by=cast.member, deliverable=made, version=1)


def visit(cast, **changes):
    """A visit of today, written down by the facilitator."""
    values = {
        "by": cast.facilitator,
        "enrolment": cast.enrolment,
        "draft_key": uuid4(),
        "happened_on": today(),
        "found": "ครัวสะอาด",
    }
    return actions.record_visit(**(values | changes))


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "JPEG")
    return file.getvalue()


def photo(name="ครัว.jpg") -> CheckedUpload:
    """A photo as the form hands it on."""
    return CheckedUpload(name, check_upload(io.BytesIO(jpeg()), name=name))


def photo_sent(name="ครัว.jpg") -> SimpleUploadedFile:
    """A photo as a browser sends it."""
    return SimpleUploadedFile(name, jpeg(), content_type="image/jpeg")
