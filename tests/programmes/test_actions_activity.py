from uuid import uuid4

import pytest

from ruamphon.core.models import AuditEntry, StoredFile
from ruamphon.core.refusals import Impossible
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.programmes import actions
from ruamphon.programmes.models import Activity, Task
from tests.programmes import making


def test_a_visit_keeps_words_people_and_photos(cast):
    people = [cast.member.person, cast.facilitator.person]
    visit = making.visit(
        cast, done="สอนติดฉลาก", people=people, photos=[making.photo("ก.jpg"), making.photo("ข.jpg")]
    )
    assert (visit.kind, visit.found, visit.done, visit.recorded_by) == (
        "visit",
        "ครัวสะอาด",
        "สอนติดฉลาก",
        cast.facilitator.person,
    )
    assert [one.person for one in visit.attendances.all()] == people
    assert [one.file.name for one in visit.photos.all()] == ["ก.jpg", "ข.jpg"]
    assert list(visit.enrolments.all()) == [cast.enrolment]


def test_a_next_date_becomes_a_task_of_the_recorder(cast):
    visit = making.visit(cast, next_on=making.in_days(14))
    task = Task.objects.get()
    assert (task.owner, task.due_on, task.title, task.origin_url) == (
        cast.facilitator.person,
        making.in_days(14),
        "ลงพื้นที่ครั้งถัดไป",
        visit.get_absolute_url(),
    )


def test_the_same_draft_sent_twice_is_one_visit(cast):
    key = uuid4()
    sent = [
        making.visit(cast, draft_key=key, next_on=making.in_days(3), photos=[making.photo()])
        for _ in range(2)
    ]
    counts = [model.objects.count() for model in (Activity, Task, StoredFile)]
    assert (sent[0], counts) == (sent[1], [1, 1, 1])
    assert AuditEntry.objects.of(sent[0]).count() == 1


def test_the_same_draft_with_other_words_is_asked_about(cast):
    key = uuid4()
    making.visit(cast, draft_key=key)
    with pytest.raises(Impossible) as refused:
        making.visit(cast, draft_key=key, found="อีกวันหนึ่ง")
    assert (refused.value.field, Activity.objects.count()) == ("draft_key", 1)


def test_somebody_elses_draft_is_not_given_back(cast):
    key = uuid4()
    making.visit(cast, draft_key=key)
    with pytest.raises(Impossible):
        making.visit(cast, draft_key=key, by=cast.officer)


@pytest.mark.parametrize("days", [0, -1])
def test_the_next_date_is_later(cast, days):
    with pytest.raises(Impossible) as refused:
        making.visit(cast, next_on=making.in_days(days))
    assert refused.value.field == "next_on"


def test_only_photos_are_taken(cast):
    photo = making.photo()
    pdf = type(photo.checked)("pdf", b"%PDF-", "application/pdf", ".pdf", "0" * 64, 5)
    with pytest.raises(Impossible) as refused:
        making.visit(cast, photos=[photo, CheckedUpload("แผน.pdf", pdf)])
    assert (refused.value.field, StoredFile.objects.count()) == ("photos", 0)


def workshop(cast, **changes):
    values = {
        "by": cast.officer,
        "cohort": cast.cohort,
        "enrolments": [cast.enrolment, cast.other_enrolment],
        "kind": "workshop",
        "draft_key": uuid4(),
        "happened_on": making.today(),
        "found": "อบรมทำบัญชี",
    }
    return actions.record_activity(**(values | changes))


def test_a_workshop_is_in_the_history_of_each_group(cast):
    made = workshop(cast)
    scopes = set(AuditEntry.objects.of(made).values_list("scope_id", flat=True))
    assert scopes == {cast.enterprise.scope_id, cast.other_enterprise.scope_id}


def test_a_workshop_needs_a_group(cast):
    with pytest.raises(Impossible) as refused:
        workshop(cast, enrolments=[])
    assert refused.value.field == "enrolments"
