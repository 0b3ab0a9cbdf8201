from uuid import uuid4

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.people.permissions import ROLE_PERMISSIONS
from ruamphon.programmes import actions, queries, views
from ruamphon.programmes.models import Deliverable
from ruamphon.registry.enums import WorkKind
from tests import cast as cast_module
from tests.programmes import making


def names(people):
    return {person.name_th for person in people}


def test_helpers_are_the_people_of_accepted_teams_on_a_day(cast):
    actions.accept_team(by=cast.officer, team=making.mentor_team(cast))
    making.student_team(cast)
    rows = queries.helpers_of(cast.enrolment, making.today())
    assert [(row.person.name_th, row.role, row.organisation, row.until) for row in rows] == [
        ("พี่เลี้ยงใหม่", Role.MENTOR, cast.mentor_company, making.in_days(30))
    ]
    assert queries.helpers_of(cast.enrolment, making.in_days(31)) == []
    assert queries.helpers_of(cast.other_enrolment, making.today()) == []


def test_helpers_take_one_query(cast, django_assert_num_queries):
    actions.accept_team(by=cast.officer, team=making.student_team(cast))
    with django_assert_num_queries(1):
        [(row.person.name, row.organisation) for row in queries.helpers_of(cast.enrolment, making.today())]


def test_people_of_a_group_one_may_not_see_stay_unnamed(cast):
    people = [cast.member.person, cast.other_member.person, cast.officer.person]
    workshop = actions.record_activity(
        by=cast.officer,
        cohort=cast.cohort,
        enrolments=[cast.enrolment, cast.other_enrolment],
        kind="workshop",
        draft_key=uuid4(),
        happened_on=making.today(),
        found="อบรม",
        people=people,
    )
    seen = {
        name: queries.attendees_for(workshop, cast.accounts[name])
        for name in ("officer", "member", "other_mentor")
    }
    assert {name: (names(row.named), row.others) for name, row in seen.items()} == {
        "officer": ({"มาลี ประธานกลุ่ม", "บัว กลุ่มอื่น", "ออมสิน เจ้าหน้าที่"}, 0),
        "member": ({"มาลี ประธานกลุ่ม", "ออมสิน เจ้าหน้าที่"}, 1),
        "other_mentor": ({"บัว กลุ่มอื่น", "ออมสิน เจ้าหน้าที่"}, 1),
    }
    assert list(queries.groups_for(workshop, cast.member)) == [cast.enrolment]


def test_a_task_can_go_to_whoever_is_around_the_group(cast):
    found = names(queries.possible_owners(cast.enrolment, making.today()))
    assert {"มาลี ประธานกลุ่ม", "ออมสิน เจ้าหน้าที่", "ศิริ นักศึกษา", "สมศรี ตัวอย่าง"} <= found
    assert found & {"ปิติ ผู้สังเกตการณ์", "บัว กลุ่มอื่น", "เก่า นักศึกษา", "คนแปลกหน้า"} == set()


def test_what_waits_to_be_checked_and_accepted(cast):
    work = making.work(cast)
    waits = {
        name: list(queries.deliverables_to_check(cast.accounts[name]))
        for name in ("adviser", "officer", "student")
    }
    assert waits == {"adviser": [work], "officer": [work], "student": []}
    actions.return_deliverable(by=cast.adviser, deliverable=work, version=1, comment="แก้ราคา")
    assert list(queries.deliverables_to_check(cast.adviser)) == []
    actions.add_version(by=cast.student, deliverable=work, summary="แก้แล้ว")
    assert list(queries.deliverables_to_check(cast.adviser)) == [work]
    actions.check_deliverable(by=cast.adviser, deliverable=work, version=2)
    assert [
        list(queries.deliverables_to_accept(one)) for one in (cast.member, cast.adviser, cast.other_member)
    ] == [
        [work],
        [],
        [],
    ]


def fill_cohort(cast, numbers):
    for number in numbers:
        _, enrolment = cast_module.enterprise(
            f"CE-1{number:04}", f"กลุ่มที่ {number}", cast.programme.scope, cast.cohort, WorkKind.FOOD
        )
        making.student_team(cast, enrolment=enrolment)
        making.visit(cast, by=cast.officer, enrolment=enrolment)


def fill_enrolment(cast, numbers):
    for number in numbers:
        making.student_team(cast)
        making.visit(cast, next_on=making.in_days(2), photos=[making.photo(f"{number}.jpg")])
        making.work(cast)


def fill_programme(cast, numbers):
    for number in numbers:
        actions.open_cohort(by=cast.manager, programme=cast.programme, number=number + 10)


def queries_of(account, page, *args):
    """How often a page asks the database, without the frame around it, which is other rooms' business."""
    request = RequestFactory().get("/")
    request.user = Account.objects.select_related("person").get(pk=account.pk)
    with CaptureQueriesContext(connection) as made:
        assert page(request, *args).status_code == 200
    return len(made)


@pytest.mark.parametrize(
    ("page", "thing", "fill", "pinned"),
    [
        (views.cohort, "cohort", fill_cohort, 10),
        (views.enrolment, "enrolment", fill_enrolment, 17),
        (views.programme, "programme", fill_programme, 8),
    ],
)
def test_a_page_asks_as_much_for_3_as_for_12(cast, page, thing, fill, pinned):
    pk = getattr(cast, thing).pk
    fill(cast, range(3))
    few = queries_of(cast.officer, page, pk)
    fill(cast, range(3, 12))
    assert (few, queries_of(cast.officer, page, pk)) == (pinned, pinned)


def test_the_list_of_programmes_asks_once_whether_it_may_and_once_for_the_rows(cast):
    assert queries_of(cast.officer, views.programmes) == 2


def test_reading_work_is_not_reading_secrets(cast, monkeypatch):
    trusted = ROLE_PERMISSIONS[Role.MENTOR] | {Permission.DELIVERABLE_READ}
    monkeypatch.setitem(ROLE_PERMISSIONS, Role.MENTOR, trusted)
    plan = making.work(cast)
    making.work(cast, kind="cost_sheet", title="ต้นทุน")
    making.work(cast, kind="product", title="สูตร")
    assert list(Deliverable.objects.visible_to(cast.mentor)) == [plan]
    assert Deliverable.objects.visible_to(cast.student).count() == 3
