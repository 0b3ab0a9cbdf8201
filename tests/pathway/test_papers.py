from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from ruamphon.pathway import actions
from ruamphon.pathway.enums import Outcome

DOTS = "." * 45
SHORT = "." * 30
SIGN = f"(ลงชื่อ){SHORT}"
"""Places to sign stand two beside each other: their dotted lines are short."""


def minutes(client, account, gate):
    client.force_login(account)
    response = client.get(reverse("pathway:gate-minutes", args=[gate.pk]))
    assert response.status_code == 200
    return Document(BytesIO(response.content))


def lines(paper):
    return [paragraph.text for paragraph in paper.paragraphs if paragraph.text.strip()]


def proposed(cast):
    return actions.propose_gate(
        by=cast.officer,
        enrolment=cast.enrolment,
        stage_number=1,
        outcome=Outcome.NOT_YET,
        reason="ยังรอแผนการตลาด",
    )


@pytest.mark.usefixtures("one_day")
def test_minutes_of_a_proposal_leave_room_for_the_decision(cast, client):
    gate = proposed(cast)
    paper = minutes(client, cast.member, gate)
    assert lines(paper) == [
        "บันทึกการพิจารณาผ่านขั้น",
        "กลุ่ม\tวิสาหกิจชุมชนครัวตัวอย่าง",
        "โครงการ\tโครงการตัวอย่าง รุ่น 1/2569",
        "ขั้นที่\t๑ ขั้นพื้นฐาน",
        "ข้อเสนอ",
        "ออมสิน เจ้าหน้าที่ เสนอเมื่อวันที่ ๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙ ให้ผลเป็น “ยังไม่ผ่าน”",
        "เหตุผล: ยังรอแผนการตลาด",
        "ผลตรวจเงื่อนไข",
        "มติ",
        "ยังไม่ได้ตัดสิน ผลการพิจารณา",
        f"วันที่{DOTS}",
    ]
    findings, signatures = paper.tables
    assert [cell.text for cell in findings.rows[0].cells] == ["ข้อ", "เงื่อนไข", "ผล", "เหตุผล"]
    assert {row.cells[2].text for row in findings.rows[1:]} <= {"ครบ", "ยังขาด", "เตือนไว้"}
    assert [cell.text for cell in signatures.rows[0].cells] == [
        f"{SIGN}\n(ออมสิน เจ้าหน้าที่)\nผู้เสนอ\n",
        f"{SIGN}\n({SHORT})\nผู้ตัดสิน\n",
    ]


@pytest.mark.usefixtures("one_day")
def test_minutes_of_a_decision_tell_who_decided_what_and_when(cast, client):
    gate = proposed(cast)
    gate = actions.decide_gate(
        by=cast.officer2, gate=gate, outcome=Outcome.NOT_YET, reason="รอหลักฐานอีกสองข้อ", conditions=[]
    )
    assert gate.decided_on == date(2026, 11, 21)
    paper = minutes(client, cast.mentor, gate)
    written = lines(paper)
    at = written.index("มติ")
    assert written[at + 1 :] == [
        "“ยังไม่ผ่าน” เมื่อวันที่ ๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙",
        "เหตุผล: รอหลักฐานอีกสองข้อ",
    ]
    assert paper.tables[1].rows[0].cells[1].text == f"{SIGN}\n(อารี เจ้าหน้าที่)\nผู้ตัดสิน\n"
