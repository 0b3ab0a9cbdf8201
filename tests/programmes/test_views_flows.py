"""What people do on the pages, from the form to what stands afterwards; and what the pages refuse to take."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ruamphon.people.models import Person
from ruamphon.programmes import actions
from ruamphon.programmes.enums import DeliverableState, TaskState, TeamState
from ruamphon.programmes.models import Activity, Cohort, Deliverable, Enrolment, Team
from tests.programmes import making

DAY = "14 มิ.ย. 2569"


@pytest.fixture
def as_(client, cast):
    def sign_in(name):
        client.force_login(cast.accounts[name])
        return client

    return sign_in


def url(name, thing):
    return reverse(f"programmes:{name}", args=[thing.pk])


def errors(response):
    return {
        field: [str(error) for error in found] for field, found in response.context["form"].errors.items()
    }


def draft_key(client, page):
    return re.search(r'name="draft_key" value="([^"]+)"', client.get(page).content.decode())[1]


def thai(day):
    return f"{day.day}/{day.month}/{day.year + 543}"


def test_officer_opens_a_cohort_with_a_year_in_be(as_, cast):
    typed = {
        "number": "2",
        "label": "2/2570",
        "year": "๒๕๗๐",
        "state": "planned",
        "begins_on": DAY,
        "seats": "9",
    }
    response = as_("officer").post(url("cohort-new", cast.programme), typed)
    cohort = Cohort.objects.get(number=2)
    assert (response.url, cohort.year, cohort.begins_on.isoformat()) == (
        cohort.get_absolute_url(),
        2027,
        "2026-06-14",
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "0"}, "number"),
        ({"number": "1"}, "number"),
        ({"label": "ก" * 41}, "label"),
        ({"year": "65"}, "year"),
        ({"begins_on": "14 มิ.ย. 3108"}, "begins_on"),
        ({"begins_on": "เมื่อวานซืน"}, "begins_on"),
        ({"begins_on": DAY, "ends_on": "13 มิ.ย. 2569"}, "ends_on"),
        ({"seats": "-1"}, "seats"),
        ({"state": "finished"}, "state"),
    ],
)
def test_a_cohort_form_says_what_is_wrong_and_keeps_what_was_typed(as_, cast, changes, field):
    typed = {
        "number": "2",
        "label": "2/2570",
        "state": "planned",
        "note_th": "เปิดพร้อมบันทึกความร่วมมือ",
    } | changes
    response = as_("officer").post(url("cohort-new", cast.programme), typed)
    assert (list(errors(response)), Cohort.objects.count()) == ([field], 1)
    assert "เปิดพร้อมบันทึกความร่วมมือ" in response.content.decode()


def test_officer_edits_a_cohort(as_, cast):
    page = url("cohort-edit", cast.cohort)
    assert as_("officer").get(page).context["form"]["year"].value() == 2569
    typed = {"number": "1", "label": "1/2569", "year": "2569", "state": "paused", "seats": "12"}
    as_("officer").post(page, typed)
    cast.cohort.refresh_from_db()
    assert (cast.cohort.state, cast.cohort.seats, cast.cohort.year) == ("paused", 12, 2026)


def test_officer_finds_and_enrols_a_group(as_, cast):
    cast.other_enrolment.delete()
    page = url("cohort-enrol", cast.cohort)
    client = as_("officer")
    assert [group.pk for group in client.get(page, {"q": "สวน"}).context["form"].shown] == [
        cast.other_enterprise.pk
    ]
    assert client.get(page, {"q": "ไม่มีชื่อนี้"}).context["form"].shown == []
    typed = {"enterprise": cast.other_enterprise.pk, "enrolled_on": thai(making.today())}
    response = client.post(f"{page}?q=สวน", typed)
    enrolment = Enrolment.objects.get(enterprise=cast.other_enterprise)
    assert (response.url, enrolment.state) == (enrolment.get_absolute_url(), "selected")


def test_a_day_in_the_future_is_not_taken_for_enrolling(as_, cast):
    cast.other_enrolment.delete()
    typed = {"enterprise": cast.other_enterprise.pk, "enrolled_on": thai(making.in_days(1))}
    response = as_("officer").post(url("cohort-enrol", cast.cohort), typed)
    assert list(errors(response)) == ["enrolled_on"]


def test_leaving_without_a_reason_is_said_at_the_field(as_, cast):
    page = url("enrolment-state", cast.enrolment)
    typed = {"state": "left", "on": thai(making.today()), "leaving": "own_wish", "reason": "ย้ายจังหวัด"}
    response = as_("officer").post(page, typed | {"reason": ""})
    assert list(errors(response)) == ["reason"]
    response = as_("officer").post(page, typed | {"leaving": ""})
    assert list(errors(response)) == ["leaving"]
    as_("officer").post(page, typed)
    cast.enrolment.refresh_from_db()
    enrolment = cast.enrolment
    assert (enrolment.state, enrolment.leaving, enrolment.left_reason) == ("left", "own_wish", "ย้ายจังหวัด")


def test_graduating_is_not_for_one_officer_alone(as_, cast):
    page = url("enrolment-state", cast.enrolment)
    response = as_("officer").post(page, {"state": "graduated", "on": thai(making.today())})
    assert list(errors(response)) == ["state"]
    cast.enrolment.refresh_from_db()
    assert cast.enrolment.state == "active"


STUDENTS = {
    "course": "บช.312",
    "term": "1/2569",
    "advisers": "อาจารย์ดี 081-234-5678",
    "people": "แก้ว ตั้งใจ\nก้อง ขยัน 0898765432",
}


def days(begins=0, ends=30):
    return {"begins_on": thai(making.in_days(begins)), "ends_on": thai(making.in_days(ends))}


def test_officer_forms_a_team_and_lets_it_work(as_, cast):
    client = as_("officer")
    page = url("team-new", cast.enrolment) + "?kind=students"
    client.post(page, STUDENTS | days() | {"known": [cast.student.person_id]})
    team = Team.objects.get()
    people = [(member.person.name_th, member.person.phone, member.role) for member in team.members.all()]
    assert people == [
        ("อาจารย์ดี", "0812345678", "adviser"),
        ("ศิริ นักศึกษา", "", "student"),
        ("แก้ว ตั้งใจ", "", "student"),
        ("ก้อง ขยัน", "0898765432", "student"),
    ]
    client.post(url("team-accept", team))
    team.refresh_from_db()
    assert team.state == TeamState.ACCEPTED
    buttons = re.findall(
        r'action="(/people/persons/\d+/new-link/)"', client.get(url("team", team)).content.decode()
    )
    new = team.members.exclude(person=cast.student.person).values_list("person", flat=True)
    assert buttons == [reverse("people:new-link", args=[pk]) for pk in new]
    assert client.post(buttons[0]).url == reverse("people:invitation")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"course": ""}, "course"),
        ({"term": ""}, "term"),
        ({"advisers": ""}, "advisers"),
        ({"people": ""}, "people"),
        ({"people": "แก้ว 12345"}, "people"),
        ({"people": "0812345678"}, "people"),
        ({"begins_on": ""}, "begins_on"),
        (days(0, -1), "ends_on"),
    ],
)
def test_a_team_form_says_what_is_missing_and_keeps_what_was_typed(as_, cast, changes, field):
    typed = STUDENTS | days() | {"term": "1/2569-พิเศษ"} | changes
    response = as_("officer").post(url("team-new", cast.enrolment) + "?kind=students", typed)
    assert (list(errors(response)), Team.objects.count()) == ([field], 0)
    assert ("1/2569-พิเศษ" in response.content.decode()) == (field != "term")
    assert not Person.objects.filter(name_th="แก้ว ตั้งใจ").exists()


def test_a_mentor_team_asks_for_its_organisation(as_, cast):
    page = url("team-new", cast.enrolment) + "?kind=mentor"
    response = as_("officer").post(page, {"people": "พี่โต"} | days())
    assert list(errors(response)) == ["organisation"]


def test_accepting_too_late_says_why(as_, cast):
    team = making.student_team(cast, begins_on=making.in_days(-9), ends_on=making.in_days(-1))
    page = as_("officer").post(url("team-accept", team), follow=True)
    assert "ผ่านไปแล้ว จึงยังให้สิทธิ์ทีมไม่ได้" in page.content.decode()


def test_team_end_and_dates(as_, cast):
    team, client = making.student_team(cast), as_("officer")
    client.post(url("team-dates", team), {"ends_on": thai(making.in_days(60))})
    client.post(url("team-end", team), {"reason": "ยกเลิกวิชา"})
    team.refresh_from_db()
    assert (team.ends_on, team.state, team.end_reason) == (making.in_days(60), TeamState.ENDED, "ยกเลิกวิชา")


def visit_typed(client, page, **changes):
    typed = {
        "draft_key": draft_key(client, page),
        "found": "ครัวสะอาด",
        "happened_on": thai(making.today()),
        "photos": [making.photo_sent()],
    }
    return {name: value for name, value in (typed | changes).items() if value is not None}


def test_student_records_a_visit_on_one_page(as_, cast):
    client, page = as_("student"), url("visit-new", cast.enrolment)
    people = [cast.student.person_id, cast.member.person_id]
    response = client.post(page, visit_typed(client, page, people=people, next_on=thai(making.in_days(7))))
    visit = Activity.objects.get()
    assert (response.url, visit.recorded_by, visit.photos.count()) == (
        visit.get_absolute_url(),
        cast.student.person,
        1,
    )
    assert {one.person_id for one in visit.attendances.all()} == set(people)
    assert cast.enrolment.tasks.get().owner == cast.student.person
    photo = client.get(url("activity-photo", visit.photos.get()))
    assert (photo.status_code, photo["Content-Type"]) == (200, "image/jpeg")


def test_a_visit_sent_twice_is_one(as_, cast):
    client, page = as_("student"), url("visit-new", cast.enrolment)
    typed = visit_typed(client, page, photos=None)
    assert client.post(page, typed).url == client.post(page, typed).url
    assert Activity.objects.count() == 1


def test_other_words_from_the_same_page_get_a_key_of_their_own(as_, cast):
    client, page = as_("student"), url("visit-new", cast.enrolment)
    typed = visit_typed(client, page, photos=None)
    client.post(page, typed)
    response = client.post(page, typed | {"found": "อีกวันหนึ่ง"})
    body = response.content.decode()
    fresh = re.search(r'name="draft_key" value="([^"]+)"', body)[1]
    assert (list(errors(response)), fresh != typed["draft_key"], "อีกวันหนึ่ง" in body) == (
        ["draft_key"],
        True,
        True,
    )
    client.post(page, typed | {"found": "อีกวันหนึ่ง", "draft_key": fresh})
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"found": ""}, "found"),
        ({"found": "ก" * 501}, "found"),
        ({"happened_on": ""}, "happened_on"),
        ({"happened_on": thai(making.in_days(1))}, "happened_on"),
        ({"happened_on": "14/6/3112"}, "happened_on"),
        ({"next_on": thai(making.in_days(-1))}, "next_on"),
        ({"draft_key": "ไม่ใช่กุญแจ"}, "draft_key"),
        ({"people": ["999999"]}, "people"),
    ],
)
def test_a_visit_form_says_what_is_wrong_and_keeps_what_was_typed(as_, cast, changes, field):
    client, page = as_("student"), url("visit-new", cast.enrolment)
    response = client.post(page, visit_typed(client, page, photos=None, done="สอนติดฉลาก", **changes))
    assert (list(errors(response)), Activity.objects.count()) == ([field], 0)
    assert "สอนติดฉลาก" in response.content.decode()


def test_a_renamed_program_is_not_a_photo(as_, cast):
    client, page = as_("student"), url("visit-new", cast.enrolment)
    fake = SimpleUploadedFile("ครัว.jpg", b"MZ\x90\x00" + b"\x00" * 400, content_type="image/jpeg")
    response = client.post(page, visit_typed(client, page, photos=[fake]))
    assert (list(errors(response)), Activity.objects.count()) == (["photos"], 0)


def test_nobody_of_another_group_can_be_ticked(as_, cast):
    client, page = as_("student"), url("visit-new", cast.enrolment)
    response = client.post(page, visit_typed(client, page, photos=None, people=[cast.other_member.person_id]))
    assert list(errors(response)) == ["people"]


def test_officer_records_a_workshop_of_two_groups(as_, cast):
    client, page = as_("officer"), url("activity-new", cast.cohort)
    groups = [cast.enrolment.pk, cast.other_enrolment.pk]
    client.post(page, visit_typed(client, page, kind="workshop", enrolments=groups))
    made = Activity.objects.get()
    assert (made.kind, sorted(one.pk for one in made.enrolments.all())) == ("workshop", sorted(groups))


def test_work_from_the_first_draft_to_the_group(as_, cast):
    typed = {
        "kind": "cost_sheet",
        "title": "ต้นทุน",
        "summary": "ร่างแรก",
        "file": making.photo_sent("ใบต้นทุน.jpg"),
    }
    as_("student").post(url("deliverable-new", cast.enrolment), typed)
    work = Deliverable.objects.get()
    as_("adviser").post(url("deliverable-comment", work), {"text": "ขอราคาไข่ด้วย"})
    as_("adviser").post(url("deliverable-return", work), {"version": "1", "comment": "ยังขาดค่าแก๊ส"})
    as_("student").post(url("deliverable-version-new", work), {"summary": "เพิ่มค่าแก๊ส"})
    as_("adviser").post(url("deliverable-check", work), {"version": "2"})
    as_("member").post(url("deliverable-accept", work), {"version": "2"})
    work.refresh_from_db()
    assert (work.state, work.current.accepted_by) == (DeliverableState.ACCEPTED, cast.member.person)
    page = as_("member").get(url("deliverable", work)).content.decode()
    assert ("ขอราคาไข่ด้วย" in page, "ยังขาดค่าแก๊ส" in page, "ใบต้นทุน.jpg" in page) == (True, True, True)


def test_a_newer_version_stops_a_check_and_keeps_the_page(as_, cast):
    work = making.work(cast)
    as_("student").post(url("deliverable-version-new", work), {"summary": "รุ่นสอง"})
    response = as_("adviser").post(url("deliverable-check", work), {"version": "1"})
    assert errors(response)["__all__"] == ["ระหว่างที่คุณอ่าน มีคนส่งรุ่นที่ 2 เข้ามาแล้ว เปิดหน้านี้ใหม่เพื่อดูรุ่นล่าสุดก่อน"]


def test_an_officer_names_the_member_who_accepts(as_, cast):
    work = making.work(cast)
    actions.check_deliverable(by=cast.adviser, deliverable=work, version=1)
    page = url("deliverable-accept", work)
    assert list(errors(as_("officer").post(page, {"version": "1"}))) == ["for_member"]
    as_("officer").post(page, {"version": "1", "for_member": cast.member.person_id})
    work.refresh_from_db()
    assert work.state == DeliverableState.ACCEPTED


def test_an_empty_comment_keeps_the_page(as_, cast):
    response = as_("adviser").post(url("deliverable-comment", making.work(cast)), {"text": " "})
    assert list(errors(response)) == ["text"]


def test_secret_work_is_not_listed_for_those_who_may_not_read_it(as_, cast):
    making.work(cast, kind="cost_sheet", title="ต้นทุนลับ")
    seen = {
        name: "ต้นทุนลับ" in as_(name).get(url("enrolment", cast.enrolment)).content.decode()
        for name in ("adviser", "member", "officer", "mentor", "expert", "observer", "facilitator")
    }
    assert seen == {
        "adviser": True,
        "member": True,
        "officer": True,
        "mentor": False,
        "expert": False,
        "observer": False,
        "facilitator": False,
    }


def test_a_task_is_given_and_done(as_, cast):
    client, page = as_("adviser"), url("task-new", cast.enrolment)
    typed = {
        "title": "ถ่ายรูปฉลาก",
        "owner": cast.member.person_id,
        "due_on": thai(making.in_days(5)),
        "why": "ใช้ทำแผน",
        "draft_key": draft_key(client, page),
    }
    client.post(page, typed)
    client.post(page, typed)
    task = cast.enrolment.tasks.get()
    assert task.origin.th == "มอบหมายโดย อาจารย์อรุณ: ใช้ทำแผน"
    as_("member").post(url("task-done", task), {"note": "ถ่ายแล้ว"})
    task.refresh_from_db()
    assert (task.state, task.done_note) == (TaskState.DONE, "ถ่ายแล้ว")


def test_a_task_is_cancelled_with_a_reason(as_, cast):
    making.visit(cast, next_on=making.in_days(3))
    task = cast.enrolment.tasks.get()
    assert list(errors(as_("facilitator").post(url("task-cancel", task), {"note": ""}))) == ["note"]
    as_("facilitator").post(url("task-cancel", task), {"note": "เลื่อน"})
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED


def test_the_lapsed_student_meets_a_closed_door_on_every_verb(as_, cast):
    work, team = making.work(cast), making.student_team(cast)
    client = as_("lapsed_student")
    tried = [
        client.post(url("visit-new", cast.enrolment), {"found": "x"}),
        client.post(url("deliverable-version-new", work), {"summary": "x"}),
        client.post(url("deliverable-comment", work), {"text": "x"}),
        client.post(url("team-accept", team)),
    ]
    assert [response.status_code for response in tried] == [404, 404, 404, 404]
