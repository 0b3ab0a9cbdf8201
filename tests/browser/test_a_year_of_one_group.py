"""In Thai, on a phone and at a desk: a year of one group, from its application to the first look in after graduation."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.core.thai_dates import short, text
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.enums import Outcome
from ruamphon.pathway.models import PlanVersion
from ruamphon.people.enums import Role
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import CohortState, EnrolmentState, TeamKind
from ruamphon.programmes.models import Enrolment, Task
from ruamphon.registry import actions as registry
from ruamphon.registry.enums import LegalState
from tests import cast as cast_module
from tests.assessments.helping import hand_in, open_round, rubric_in_use
from tests.browser.signing_in import let_in
from tests.pathway import helping
from tests.programmes import applying, making

GROUP = "วิสาหกิจชุมชนทอผ้าตัวอย่าง"
BEGINS, FIRST_STAGE, SECOND_STAGE, GRADUATES = 10, 120, 290, 330
A_YEAR_LATER = GRADUATES + 350
"""Days from the application; the first follow-up can be begun 30 days before its day."""


@pytest.fixture
def year(transactional_db, screen, live_server):
    return Year(screen, live_server)


class Year:
    """The group, the people around it, and a clock that goes on from day to day."""

    def __init__(self, screen, live_server):
        self.screen, self.live_server, self.pages = screen, live_server, []
        self.began = timezone.now()
        self.cast = cast = cast_module.build()
        helping.use_small_playbook(cast)
        self.rubric = rubric_in_use(cast)
        self.group = applying.candidate(cast, GROUP, members=6)
        self.chair = applying.member_of(self.group, "chair")
        registry.add_member(by=cast.officer, enterprise=self.group, person=self.chair.person)
        today = timezone.localdate()
        self.cohort = programmes.open_cohort(
            by=cast.officer,
            programme=cast.programme,
            number=2,
            label="2/2570",
            state=CohortState.RUNNING,
            begins_on=today + timedelta(days=BEGINS),
            seats=1,
            playbook=cast.cohort.playbook,
        )
        programmes.set_call(
            by=cast.officer,
            cohort=self.cohort,
            opens_on=today,
            closes_on=today + timedelta(days=BEGINS - 1),
            questions=[Text("ตอนนี้กลุ่มขายอะไร", "What does the group sell now?")],
        )
        cast.cohort, cast.enterprise = self.cohort, self.group

    @contextmanager
    def day(self, number):
        """So many days after the application; who sits down at a browser that day leaves it in the evening."""
        with time_machine.travel(self.began + timedelta(days=number)):
            yield
        for page in self.pages:
            page.context.close()
        self.pages = []

    def phone(self):
        """A browser in which nobody is signed in."""
        page = self.screen()
        self.pages.append(page)
        return page

    def sits_down(self, account, path="/today/"):
        """A browser with that account let in, on that page."""
        page = self.phone()
        let_in(page, account, self.live_server)
        page.goto(path)
        return page

    @property
    def enrolment(self):
        rows = Enrolment.objects.select_related("cohort__playbook", "cohort__programme", "enterprise")
        return rows.get(enterprise=self.group, cohort=self.cohort)

    def on_the_roadmap(self, account):
        return self.sits_down(account, f"/enrolments/{self.enrolment.pk}/roadmap/")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def follow_waiting(page, thing):
    """From today's page to what waits there."""
    page.locator(f"main a[href='{thing.get_absolute_url()}']").first.click()


def under_more(page, name):
    page.locator("main .more summary").click()
    page.get_by_role("link", name=name).click()


def day_in(days):
    return short(timezone.localdate() + timedelta(days=days))


