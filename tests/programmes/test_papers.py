"""Papers of the day, downloaded by those who may and opened again: every line as it is printed."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from docx import Document

from ruamphon.programmes import actions
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.models import Agreement
from tests.programmes import making

DOTS = "." * 45
SHORT = "." * 30
SIGN = f"(ลงชื่อ){SHORT}"
"""Places to sign stand two beside each other: their dotted lines are short."""


@pytest.fixture
def download(cast, client):
    """The DOCX at a page, as somebody of the cast gets it."""

    def download(who, name, *args, **query):
        client.force_login(getattr(cast, who))
        response = client.get(reverse(f"programmes:{name}", args=args), query)
        assert response["Content-Type"].endswith("wordprocessingml.document"), response.status_code
        return Document(BytesIO(response.content))

    return download


def lines(paper):
    """The paragraphs that say something."""
    return [paragraph.text for paragraph in paper.paragraphs if paragraph.text.strip()]


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def agreement(cast):
    made = actions.prepare_agreement(
        by=cast.officer,
        programme=cast.programme,
        draft_key=uuid4(),
        title_th="บันทึกความร่วมมือ รุ่น 7/2565 (ตัวอย่าง)",
        parties=[cast.mentor_company, cast.university],
        signed_on=date(2022, 6, 14),
        ends_on=date(2025, 6, 13),
        venue_th="หอประชุมตัวอย่าง",
        witness_name="ประธาน ตัวอย่าง",
        witness_post_th="ประธานในพิธี",
    )
    party = made.parties.get(organisation=cast.mentor_company)
    actions.add_signatory(
        by=cast.officer, agreement=made, party=party, name="นายผู้ลงนาม ตัวอย่าง", post_th="กรรมการผู้จัดการ"
    )
    actions.add_agreement_text(
        by=cast.officer, agreement=made, body="ข้อ ๑ ร่วมพัฒนากลุ่ม\n\nข้อ ๒ รายงานผลทุกปี", after=0
    )
    return made


def test_the_signing_sheet_of_an_agreement(cast, download):
    paper = download("observer", "agreement-sheet", agreement(cast).pk)
    assert lines(paper) == [
        "บันทึกความร่วมมือ",
        "บันทึกความร่วมมือ รุ่น 7/2565 (ตัวอย่าง)",
        "ระหว่าง",
        "บริษัทพี่เลี้ยงตัวอย่าง",
        "กับ",
        "มหาวิทยาลัยตัวอย่าง",
        "บันทึกฉบับนี้ทำขึ้นเมื่อวันที่ ๑๔ มิถุนายน พ.ศ. ๒๕๖๕ ณ หอประชุมตัวอย่าง ระหว่างองค์กรข้างต้น",
        "ข้อ ๑ ร่วมพัฒนากลุ่ม",
        "ข้อ ๒ รายงานผลทุกปี",
        "บันทึกฉบับนี้มีผลตั้งแต่วันที่ ๑๔ มิถุนายน พ.ศ. ๒๕๖๕ ถึงวันที่ ๑๓ มิถุนายน พ.ศ. ๒๕๖๘",
        (
            "บันทึกฉบับนี้ทำขึ้นเป็น ๒ ฉบับ มีข้อความตรงกัน ทุกองค์กรได้อ่านและเข้าใจแล้ว จึงลงลายมือชื่อไว้เป็นหลักฐาน "
            "และเก็บไว้องค์กรละหนึ่งฉบับ"
        ),
        "หน้าลงนาม",
        "บันทึกความร่วมมือ รุ่น 7/2565 (ตัวอย่าง)",
        "วันที่ ๑๔ มิถุนายน พ.ศ. ๒๕๖๕",
        "พยาน",
    ]
    signing, witness = paper.tables
    assert cells(signing) == [
        [
            f"{SIGN}\n(นายผู้ลงนาม ตัวอย่าง)\nกรรมการผู้จัดการ\nบริษัทพี่เลี้ยงตัวอย่าง\n",
            f"{SIGN}\n({SHORT})\nตำแหน่ง{SHORT}\nมหาวิทยาลัยตัวอย่าง\n",
        ]
    ]
    assert cells(witness)[0][0] == f"{SIGN}\n(ประธาน ตัวอย่าง)\nประธานในพิธี\nพยาน\n"


def test_the_sheet_begins_a_page_for_the_signatures(cast, download):
    paper = download("officer", "agreement-sheet", agreement(cast).pk)
    before = [paragraph for paragraph in paper.paragraphs if "w:br" in paragraph._p.xml]
    assert ['w:type="page"' in paragraph._p.xml for paragraph in before] == [True]


def test_what_is_not_known_is_left_to_be_written(cast, download):
    made = Agreement.objects.create(programme=cast.programme, title_th="บันทึกความร่วมมือ")
    written = lines(download("officer", "agreement-sheet", made.pk))
    assert written[:2] == ["บันทึกความร่วมมือ", "ระหว่าง"]
    assert f"บันทึกฉบับนี้ทำขึ้นเมื่อวันที่{DOTS} ณ {DOTS} ระหว่างองค์กรข้างต้น" in written
    assert not any("มีผล" in line for line in written)


def test_the_record_of_a_visit(cast, download):
    with time_machine.travel("2026-11-21T05:00:00Z", tick=False):
        visit = making.visit(
            cast,
            found="ครัวสะอาด",
            agreed="จดยอดขายทุกวัน",
            people=[cast.member.person],
            next_on=date(2026, 12, 4),
        )
    paper = download("member", "activity-record", visit.pk)
    assert lines(paper) == [
        "บันทึกลงพื้นที่เยี่ยม",
        "โครงการ\tโครงการตัวอย่าง รุ่น 1/2569",
        "วันที่\tวันเสาร์ที่ ๒๑ พฤศจิกายน ๒๕๖๙",
        "กลุ่ม\tวิสาหกิจชุมชนครัวตัวอย่าง",
        "สิ่งที่พบ",
        "ครัวสะอาด",
        "สิ่งที่ทำหรือแนะนำ",
        "ข้อตกลง",
        "จดยอดขายทุกวัน",
        "นัดครั้งถัดไป",
        "วันศุกร์ที่ ๔ ธันวาคม ๒๕๖๙",
        "ผู้เข้าร่วม",
        "๑. มาลี ประธานกลุ่ม",
    ]
    assert cells(paper.tables[0]) == [
        [
            f"{SIGN}\n(ฟ้าใส นักพัฒนา)\nผู้บันทึก\nวันที่ ๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙\n",
            f"{SIGN}\n({SHORT})\nผู้แทนกลุ่ม\nวันที่{SHORT}\n",
        ]
    ]


@pytest.fixture
def workshop(cast):
    """A workshop of both groups, with the chair of each."""
    for person in (cast.member.person, cast.other_member.person):
        person.phone = "0891112223"
        person.save()
    return actions.record_activity(
        by=cast.officer,
        cohort=cast.cohort,
        enrolments=[cast.enrolment, cast.other_enrolment],
        kind=ActivityKind.WORKSHOP,
        draft_key=uuid4(),
        happened_on=date(2026, 11, 20),
        found="บัญชีต้นทุน",
        people=[cast.member.person, cast.other_member.person],
    )


def test_the_attendance_sheet_names_who_came_and_leaves_room(cast, download, workshop):
    paper = download("officer", "activity-attendance", workshop.pk)
    assert lines(paper) == [
        "ใบลงทะเบียนผู้เข้าร่วม",
        "อบรมเชิงปฏิบัติการ รุ่น 1/2569",
        "วันศุกร์ที่ ๒๐ พฤศจิกายน ๒๕๖๙",
        "กลุ่มที่เข้าร่วม: วิสาหกิจชุมชนครัวตัวอย่าง, วิสาหกิจชุมชนสวนตัวอย่าง",
    ]
    rows = cells(paper.tables[0])
    assert rows[0] == ["ที่", "ชื่อ–สกุล", "กลุ่มหรือหน่วยงาน", "ลายมือชื่อ", "เวลา"]
    assert sorted(row[1:3] for row in rows[1:3]) == [
        ["บัว กลุ่มอื่น", "วิสาหกิจชุมชนสวนตัวอย่าง"],
        ["มาลี ประธานกลุ่ม", "วิสาหกิจชุมชนครัวตัวอย่าง"],
    ]
    assert (len(rows), rows[3], rows[15]) == (16, ["๓", "", "", "", ""], ["๑๕", "", "", "", ""])


@pytest.mark.parametrize("name", ["activity-attendance", "activity-record"])
def test_a_paper_tells_no_more_than_its_reader_may_know(cast, download, workshop, name):
    paper = download("member", name, workshop.pk)
    told = "\n".join(
        [*lines(paper), *(cell for table in paper.tables for row in cells(table) for cell in row)]
    )
    assert "มาลี ประธานกลุ่ม" in told
    assert "กลุ่มอื่นอีก ๑ คน" in told
    assert [word for word in ("บัว", "สวนตัวอย่าง", "089", "๐๘๙") if word in told] == []


PLANNED = {
    "subject": "ประชุมเชิงปฏิบัติการบัญชีต้นทุน",
    "on": "7 ธ.ค. 2569",
    "hours": "09.00–15.30 น.",
    "place": "ศาลากลางตัวอย่าง",
}


@pytest.mark.usefixtures("one_day")
def test_a_letter_to_the_chair_of_each_group(cast, download):
    groups = [cast.enrolment.pk, cast.other_enrolment.pk]
    paper = download(
        "officer", "cohort-papers", cast.cohort.pk, paper="invitation", enrolments=groups, **PLANNED
    )
    written = lines(paper)
    letter = [
        f"ที่ {DOTS}",
        "โครงการตัวอย่าง",
        f"ที่อยู่{DOTS}",
        "๒๑ พฤศจิกายน ๒๕๖๙",
        "เรื่อง\tขอเชิญเข้าร่วมประชุมเชิงปฏิบัติการบัญชีต้นทุน",
        "เรียน\tประธานวิสาหกิจชุมชนครัวตัวอย่าง",
        (
            "ด้วยโครงการตัวอย่าง กำหนดจัดประชุมเชิงปฏิบัติการบัญชีต้นทุน ตามโครงการตัวอย่าง รุ่น 1/2569 "
            "ในวันจันทร์ที่ ๗ ธันวาคม ๒๕๖๙ เวลา ๐๙.๐๐–๑๕.๓๐ น. ณ ศาลากลางตัวอย่าง"
        ),
        "ในการนี้ จึงขอเรียนเชิญผู้แทนวิสาหกิจชุมชนครัวตัวอย่าง เข้าร่วมตามวัน เวลา และสถานที่ดังกล่าว",
        "จึงเรียนมาเพื่อโปรดพิจารณาเข้าร่วม",
        "ขอแสดงความนับถือ",
        f"(ลงชื่อ){DOTS}",
        f"({DOTS})",
        f"ตำแหน่ง{DOTS}",
        "โครงการตัวอย่าง",
        f"โทร. {DOTS}",
    ]
    assert written[: len(letter)] == letter
    assert len(written) == 2 * len(letter)
    assert written[len(letter) + 5] == "เรียน\tประธานวิสาหกิจชุมชนสวนตัวอย่าง"


def test_a_sheet_for_a_planned_day_names_nobody_unasked(cast, download):
    asked = {"paper": "attendance", "enrolments": [cast.enrolment.pk], **PLANNED}
    empty = cells(download("officer", "cohort-papers", cast.cohort.pk, **asked).tables[0])
    named = cells(download("officer", "cohort-papers", cast.cohort.pk, with_names="on", **asked).tables[0])
    assert {row[1] for row in empty[1:]} == {""}
    assert ["มาลี ประธานกลุ่ม", "วิสาหกิจชุมชนครัวตัวอย่าง"] in [row[1:3] for row in named]


def test_a_planned_day_that_cannot_be_comes_back_with_what_was_typed(cast, client):
    client.force_login(cast.officer)
    url = reverse("programmes:cohort-papers", args=[cast.cohort.pk])
    response = client.get(url, {"paper": "invitation", "subject": "งานหนึ่ง", "on": "31/2/2569"})
    form = response.context["form"]
    assert sorted(form.errors) == ["enrolments", "on"]
    assert form["subject"].value() == "งานหนึ่ง"


def test_an_unopened_page_of_papers_complains_of_nothing(cast, client):
    client.force_login(cast.officer)
    response = client.get(reverse("programmes:cohort-papers", args=[cast.cohort.pk]))
    assert response.context["form"].errors == {}
