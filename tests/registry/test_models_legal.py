"""The database's answers about legal status are those of the domain, on every day and every database."""

import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ruamphon.registry.domain.legal_status import COVERING, standing_on
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import Enterprise, LegalStatus
from ruamphon.registry.models_legal import has_lapsed, has_to_renew, is_registered
from tests.home import filling


def entry(group, state, since_on, for_year=None, **fields):
    covers = for_year or since_on.year
    return LegalStatus.objects.create(
        enterprise=group,
        state=state,
        since_on=since_on,
        for_year=covers if state in COVERING else None,
        **fields,
    )


@pytest.fixture
def many(cast):
    """Thirty groups with histories thrown together, some entries voided."""
    dice = random.Random(2548)  # noqa: S311 — the same histories in every run
    groups = filling.more_groups(cast, 30)
    for group in groups:
        for _ in range(dice.randint(0, 5)):
            state = dice.choice(list(LegalState))
            day = date(2024, 1, 1) + timedelta(dice.randint(0, 900))
            year = day.year + dice.choice((-1, 0, 0, 1)) if state == LegalState.RENEWED else None
            made = entry(group, state, day, year)
            if dice.random() < 0.2:
                LegalStatus.objects.filter(pk=made.pk).update(voided_at="2026-01-01T00:00Z", void_reason="ผิด")
    return groups


DAYS = [
    *(date(2026, 1, 1) + timedelta(days) for days in (0, 28, 29, 30, 31, 58)),
    date(2024, 2, 29),
    date(2024, 12, 1),
    date(2025, 1, 30),
    date(2025, 1, 31),
    date(2025, 11, 30),
    date(2025, 12, 1),
    date(2025, 12, 31),
    date(2027, 1, 31),
]


def told(condition):
    return set(Enterprise.objects.filter(condition).values_list("pk", flat=True))


def test_the_database_says_what_the_domain_says(many):
    seen = set()
    for day in DAYS:
        standings = {
            group.pk: standing_on([row.as_entry() for row in group.legal_statuses.standing()], day)
            for group in many
        }
        known = {pk: standing for pk, standing in standings.items() if standing}
        valid = {pk for pk, standing in known.items() if standing.is_valid}
        lapsed = {pk for pk, standing in known.items() if standing.state == LegalState.LAPSED}
        due = {pk for pk, standing in known.items() if standing.renew_by}
        seen |= {len(valid) > 0, len(lapsed) > 0, len(due) > 0}
        assert told(is_registered(day)) == valid, day
        assert told(has_lapsed(day)) == lapsed, day
        assert told(has_to_renew(day)) == lapsed | due, day
    assert seen == {True, False}


def test_a_voided_entry_counts_no_more(cast):
    made = entry(cast.enterprise, LegalState.REGISTERED, date(2026, 5, 1))
    assert told(is_registered(date(2026, 6, 1))) == {cast.enterprise.pk}
    LegalStatus.objects.filter(pk=made.pk).update(voided_at="2026-06-01T00:00Z", void_reason="ผิดกลุ่ม")
    assert told(is_registered(date(2026, 6, 1))) == set()


@pytest.mark.parametrize(
    ("state", "for_year", "void_reason"),
    [(LegalState.RENEWED, None, ""), (LegalState.REVOKED, 2026, ""), (LegalState.NEW, None, "ผิด")],
)
def test_the_table_refuses_what_makes_no_sense(cast, state, for_year, void_reason):
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalStatus.objects.create(
            enterprise=cast.enterprise,
            state=state,
            since_on=date(2026, 1, 5),
            for_year=for_year,
            void_reason=void_reason,
        )


def test_whoever_does_not_see_the_group_sees_no_entry(cast):
    entry(cast.enterprise, LegalState.REGISTERED, date(2026, 5, 1))
    counts = [
        LegalStatus.objects.visible_to(cast.accounts[who]).count()
        for who in ("officer", "member", "observer", "other_member", "stranger", "lapsed_student")
    ]
    assert counts == [1, 1, 1, 0, 0, 0]
