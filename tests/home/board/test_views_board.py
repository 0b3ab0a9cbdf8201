from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from django.utils import timezone

from ruamphon.core.sheets import read_file
from ruamphon.core.thai_dates import short
from ruamphon.home.board.views import MOST_COHORTS
from ruamphon.pathway.enums import Outcome
from ruamphon.pathway.queries import blocks_on
from ruamphon.people.models import Grant
from ruamphon.programmes.enums import EnrolmentState, TeamState
from ruamphon.programmes.models import Cohort, Enrolment, Team
from ruamphon.registry.models import Subdistrict
from tests import cast as people
from tests.home import filling
from tests.home.board.making import another_cohort, groups, passes
from tests.pathway.rules_making import effect, publish, rule

A, B = "วิสาหกิจชุมชนครัวตัวอย่าง", "วิสาหกิจชุมชนสวนตัวอย่าง"


@pytest.fixture
def see(cast, client):
    """The board, or what is downloaded from it, as somebody of the cast sees it."""

    def see(who="officer", what="", language="th", **typed):
        client.force_login(getattr(cast, who))
        url = f"/cohorts/{cast.cohort.pk}/board/{what}"
        return client.get(url, typed, headers={"accept-language": language})

    return see


def every_pile(response):
    return [*response.context["stages"], *response.context["ended"]]


def counts(response):
    return {shown.pile.column.key: len(shown.pile.cards) for shown in every_pile(response)}


def names(response):
    return [each.name.th for shown in every_pile(response) for each in shown.pile.cards]


def card_of(response, name=A):
    return next(each for shown in every_pile(response) for each in shown.pile.cards if each.name.th == name)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        *((who, [A, B]) for who in ("manager", "officer", "observer")),
        *((who, [A]) for who in ("facilitator", "member", "student", "adviser", "mentor", "expert")),
        *((who, [B]) for who in ("other_member", "other_mentor", "other_student")),
    ],
)
def test_each_sees_the_cards_of_their_own_groups_and_counts_them_alone(see, who, expected):
    response = see(who)
    assert sorted(names(response)) == expected
    assert counts(response)["1"] == len(expected)
    for other in {A, B} - set(expected):
        assert other.removeprefix("วิสาหกิจชุมชน") not in response.content.decode()


@pytest.mark.parametrize("what", ["", "xlsx/", "pdf/"])
@pytest.mark.parametrize("who", ["stranger", "lapsed_student"])
def test_who_has_no_group_in_it_is_not_told_of_the_cohort(see, who, what):
    assert see(who, what).status_code == 404


@pytest.mark.parametrize("what", ["", "xlsx/", "pdf/"])
def test_a_member_of_a_group_in_another_cohort_is_not_told_of_it(cast, see, what):
    other = another_cohort(cast)
    Enrolment.objects.filter(pk=cast.other_enrolment.pk).update(cohort=other)
    assert see("other_member", what).status_code == 404


def test_access_ends_that_second(cast, see):
    assert see("mentor").status_code == 200
    Grant.objects.filter(person=cast.mentor.person).update(valid_until=timezone.now())
    assert see("mentor").status_code == 404


def test_exact_counts_over_the_stages(cast, see):
    one, two, three, four, five, six = groups(cast, 6)
    passes(cast, one, 20)
    passes(cast, two, 20, 10)
    passes(cast, three, 25, 20, 10, 5)
    filling.gate(cast, decided=True, outcome=Outcome.NOT_YET, enrolment=four)
    Enrolment.objects.filter(pk=five.pk).update(state=EnrolmentState.GRADUATED)
    Enrolment.objects.filter(pk=six.pk).update(state=EnrolmentState.LEFT, left_reason="ย้าย")
    assert counts(see()) == {"1": 3, "2": 1, "3": 1, "4": 0, "ready": 1, "graduated": 1, "left": 1}


def test_without_a_playbook_the_groups_stand_in_a_column_of_their_own(cast, see):
    cast.cohort.playbook = None
    cast.cohort.save()
    assert counts(see()) == {"unplaced": 2, "graduated": 0, "left": 0}


def test_an_empty_cohort_says_so(cast, see):
    Enrolment.objects.all().delete()
    page = see().content.decode()
    assert "ยังไม่มีกลุ่มบนกระดานนี้" in page
    assert "/board/pdf/" not in page


