"""The year's first gate, on phones, in Thai: from the manager's invitation to the end of the student's term."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from ruamphon.core.thai_dates import short
from ruamphon.people.enums import Role, ScopeKind
from ruamphon.people.models import Account, Person, Scope
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import DeliverableKind
from ruamphon.programmes.models import Enrolment
from ruamphon.registry.models import Enterprise, Membership
from tests import cast as cast_module
from tests.browser.signing_in import sign_in
from tests.cast import PASSWORD
from tests.test_url_walk import DECLARED

GROUP = "วิสาหกิจชุมชนทดสอบทางเดิน"
TERM = timedelta(days=12)


@pytest.fixture
def start(transactional_db):
    """A programme with its manager, and a group of seven that no cohort has yet."""
    cast = cast_module.build()
    scope = Scope.objects.create(kind=ScopeKind.ENTERPRISE, label_th=GROUP)
    cast_module.link(cast.programme.scope, scope)
    group = Enterprise.objects.create(code="CE-90009", name_th=GROUP, scope=scope, place_label="ตัวอย่าง")
    chair = cast_module.account("chair", "ประไพ ประธาน")
    cast_module.grant(chair, Role.MEMBER, scope)
    for number in range(7):
        someone = chair.person if number == 0 else cast_module.person(f"สมาชิก คนที่ {number}")
        Membership.objects.create(
            enterprise=group, person=someone, joined_on=timezone.localdate() - timedelta(90)
        )
    return cast, group


@pytest.fixture
def photo_file(tmp_path) -> Path:
    path = tmp_path / "กลุ่ม.jpg"
    Image.new("RGB", (900, 600), (180, 120, 60)).save(path)
    return path


def invite(page, name, role):
    """The manager's or officer's form; gives back the link that the page shows once."""
    page.goto("/people/access/invite/")
    page.locator("[name=name_th]").fill(name)
    page.locator("[name=role]").select_option(role)
    page.locator("form [type=submit].btn-primary").click()
    return page.locator("#invitation-link").input_value()


def join(page, link, username):
    """Open the link as the invited person and make the account."""
    page.goto(link)
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="เริ่มใช้งาน").click()
    page.wait_for_url("**/today/")


def hand_in(page, enrolment, code, photo_file):
    page.goto(f"/enrolments/{enrolment.pk}/evidence/{code}/new/")
    page.locator("[name=uploads]").set_input_files(photo_file)
    page.locator("[name=note]").fill("ถ่ายที่โรงเรือนของกลุ่ม สมาชิกอยู่ครบ")
    page.get_by_role("button", name="ส่งหลักฐาน").click()
    page.wait_for_url(re.compile(r"/(evidence/\d+|enrolments/\d+/roadmap)/"))


def accept(page):
    """From today's list to the review, and back to what waits next."""
    page.goto("/today/")
    page.locator("main a[href*='/evidence/']").first.click()
    if "/review/" not in page.url:
        page.locator("a[href$='/review/']").first.click()
    page.locator("[name=verdict][value=accepted]").check()
    page.get_by_role("button", name="บันทึกผลตรวจ").click()
    page.wait_for_url(lambda url: "/review/" not in url)


def accepted_deliverables(enrolment, student, adviser, chair):
    """The cost account and the marketing plan, each checked by the adviser and accepted by the group."""
    for kind in (DeliverableKind.COST_SHEET, DeliverableKind.MARKETING_PLAN):
        made = programmes.start_deliverable(
            by=student, enrolment=enrolment, kind=kind, title=str(kind.label), summary="ฉบับแรก (ตัวอย่าง)"
        )
        programmes.check_deliverable(by=adviser, deliverable=made, version=1)
        programmes.accept_deliverable(by=chair, deliverable=made, version=1)


