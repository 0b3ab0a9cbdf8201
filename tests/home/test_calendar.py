from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.home import actions, ics
from ruamphon.home.enums import EntryKind
from ruamphon.home.models import CalendarLink
from ruamphon.home.queries.calendar import Entry, Span, by_month, calendar_entries
from ruamphon.pathway.enums import GateState, Outcome
from ruamphon.pathway.models import Gate, GateCondition
from ruamphon.people.actions import end_grant
from ruamphon.people.models import Scope
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.models import Activity, Programme
from tests.cast import enterprise as make_enterprise
from tests.programmes import making

NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
GROUP = "วิสาหกิจชุมชนครัวตัวอย่าง"
URL = "/calendar/"


@pytest.fixture(autouse=True, scope="class")
def today():
    """The day of these tests. Of class scope: the cast that is kept from test to test is built on this day too."""
    with time_machine.travel(NOW, tick=False):
        yield


def condition(cast, task=None):
    gate = Gate.objects.create(
        enrolment=cast.enrolment,
        stage_number=1,
        playbook=cast.playbook,
        state=GateState.DECIDED,
        proposed_by=cast.officer.person,
        proposed_outcome=Outcome.PASSED_WITH_CONDITIONS,
        proposal_reason="พร้อม",
        decided_by=cast.officer2.person,
        decided_at=NOW,
        decided_on=NOW.date(),
        outcome=Outcome.PASSED_WITH_CONDITIONS,
        record={},
    )
    return GateCondition.objects.create(gate=gate, text="ส่งบัญชีต้นทุน", due_on=date(2026, 12, 15), task=task)


def task(cast, title="ส่งแบบฉลาก", owner=None, due_on=date(2026, 12, 1)):
    return programmes.assign_task(
        by=cast.officer,
        enrolment=cast.enrolment,
        title=title,
        owner=(owner or cast.student).person,
        due_on=due_on,
        origin=Text("ตกลงกัน", "Agreed"),
        key=f"test-{uuid4().hex}",
    )


@pytest.fixture
def year(cast):
    """One of everything that has a day in this year."""
    cast.cohort.ends_on = date(2026, 12, 30)
    cast.cohort.save()
    team = making.student_team(cast, ends_on=date(2026, 12, 20))
    programmes.accept_team(by=cast.officer, team=team)
    visit = making.visit(cast, next_on=date(2026, 12, 4))
    agreement = programmes.prepare_agreement(
        by=cast.officer,
        programme=cast.programme,
        draft_key=uuid4(),
        title_th="บันทึก (ตัวอย่าง)",
        parties=[cast.mentor_company, cast.university],
        signed_on=date(2026, 6, 14),
        ends_on=date(2026, 12, 31),
    )
    return {
        "team": team,
        "visit": visit,
        "agreement": agreement,
        "task": task(cast),
        "condition": condition(cast, task(cast, "ตามเงื่อนไข", due_on=date(2026, 12, 15))),
    }


def shown(account, span=YEAR, **options):
    return [
        (entry.on.isoformat(), entry.kind.value, entry.title.th)
        for entry in calendar_entries(account, span, **options)
    ]


OF_THE_GROUP = [
    ("2026-06-01", "cohort_begins", "รุ่น 1/2569"),
    ("2026-11-21", "activity", "ลงพื้นที่เยี่ยม"),
    ("2026-12-01", "task_due", "ส่งแบบฉลาก"),
    ("2026-12-04", "next_visit", "นัดครั้งถัดไป"),
    ("2026-12-15", "condition_due", "ส่งบัญชีต้นทุน"),
    ("2026-12-20", "team_ends", "ทีมนักศึกษา"),
    ("2026-12-30", "cohort_ends", "รุ่น 1/2569"),
]


def test_the_year_of_somebody_of_the_group(cast, year):
    assert shown(cast.member) == OF_THE_GROUP