def test_a_card_tells_what_holds_the_group_up(cast, see):
    filling.gate(cast, ago=3)
    filling.team(cast)
    card = card_of(see())
    assert [(hold.kind, hold.label.th, hold.reason.th) for hold in card.holds] == [
        ("gate", "รอตัดสินผ่านขั้นที่ 1", "เสนอไว้ 3 วันแล้ว")
    ]
    assert [blocker.label.th for blocker in card.missing] == [
        "มีทีมนักศึกษามาทำงานกับกลุ่ม",
        "ผลวิเคราะห์ศักยภาพเบื้องต้นของกลุ่ม",
        "สินค้าหรือบริการที่ช่วยกันปรับให้ดีขึ้น",
        "บัญชีต้นทุนที่กลุ่มรับแล้ว",
        "แผนการตลาดที่กลุ่มรับแล้ว",
        "กลุ่มมีสมาชิกอย่างน้อย 7 คน",
        "กลุ่มรับรองว่าพร้อมไปต่อ",
    ]
    assert (card.met, card.asked, card.days) == (0, 7, 30)
    assert [name.th for _, name in card.mentors] == ["บริษัทพี่เลี้ยงตัวอย่าง"]
    assert (card.kind, card.spot.label) == ("food", "ตัวอย่าง")


def test_a_stopped_group_stays_in_its_stage_and_says_so(cast, see):
    filling.gate(cast, decided=True, outcome=Outcome.STOPPED)
    card = card_of(see())
    assert (card.column, [hold.label.th for hold in card.holds], card.step) == ("1", ["หยุดไว้ที่ขั้นที่ 1"], None)


def test_days_count_from_the_gate_before_and_are_unknown_where_no_day_is(cast, see):
    filling.gate(cast, decided=True, ago=12)
    Cohort.objects.update(begins_on=None)
    Enrolment.objects.filter(pk=cast.other_enrolment.pk).update(enrolled_on=None)
    response = see()
    assert (card_of(response).days, card_of(response).since) == (12, filling.days_ago(12))
    assert card_of(response, B).days is None
    assert "ไม่ทราบวันเริ่มขั้น" in response.content.decode()


def test_the_next_step_is_the_viewers_own_turn_with_its_page(cast, see):
    piece = filling.evidence(cast)
    mine = card_of(see("adviser")).step
    assert (mine.is_mine, mine.url) == (True, f"/evidence/{piece.pk}/review/")
    theirs = card_of(see("observer")).step
    assert (theirs.is_mine, theirs.url) == (False, f"/enrolments/{cast.enrolment.pk}/roadmap/")


def test_a_proposal_leads_to_its_gate_and_is_the_other_officers_turn(cast, see):
    gate = filling.gate(cast)
    assert not card_of(see("officer")).step.is_mine
    other = card_of(see("officer2")).step
    assert (other.is_mine, other.url) == (True, f"/gates/{gate.pk}/")


def test_a_rule_that_blocks_the_present_stage_is_told_with_its_reason(cast, see):
    blocks = [
        rule(f"no-mentor-{gate}", "not mentor_assigned", effect("block", gate=gate), th=f"ไม่มีพี่เลี้ยง {gate}")
        for gate in (1, 2)
    ]
    publish(cast, *blocks, rule("hint", "stage = 1", effect("warn")))
    filling.team(cast)
    response = see()
    assert card_of(response).holds == ()
    held = card_of(response, B).holds
    assert [(hold.kind, hold.label.th, hold.reason.th) for hold in held] == [
        ("rule", "กฎของโครงการกั้นไว้", "ไม่มีพี่เลี้ยง 1")
    ]
    assert held[0].reason in blocks_on(cast.other_enrolment, 1, on=timezone.localdate())
    cells = read_file(see(what="xlsx/", kind="crop").content, name="board.xlsx")
    assert dict(zip(*cells, strict=True))["รอหรือหยุด"] == "กฎของโครงการกั้นไว้: ไม่มีพี่เลี้ยง 1"
    _, pages = pages_of(see(what="pdf/", kind="crop").content)
    assert "ไม่มีพี่เลี้ยง 1" in pages[0]


