"""Who came to what: the facts, the table of a group, and putting a list right."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Refused
from ruamphon.pathway.queries.many import values_of_many
from ruamphon.programmes import actions, queries
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.facts import FACTS
from ruamphon.programmes.models import Attendance
from ruamphon.registry.models import Membership
from tests.cast import person
from tests.programmes import making

pytestmark = pytest.mark.django_db
NAMES = ("members_at_1_workshop", "members_at_2_workshops", "members_at_3_workshops")


def members(cast):
    """The four members of our group, by name."""
    rows = Membership.objects.filter(enterprise=cast.enterprise).select_related("person")
    return [row.person for row in rows.order_by("person__sort_text", "person__pk")]


def workshop(cast, people, *, days_ago=1, kind=ActivityKind.WORKSHOP, enrolments=None):
    return actions.record_activity(
        by=cast.officer,
        cohort=cast.cohort,
        enrolments=enrolments or [cast.enrolment],
        kind=kind,
        draft_key=uuid4(),
        happened_on=making.in_days(-days_ago),
        found="ทำบัญชี",
        people=people,
    )


def facts(cast, *, on=None, enrolment=None):
    enrolment, day = enrolment or cast.enrolment, on or making.today()
    one = [FACTS[name].value(enrolment, day) for name in NAMES]
    many = values_of_many(NAMES, [cast.enrolment, cast.other_enrolment], on=day)[enrolment.pk]
    assert [many[name].value for name in NAMES] == one
    return one


def test_members_are_counted_by_how_many_workshops_they_came_to(cast):
    first, second, third, _ = members(cast)
    workshop(cast, [first, second, cast.student.person], days_ago=9)
    workshop(cast, [first, second], days_ago=5, enrolments=[cast.enrolment, cast.other_enrolment])
    workshop(cast, [first], days_ago=2)
    workshop(cast, [third], days_ago=2, kind=ActivityKind.MEETING)
    assert facts(cast) == [2, 2, 1]
    assert facts(cast, on=making.in_days(-5)) == [2, 2, 0]
    assert facts(cast, on=making.in_days(-9)) == [2, 0, 0]
    assert facts(cast, enrolment=cast.other_enrolment) == [0, 0, 0]


def test_who_left_the_group_counts_no_more(cast):
    first, *_ = members(cast)
    workshop(cast, [first])
    Membership.objects.filter(person=first).update(left_on=making.today())
    assert facts(cast) == [0, 0, 0]


def test_without_a_list_of_members_it_cannot_be_told(cast):
    Membership.objects.filter(enterprise=cast.other_enterprise).delete()
    workshop(cast, [cast.other_member.person], enrolments=[cast.other_enrolment])
    assert facts(cast, enrolment=cast.other_enrolment) == [None, None, None]


def test_a_workshop_in_the_bin_is_not_counted(cast):
    first, *_ = members(cast)
    gone = workshop(cast, [first])
    actions.delete_activity(by=cast.officer, activity=gone, reason="บันทึกซ้ำ")
    assert facts(cast) == [0, 0, 0]


def test_the_table_says_who_came_to_what(cast):
    first, second, third, fourth = members(cast)
    workshop(cast, [first, second], days_ago=4)
    workshop(cast, [first], days_ago=2, kind=ActivityKind.MEETING)
    workshop(cast, [first, cast.student.person], days_ago=1)
    table = queries.attendance_table(cast.enrolment, on=making.today())
    assert [(column.kind.en, column.came) for column in table.columns] == [
        ("Workshop", 1),
        ("Meeting", 1),
        ("Workshop", 2),
    ]
    assert [(row.name.th, row.cells, row.came, row.workshops) for row in table.rows] == [
        (first.name_th, (True, True, True), 3, 2),
        (second.name_th, (False, False, True), 1, 1),
        (third.name_th, (False, False, False), 0, 0),
        (fourth.name_th, (False, False, False), 0, 0),
    ]
    assert (table.members, table.activities, table.workshops) == (4, 3, 2)
    assert table.reached == ((1, 2), (2, 1), (3, 0))


def test_earlier_activities_are_on_the_next_page(cast):
    first, *_ = members(cast)
    for ago in range(10):
        workshop(cast, [first], days_ago=ago)
    pages = [queries.attendance_table(cast.enrolment, on=making.today(), page=page) for page in (1, 2, 3)]
    assert [(len(page.columns), page.has_older, page.rows[0].came) for page in pages] == [
        (8, True, 10),
        (2, False, 10),
        (0, False, 10),
    ]


@pytest.mark.parametrize("number", [2, 7])
def test_the_page_asks_the_same_however_much_there_is(cast, client, django_assert_num_queries, number):
    for ago in range(number):
        workshop(cast, members(cast)[:2], days_ago=ago)
    for each in range(number):
        newcomer = person(f"สมาชิกที่ {each}")
        Membership.objects.create(enterprise=cast.enterprise, person=newcomer, joined_on=date(2026, 1, 5))
    client.force_login(cast.member)
    with django_assert_num_queries(8):
        response = client.get(reverse("programmes:attendance", args=[cast.enrolment.pk]))
    assert response.status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "๑", "99999999999999999999", "3"])
def test_an_odd_page_number_is_no_error(cast, client, page):
    client.force_login(cast.member)
    url = reverse("programmes:attendance", args=[cast.enrolment.pk])
    assert client.get(url, {"page": page}).status_code == 200


def test_ticking_who_came_afterwards(cast, client):
    first, second, *_ = members(cast)
    activity = workshop(cast, [first])
    client.force_login(cast.facilitator)
    url = reverse("programmes:activity-people", args=[activity.pk])
    form = client.get(url).context["form"]
    assert form.fields["people"].initial == [first.pk]
    assert client.post(url, {"people": [second.pk]}).status_code == 302
    assert list(activity.attendances.values_list("person_id", flat=True)) == [second.pk]
    entry = AuditEntry.objects.of(activity).get(action="note_attendance")
    assert (entry.person_id, entry.changes) == (
        cast.facilitator.person_id,
        {"people": [[first.pk], [second.pk]]},
    )


def test_one_tap_for_everybody_and_none_for_nobody(cast, client):
    activity = workshop(cast, [])
    client.force_login(cast.officer)
    url = reverse("programmes:activity-people", args=[activity.pk])
    client.post(url, {"everyone": "on"})
    came = set(activity.attendances.values_list("person_id", flat=True))
    assert came >= {person.pk for person in members(cast)}
    client.post(url, {})
    assert Attendance.objects.count() == 0


def test_people_of_groups_one_may_not_see_stay_as_they_are(cast, client):
    first, *_ = members(cast)
    activity = workshop(
        cast, [first, cast.other_member.person], enrolments=[cast.enrolment, cast.other_enrolment]
    )
    client.force_login(cast.member)
    url = reverse("programmes:activity-people", args=[activity.pk])
    assert cast.other_member.person.name_th not in client.get(url).content.decode()
    crafted = client.post(url, {"people": [cast.other_member.person_id]})
    assert crafted.context["form"].errors.keys() == {"people"}
    client.post(url, {})
    assert list(activity.attendances.values_list("person_id", flat=True)) == [cast.other_member.person_id]


@pytest.mark.parametrize("who", ["observer", "stranger", "lapsed_student", "other_mentor"])
def test_who_may_not_note_it(cast, who):
    activity = workshop(cast, [])
    with pytest.raises(Refused):
        actions.note_attendance(
            by=getattr(cast, who), activity=activity, people=[cast.member.person], among=[cast.member.person]
        )


def test_nothing_changed_writes_nothing(cast):
    first, *_ = members(cast)
    activity = workshop(cast, [first])
    actions.note_attendance(by=cast.officer, activity=activity, people=[first], among=members(cast))
    assert not AuditEntry.objects.of(activity).filter(action="note_attendance").exists()