def test_the_office_also_sees_the_agreements(cast, year):
    agreements = [
        ("2026-06-14", "agreement_signed", "บันทึก (ตัวอย่าง)"),
        ("2026-12-31", "agreement_ends", "บันทึก (ตัวอย่าง)"),
    ]
    assert shown(cast.officer) == sorted([*OF_THE_GROUP, *agreements])
    assert shown(cast.observer) == shown(cast.officer)


def test_another_group_sees_its_cohort_and_nothing_of_ours(cast, year):
    assert shown(cast.other_member) == [OF_THE_GROUP[0], OF_THE_GROUP[-1]]
    assert (shown(cast.stranger), shown(cast.lapsed_student)) == ([], [])


def test_a_cohort_is_a_link_only_for_who_may_open_it(cast, year):
    def first(account):
        return calendar_entries(account, YEAR)[0].url

    assert (first(cast.member), first(cast.officer)) == ("", cast.cohort.get_absolute_url())


def test_the_name_of_an_unseen_group_is_not_told(cast):
    programmes.record_activity(
        by=cast.officer,
        cohort=cast.cohort,
        enrolments=[cast.enrolment, cast.other_enrolment],
        kind="workshop",
        draft_key=uuid4(),
        happened_on=date(2026, 11, 20),
        found="อบรม",
    )
    [entry] = [entry for entry in calendar_entries(cast.member, YEAR) if entry.kind == EntryKind.ACTIVITY]
    assert entry.where.th == GROUP


def test_done_tasks_and_met_conditions_are_gone(cast, year):
    for done in (year["task"], year["condition"].task):
        programmes.finish_task(by=cast.officer, task=done)
    kinds = {kind for _, kind, _ in shown(cast.member)}
    assert kinds & {"task_due", "condition_due"} == set()


def test_another_programme_is_left_out_when_one_is_chosen(cast, year):
    assert shown(cast.officer, Span(YEAR.first, YEAR.last, cast.programme)) == shown(cast.officer)
    other = Programme.objects.create(
        code="other", name_th="อื่น", scope=Scope.objects.create(kind="programme", label_th="อื่น")
    )
    assert shown(cast.officer, Span(YEAR.first, YEAR.last, other)) == []


def test_months_come_in_order_with_their_names(cast, year):
    months = by_month(calendar_entries(cast.member, YEAR))
    assert [(month.name.th, month.code, len(month.entries)) for month in months] == [
        ("มิถุนายน 2569", "2026-06", 1),
        ("พฤศจิกายน 2569", "2026-11", 1),
        ("ธันวาคม 2569", "2026-12", 5),
    ]


def test_the_page_shows_the_year_asked_for_in_either_era(cast, client, year):
    client.force_login(cast.member)
    for typed, expected in (
        ("", "2569"),
        ("2570", "2570"),
        ("2027", "2570"),
        ("9999", "2569"),
        ("x", "2569"),
    ):
        response = client.get(URL, {"year": typed})
        assert str(response.context["year"].th) == expected
    page = client.get(URL).content.decode()
    assert [words for words in ("ธันวาคม 2569", "ส่งแบบฉลาก", GROUP) if words not in page] == []


def test_a_year_too_full_for_one_page_says_so(cast, client, year, monkeypatch):
    client.force_login(cast.officer)
    assert client.get(URL).context["is_cut"] is False
    monkeypatch.setattr("ruamphon.home.queries.calendar.MOST_OF_A_KIND", 1)
    response = client.get(URL)
    assert "มากกว่าที่แสดงได้" in response.content.decode()


def more_of_everything(cast):
    for number in range(6):
        _group, enrolment = make_enterprise(
            f"CE-8000{number}", f"กลุ่ม {number}", cast.programme.scope, cast.cohort, "food"
        )
        making.visit(cast, by=cast.officer, enrolment=enrolment, next_on=date(2026, 12, 9))
        task(cast, f"งาน {number}")


