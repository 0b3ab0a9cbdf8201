from decimal import Decimal

import pytest
from django.urls import reverse

from ruamphon.pathway.enums import EvidenceStatus
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Person
from ruamphon.people.permissions import ROLE_PERMISSIONS
from ruamphon.programmes.enums import DeliverableKind, DeliverableState, EnrolmentState, TeamState
from ruamphon.programmes.models import Enrolment
from ruamphon.registry.models import Enterprise, Membership, ProductVariant
from tests import cast as people
from tests.home import filling

INSIDE = ("manager", "officer", "observer", "facilitator", "member", "student", "adviser", "mentor", "expert")
OUTSIDE = ("other_member", "other_mentor", "other_student", "stranger", "lapsed_student")
PHONE = "0812345678"


@pytest.fixture
def see(cast, client):
    """The file of the first group as somebody of the cast sees it."""

    def see(who="officer", language="th", **typed):
        client.force_login(getattr(cast, who))
        response = client.get(url(cast), typed, headers={"accept-language": language})
        assert response.status_code == 200
        return response

    return see


def url(cast):
    return reverse("home:enterprise-file", args=[cast.enterprise.pk])


def test_a_visitor_is_asked_to_sign_in(cast, client):
    assert client.get(url(cast)).url == f"{reverse('people:sign-in')}?next={url(cast)}"


@pytest.mark.parametrize("who", INSIDE)
@pytest.mark.parametrize(("language", "shown"), [("th", "ใครช่วยกลุ่มอยู่"), ("en", "Who helps now")])
def test_everyone_of_the_group_opens_it_in_both_languages(cast, see, who, language, shown):
    filling.fill(cast, 2)
    page = see(who, language).content.decode()
    assert "วิสาหกิจชุมชนครัวตัวอย่าง" in page
    assert "Sample Kitchen" in page
    assert shown in page


@pytest.mark.parametrize("who", OUTSIDE)
def test_everyone_else_is_told_there_is_no_such_page(cast, client, who):
    client.force_login(getattr(cast, who))
    assert client.get(url(cast)).status_code == 404


def test_an_empty_file_says_so_kindly(cast, see):
    Membership.objects.all().delete()
    file = see().context["file"]
    assert (file.tasks, file.activities, file.evidence, file.gates, file.deliverables, file.teams) == (
        (),
    ) * 6
    assert file.members.rows == ()
    assert "ยังไม่ได้บันทึกสมาชิก" in see().content.decode()


def test_the_group_own_address_is_the_file(cast):
    assert cast.enterprise.get_absolute_url() == url(cast)


READING = {"roadmap", "plan", "readiness", "packs", "potential"}
BUTTONS = {
    "manager": READING
    | {"visit", "task", "team", "edit", "apply", "history", "bin", "consents", "cash_book"},
    "officer": READING
    | {"visit", "task", "team", "edit", "apply", "history", "bin", "consents", "cash_book"},
    "observer": READING | {"history"},
    "facilitator": READING | {"visit", "task", "edit", "apply", "history", "bin"},
    "member": READING | {"visit", "edit", "apply", "history", "bin", "cash_book"},
    "student": READING | {"visit", "deliverable", "bin", "cash_book"},
    "adviser": READING | {"visit", "task", "history", "bin", "cash_book"},
    "mentor": READING | {"visit", "bin"},
    "expert": READING | {"visit", "bin"},
}


@pytest.mark.parametrize("who", BUTTONS)
def test_buttons_by_what_a_person_may_do(see, who):
    buttons = see(who).context["file"].buttons
    assert {name for name in buttons.__slots__ if getattr(buttons, name)} == BUTTONS[who]


@pytest.mark.parametrize("who", BUTTONS)
def test_every_button_opens_for_whom_it_is_shown(cast, client, see, who):
    buttons = see(who).context["file"].buttons
    ways = [getattr(buttons, name) for name in buttons.__slots__ if getattr(buttons, name)]
    assert [client.get(way).status_code for way in ways] == [200] * len(ways)


def test_a_group_in_no_cohort_can_be_enrolled_by_those_who_may(cast, see):
    Enrolment.objects.all().delete()
    enrol = {who: see(who).context["file"].buttons.enrol for who in ("officer", "member")}
    assert enrol == {
        "officer": reverse("programmes:candidate-enrol", args=[cast.enterprise.pk]),
        "member": "",
    }
    assert see().context["file"].steps == ()


def test_a_group_that_left_takes_no_new_work(cast, see):
    Enrolment.objects.filter(pk=cast.enrolment.pk).update(state=EnrolmentState.LEFT, left_reason="ย้ายที่")
    buttons = see().context["file"].buttons
    assert (buttons.visit, buttons.team, buttons.task, bool(buttons.enrol)) == ("", "", "", True)


