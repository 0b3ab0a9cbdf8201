from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import DateProblem, check_range, parse

TODAY = date(2026, 11, 21)
MOU = date(2022, 6, 14)
FIRST, LAST = date(1857, 1, 1), date(2157, 12, 31)  # BE 2400 to BE 2700


def refusal(typed: str) -> DateProblem:
    with pytest.raises(DateProblem) as caught:
        parse(typed, today=TODAY)
    return caught.value


@pytest.mark.parametrize(
    "typed",
    [
        "14 มิ.ย. 2565",
        "14 มิถุนายน พ.ศ. 2565",
        "14/6/2565",
        "14-06-2565",
        "14.6.2565",
        "๑๔ มิถุนายน ๒๕๖๕",
        "๑๔/๐๖/๒๕๖๕",
        "2022-06-14",
        "2565-06-14",
        "14/6/2022",
        "14 June 2022",
        "14 Jun 2022",
        "14 JUNE 2022 CE",
        "June 14, 2022",
        "Tue, 14 Jun 2022",
        "   14   มิถุนายน    2565  ",
        "14\u00a0มิ.ย.\u00a02565",
        "\u200b14 มิ.ย. 2565\ufeff",
        "14 มิย 2565",
        "14 มิย. 2565",
        "14 มิ. ย. 2565",
        "14มิ.ย.2565",
        "14 มิถุนา 2565",
        "วันที่ 14 มิถุนายน 2565",
        "วันอังคารที่ 14 มิถุนายน 2565",
        "วันอังคารที่ ๑๔ เดือนมิถุนายน พุทธศักราช ๒๕๖๕",
        "อังคาร 14 มิ.ย. 2565",
        "อ. 14 มิ.ย. 2565",
        "14 มิถุนายน ปี พ.ศ. 2565",
        "14 มิถุนายน ค.ศ. 2022",
        "14 เดือน 6 ปี 2565",
    ],
)
def test_reads_the_same_day_however_it_is_written(typed):
    assert parse(typed, today=TODAY) == MOU


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1 ม.ค. 2400", date(1857, 1, 1)),
        ("1/1/1857", date(1857, 1, 1)),
        ("31/12/2399", date(2399, 12, 31)),  # below 2400 a year is CE
        ("31/12/2400", date(1857, 12, 31)),
        ("29 ก.พ. 2567", date(2024, 2, 29)),
        ("พฤ. 29 ก.พ. 2567", date(2024, 2, 29)),
        ("5 กรกฏาคม 2562", date(2019, 7, 5)),  # a common misspelling of กรกฎาคม
        ("ส. 1 ส.ค. 2563", date(2020, 8, 1)),
        ("1 พ.ค. พ.ศ. 2563", date(2020, 5, 1)),
    ],
)
def test_reads_edges_of_eras_and_look_alike_abbreviations(typed, day):
    assert parse(typed, today=TODAY) == day


@pytest.mark.parametrize(
    ("typed", "be", "ce", "proposal"),
    [
        ("14 มิ.ย. 65", 2565, 1965, MOU),
        ("14/6/24", 2524, 2024, date(2024, 6, 14)),
        ("14/6/ค.ศ. 65", 2565, 1965, date(1965, 6, 14)),
        ("31/6/65", 2565, 1965, None),
    ],
)
def test_a_two_digit_year_is_refused_with_both_readings(typed, be, ce, proposal):
    problem = refusal(typed)
    year = f"{be % 100}"
    assert problem.reason == Text(
        f"ปี {year} อาจหมายถึง พ.ศ. {be} หรือ ค.ศ. {ce} กรุณาพิมพ์ปีให้ครบสี่หลัก",
        f"Year {year} could mean BE {be} ({be - 543} CE) or {ce} CE. Type all four digits.",
    )
    assert problem.proposal == proposal