def test_from_invitation_to_the_end_of_the_term(start, phone, live_server, client, photo_file):
    cast, group = start
    cohort = cast.cohort

    manager = phone()
    sign_in(manager, "manager")
    links = [invite(manager, name, "officer") for name in ("กานดา เจ้าหน้าที่ใหม่", "ขวัญ เจ้าหน้าที่ใหม่")]

    kanda, khwan = phone(), phone()
    join(kanda, links[0], "kanda")
    join(khwan, links[1], "khwan")
    preview = phone()
    preview.goto(links[0])
    assert "ใช้ไม่ได้แล้ว" in preview.locator("h1").inner_text()

    # An officer brings the group in and forms its student team.
    kanda.goto(f"/cohorts/{cohort.pk}/enrol/?q=ทดสอบทาง")
    kanda.get_by_text(GROUP).first.click()
    kanda.get_by_role("button", name="เพิ่มเข้ารุ่น").click()
    kanda.wait_for_url(lambda url: "/enrol/" not in url)
    enrolment = Enrolment.objects.get(cohort=cohort, enterprise=group)

    today = timezone.localdate()
    kanda.goto(f"/enrolments/{enrolment.pk}/teams/new/?kind=students")
    kanda.locator("[name=course]").fill("พบ. 301")
    kanda.locator("[name=term]").fill("1/2569")
    kanda.locator("[name=advisers]").fill("อาจารย์นวล ที่ปรึกษา")
    kanda.locator("[name=people]").fill("ดาว นักศึกษา 081-234-5678")
    kanda.locator("[name=begins_on]").fill(short(today - timedelta(days=1)))
    kanda.locator("[name=ends_on]").fill(short(today + TERM))
    kanda.get_by_role("button", name="เสนอทีม").click()
    kanda.get_by_role("button", name="ให้ทีมเริ่มทำงาน").click()
    team_page = kanda.url
    people = {}
    for name, username in (("ดาว นักศึกษา", "dao"), ("อาจารย์นวล ที่ปรึกษา", "nuan")):
        kanda.goto(team_page)
        kanda.get_by_role("button", name=f"ทำลิงก์เชิญ {name}").click()
        people[username] = phone()
        join(people[username], kanda.locator("#invitation-link").input_value(), username)

    # The student hands in, the adviser reviews, the group signs.
    for code in ("potential-analysis", "product-improved"):
        hand_in(people["dao"], enrolment, code, photo_file)
    accept(people["nuan"])
    accept(people["nuan"])
    student, adviser = Account.objects.get(username="dao"), Account.objects.get(username="nuan")
    chair_account = Account.objects.get(username="chair")
    accepted_deliverables(enrolment, student, adviser, chair_account)

    chair = phone()
    sign_in(chair, "chair")
    chair.goto(f"/enrolments/{enrolment.pk}/roadmap/")
    assert "ถึงตาคุณแล้ว" in chair.locator("main").inner_text()
    chair.get_by_role("link", name=re.compile("ลงชื่อ")).first.click()
    chair.locator("[name=statement]").fill("อ่านแล้ว ตรงกับที่ทำจริง")
    chair.locator("form [type=submit].btn-primary").click()
    chair.wait_for_url(lambda url: "/new/" not in url)

    # One officer proposes and is refused to decide; another decides.
    kanda.goto(f"/enrolments/{enrolment.pk}/gates/propose/")
    kanda.locator("[name=outcome][value=passed]").check()
    kanda.locator("[name=reason]").fill("หลักฐานครบทุกข้อ กลุ่มพร้อม")
    kanda.get_by_role("button", name="เสนอ", exact=True).click()
    kanda.wait_for_url(re.compile(r"/gates/\d+/$"))
    gate_page = kanda.url
    assert "ต้องให้เจ้าหน้าที่อีกคนเป็นผู้ตัดสิน" in kanda.locator("main").inner_text()
    assert kanda.get_by_role("button", name="ตัดสิน").get_attribute("aria-disabled") == "true"
    refused = kanda.goto(gate_page + "decide/")
    assert refused.status == 403

    khwan.goto("/today/")
    khwan.locator(f"main a[href*='{gate_page.removeprefix(live_server.url)}']").first.click()
    khwan.locator("[name=outcome][value=passed]").check()
    khwan.get_by_role("button", name="บันทึกผล").click()
    khwan.get_by_text("ตรวจซ้ำแล้วได้ผลเดิม").wait_for()

    chair.goto(f"/enrolments/{enrolment.pk}/roadmap/")
    roadmap = chair.locator("main").inner_text()
    assert "ขั้นที่ 2" in roadmap
    assert "แผนผังคนรู้ คนแสดง คนสนับสนุน" in roadmap

    # The last second of the term, and the next.
    dao = people["dao"]
    assert dao.goto(f"/enterprises/{group.pk}/").status == 200
    ends = Person.objects.get(account__username="dao").grants.get().valid_until
    with time_machine.travel(ends - timedelta(seconds=1), tick=False):
        assert dao.goto(f"/enterprises/{group.pk}/").status == 200
    with time_machine.travel(ends, tick=False):
        walk = {
            "enterprise": group.pk,
            "enrolment": enrolment.pk,
            "evidence": enrolment.evidence.first().pk,
            "accepted": enrolment.evidence.first().pk,
            "evidence_file": enrolment.evidence.first().files.get().pk,
            "evidence_code": "potential-analysis",
            "sign_off_code": "group-ready",
            "sign_off": enrolment.sign_offs.get().pk,
            "deliverable": enrolment.deliverables.first().pk,
            "team": enrolment.teams.get().pk,
            "gate": enrolment.gates.get().pk,
            "playbook": cast.playbook.pk,
            "cohort": cohort.pk,
            "programme": cast.programme.pk,
        }
        assert refusals(dao, walk) == []
        dao.goto("/today/")
        assert "สิทธิ์" in dao.locator("h1").inner_text()