def test_an_ended_mentor_team_is_not_on_the_card(cast, see):
    filling.team(cast, state=TeamState.ENDED)
    filling.team(cast, state=TeamState.PROPOSED)
    assert card_of(see()).mentors == ()


def test_a_stalled_group_comes_first_with_its_reason(cast, see):
    filling.activity(cast, ago=2)
    Enrolment.objects.filter(pk=cast.other_enrolment.pk).update(enrolled_on=filling.days_ago(50))
    response = see()
    assert names(response) == [B, A]
    assert [alarm.days for alarm in card_of(response, B).alarms] == [50]
    assert response.context["stalled"] == 1
    page = response.content.decode()
    assert "ติดขัด 1 กลุ่ม" in page
    assert "ติดขัด 50 วัน" in page


def test_the_filter_is_in_the_address_and_counts_what_it_lets_through(cast, see):
    filling.activity(cast, ago=2)
    filling.team(cast)
    Enrolment.objects.filter(pk=cast.other_enrolment.pk).update(enrolled_on=filling.days_ago(50))
    place = Subdistrict.objects.create(
        code="210101", tambon_th="ตะพง", amphoe_th="เมืองระยอง", changwat_th="ระยอง"
    )
    cast.enterprise.subdistrict = place
    cast.enterprise.save()
    company = str(cast.mentor_company.pk)
    assert names(see(stalled="on")) == [B]
    assert names(see(kind="crop")) == [B]
    assert names(see(mentor=company)) == [A]
    assert names(see(mentor="unknown")) == [B]
    assert names(see(place="ตะพง, เมืองระยอง, ระยอง")) == [A]
    assert names(see(place="เมืองระยอง, ระยอง", view="table")) == [A]
    assert names(see(place="ตัวอย่าง", kind="crop")) == [B]
    assert "พบ 1 จาก 2 กลุ่ม" in see(kind="crop", view="timeline").content.decode()


def test_each_part_of_the_filter_is_said_and_can_be_taken_off(cast, see):
    filling.team(cast)
    company = str(cast.mentor_company.pk)
    told = see(view="table", kind="food", mentor=company, page="2").context["told"]
    assert told == [
        ("บริษัทพี่เลี้ยงตัวอย่าง", "?view=table&kind=food"),
        ("อาหารและเครื่องดื่ม", f"?view=table&mentor={company}"),
    ]
    assert see(kind="nothing").context["told"] == []


def test_what_an_old_link_asks_and_nobody_knows_is_left_out(see):
    response = see(place="ดาวอังคาร", mentor="999999", kind="x", view="y", sort="z", page="-3")
    assert sorted(names(response)) == [A, B]
    assert response.context["wish"].view == "columns"


def test_a_filter_that_lets_nothing_through_says_so(cast, see):
    for enrolment in (cast.enrolment, cast.other_enrolment):
        filling.activity(cast, enrolment=enrolment)
    page = see(stalled="on").content.decode()
    assert "ไม่มีกลุ่มที่ตรงกับที่กรอง" in page
    assert "พบ 0 จาก 2 กลุ่ม" in page


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["วิสาหกิจชุมชนครัวตัวอย่าง", "วิสาหกิจชุมชนลำดับ 000", "วิสาหกิจชุมชนสวนตัวอย่าง"]),
        ("days", ["วิสาหกิจชุมชนลำดับ 000", "วิสาหกิจชุมชนสวนตัวอย่าง", "วิสาหกิจชุมชนครัวตัวอย่าง"]),
        ("stage", ["วิสาหกิจชุมชนลำดับ 000", "วิสาหกิจชุมชนสวนตัวอย่าง", "วิสาหกิจชุมชนครัวตัวอย่าง"]),
    ],
)
def test_the_table_is_sorted(cast, see, sort, expected):
    groups(cast, 1, since=45)
    filling.gate(cast, decided=True, ago=5)
    response = see(view="table", sort=sort)
    assert [row.card.name.th for row in response.context["page"]] == expected


def test_a_long_column_shows_the_most_urgent_and_says_how_many_more(cast, see):
    groups(cast, 43)
    page = see()
    assert counts(page)["1"] == 45
    assert len(page.context["stages"][0].shown) == 40
    assert "อีก 5 กลุ่ม ดูในตาราง" in page.content.decode()