def give_phones(cast):
    Person.objects.filter(memberships__enterprise=cast.enterprise).update(phone=PHONE)
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(phone="038123456")


@pytest.mark.parametrize("who", INSIDE)
def test_phones_only_for_those_who_may_see_contacts(cast, see, who):
    give_phones(cast)
    page = see(who).content.decode()
    expected = who != "observer"
    assert [f'href="tel:{PHONE}"' in page, "081-234-5678" in page, 'href="tel:038123456"' in page] == [
        expected
    ] * 3
    assert PHONE in page or not expected


def test_members_by_post_then_name(see):
    rows = see().context["file"].members.rows
    assert [(row.called, row.post.th) for row in rows] == [
        ("มาลี ประธานกลุ่ม", "ประธาน"),
        ("จันทร์เพ็ญ ตัวอย่าง (จัน)", "สมาชิก"),
        ("บุญมา ตัวอย่าง (บุญ)", "สมาชิก"),
        ("สมศรี ตัวอย่าง (สมศ)", "สมาชิก"),
    ]


def test_former_members_are_not_among_them(cast, see):
    Membership.objects.filter(post="chair").update(left_on=filling.days_ago(1))
    assert see().context["file"].members.count == 3


def test_products_with_prices_and_a_dash_for_an_unknown_one(cast, see):
    product = cast.enterprise.products.get()
    ProductVariant.objects.create(product=product, name_th="เล็ก", unit="กระปุก", price=Decimal("45.5"))
    ProductVariant.objects.create(product=product, name_th="ใหญ่", unit="กระปุก")
    (row,) = see().context["file"].products.rows
    assert [(each.name.th, each.price) for each in row.variants] == [("เล็ก", Decimal("45.50")), ("ใหญ่", None)]
    assert "45.50 บาท" in see().content.decode()


def test_who_helps_now(cast, see):
    filling.team(cast)
    filling.team(cast, begins=200, lasts=100)
    filling.team(cast, state=TeamState.PROPOSED)
    helpers = see().context["file"].helpers
    mentor = [(row.organisation.th, row.until) for row in helpers if row.role == Role.MENTOR.label]
    assert mentor == [("บริษัทพี่เลี้ยงตัวอย่าง", filling.days_ago(-100))]
    assert [(row.name.th, row.role.th, row.until) for row in helpers if row.role != Role.MENTOR.label] == [
        ("อาจารย์อรุณ", "อาจารย์ที่ปรึกษา", None),
        ("เอก ผู้เชี่ยวชาญ", "ผู้เชี่ยวชาญจากหน่วยงาน", None),
        ("ฟ้าใส นักพัฒนา", "นักพัฒนาทางสังคม", None),
        ("ศิริ นักศึกษา", "นักศึกษา", None),
    ]


SECRET, OPEN = "บัญชีต้นทุนลับ", "แผนการตลาดเปิด"
WORK_SEEN = {
    "officer": {SECRET, OPEN},
    "manager": {SECRET, OPEN},
    "member": {SECRET, OPEN},
    "student": {SECRET, OPEN},
    "adviser": {SECRET, OPEN},
    "mentor": None,
    "expert": None,
    "facilitator": None,
    "observer": None,
}


@pytest.mark.parametrize("who", WORK_SEEN)
def test_work_and_secrets_by_permission_in_the_card_and_in_the_story(cast, see, who):
    filling.deliverable(cast, title=SECRET, kind=DeliverableKind.COST_SHEET, state=DeliverableState.ACCEPTED)
    filling.deliverable(cast, title=OPEN)
    response = see(who)
    rows = response.context["file"].deliverables
    assert (rows if rows is None else {row.title for row in rows}) == WORK_SEEN[who]
    page = response.content.decode()
    assert {title for title in (SECRET, OPEN) if title in page} == (WORK_SEEN[who] or set())


def test_reading_work_does_not_open_secrets(cast, see, monkeypatch):
    more = ROLE_PERMISSIONS[Role.MENTOR] | {Permission.DELIVERABLE_READ}
    monkeypatch.setitem(ROLE_PERMISSIONS, Role.MENTOR, more)
    filling.deliverable(cast, title=SECRET, kind=DeliverableKind.COST_SHEET, state=DeliverableState.ACCEPTED)
    filling.deliverable(cast, title=OPEN)
    response = see("mentor")
    assert [row.title for row in response.context["file"].deliverables] == [OPEN]
    assert SECRET not in response.content.decode()