@pytest.mark.parametrize(
    ("typed", "reason", "proposal"),
    [
        ("31 มิ.ย. 2565", "ไม่มีวันที่ 31 เดือนมิถุนายน 2565 วันสุดท้ายคือ 30 มิ.ย. 2565 กรุณาแก้วันที่", date(2022, 6, 30)),
        ("29 ก.พ. 2565", "ไม่มีวันที่ 29 เดือนกุมภาพันธ์ 2565 วันสุดท้ายคือ 28 ก.พ. 2565 กรุณาแก้วันที่", date(2022, 2, 28)),
        ("30/2/2024", "ไม่มีวันที่ 30 เดือนกุมภาพันธ์ 2567 วันสุดท้ายคือ 29 ก.พ. 2567 กรุณาแก้วันที่", date(2024, 2, 29)),
        ("0/1/2565", "ไม่มีวันที่ 0 เดือนมกราคม 2565 วันสุดท้ายคือ 31 ม.ค. 2565 กรุณาแก้วันที่", None),
        ("14/13/2565", "ไม่มีเดือนที่ 13 กรุณาใส่เดือน 1 ถึง 12", None),
        ("6/14/2022", "ไม่มีเดือนที่ 14 กรุณาพิมพ์วันก่อนเดือน — หมายถึง 14 มิ.ย. 2565 หรือไม่", MOU),
        ("14/6/256", "ปี 256 ไม่ครบหรือเกินสี่หลัก กรุณาพิมพ์ปีสี่หลัก เช่น 2569", None),
        ("14/6/25655", "ปี 25655 ไม่ครบหรือเกินสี่หลัก กรุณาพิมพ์ปีสี่หลัก เช่น 2569", None),
        ("1/1/1000", "ปี 1000 อยู่นอกช่วงที่ใช้ได้ กรุณาใส่ปี พ.ศ. ตั้งแต่ 2400 หรือปี ค.ศ. ตั้งแต่ 1857", None),
        ("14 มิ.ย. ค.ศ. 2565", "ดูเหมือนปีคลาดไป 543 ปี — หมายถึง 14 มิ.ย. 2565 หรือไม่", MOU),
        ("14 มิ.ย. พ.ศ. 2022", "ดูเหมือนปีคลาดไป 543 ปี — หมายถึง 14 มิ.ย. 2565 หรือไม่", MOU),
        ("14/6/1479", "ดูเหมือนปีคลาดไป 543 ปี — หมายถึง 14 มิ.ย. 2565 หรือไม่", MOU),
        ("พรุ่งนี้", "อ่านวันที่ “พรุ่งนี้” ไม่ออก ลองพิมพ์วัน เดือน ปี เช่น 21 พ.ย. 2569", None),
        ("14 มิ.ย.", "อ่านวันที่ “14 มิ.ย.” ไม่ออก ลองพิมพ์วัน เดือน ปี เช่น 21 พ.ย. 2569", None),
        ("-14/6/2565", "อ่านวันที่ “-14/6/2565” ไม่ออก ลองพิมพ์วัน เดือน ปี เช่น 21 พ.ย. 2569", None),
        ("{x} %s <b>", "อ่านวันที่ “{x} %s <b>” ไม่ออก ลองพิมพ์วัน เดือน ปี เช่น 21 พ.ย. 2569", None),
        ("  ", "ยังไม่ได้ใส่วันที่ พิมพ์วัน เดือน ปี เช่น 21 พ.ย. 2569", None),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(typed, reason, proposal):
    problem = refusal(typed)
    assert (problem.reason.th, problem.proposal) == (reason, proposal)


def test_a_refusal_speaks_english_too():
    assert (
        refusal("31/6/2565").reason.en
        == "June 2022 has no day 31. Its last day is 30 Jun 2022. Correct the day."
    )
    assert refusal("14/6/1479").reason.en == "The year looks 543 years off. Did you mean 14 Jun 2022?"


def test_an_over_long_text_is_refused_and_echoed_in_part():
    assert refusal("1" * 5000).reason.th == f"อ่านวันที่ “{'1' * 30}…” ไม่ออก ลองพิมพ์วัน เดือน ปี เช่น 21 พ.ย. 2569"


@given(st.text(max_size=80) | st.text("0123456789๐๑/.- มิ.ย.พศค", max_size=30))
def test_any_text_is_a_day_or_a_problem(typed):
    try:
        day = parse(typed, today=TODAY)
    except DateProblem:
        return
    assert day >= FIRST


FORMATS = (
    thai_dates.short,
    thai_dates.long,
    thai_dates.numeric,
    thai_dates.english,
    thai_dates.english_long,
    date.isoformat,
)


def test_every_day_of_three_centuries_round_trips_through_every_format():
    lost = [
        write(day)
        for day in map(date.fromordinal, range(FIRST.toordinal(), LAST.toordinal() + 1))
        for write in FORMATS
        if parse(write(day), today=TODAY) != day
    ]
    assert lost == []


def test_formats():
    day = date(2022, 6, 4)
    assert thai_dates.short(day) == "4 มิ.ย. 2565"
    assert thai_dates.long(day) == "4 มิถุนายน 2565"
    assert thai_dates.numeric(day) == "04/06/2565"
    assert thai_dates.english(day) == "4 Jun 2022"
    assert thai_dates.english_long(day) == "4 June 2022"
    assert thai_dates.text(day) == Text("4 มิ.ย. 2565", "4 Jun 2022")
    assert thai_dates.long_text(day) == Text("4 มิถุนายน 2565", "4 June 2022")
    assert thai_dates.month(day) == Text("มิถุนายน 2565", "June 2022")
    assert (thai_dates.be_year(day), thai_dates.buddhist_year(2022)) == (2565, 2565)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, Text("วันนี้", "today")),
        (1, Text("พรุ่งนี้", "tomorrow")),
        (-1, Text("เมื่อวาน", "yesterday")),
        (3, Text("อีก 3 วัน", "in 3 days")),
        (-5, Text("เลยมา 5 วัน", "5 days ago")),
    ],
)
def test_relative(days, said):
    assert thai_dates.relative(TODAY + timedelta(days=days), TODAY) == said