def test_the_year_asks_the_same_however_much_there_is(cast, client, year, django_assert_num_queries):
    client.force_login(cast.officer)
    client.get(URL)
    with django_assert_num_queries(12):
        few = client.get(URL)
    more_of_everything(cast)
    with django_assert_num_queries(12):
        many = client.get(URL)
    lines = [sum(len(rows) for _, rows in page.context["months"]) for page in (few, many)]
    assert lines == [9, 9 + 6 * 3]


# Feeds ------------------------------------------------------------------------------------------------------


def fed(client, token):
    """The events of a feed as (uid, day, summary)."""
    client.logout()
    response = client.get(reverse("home:calendar-feed", args=[token]))
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    return [(str(event["uid"]), event.decoded("dtstart"), str(event["summary"])) for event in events]


def linked(account):
    return actions.make_calendar_link(by=account, name="โทรศัพท์")


def test_a_feed_holds_the_days_of_its_person(cast, client, year):
    _, token = linked(cast.student)
    assert fed(client, token) == [
        (f"activity-{year['visit'].pk}@localhost", date(2026, 11, 21), f"กิจกรรม: ลงพื้นที่เยี่ยม ({GROUP})"),
        (f"task_due-{year['task'].pk}@localhost", date(2026, 12, 1), f"กำหนดงาน: ส่งแบบฉลาก ({GROUP})"),
        (f"next_visit-{year['visit'].pk}@localhost", date(2026, 12, 4), f"นัดครั้งถัดไป ({GROUP})"),
        (
            f"condition_due-{year['condition'].pk}@localhost",
            date(2026, 12, 15),
            f"กำหนดเงื่อนไข: ส่งบัญชีต้นทุน ({GROUP})",
        ),
        (f"team_ends-{year['team'].pk}@localhost", date(2026, 12, 20), f"ทีมครบกำหนด: ทีมนักศึกษา ({GROUP})"),
        (
            f"cohort_ends-{cast.cohort.pk}@localhost",
            date(2026, 12, 30),
            "รุ่นสิ้นสุด: รุ่น 1/2569 (โครงการตัวอย่าง)",
        ),
    ]
    assert fed(client, token) == fed(client, token)


def test_tasks_of_others_are_not_in_my_feed(cast, client, year):
    _, token = linked(cast.member)
    assert [uid for uid, _, _ in fed(client, token) if uid.startswith("task_due")] == []
    own = task(cast, "ของฉัน", owner=cast.member)
    assert [uid for uid, _, _ in fed(client, token) if uid.startswith("task_due")] == [
        f"task_due-{own.pk}@localhost"
    ]


def test_ended_access_empties_the_feed_that_second(cast, client, year):
    _, token = linked(cast.student)
    assert len(fed(client, token)) == 6
    end_grant(by=cast.officer, grant=cast.student.person.grants.get(), reason="จบภาคเรียน")
    assert fed(client, token) == []


def test_a_closed_account_has_an_empty_feed(cast, client, year):
    _, token = linked(cast.officer)
    assert len(fed(client, token)) == 6
    cast.officer.is_active = False
    cast.officer.save()
    assert fed(client, token) == []


def test_a_revoked_link_and_a_guess_are_not_found(cast, client):
    link, token = linked(cast.member)
    assert [uid for uid, _, _ in fed(client, token)] == []
    actions.revoke_calendar_link(by=cast.member, link=link)
    for tried in (token, "x" * 43):
        assert client.get(reverse("home:calendar-feed", args=[tried])).status_code == 404


