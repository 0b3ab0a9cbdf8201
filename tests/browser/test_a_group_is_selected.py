"""On phones, in Thai: a member applies, an officer applies for another group, two assess, one proposes, another decides."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.programmes import actions
from ruamphon.programmes.models import Application, Enrolment
from ruamphon.registry.models import Membership
from tests import cast as cast_module
from tests.assessments import helping
from tests.browser.signing_in import let_in
from tests.programmes import applying


@pytest.fixture
def start(transactional_db):
    """A cohort open for applications, a rubric in use, and a candidate with one member."""
    cast = cast_module.build()
    today = timezone.localdate()
    cohort = actions.open_cohort(by=cast.officer, programme=cast.programme, number=2, label="2/2570", seats=1)
    actions.set_call(
        by=cast.officer,
        cohort=cohort,
        opens_on=today,
        closes_on=today + timedelta(days=20),
        questions=[Text("ตอนนี้กลุ่มขายอะไร", "What does the group sell now?")],
    )
    helping.rubric_in_use(cast)
    candidate = applying.candidate(cast, "วิสาหกิจชุมชนทอผ้าตัวอย่าง")
    return cast, cohort, candidate


def answer(page, words):
    page.get_by_label("ตอนนี้กลุ่มขายอะไร", exact=False).fill(words)
    page.get_by_role("button", name="ส่งใบสมัคร").click()
    page.wait_for_url(lambda url: "/groups/" not in url)
    assert page.get_by_text("ส่งแล้ว รอพิจารณา", exact=True).is_visible()


def test_from_application_to_enrolment(start, phone, live_server):
    cast, cohort, candidate = start
    member, officer, second = phone(), phone(), phone()
    for page, account in ((member, cast.member), (officer, cast.officer), (second, cast.officer2)):
        let_in(page, account, live_server)

    member.goto(f"/enterprises/{cast.enterprise.pk}/")
    member.locator(".more summary").click()
    member.get_by_role("link", name="สมัครเข้ารุ่น").click()
    member.get_by_role("link", name="กรอกใบสมัคร").click()
    assert member.get_by_text("น้ำพริกตัวอย่าง").is_visible()
    answer(member, "น้ำพริกและกะปิ ขายที่ตลาดเช้า")

    officer.goto("/programmes/candidates/")
    officer.get_by_role("link", name="สมัครแทนกลุ่ม").click()
    officer.get_by_role("link", name="กรอกใบสมัคร").click()
    named = Membership.objects.get(enterprise=candidate).person
    officer.get_by_label("กรอกแทนสมาชิกคนไหน", exact=False).select_option(label=str(named.name_th))
    answer(officer, "ผ้าทอมือ")
    assert officer.get_by_text(f"กรอกแทนโดย {cast.officer.person.name_th}", exact=False).is_visible()

    officer.goto(f"/cohorts/{cohort.pk}/selection/")
    officer.get_by_role("link", name="เปิดรอบประเมิน").click()
    for account in (cast.officer, cast.officer2):
        officer.locator("#id_assessors").get_by_text(account.person.name_th, exact=True).click()
    officer.get_by_role("button", name="เปิดรอบและแจ้งผู้ประเมิน").click()
    officer.wait_for_url(re.compile(r"/selection/$"))
    assert (
        officer.get_by_text("ยังไม่มีผู้ประเมินส่งผล", exact=False).count()
        + officer.get_by_text("คุณยังไม่ได้ส่งผลของกลุ่มนี้", exact=False).count()
        == 2
    )

    held = cohort.scope.rounds.get()
    for who, kitchen, weavers in ((cast.officer, 4, 2), (cast.officer2, 3, 1)):
        levels = ((cast.enterprise, kitchen), (candidate, weavers))
        for group, level in levels:
            helping.hand_in(held, who, group, direction=level, market=level, members=level)
    officer.reload()
    first = officer.locator("h2.card-name").first
    assert first.inner_text() == f"1. {cast.enterprise.name_th}"
    assert officer.get_by_text("3.50 · ลำดับ 1", exact=False).first.is_visible()
    assert officer.get_by_text("ที่นั่งที่เหลือหมดตรงนี้").is_visible()

    officer.get_by_role("link", name="เสนอผล").first.click()
    officer.get_by_text("รับเข้ารุ่น", exact=True).click()
    officer.locator("[name=reason]").fill("คะแนนสูงสุด และสมาชิกพร้อม")
    officer.get_by_role("button", name="เสนอ", exact=True).click()
    officer.wait_for_url(re.compile(r"/selections/\d+/$"))
    assert officer.get_by_text("จึงตัดสินเองไม่ได้", exact=False).is_visible()

    second.goto(f"/cohorts/{cohort.pk}/selection/")
    second.get_by_role("link", name="ดูและตัดสิน").click()
    second.get_by_role("button", name="บันทึกผล").click()
    second.get_by_text("ตัดสินแล้ว", exact=True).wait_for()

    member.reload()
    assert member.get_by_text("ได้รับคัดเลือก", exact=True).is_visible()
    assert member.get_by_text("คะแนนสูงสุด และสมาชิกพร้อม").is_visible()
    assert Enrolment.objects.get(enterprise=cast.enterprise, cohort=cohort).state == "selected"
    assert Application.objects.get(enterprise=candidate).state == "handed_in"