def refusals(page, keys):
    """Pages about the group that still answer anything but 404 or 403."""
    still_open = []
    for name, declared in DECLARED.items():
        if declared.keys and not declared.post and all(key in keys for key in declared.keys):
            answer = page.request.get(reverse(name, args=[keys[key] for key in declared.keys]))
            if answer.status not in {403, 404}:
                still_open.append((name, answer.status))
    return still_open


def test_a_visit_is_recorded_in_a_minute_and_survives_a_dead_signal(transactional_db, phone, photo_file):
    cast = cast_module.build()
    student = phone()
    sign_in(student, "student")
    form = f"/enrolments/{cast.enrolment.pk}/visits/new/"
    student.goto(form)
    student.locator("[name=found]").fill("น้ำพริกขายหมดก่อนเที่ยง")
    student.locator("[name=agreed]").fill("เพิ่มเป็นสองหม้อ")
    student.wait_for_timeout(1200)

    student.context.set_offline(True)
    student.locator("form [type=submit].btn-primary").click()
    student.get_by_text("ไม่มีสัญญาณ").first.wait_for()
    student.context.set_offline(False)

    student.goto(form)
    assert student.locator("[name=found]").input_value() == "น้ำพริกขายหมดก่อนเที่ยง"
    student.locator("[name=photos]").set_input_files(photo_file)
    student.locator("form [type=submit].btn-primary").click()
    student.wait_for_url(re.compile(r"/activities/\d+/$"))
    visit = cast.enrolment.activities.get()
    assert (visit.found, visit.agreed, visit.photos.count()) == ("น้ำพริกขายหมดก่อนเที่ยง", "เพิ่มเป็นสองหม้อ", 1)

    student.goto(form)
    assert student.locator("[name=found]").input_value() == ""


def test_a_year_543_off_is_caught_and_mended_with_one_tap(transactional_db, phone):
    cast = cast_module.build()
    student = phone()
    sign_in(student, "student")
    student.goto(f"/enrolments/{cast.enrolment.pk}/visits/new/")
    yesterday = timezone.localdate() - timedelta(days=1)
    student.locator("[name=found]").fill("ตรวจวันที่")
    student.locator("[name=happened_on]").fill(f"{yesterday.day}/{yesterday.month}/{yesterday.year + 1086}")
    student.locator("form [type=submit].btn-primary").click()
    student.get_by_text("543").first.wait_for()
    assert student.locator("[name=found]").input_value() == "ตรวจวันที่"
    student.get_by_role("button", name=re.compile("ใช้วันที่")).click()
    student.locator("form [type=submit].btn-primary").click()
    student.wait_for_url(re.compile(r"/activities/\d+/$"))
    assert cast.enrolment.activities.get().happened_on == yesterday


def test_the_next_person_on_a_shared_phone_gives_their_own_password(transactional_db, phone):
    cast_module.build()
    shared = phone()
    sign_in(shared, "member")
    shared.goto("/people/switch/")
    shared.get_by_role("button", name=re.compile("คนอื่น")).click()
    sign_in(shared, "facilitator")
    shared.goto("/people/switch/")
    shared.get_by_role("button", name=re.compile("มาลี")).click()
    shared.wait_for_url("**/sign-in/**")
    assert shared.locator("[name=identifier]").input_value() == "member"
    shared.locator("[name=password]").fill(PASSWORD)
    shared.get_by_role("button", name="เข้าสู่ระบบ").click()
    shared.wait_for_url("**/today/")
