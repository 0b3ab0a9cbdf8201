from datetime import timedelta

import pytest
from django.utils import timezone

from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Cohort, Enrolment
from tests.home import filling
from tests.home.board.making import another_cohort, groups, passes


@pytest.fixture
def see(cast, client):
    def see(*cohorts, who="officer", language="th"):
        client.force_login(getattr(cast, who))
        url = f"/programmes/{cast.programme.pk}/compare/"
        return client.get(
            url, {"cohort": [each.pk for each in cohorts]}, headers={"accept-language": language}
        )

    return see


@pytest.fixture
def pair(cast):
    """Two cohorts of two groups: the first began 100 days ago, the second 70; gates at known days."""
    Cohort.objects.filter(pk=cast.cohort.pk).update(begins_on=filling.days_ago(100))
    Enrolment.objects.update(enrolled_on=filling.days_ago(100))
    passes(cast, cast.enrolment, 60, 20)  # 40 days, then 40
    passes(cast, cast.other_enrolment, 5)  # 95 days, in a month that is not over
    second = another_cohort(cast, begins_on=filling.days_ago(70))
    one, two = groups(cast, 2, cohort=second, since=70)
    passes(cast, one, 50)  # 20 days
    Enrolment.objects.filter(pk=two.pk).update(
        state=EnrolmentState.LEFT, left_reason="ย้าย", ended_on=filling.days_ago(5)
    )
    return Cohort.objects.get(pk=cast.cohort.pk), second


def counts(response, stage=1):
    chart = response.context["comparison"].charts[stage - 1]
    return [line.steps.counts for line in chart.lines]


def sentences(response, stage=1):
    return [sentence.th for sentence in response.context["comparison"].charts[stage - 1].sentences]


def test_the_same_clock_counts_from_each_cohorts_own_beginning(see, pair):
    response = see(*pair)
    assert counts(response, 1) == [(0, 1, 1), (1, 1)]
    assert counts(response, 2) == [(0, 0, 1), (0, 0)]


def test_what_differs_is_said_in_plain_sentences(see, pair):
    response = see(*pair)
    thin = "ซึ่งน้อยเกินกว่าจะแทนกลุ่มอื่น"
    assert sentences(response, 1) == [
        "เมื่อครบ 2 เดือน รุ่น 1/2569 ผ่านแล้ว 1 จาก 2 กลุ่ม · รุ่น 2/2570 ผ่านแล้ว 1 จาก 2 กลุ่ม",
        "จำนวนเท่ากัน",
        f"รุ่น 1/2569 ใช้เวลากลาง 67.5 วัน (จาก 2 กลุ่ม) {thin} · รุ่น 2/2570 ใช้เวลากลาง 20 วัน (จาก 1 กลุ่ม) {thin}",
    ]
    nobody = "รุ่น 2/2570 ยังไม่มีกลุ่มที่รู้ทั้งวันเริ่มและวันผ่าน"
    assert sentences(response, 2) == [
        "เมื่อครบ 2 เดือน ยังไม่มีกลุ่มใดผ่านขั้นนี้ ทุกรุ่นที่เทียบ",
        f"รุ่น 1/2569 ใช้เวลากลาง 40 วัน (จาก 1 กลุ่ม) {thin} · {nobody}",
    ]


def test_groups_that_left_are_shown_and_stay_counted(see, pair):
    response = see(*pair)
    assert [(side.intake.groups, side.intake.left) for side in response.context["comparison"].sides] == [
        (2, 0),
        (2, 1),
    ]
    assert "ในจำนวนนี้ออกไป 1 กลุ่ม ยังนับอยู่" in response.content.decode()


def test_a_month_not_over_yet_is_said_and_is_no_zero(see, pair):
    response = see(*pair)
    rows = response.context["comparison"].charts[0].rows
    assert [(month, [count for _, count in row]) for month, row in rows] == [
        (1, [0, 1]),
        (2, [1, 1]),
        (3, [1, None]),
    ]
    assert "ยังไม่ถึง" in response.content.decode()