def test_evidence_and_gates_with_their_states(cast, see):
    first, second, *_ = filling.evidence_codes(cast)
    filling.evidence(cast, code=first, status=EvidenceStatus.ACCEPTED, ago=5)
    filling.evidence(cast, code=second, ago=2)
    filling.gate(cast, decided=True, ago=1)
    file = see().context["file"]
    assert [(row.status.th, row.tone) for row in file.evidence] == [
        ("ส่งแล้ว รอตรวจ", "wait"),
        ("ตรวจรับแล้ว", "done"),
    ]
    assert file.evidence_counts == {"submitted": 1, "accepted": 1, "returned": 0, "withdrawn": 0}
    assert [(row.stage.th, row.result.th, row.tone) for row in file.gates] == [
        ("ขั้นพื้นฐาน (ขั้นที่ 1)", "ผ่าน", "done")
    ]
    assert [step.state for step in file.steps] == ["done", "current", "next", "next"]


def test_open_tasks_by_day_with_what_is_late(cast, see):
    filling.task(cast, "ไม่มีกำหนด")
    filling.task(cast, "พรุ่งนี้", due_on=filling.days_ago(-1))
    filling.task(cast, "เมื่อวาน", due_on=filling.days_ago(1))
    assert [(row.title, row.is_overdue) for row in see().context["file"].tasks] == [
        ("เมื่อวาน", True),
        ("พรุ่งนี้", False),
        ("ไม่มีกำหนด", False),
    ]


def test_one_story_newest_first(cast, see):
    Membership.objects.all().delete()
    cast.enterprise.products.all().delete()
    filling.activity(cast, ago=8)
    filling.evidence(cast, status=EvidenceStatus.RETURNED, ago=6)
    filling.sign_off(cast, ago=4)
    filling.team(cast, begins=20)
    filling.gate(cast, decided=True, ago=2)
    name = filling.stage(cast, 1).criteria
    pieces = {each.code: each.name.th for each in name}
    handed, signed = (
        pieces[filling.evidence_codes(cast)[0]],
        next(each.name.th for each in name if each.kind == "sign_off"),
    )
    assert [(moment.on, moment.title.th) for moment in see().context["file"].timeline.moments] == [
        (filling.days_ago(2), "ขั้นพื้นฐาน (ขั้นที่ 1): ผ่าน"),
        (filling.days_ago(2), "เสนอผลของขั้นพื้นฐาน (ขั้นที่ 1)"),
        (filling.days_ago(4), f"มาลี ประธานกลุ่ม รับรอง: {signed}"),
        (filling.days_ago(5), f"ส่งหลักฐานกลับให้แก้: {handed}"),
        (filling.days_ago(6), f"ส่งหลักฐาน: {handed}"),
        (filling.days_ago(8), "ลงพื้นที่เยี่ยม"),
        (filling.days_ago(20), "องค์กรพี่เลี้ยง บริษัทพี่เลี้ยงตัวอย่าง เริ่มช่วยกลุ่ม"),
        (filling.days_ago(30), "เข้าร่วม รุ่น 1/2569"),
    ]


def test_the_story_in_pages_of_thirty_holds_everything_once(cast, see):
    for ago in range(1, 65):
        filling.activity(cast, ago=ago)
    pages = [see(page=number).context["file"].timeline for number in (1, 2, 3, 4)]
    assert [len(page.moments) for page in pages] == [30, 30, 10, 0]
    assert [(page.newer, page.older) for page in pages] == [(None, 2), (1, 3), (2, None), (3, None)]
    days = [moment.on for page in pages for moment in page.moments]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("page", ["0", "-3", "x", "", "9" * 30])
def test_a_broken_page_number_shows_the_first(cast, see, page):
    filling.activity(cast)
    assert see(page=page).context["file"].timeline.page == 1


def test_another_groups_doings_are_not_in_it(cast, see):
    filling.activity(cast, enrolment=cast.other_enrolment, found="เรื่องของกลุ่มอื่น")
    filling.task(cast, "งานของกลุ่มอื่น", enrolment=cast.other_enrolment)
    filling.evidence(cast, enrolment=cast.other_enrolment, note="หลักฐานของกลุ่มอื่น")
    assert "ของกลุ่มอื่น" not in see().content.decode()


def test_an_odd_name_is_only_text(cast, see):
    Membership.objects.create(enterprise=cast.enterprise, person=people.person('<i>"แก้ว" & ก้อง</i>'))
    page = see().content.decode()
    assert "<i>" not in page
    assert "&lt;i&gt;&quot;แก้ว&quot; &amp; ก้อง&lt;/i&gt;" in page


@pytest.mark.parametrize("times", [1, 12])
@pytest.mark.parametrize(("who", "queries"), [("officer", 52), ("mentor", 50)])
def test_the_file_asks_the_same_however_much_there_is(
    cast, client, django_assert_num_queries, who, queries, times
):
    filling.fill(cast, times)
    filling.sign_off(cast)
    client.force_login(getattr(cast, who))
    with django_assert_num_queries(queries):
        client.get(url(cast))
