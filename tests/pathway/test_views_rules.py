"""The pages about rules and about standing still."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ruamphon.pathway.models import RuleFiring, RuleSetVersion
from ruamphon.pathway.queries.rule_sets import proposed_rules
from ruamphon.programmes.models import Enrolment
from tests.pathway.rules_making import effect, publish, rule, rules
from tests.pathway.test_queries_stalls import more_groups

pytestmark = pytest.mark.django_db

QUIET = rule(
    "quiet",
    "days_since_record >= 30",
    effect("warn"),
    effect("assign_task", owner="officer", due_in_days=7),
    th="เงียบ {days_since_record} วัน",
)


def edit_url(cast):
    return reverse("pathway:rules-edit", args=[cast.programme.pk])


def page(answer):
    return answer.content.decode()


def test_a_manager_begins_with_the_proposed_set(small, at):
    answer = at(small.manager).get(edit_url(small))
    assert answer.context["form"]["toml"].value() == proposed_rules()
    assert "ข้อเสนอ รอโครงการยืนยัน" in page(answer)


def test_looking_shows_whom_it_touches_and_changes_nothing_then_it_is_put_in_force(small, at):
    manager = at(small.manager)
    text = rules(QUIET)
    looked = manager.post(edit_url(small), {"toml": text, "look": "1"})
    assert "กระทบ 2 จาก 2 กลุ่ม" in page(looked)
    assert "เตือน: เงียบ 30 วัน" in page(looked)
    assert not RuleSetVersion.objects.exists()
    done = manager.post(
        edit_url(small), {"toml": text, "seen": looked.context["plan"].digest, "publish": "1"}, follow=True
    )
    assert "เปิดใช้กฎฉบับที่ 1 แล้ว" in page(done)
    assert "ตั้งแต่มีอะไรบันทึกครั้งล่าสุด ตั้งแต่ 30 วัน" in page(done)
    assert done.context["page"].lines[0].groups == 2
    assert RuleFiring.objects.count() == 2


def test_the_line_ends_of_a_browser_make_no_other_text(small, at):
    manager, text = at(small.manager), rules(QUIET)
    sent = text.replace("\n", "\r\n")
    looked = manager.post(edit_url(small), {"toml": sent, "look": "1"})
    manager.post(edit_url(small), {"toml": sent, "seen": looked.context["plan"].digest, "publish": "1"})
    assert RuleSetVersion.objects.get().toml == text


def test_what_is_wrong_is_listed_and_what_was_typed_stays(small, at):
    text = rules(rule("quiet", "days_since_recrd > 3", effect("warn")), rule("b", "rule b", effect("wran")))
    for button in ("look", "publish"):
        answer = at(small.manager).post(edit_url(small), {"toml": text, button: "1"})
        said = page(answer)
        assert "กฎ “quiet” (บรรทัด 6): ตัวที่ 1: ไม่มีข้อเท็จจริงชื่อ “days_since_recrd”" in said
        assert "หมายถึง “days_since_record” หรือไม่" in said
        assert "กฎอ้างถึงกันเป็นวงกลม: b → b" in said
        assert answer.context["form"]["toml"].value() == text
    assert not RuleSetVersion.objects.exists()


def test_an_empty_box_is_refused(small, at):
    assert "เขียนกฎอย่างน้อยหนึ่งข้อ" in page(at(small.manager).post(edit_url(small), {"toml": "", "look": "1"}))


def test_a_change_since_the_look_shows_the_new_list_and_keeps_the_text(small, at):
    manager, text = at(small.manager), rules(QUIET)
    looked = manager.post(edit_url(small), {"toml": text, "look": "1"})
    Enrolment.objects.filter(pk=small.other_enrolment.pk).update(enrolled_on=timezone.localdate())
    answer = manager.post(
        edit_url(small), {"toml": text, "seen": looked.context["plan"].digest, "publish": "1"}
    )
    assert "ดูรายชื่อข้างล่างอีกครั้ง" in page(answer)
    assert "กระทบ 1 จาก 2 กลุ่ม" in page(answer)
    assert not RuleSetVersion.objects.exists()


def test_an_earlier_version_can_be_begun_from(small, at):
    publish(small, QUIET)
    publish(small, QUIET.replace("30", "40"))
    answer = at(small.manager).get(edit_url(small) + "?version=1")
    assert answer.context["form"]["toml"].value() == rules(QUIET)
    assert at(small.manager).get(edit_url(small) + "?version=x").status_code == 404
    assert at(small.manager).get(edit_url(small) + "?version=9").status_code == 404
    assert at(small.manager).get(edit_url(small) + "?from=proposed").context["form"]["toml"].value() == (
        proposed_rules()
    )


def test_an_officer_reads_but_does_not_write(small, at):
    publish(small, QUIET)
    officer = at(small.officer)
    said = page(officer.get(reverse("pathway:programme-rules", args=[small.programme.pk])))
    assert "แก้กฎ" not in said
    assert officer.get(edit_url(small)).status_code == 403
    assert officer.post(edit_url(small), {"toml": "x"}).status_code == 403


def test_a_group_sees_which_rules_fire_and_why(small, at):
    publish(small, QUIET)
    said = page(at(small.member).get(reverse("pathway:rules-fired", args=[small.enrolment.pk])))
    assert "เงียบ 30 วัน" in said
    assert "30 วัน</b>" in said
    assert f"/enrolments/{small.enrolment.pk}/roadmap/" in said
    assert "มอบหมายงาน: “เงียบ 30 วัน”" in said
    assert reverse("pathway:programme-rules", args=[small.programme.pk]) not in said


def test_the_roadmap_and_the_file_tell_of_warnings_blocks_and_standing_still(small, at):
    publish(small, QUIET, rule("no-mentor", "not mentor_assigned", effect("block", gate=1), th="ยังไม่มีพี่เลี้ยง"))
    for url in (
        reverse("pathway:roadmap", args=[small.enrolment.pk]),
        small.enterprise.get_absolute_url(),
    ):
        said = page(at(small.officer).get(url))
        assert "ยังผ่านขั้นที่ 1 ไม่ได้" in said
        assert "ยังไม่มีพี่เลี้ยง" in said
        assert "เงียบ 30 วัน" in said
        assert "ไม่มีอะไรบันทึกมา 30 วัน" in said
        assert f"/enrolments/{small.enrolment.pk}/visits/new/" in said
        seen_by_member = page(at(small.member).get(url))
        assert "ไม่มีอะไรบันทึกมา 30 วัน" in seen_by_member
        assert "ก้าวต่อไปที่ทำได้: ลงพื้นที่หรือโทรหากลุ่ม" in seen_by_member


def test_the_page_of_the_gate_says_why_it_is_blocked(small, at):
    publish(small, rule("no-mentor", "not mentor_assigned", effect("block", gate=1), th="ยังไม่มีพี่เลี้ยง"))
    answer = at(small.officer).post(
        reverse("pathway:gate-propose", args=[small.enrolment.pk]),
        {"outcome": "passed_with_conditions", "reason": "เหตุผลที่พิมพ์ไว้"},
    )
    assert "กฎของโครงการยังไม่ให้ผ่านขั้นที่ 1: ยังไม่มีพี่เลี้ยง" in page(answer)
    assert "เหตุผลที่พิมพ์ไว้" in page(answer)


def test_the_stall_page_gives_officers_the_step_and_observers_only_the_words(small, at):
    url = reverse("pathway:cohort-stalls", args=[small.cohort.pk])
    visit = reverse("programmes:visit-new", args=[small.enrolment.pk])
    assert visit in page(at(small.officer).get(url))
    said = page(at(small.observer).get(url))
    assert visit not in said
    assert "ไม่มีอะไรบันทึกมา 30 วัน" in said


def test_a_programme_where_all_move_says_so(small, at):
    Enrolment.objects.update(enrolled_on=timezone.localdate())
    said = page(at(small.officer).get(reverse("pathway:programme-stalls", args=[small.programme.pk])))
    assert "ไม่มีกลุ่มใดหยุดนิ่ง" in said


def test_the_programme_and_the_cohort_lead_to_it(small, at):
    officer = at(small.officer)
    assert reverse("pathway:programme-rules", args=[small.programme.pk]) in page(
        officer.get(small.programme.get_absolute_url())
    )
    assert reverse("pathway:cohort-stalls", args=[small.cohort.pk]) in page(
        officer.get(small.cohort.get_absolute_url())
    )


@pytest.mark.parametrize("name", ["programme-rules", "programme-stalls"])
def test_the_lists_ask_the_same_however_many_groups(small, at, name):
    publish(small, QUIET)
    client, url = at(small.officer), reverse(f"pathway:{name}", args=[small.programme.pk])
    few = _count(client, url)
    more_groups(small, 10)
    publish(small, QUIET.replace("30", "29"))
    assert _count(client, url) == few


def _count(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as context:
        client.get(url)
    return len(context)


def test_another_programmes_officer_finds_nothing(small, at):
    publish(small, QUIET)
    version = RuleSetVersion.objects.get()
    for who in ("stranger", "other_mentor", "lapsed_student"):
        client = at(getattr(small, who))
        for url in (
            version.get_absolute_url(),
            reverse("pathway:programme-rules", args=[small.programme.pk]),
            reverse("pathway:rules-fired", args=[small.enrolment.pk]),
            reverse("pathway:cohort-stalls", args=[small.cohort.pk]),
        ):
            assert client.get(url).status_code == 404


def test_a_version_is_read_in_words_and_as_it_was_written(small, at):
    version = publish(
        small, QUIET, rule("later", "stage = 1", effect("notify", role="mentor"), more="from = 2027-01-05\n")
    )
    said = page(at(small.observer).get(version.get_absolute_url()))
    assert "ตั้งแต่ 5 ม.ค. 2570" in said
    assert "แจ้งพี่เลี้ยง" in said
    assert "days_since_record &gt;= 30" in said
    assert timezone.localdate() >= version.published_at.date() - timedelta(1)