def apply_and_be_selected(year):
    """The chair applies; one officer scores and proposes, another scores and decides."""
    cast = year.cast
    chair = year.sits_down(year.chair, year.group.get_absolute_url())
    under_more(chair, "สมัครเข้ารุ่น")
    follow(chair, "กรอกใบสมัคร")
    chair.get_by_label("ตอนนี้กลุ่มขายอะไร").fill("ผ้าทอมือและผ้าคลุมไหล่")
    press(chair, "ส่งใบสมัคร")
    chair.get_by_text("ส่งแล้ว รอพิจารณา", exact=True).wait_for()

    people = [cast.officer.person, cast.officer2.person]
    held = programmes.open_selection_round(
        by=cast.officer,
        cohort=year.cohort,
        rubric=year.rubric,
        assessors=people,
        each=2,
        due_on=timezone.localdate() + timedelta(days=BEGINS - 1),
    )
    hand_in(held, cast.officer2, direction=2, market=2, members=3)
    first = year.sits_down(cast.officer)
    score(first, {"ทิศทาง": 3, "การตลาด": 2, "สมาชิก": 3})
    first.goto(f"/cohorts/{year.cohort.pk}/selection/")
    follow(first, "เสนอผล")
    first.locator("[name=outcome][value=accept]").check()
    first.locator("[name=reason]").fill("สมาชิกพร้อม มีตลาดอยู่แล้ว")
    press(first, "เสนอ")
    first.get_by_text("จึงตัดสินเองไม่ได้").wait_for()

    second = year.sits_down(cast.officer2)
    follow_waiting(second, year.cohort.call.applications.get().selections.get())
    press(second, "บันทึกผล")
    second.get_by_text("ตัดสินแล้ว", exact=True).wait_for()
    assert year.enrolment.state == EnrolmentState.SELECTED


def score(page, levels):
    """One's own sheet, from the list to handing it in."""
    page.goto("/assessments/")
    follow(page, GROUP)
    for title, level in levels.items():
        page.get_by_role("group", name=title).get_by_label(f"{level} · ").check()
    press(page, "ส่งผลประเมิน")
    page.get_by_text("ส่งผลประเมินแล้ว ขอบคุณ").wait_for()


def begin(year):
    """The group starts; students, their adviser and a facilitator join it for the year."""
    cast, today = year.cast, timezone.localdate()
    page = year.sits_down(cast.officer, f"/enrolments/{year.enrolment.pk}/state/")
    page.locator("[name=state][value=active]").check()
    page.locator("form [type=submit].btn-primary").click()
    page.wait_for_url(year.live_server.url + year.enrolment.get_absolute_url())
    assert year.enrolment.state == EnrolmentState.ACTIVE
    students = [(cast.student.person, Role.STUDENT), (cast.adviser.person, Role.ADVISER)]
    helpers = [(cast.facilitator.person, Role.FACILITATOR)]
    for kind, people in ((TeamKind.STUDENTS, students), (TeamKind.FACILITATORS, helpers)):
        team = programmes.form_team(
            by=cast.officer,
            enrolment=year.enrolment,
            kind=kind,
            begins_on=today,
            ends_on=today + timedelta(days=GRADUATES),
            people=people,
            course="พบ. 301 (ตัวอย่าง)" if kind == TeamKind.STUDENTS else "",
            term="1/2570" if kind == TeamKind.STUDENTS else "",
        )
        programmes.accept_team(by=cast.officer2, team=team)
    registry.record_legal_status(
        by=cast.officer,
        enterprise=year.group,
        state=LegalState.REGISTERED,
        since_on=today,
        number="7-21-01-06/1-0003",
    )


def analyse_potential(year):
    """Two assessors score; the member reads the radar's table."""
    cast = year.cast
    held = open_round(cast, year.rubric, begins=0, title_th="ก่อนเริ่ม (ตัวอย่าง)")
    hand_in(held, cast.officer2, direction=2, market=1, members=3)
    score(year.sits_down(cast.officer), {"ทิศทาง": 2, "การตลาด": 2, "สมาชิก": 3})
    chair = year.sits_down(year.chair, f"/enterprises/{year.group.pk}/potential/")
    chair.get_by_text("ดูเป็นตาราง").click()
    rows = chair.locator(".chart-table tbody tr").all()
    assert [row.locator("td").first.inner_text() for row in rows] == ["2.00", "1.50", "3.00"]


