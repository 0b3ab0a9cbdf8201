"""Where a group stands on a day: the window of 1–30 January, missed years, revocation, the number, the seven."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruamphon.registry.domain import legal_status as law
from ruamphon.registry.domain.legal_status import Entry, Standing, standing_on
from ruamphon.registry.enums import LegalState

NEW, REGISTERED, RENEWED, LAPSED, REVOKED = LegalState
FIRST = Entry(REGISTERED, date(2023, 5, 10), 2023, "7-21-01-06/1-0001", 1)
AGAIN = Entry(RENEWED, date(2024, 1, 12), 2024, "", 2)


def stand(*entries, on):
    found = standing_on(entries, on)
    return found and (found.state, found.for_year, found.renew_by, found.missed)


@pytest.mark.parametrize(
    ("on", "state", "renew_by", "missed"),
    [
        (date(2023, 5, 10), REGISTERED, None, 0),
        (date(2023, 11, 30), REGISTERED, None, 0),
        (date(2023, 12, 1), REGISTERED, date(2024, 1, 30), 0),
        (date(2023, 12, 31), REGISTERED, date(2024, 1, 30), 0),
        (date(2024, 1, 1), REGISTERED, date(2024, 1, 30), 0),
        (date(2024, 1, 30), REGISTERED, date(2024, 1, 30), 0),
        (date(2024, 1, 31), LAPSED, None, 1),
        (date(2024, 2, 29), LAPSED, None, 1),
        (date(2024, 12, 31), LAPSED, None, 1),
        (date(2025, 1, 30), LAPSED, None, 1),
        (date(2025, 1, 31), LAPSED, None, 2),
        (date(2026, 1, 31), LAPSED, None, 3),
    ],
)
def test_a_registration_holds_until_the_next_window_closes(on, state, renew_by, missed):
    assert stand(FIRST, on=on) == (state, 2023, renew_by, missed)


def test_before_the_first_entry_nothing_is_known():
    assert standing_on([FIRST], date(2023, 5, 9)) is None
    assert standing_on([], date(2023, 5, 9)) is None


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 1, 11), (REGISTERED, 2023, date(2024, 1, 30), 0)),
        (date(2024, 1, 12), (RENEWED, 2024, None, 0)),
        (date(2024, 11, 30), (RENEWED, 2024, None, 0)),
        (date(2024, 12, 1), (RENEWED, 2024, date(2025, 1, 30), 0)),
        (date(2025, 1, 30), (RENEWED, 2024, date(2025, 1, 30), 0)),
        (date(2025, 1, 31), (LAPSED, 2024, None, 1)),
    ],
)
def test_a_renewal_holds_for_its_year_and_the_next_window(on, expected):
    assert stand(AGAIN, FIRST, on=on) == expected


@pytest.mark.parametrize("year", [2020, 2021, 2024, 2100, 2400])
def test_leap_years_do_not_move_the_window(year):
    entry = Entry(RENEWED, date(year - 1, 2, 1), year - 1)
    days = [date(year, 1, 1) + timedelta(number) for number in range(60)]
    states = [stand(entry, on=day)[0] for day in days]
    assert states == [RENEWED] * 30 + [LAPSED] * 30


def test_a_late_renewal_counts_from_its_day():
    late = Entry(RENEWED, date(2024, 3, 15), 2024, pk=2)
    assert stand(FIRST, late, on=date(2024, 3, 14)) == (LAPSED, 2023, None, 1)
    assert stand(FIRST, late, on=date(2024, 3, 15)) == (RENEWED, 2024, None, 0)


def test_who_renewed_ahead_is_not_reminded():
    ahead = Entry(RENEWED, date(2023, 12, 20), 2024, pk=2)
    assert stand(FIRST, ahead, on=date(2023, 12, 20)) == (RENEWED, 2024, None, 0)
    assert stand(FIRST, ahead, on=date(2024, 12, 1)) == (RENEWED, 2024, date(2025, 1, 30), 0)


def test_a_renewal_of_an_older_year_takes_nothing_back():
    older = Entry(RENEWED, date(2024, 2, 1), 2023, pk=3)
    assert stand(FIRST, AGAIN, older, on=date(2024, 6, 1)) == (RENEWED, 2024, None, 0)


def test_two_missed_years_may_bring_a_revocation_and_the_platform_says_so_without_doing_it():
    one, two = (standing_on([FIRST], date(year, 2, 1)) for year in (2024, 2025))
    assert (one.state, two.state) == (LAPSED, LAPSED)
    assert one.advice == law.RENEW_LATE
    assert two.advice.en == (
        "No renewal for 2 years in a row: the district agriculture office may warn the group and revoke it. Call soon."
    )
    assert (one.since_on, two.since_on) == (date(2024, 1, 31), date(2024, 1, 31))


REVOCATION = Entry(REVOKED, date(2025, 6, 1), pk=3)
ANEW = Entry(REGISTERED, date(2025, 9, 1), 2025, "", 4)


def test_revoked_then_registered_anew():
    entries = [FIRST, AGAIN, REVOCATION, ANEW]
    assert stand(*entries, on=date(2025, 5, 31)) == (LAPSED, 2024, None, 1)
    assert stand(*entries, on=date(2025, 6, 1)) == (REVOKED, None, None, 0)
    assert stand(*entries, on=date(2025, 8, 31)) == (REVOKED, None, None, 0)
    assert stand(*entries, on=date(2025, 9, 1)) == (REGISTERED, 2025, None, 0)
    assert stand(*entries, on=date(2026, 1, 31)) == (LAPSED, 2025, None, 1)


def test_the_number_lives_on_but_not_past_a_revocation():
    numbers = [
        standing_on([FIRST, AGAIN, REVOCATION, ANEW], day).number
        for day in (date(2024, 5, 1), date(2025, 6, 1), date(2025, 9, 1))
    ]
    assert numbers == ["7-21-01-06/1-0001", "7-21-01-06/1-0001", ""]


def test_a_recorded_lapse_ends_a_year_that_was_covered_until_it_is_renewed():
    lapse = Entry(LAPSED, date(2024, 5, 1), pk=3)
    back = Entry(RENEWED, date(2024, 7, 1), 2024, pk=4)
    assert stand(FIRST, AGAIN, lapse, on=date(2024, 6, 1)) == (LAPSED, None, None, 1)
    assert stand(FIRST, AGAIN, lapse, back, on=date(2024, 7, 1)) == (RENEWED, 2024, None, 0)
    assert stand(lapse, on=date(2030, 6, 1)) == (LAPSED, None, None, 1)


def test_not_registered_is_a_state_of_its_own():
    standing = standing_on([Entry(NEW, date(2024, 1, 1))], date(2024, 6, 1))
    assert standing == Standing(NEW, date(2024, 1, 1))
    assert (standing.is_valid, standing.tone, standing.advice) == (False, "neutral", None)


def test_of_one_day_the_later_written_counts():
    revoked = Entry(REVOKED, FIRST.since_on, pk=2)
    assert stand(revoked, FIRST, on=FIRST.since_on)[0] == REVOKED
    assert stand(Entry(REVOKED, FIRST.since_on, pk=0), FIRST, on=FIRST.since_on)[0] == REGISTERED


@pytest.mark.parametrize(
    ("on", "needed", "to_renew"),
    [
        (date(2026, 1, 1), 2025, 2026),
        (date(2026, 1, 30), 2025, 2026),
        (date(2026, 1, 31), 2026, 2026),
        (date(2026, 11, 30), 2026, 2026),
        (date(2026, 12, 1), 2026, 2027),
        (date(2026, 12, 31), 2026, 2027),
    ],
)
def test_which_year_is_needed_and_which_is_to_be_renewed(on, needed, to_renew):
    assert (law.needed_year(on), law.year_to_renew(on)) == (needed, to_renew)


def test_words_and_colours():
    due = standing_on([AGAIN], date(2024, 12, 1))
    assert (due.label.th, due.label.en, due.tone) == ("ต่อทะเบียนปี 2567 แล้ว", "Renewed for 2024", "turn")
    assert due.advice.th == "ต้องต่อทะเบียนปี 2568 ที่สำนักงานเกษตรอำเภอ ภายใน 30 ม.ค. 2568"
    assert due.advice.en == "Renew for 2025 at the district agriculture office by 30 Jan 2025."
    fine = standing_on([FIRST], date(2023, 6, 1))
    assert (fine.label.th, fine.tone, fine.advice) == ("จดทะเบียนแล้ว", "done", None)
    revoked = standing_on([REVOCATION], date(2025, 7, 1))
    assert (revoked.tone, revoked.advice) == ("stop", law.REGISTER_ANEW)


# Properties -------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@st.composite
def histories(draw):
    entries = []
    for pk in range(draw(st.integers(0, 6))):
        state, day = draw(st.sampled_from(LegalState)), draw(st.dates(date(2020, 1, 1), date(2028, 12, 31)))
        year = day.year + draw(st.integers(-1, 1)) if state == RENEWED else day.year
        entries.append(Entry(state, day, year if state in law.COVERING else None, pk=pk))
    return entries


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), DAYS, st.randoms())
def test_the_order_of_entries_and_what_happens_later_do_not_matter(entries, on, random):
    shuffled = list(entries)
    random.shuffle(shuffled)
    until = [entry for entry in entries if entry.since_on <= on]
    assert standing_on(entries, on) == standing_on(shuffled, on) == standing_on(until, on)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), DAYS)
def test_valid_means_a_year_covers_the_day_and_nothing_ended_it_since(entries, on):
    known = sorted((e for e in entries if e.since_on <= on), key=lambda e: (e.since_on, e.pk))
    stops = [place for place, entry in enumerate(known) if entry.state not in law.COVERING]
    after = known[stops[-1] + 1 :] if stops else known
    enough = on.year if on > date(on.year, 1, 30) else on.year - 1
    standing = standing_on(entries, on)
    assert bool(standing and standing.is_valid) == any(entry.for_year >= enough for entry in after)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), DAYS)
def test_a_reminder_comes_only_to_the_valid_and_within_two_months(entries, on):
    standing = standing_on(entries, on)
    if standing and standing.renew_by:
        assert standing.is_valid
        assert 0 <= (standing.renew_by - on).days <= 60
        assert (standing.renew_by.month, standing.renew_by.day) == (1, 30)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), DAYS)
def test_only_somebody_revokes(entries, on):
    standing = standing_on(entries, on)
    written = [entry for entry in entries if entry.state == REVOKED and entry.since_on <= on]
    if standing and standing.state == REVOKED:
        assert written


# What cannot all be true ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "problem"),
    [
        ([REGISTERED, RENEWED, LAPSED, RENEWED], None),
        ([REGISTERED, REVOKED, REGISTERED, RENEWED], None),
        ([REVOKED, NEW, REGISTERED], None),
        ([REVOKED, RENEWED], law.AFTER_REVOCATION),
        ([REGISTERED, REVOKED, LAPSED], law.AFTER_REVOCATION),
    ],
)
def test_after_a_revocation_comes_a_new_registration(states, problem):
    entries = [Entry(state, date(2020 + number, 3, 1), 2020 + number) for number, state in enumerate(states)]
    assert law.problem_of(reversed(entries)) == problem


@pytest.mark.parametrize(
    ("year", "is_fine"),
    [(2024, False), (2025, True), (2026, True), (2027, True), (2028, False), (2569, False)],
)
def test_year_and_day_of_a_renewal_belong_together(year, is_fine):
    assert (law.year_problem(year, date(2026, 1, 15)) is None) == is_fine


# The number -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept", "is_usual", "key"),
    [
        ("7-21-01-06/1-0001", "7-21-01-06/1-0001", True, "721010610001"),
        (" ๗-๒๑-๐๑-๐๖ / ๑-๐๐๐๑ ", "7-21-01-06/1-0001", True, "721010610001"),
        ("7210106/10001", "7210106/10001", False, "721010610001"),
        ("7-21-01-06/1-00012", "7-21-01-06/1-00012", False, "72101061000" + "12"),
        ("รอเลข", "รอเลข", False, "รอเลข"),
        ("", "", False, ""),
    ],
)
def test_numbers_are_kept_as_typed_and_compared_by_their_digits(typed, kept, is_usual, key):
    number = law.plain_number(typed)
    assert (number, law.is_usual_number(number), law.number_key(typed)) == (kept, is_usual, key)


# Seven people, not of one house -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("houses", "said"),
    [
        ([], []),
        ([""] * 6, [law.TOO_FEW.format(n=6)]),
        ([""] * 7, []),
        (["1/2", *[""] * 6], []),
        (["1/2", "1/2", *[""] * 5], [law.TOO_FEW_HOUSES.format(n=6)]),
        (["๑/๒", "1/2", *[""] * 6], [law.SHARED_HOUSE.format(n=1)]),
        (["12/3"] * 7, [law.TOO_FEW_HOUSES.format(n=1)]),
        (["1", "1", "2", "2", "2", *map(str, range(10, 15))], [law.SHARED_HOUSE.format(n=3)]),
        (["1/2", "12", *[""] * 5], []),
    ],
)
def test_seven_people_of_different_houses(houses, said):
    assert law.people_warnings(houses) == said