def test_no_percentages_with_fewer_than_ten_groups_in_any(cast, see, pair):
    groups(cast, 10, cohort=None, since=90)
    page = see(*pair).content.decode()
    assert "ร้อยละ 8" not in page
    assert "(ร้อยละ" not in page
    assert "ไม่แสดงร้อยละ" in page


def test_percentages_when_each_has_ten(cast, see, pair):
    groups(cast, 10, since=90)
    groups(cast, 10, cohort=pair[1], since=60)
    assert "รุ่น 1/2569 ผ่านแล้ว 1 จาก 12 กลุ่ม (ร้อยละ 8)" in sentences(see(*pair))[0]


def test_missing_is_stated(cast, see, pair):
    Cohort.objects.filter(pk=pair[1].pk).update(begins_on=None)
    third = another_cohort(cast, number=3, label="3/2571", begins_on=timezone.localdate() - timedelta(40))
    response = see(*pair, third)
    assert [gap.th for gap in response.context["comparison"].gaps] == [
        "รุ่น 2/2570: ยังไม่ได้ระบุวันเริ่มรุ่น จึงเทียบบนเวลาเดียวกันไม่ได้",
        "รุ่น 3/2571: ยังไม่มีกลุ่มในระบบ จึงไม่มีตัวเลขให้เทียบ",
    ]
    assert [len(chart.lines) for chart in response.context["comparison"].charts] == [1, 1, 1, 1]


def test_a_gate_without_a_day_is_said(cast, see, pair):
    cast.enrolment.gates.filter(stage_number=1).update(decided_on=None)
    assert "รุ่น 1/2569 มี 1 กลุ่มที่ผ่านโดยไม่ได้บันทึกวัน จึงไม่อยู่ในภาพ" in sentences(see(*pair))


def test_nothing_chosen_is_the_newest_two_that_have_begun_and_four_are_the_newest_three(cast, see, pair):
    more = [
        another_cohort(cast, number=n, label=f"{n}/2571", begins_on=filling.days_ago(9 - n)) for n in (3, 4)
    ]
    another_cohort(cast, number=5, label="5/2572", begins_on=filling.days_ago(-30))
    another_cohort(cast, number=6, label="6/2573")
    assert [side.cohort.number for side in see().context["comparison"].sides] == [3, 4]
    everything = see(*pair, *more)
    assert [side.cohort.number for side in everything.context["comparison"].sides] == [2, 3, 4]
    assert "เทียบได้ครั้งละไม่เกิน 3 รุ่น" in everything.content.decode()


def test_one_cohort_alone_cannot_be_compared(see):
    assert "ต้องมีอย่างน้อยสองรุ่น" in see().content.decode()


@pytest.mark.parametrize("who", ["member", "mentor", "student", "stranger", "lapsed_student", "other_member"])
def test_who_does_not_read_the_programme_is_not_told_of_it(see, who):
    assert see(who=who).status_code == 404


def test_a_cohort_of_another_programme_is_not_among_the_choices(cast, see, pair):
    scope = pair[1].scope.__class__.objects.create(kind="programme", label_th="โครงการอื่น")
    other = cast.programme.__class__.objects.create(code="other", name_th="โครงการอื่น", scope=scope)
    Cohort.objects.filter(pk=pair[1].pk).update(programme=other)
    assert see(*pair).context["comparison"] is None


def test_the_number_of_queries_does_not_grow(cast, see, pair, django_assert_max_num_queries):
    def asked():
        see(*pair)  # signing in has queries of its own
        with django_assert_max_num_queries(60) as caught:
            assert see(*pair).status_code == 200
        return len(caught)

    few = asked()
    for enrolment in groups(cast, 12, cohort=pair[1]):
        passes(cast, enrolment, 20, 10)
    assert few == asked()


def test_the_lines_are_steps_from_the_lower_left(see, pair):
    first, second = see(*pair).context["comparison"].charts[0].lines
    assert [(piece.x1, piece.y1, piece.x2, piece.y2) for piece in first.pieces] == [
        (0.0, 100.0, 33.33, 100.0),
        (33.33, 100.0, 66.67, 100.0),
        (66.67, 100.0, 66.67, 50.0),
        (66.67, 50.0, 100.0, 50.0),
    ]
    assert second.pieces[-1].x2 == 66.67