def agree_on_a_plan(year):
    """The student drafts, the group agrees, an officer approves; the first thing promised is done."""
    cast = year.cast
    student = year.on_the_roadmap(cast.student)
    follow(student, "แผนพัฒนา")
    follow(student, "เริ่มร่างแผน")
    for name, words in (
        ("goal-0-aim", "ขายผ้าได้ทุกเดือน"),
        ("goal-0-due_on", day_in(200)),
        ("goal-0-measure", "มียอดขายทุกเดือน"),
        ("goal-0-action-0-title", "ถ่ายรูปผ้าทุกลาย"),
        ("goal-0-action-0-due_on", day_in(20)),
    ):
        student.locator(f"[name={name}]").fill(words)
    student.locator("[name=goal-0-action-0-owner]").select_option(label="ศิริ นักศึกษา")
    press(student, "ส่งให้กลุ่มตกลง")
    student.wait_for_url("**/plan-versions/*/")

    version = PlanVersion.objects.get()
    chair = year.sits_down(year.chair)
    follow_waiting(chair, version)
    follow(chair, "กลุ่มตกลงตามนี้")
    press(chair, "ตกลงตามนี้")
    chair.wait_for_url(f"**{version.get_absolute_url()}")
    officer = year.sits_down(cast.officer)
    follow_waiting(officer, version)
    follow(officer, "อนุมัติแผน")
    press(officer, "อนุมัติแผน")
    officer.wait_for_url("**/plan/")
    programmes.finish_task(by=cast.student, task=Task.objects.get(owner=cast.student.person))


def pass_the_first_stage(year, photo):
    """Evidence, review, the group's signature, a proposal, and a decision by somebody else."""
    cast = year.cast
    student = year.on_the_roadmap(cast.student)
    assert "ถึงตาคุณแล้ว" in student.locator("main").inner_text()
    student.locator(".next-step-go").click()
    student.locator("[name=uploads]").set_input_files(photo)
    student.locator("[name=note]").fill("คุยกับสมาชิกทั้งเจ็ดคน")
    press(student, "ส่งหลักฐาน")
    student.wait_for_url(re.compile(r"/(evidence/\d+|enrolments/\d+/roadmap)/"))

    adviser = year.sits_down(cast.adviser)
    adviser.locator("main a[href*='/evidence/']").first.click()
    adviser.locator("[name=verdict][value=accepted]").check()
    press(adviser, "บันทึกผลตรวจ")
    adviser.wait_for_url(lambda url: "/review/" not in url)

    chair = year.on_the_roadmap(year.chair)
    chair.locator(".next-step-go").click()
    chair.locator("[name=statement]").fill("อ่านแล้ว ตรงกับที่ทำจริง")
    press(chair, "ลงชื่อรับรอง")
    chair.wait_for_url(lambda url: "/new/" not in url)

    first = year.on_the_roadmap(cast.officer)
    first.locator(".next-step-go").click()
    first.locator("[name=outcome][value=passed]").check()
    first.locator("[name=reason]").fill("ครบทุกข้อ กลุ่มพร้อมไปต่อ")
    press(first, "เสนอ")
    first.wait_for_url(re.compile(r"/gates/\d+/$"))
    second = year.sits_down(cast.officer2)
    follow_waiting(second, year.enrolment.gates.get())
    second.locator("[name=outcome][value=passed]").check()
    press(second, "บันทึกผล")
    second.get_by_text("ตรวจซ้ำแล้วได้ผลเดิม").wait_for()


