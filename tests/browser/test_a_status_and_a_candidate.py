"""An officer on a phone, in Thai: a group's status put right, its public badge gone; a candidate taken into a cohort."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from ruamphon.programmes.models import Enrolment
from ruamphon.registry import actions
from ruamphon.registry.domain.legal_status import year_to_renew
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import LegalStatus
from tests import cast as cast_module
from tests.browser.signing_in import sign_in

BADGE = "จดทะเบียนแล้ว"


@pytest.fixture
def start(transactional_db):
    """Group A public and renewed for the year; a candidate with what it needs; one seat left."""
    cast = cast_module.build()
    today, group = timezone.localdate(), cast.enterprise
    actions.propose_publication(by=cast.officer, enterprise=group)
    actions.confirm_publication(by=cast.officer2, enterprise=group)
    actions.record_legal_status(
        by=cast.officer,
        enterprise=group,
        state=LegalState.RENEWED,
        since_on=today,
        for_year=year_to_renew(today),
        number="7-21-01-06/1-0001",
    )
    candidate = actions.register_enterprise(
        by=cast.officer,
        within=cast.programme.scope,
        name_th="วิสาหกิจชุมชนรอเข้ารุ่น (ตัวอย่าง)",
        place_label="บ้านฉาง (ตัวอย่าง)",
    )
    actions.note_need(
        by=cast.officer,
        enterprise=candidate,
        needs="อยากขายออนไลน์เป็น และอยากได้ฉลากใหม่",
        noted_on=today - timedelta(days=3),
        came_from="ประธานเล่าตอนลงพื้นที่",
    )
    cast.cohort.seats = 3
    cast.cohort.save()
    return cast, candidate


@pytest.fixture
def certificate(tmp_path) -> Path:
    path = tmp_path / "ใบทะเบียน.jpg"
    Image.new("RGB", (900, 1200), (240, 236, 220)).save(path)
    return path


def test_a_status_is_put_right_and_a_candidate_is_enrolled(start, certificate, phone):
    cast, candidate = start
    visitor, officer = phone(), phone()
    public = f"/show/groups/{cast.enterprise.code}/"
    visitor.goto(public)
    assert visitor.get_by_text(BADGE, exact=True).is_visible()

    sign_in(officer, "officer")
    officer.goto(f"/registry/enterprises/{cast.enterprise.pk}/")
    officer.get_by_role("link", name="ดูรายการทั้งหมด").click()
    officer.get_by_role("link", name="แก้รายการ").click()
    officer.locator("[name=reason]").fill("สำนักงานเกษตรอำเภอแจ้งว่ายังไม่ได้ต่อ")
    officer.get_by_text("ขาดต่อทะเบียน", exact=True).click()
    officer.get_by_role("button", name="บันทึกรายการที่ถูก").click()
    officer.wait_for_url(re.compile(r"/legal-status/$"))
    assert officer.get_by_text("แก้เป็นรายการอื่นแล้ว").is_visible()
    visitor.reload()
    assert visitor.get_by_text(BADGE, exact=True).count() == 0

    officer.goto("/today/")
    officer.get_by_role("link", name="1 กลุ่มต้องต่อทะเบียน").click()
    assert officer.locator("h1").inner_text() == "กลุ่มที่ต้องต่อทะเบียน"
    officer.get_by_role("link", name="ต่อแล้ว บันทึก").click()
    officer.locator("[name=certificate]").set_input_files(certificate)
    officer.get_by_role("button", name="บันทึกสถานะ").click()
    officer.wait_for_url(re.compile(r"/legal-status/$"))
    assert LegalStatus.objects.standing().latest("pk").file.name == certificate.name
    visitor.reload()
    assert visitor.get_by_text(BADGE, exact=True).is_visible()

    officer.goto("/enterprises/")
    officer.get_by_role("link", name="รอรับเข้ารุ่น").click()
    officer.locator("[name=place]").fill("บ้านฉาง")
    officer.get_by_role("button", name="กรอง").click()
    assert officer.get_by_text("อยากขายออนไลน์เป็น").is_visible()
    officer.get_by_role("link", name="รับเข้ารุ่น").last.click()
    officer.get_by_text("รุ่น 1/2569 · รับได้อีก 1 กลุ่ม").click()
    officer.get_by_role("button", name="รับเข้ารุ่น").click()
    officer.wait_for_url(re.compile(r"/enrolments/\d+/$"))
    assert Enrolment.objects.get(enterprise=candidate).cohort == cast.cohort
    officer.goto("/programmes/candidates/")
    assert officer.get_by_text("ไม่มีกลุ่มที่รออยู่").is_visible()