def test_the_table_and_the_timeline_come_in_pages(cast, see):
    groups(cast, 50)
    for view in ("table", "timeline"):
        first, second = see(view=view), see(view=view, page="2")
        assert (len(first.context["page"]), len(second.context["page"])) == (50, 2)
        assert "หน้า 2 จาก 2" in second.content.decode()


def test_the_timeline_and_its_table_say_the_same(cast, see):
    passes(cast, cast.enrolment, 20, 5)
    response = see(view="timeline")
    rows = [
        (row.card.name.th, row.stage.th, row.began.th, row.passed.th, row.days)
        for row in response.context["year_rows"]
    ]
    first, second, third = (
        short(filling.days_ago(30)),
        short(filling.days_ago(20)),
        short(filling.days_ago(5)),
    )
    assert rows == [
        (B, "1 · ขั้นพื้นฐาน", first, "กำลังทำ", "30"),
        (A, "1 · ขั้นพื้นฐาน", first, second, "10"),
        (A, "2 · ขั้นก้าวหน้า", second, third, "15"),
        (A, "3 · ขั้นสร้างเครือข่าย", third, "กำลังทำ", "5"),
    ]
    lanes = response.context["timeline"].lanes
    assert [[stretch.kind for stretch in lane.stretches if stretch.kind != "ahead"] for lane in lanes] == [
        ["current"],
        ["done", "done", "current"],
    ]


def test_the_months_are_told_in_buddhist_years(cast, see):
    cast.cohort.begins_on = timezone.localdate().replace(year=2026, month=6, day=1)
    cast.cohort.save()
    months = see(view="timeline").context["timeline"].months
    assert (months[0].name.th, months[0].year.th, months[7].name.th, months[7].year.th) == (
        "มิ.ย.",
        "2569",
        "ม.ค.",
        "2570",
    )


def queries_of(see, django_assert_max_num_queries, **typed):
    see(**typed)  # signing in has queries of its own
    with django_assert_max_num_queries(200) as caught:
        assert see(**typed).status_code == 200
    return len(caught)


@pytest.mark.parametrize("view", ["columns", "table", "timeline"])
@pytest.mark.parametrize("who", ["officer", "mentor"])
def test_the_number_of_queries_does_not_grow(cast, see, django_assert_max_num_queries, view, who):
    def a_full_group(enrolment):
        filling.activity(cast, enrolment=enrolment)
        filling.evidence(cast, enrolment=enrolment)
        filling.gate(cast, enrolment=enrolment)
        filling.team(cast, enrolment=enrolment)
        people.link(cast.mentor_company.scope, enrolment.enterprise.scope)

    people.grant(cast.mentor, "mentor", cast.mentor_company.scope)
    for enrolment in groups(cast, 3):
        a_full_group(enrolment)
    publish(cast, rule("no-mentor", "not mentor_assigned", effect("block", gate=1)))
    few = queries_of(see, django_assert_max_num_queries, who=who, view=view)
    other = another_cohort(cast)
    for enrolment in groups(cast, 12, cohort=other):
        a_full_group(enrolment)
    Enrolment.objects.filter(cohort=other).update(cohort=cast.cohort)
    many = queries_of(see, django_assert_max_num_queries, who=who, view=view)
    assert few == many <= 44


def test_the_workbook_holds_the_rows_of_the_table(cast, see):
    filling.team(cast)
    response = see(what="xlsx/", sort="name", kind="food")
    assert "board" not in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    rows = read_file(response.content, name="board.xlsx")
    assert len(rows) == 2
    told = dict(zip(*rows, strict=True))
    assert (told["รหัส"], told["กลุ่ม"], told["ขั้น"], told["จำนวนวัน"]) == (
        "CE-90001",
        A,
        "1 ขั้นพื้นฐาน",
        "30",
    )
    assert told["องค์กรพี่เลี้ยง"] == "บริษัทพี่เลี้ยงตัวอย่าง"
    assert told["ยังขาด"].split("\n")[0] == "มีทีมนักศึกษามาทำงานกับกลุ่ม"
    assert told["ติดขัด"] == ""