def test_the_secret_is_shown_once_and_kept_nowhere(cast, client):
    client.force_login(cast.member)
    response = client.post("/calendar/links/", {"name": "โทรศัพท์"})
    assert (response.status_code, response.url) == (302, "/calendar/links/")
    first, second = client.get("/calendar/links/"), client.get("/calendar/links/")
    token = first.context["url"].rsplit("/", 1)[1].removesuffix(".ics")
    assert (len(token), second.context["url"]) == (43, "")
    assert token not in second.content.decode()
    link = CalendarLink.objects.get()
    assert (link.token_hash, link.person) == (CalendarLink.hash_of(token), cast.member.person)
    assert token not in str(list(AuditEntry.objects.values_list("changes", flat=True)))


def test_nobody_revokes_the_link_of_another(cast, client):
    link, _ = linked(cast.member)
    url = reverse("home:calendar-link-revoke", args=[link.pk])
    client.force_login(cast.officer)
    assert client.post(url).status_code == 404
    client.force_login(cast.member)
    assert client.post(url).url == "/calendar/links/"
    link.refresh_from_db()
    assert link.revoked_at == NOW
    assert list(AuditEntry.objects.of(link).values_list("action", flat=True)) == [
        "revoke_calendar_link",
        "make_calendar_link",
    ]


def test_five_links_are_enough_and_a_revoked_one_makes_room(cast):
    made = [linked(cast.member)[0] for _ in range(5)]
    with pytest.raises(Impossible):
        linked(cast.member)
    actions.revoke_calendar_link(by=cast.member, link=made[0])
    linked(cast.member)
    assert CalendarLink.objects.filter(revoked_at=None).count() == 5


def entry(title="งาน", url="/tasks/5/"):
    return Entry(
        date(2026, 12, 31), EntryKind.TASK_DUE, Text(title, title), Text("กลุ่ม", "Group"), url, "task_due-5"
    )


def event_of(made, now=NOW):
    return Calendar.from_ical(ics.feed([made], base="https://ruamphon.example.org", now=now)).walk("VEVENT")[
        0
    ]


def test_an_event_is_a_whole_day_of_thailand_stamped_in_utc():
    bangkok = datetime(2026, 11, 21, 23, 30, tzinfo=UTC) + timedelta(hours=1)
    event = event_of(entry(), now=bangkok)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event["dtstamp"].to_ical() == b"20261122T003000Z"
    assert str(event["uid"]) == "task_due-5@ruamphon.example.org"
    assert str(event["url"]) == "https://ruamphon.example.org/tasks/5/"
    assert "url" not in event_of(entry(url=""))


def test_the_window_follows_the_day_in_bangkok(cast, client):
    """At 18:00 UTC it is the next day in Thailand: 400 days ahead reach one day further."""
    visit = making.visit(cast)
    Activity.objects.filter(pk=visit.pk).update(happened_on=date(2026, 8, 23))
    _, token = linked(cast.student)
    uid = f"activity-{visit.pk}@localhost"
    with time_machine.travel(datetime(2026, 11, 21, 16, 59, tzinfo=UTC), tick=False):
        assert uid in [one for one, _, _ in fed(client, token)]
    with time_machine.travel(datetime(2026, 11, 21, 17, tzinfo=UTC), tick=False):
        assert uid not in [one for one, _, _ in fed(client, token)]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("โทรหาพี่แดง 089-111-2223", "โทรหาพี่แดง …"),
        ("โทร ๐๘๙ ๑๑๑ ๒๒๒๓ ก่อนเที่ยง", "โทร … ก่อนเที่ยง"),
        ("ส่งถึง somsri@example.org วันนี้", "ส่งถึง … วันนี้"),
        ("ผลิต 1,200 กระปุก ปี 2569", "ผลิต 1,200 กระปุก ปี 2569"),
    ],
)
def test_no_phone_or_address_goes_out(title, told):
    assert str(event_of(entry(title))["summary"]) == f"กำหนดงาน: {told} (กลุ่ม)"


def test_a_line_break_in_a_title_breaks_no_feed():
    event = event_of(entry("หนึ่ง\r\nBEGIN:VEVENT\r\nสอง"))
    assert "BEGIN" in str(event["summary"])