def pass_the_second_stage(year):
    """What was shown once in the pages is done by the same actions the second time."""
    cast = year.cast
    piece = pathway.submit_evidence(
        by=cast.facilitator,
        enrolment=year.enrolment,
        criterion_code="people-map",
        note="ทำแผนผังด้วยกัน",
        happened_on=timezone.localdate(),
        files=[helping.upload()],
    )
    helping.accept(piece, cast.officer)
    gate = pathway.propose_gate(
        by=cast.officer, enrolment=year.enrolment, stage_number=2, outcome=Outcome.PASSED, reason="ครบทุกข้อ"
    )
    pathway.decide_gate(by=cast.officer2, gate=gate, outcome=Outcome.PASSED)
    registry.record_legal_status(
        by=cast.officer,
        enterprise=year.group,
        state=LegalState.RENEWED,
        since_on=timezone.localdate(),
        for_year=timezone.localdate().year,
    )


def graduate(year):
    """Ready item by item; one officer proposes, another decides; the group and its helpers see it at once."""
    cast = year.cast
    first = year.on_the_roadmap(cast.officer)
    under_more(first, "ความพร้อมจบโครงการ")
    first.get_by_text("ครบทุกข้อ พร้อมจบโครงการ").wait_for()
    follow(first, "เสนอให้จบโครงการ")
    first.locator("[name=reason]").fill("กลุ่มเดินได้เองแล้ว")
    press(first, "เสนอ")
    first.get_by_text("ต้องให้เจ้าหน้าที่อีกคนเป็นผู้ตัดสิน").wait_for()

    graduation = year.enrolment.graduations.get()
    second = year.sits_down(cast.officer2)
    follow_waiting(second, graduation)
    second.locator("[name=outcome][value=graduates]").check()
    press(second, "บันทึกผล")
    second.locator(".verdict-name").get_by_text(text(timezone.localdate()).th).wait_for()
    assert year.enrolment.state == EnrolmentState.GRADUATED

    chair = year.on_the_roadmap(year.chair)
    assert "จบโครงการแล้ว" in chair.locator("main").inner_text()
    student = year.phone()
    let_in(student, cast.student, year.live_server)
    assert student.goto(year.group.get_absolute_url()).status == 404


def look_in_a_year_later(year):
    """The first follow-up waits on the officer's day, is assessed, and stands among those done."""
    cast = year.cast
    follow_up = year.enrolment.follow_ups.get(years=1)
    officer = year.sits_down(cast.officer)
    follow_waiting(officer, follow_up)
    follow(officer, "เปิดการประเมิน")
    officer.locator("#id_assessors").get_by_text("ออมสิน เจ้าหน้าที่", exact=True).click()
    press(officer, "เปิดและแจ้งผู้ประเมิน")
    officer.get_by_text("ประเมินแล้ว 0 จาก 1 คน").wait_for()
    score(officer, {"ทิศทาง": 4, "การตลาด": 3, "สมาชิก": 4})
    officer.goto(follow_up.get_absolute_url())
    officer.get_by_text("ประเมินแล้ว 1 จาก 1 คน").wait_for()
    follow(officer, "ดูรอบประเมิน")
    assert "3.67" in officer.locator("main").inner_text()  # the mean of 4, 3 and 4
    officer.goto(f"/programmes/{cast.programme.pk}/")
    under_more(officer, "กลุ่มที่จบแล้วและการติดตามผล")
    follow(officer, "ติดตามแล้ว")
    officer.get_by_role("link", name=GROUP).wait_for()

    chair = year.sits_down(year.chair, year.group.get_absolute_url())
    chair.locator(f"a[href='{follow_up.get_absolute_url()}']").first.click()
    chair.get_by_text("ติดตามแล้ว", exact=True).wait_for()


def test_from_application_to_the_first_follow_up(year, tmp_path):
    photo = tmp_path / "กลุ่ม.jpg"
    photo.write_bytes(making.jpeg())
    with year.day(0):
        apply_and_be_selected(year)
    with year.day(BEGINS):
        begin(year)
    with year.day(BEGINS + 1):
        analyse_potential(year)
        agree_on_a_plan(year)
    with year.day(FIRST_STAGE):
        pass_the_first_stage(year, photo)
    with year.day(SECOND_STAGE):
        pass_the_second_stage(year)
    with year.day(GRADUATES):
        graduate(year)
    with year.day(A_YEAR_LATER):
        look_in_a_year_later(year)