def test_a_cell_of_the_workbook_is_never_a_command(cast, see):
    cast.enterprise.name_th = "=HYPERLINK(1)"
    cast.enterprise.save()
    content = see(what="xlsx/", kind="food").content
    assert read_file(content, name="board.xlsx")[1][1] == "'=HYPERLINK(1)"
    with ZipFile(BytesIO(content)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def pages_of(content):
    document = pypdfium2.PdfDocument(content)
    try:
        sizes = [page.get_size() for page in document]
        return sizes, [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def test_the_paper_lies_across_and_says_who_what_and_when(cast, see):
    filling.gate(cast, decided=True, ago=12)
    filling.gate(cast, number=2, ago=3)
    response = see(what="pdf/")
    assert response["Content-Type"] == "application/pdf"
    sizes, pages = pages_of(response.content)
    assert all(width > height for width, height in sizes)
    words = "\n".join(pages)
    assert "กระดานรุ่น 1/2569" in pages[0]
    assert "ขั้นที่ 1 · ขั้นพื้นฐาน (1)" in words
    assert "ขั้นที่ 2 · ขั้นก้าวหน้า (1)" in words
    assert "รอตัดสินผ่านขั้นที่ 2" in words
    assert "ทั้งหมด 2 กลุ่ม" in words
    for number, page in enumerate(pages, start=1):
        assert f"หน้า {number} / {len(pages)}" in page
        assert "ผู้จัดทำ ออมสิน เจ้าหน้าที่" in page
        assert short(timezone.localdate()) in page


def test_the_paper_holds_only_what_its_reader_may_see(see):
    _, pages = pages_of(see("mentor", "pdf/").content)
    assert "ครัวตัวอย่าง" in "".join(pages)
    assert "สวนตัวอย่าง" not in "".join(pages)


def test_the_paper_says_when_it_was_filtered_and_speaks_the_readers_language(see):
    _, pages = pages_of(see(what="pdf/", language="en", kind="food").content)
    words = "\n".join(pages)
    assert "Filtered: 1 of 2 groups" in words
    assert "Board of Cohort 1/2569" in words
    assert "Sample Garden" not in words


def test_the_way_in_leads_to_the_newest_running_cohort(cast, client):
    closed = another_cohort(cast, number=3, label="3/2571", begins_on=timezone.localdate())
    Cohort.objects.filter(pk=closed.pk).update(state="closed")
    client.force_login(cast.officer)
    assert client.get("/boards/").url == f"/cohorts/{cast.cohort.pk}/board/"


def test_without_any_cohort_the_way_in_says_so(cast, client):
    Team.objects.all().delete()
    Enrolment.objects.all().delete()
    client.force_login(cast.mentor)
    assert "ยังไม่มีรุ่นให้ดู" in client.get("/boards/").content.decode()


@pytest.mark.parametrize("who", ["stranger", "lapsed_student"])
def test_the_way_in_is_closed_without_any_role(cast, client, who):
    client.force_login(getattr(cast, who))
    assert client.get("/boards/").status_code == 403


def test_boards_of_other_cohorts_are_a_click_away(cast, see):
    for number in range(2, 2 + MOST_COHORTS + 3):
        another_cohort(cast, number=number, label=f"{number}/2570")
    others = see().context["others"]
    assert [cohort.number for cohort in others] == list(range(MOST_COHORTS + 4, 4, -1))
    assert list(see("mentor").context["others"]) == []


def test_ways_lead_here_from_the_cohort_the_programme_and_the_menu(cast, client):
    client.force_login(cast.officer)
    cohort = client.get(f"/cohorts/{cast.cohort.pk}/").content.decode()
    programme = client.get(f"/programmes/{cast.programme.pk}/").content.decode()
    assert f'href="/cohorts/{cast.cohort.pk}/board/"' in cohort
    assert f'href="/programmes/{cast.programme.pk}/compare/"' in programme
    assert 'class="tab is-wide" href="/boards/"' in programme
    assert 'href="/boards/"' in client.get("/enterprises/").content.decode()
    client.force_login(cast.member)
    assert "/boards/" not in client.get("/enterprises/").content.decode()


def test_a_planned_day_in_the_future_is_not_counted_in_days(cast, see):
    Enrolment.objects.filter(pk=cast.enrolment.pk).update(enrolled_on=timezone.localdate() + timedelta(9))
    assert card_of(see()).days is None