EARLIEST, LATEST = date(1900, 1, 1), date(2031, 11, 21)


@pytest.mark.parametrize("value", [date(2565, 6, 14), date(1479, 6, 14)])
def test_a_year_543_off_is_caught_and_the_day_proposed(value):
    with pytest.raises(DateProblem) as caught:
        check_range(value, earliest=EARLIEST, latest=LATEST)
    assert caught.value.proposal == MOU
    assert caught.value.reason == Text(
        "ดูเหมือนปีคลาดไป 543 ปี — หมายถึง 14 มิ.ย. 2565 หรือไม่",
        "The year looks 543 years off. Did you mean 14 Jun 2022?",
    )


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "reason"),
    [
        (
            date(2040, 1, 1),
            EARLIEST,
            LATEST,
            "1 ม.ค. 2583 อยู่นอกช่วงที่ใส่ได้ กรุณาใส่วันที่ตั้งแต่ 1 ม.ค. 2443 ถึง 21 พ.ย. 2574",
        ),
        (date(2040, 1, 1), None, LATEST, "1 ม.ค. 2583 ช้าเกินไป กรุณาใส่วันที่ไม่เกิน 21 พ.ย. 2574"),
        (date(1899, 12, 31), EARLIEST, None, "31 ธ.ค. 2442 เร็วเกินไป กรุณาใส่วันที่ตั้งแต่ 1 ม.ค. 2443 เป็นต้นไป"),
    ],
)
def test_other_days_outside_are_told_the_range(value, earliest, latest, reason):
    with pytest.raises(DateProblem) as caught:
        check_range(value, earliest=earliest, latest=latest)
    assert (caught.value.reason.th, caught.value.proposal) == (reason, None)


def test_an_open_end_still_has_the_slip_on_its_other_side_undone():
    for value, ends in (
        (date(2565, 6, 14), {"earliest": None, "latest": LATEST}),
        (date(1479, 6, 14), {"earliest": EARLIEST, "latest": None}),
    ):
        with pytest.raises(DateProblem) as caught:
            check_range(value, **ends)
        assert caught.value.proposal == MOU


def slip(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


days_in_range = st.dates(EARLIEST, LATEST)


@given(days_in_range)
def test_a_clean_day_raises_no_alarm(day):
    check_range(day, earliest=EARLIEST, latest=LATEST)
    check_range(day, earliest=day, latest=day)
    check_range(day, earliest=None, latest=None)


@given(days_in_range.filter(lambda day: (day.month, day.day) != (2, 29)), st.sampled_from([543, -543]))
def test_every_planted_slip_is_caught_and_undone(day, years):
    # 29 February is left out: an odd number of years away there is no such day to plant.
    with pytest.raises(DateProblem) as caught:
        check_range(slip(day, years), earliest=EARLIEST, latest=LATEST)
    assert caught.value.proposal == day
