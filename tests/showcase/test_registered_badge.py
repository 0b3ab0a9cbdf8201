"""The public badge "จดทะเบียนแล้ว": only where a status is recorded, and gone the day it no longer holds."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from ruamphon.registry import actions
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import Enterprise

BADGE = "จดทะเบียนแล้ว"


@pytest.fixture
def pages(cast, client):
    """Whether the badge stands on the group's public page, on the front page's card, and on the cohort's."""
    Enterprise.objects.update(published_at=timezone.now())
    cast.programme.is_public = True
    cast.programme.save()
    urls = (
        reverse("showcase:enterprise", args=[cast.enterprise.code]),
        reverse("showcase:front"),
        reverse("showcase:cohort", args=[cast.programme.code, cast.cohort.number]),
    )

    def pages(moment):
        with time_machine.travel(f"{moment}+07:00", tick=False):
            return [client.get(url).content.decode().count(BADGE) for url in urls]

    return pages


def record(cast, state, since_on, **fields):
    return actions.record_legal_status(
        by=cast.officer, enterprise=cast.enterprise, state=state, since_on=since_on, **fields
    )


def test_without_a_recorded_status_nobody_is_called_registered(pages):
    assert pages("2026-06-01T12:00") == [0, 0, 0]


def test_the_badge_goes_at_midnight_in_thailand_when_the_window_closes(cast, pages):
    record(cast, LegalState.REGISTERED, date(2026, 5, 10))
    shown = [
        pages(moment)
        for moment in ("2026-05-09T23:59", "2026-05-10T00:00", "2027-01-30T23:59", "2027-01-31T00:00")
    ]
    assert shown == [[0, 0, 0], [1, 1, 1], [1, 1, 1], [0, 0, 0]]


def test_the_badge_goes_the_day_a_group_is_revoked_and_comes_back_with_a_new_registration(cast, pages):
    record(cast, LegalState.RENEWED, date(2026, 1, 10), for_year=2026)
    record(cast, LegalState.REVOKED, date(2026, 6, 2))
    record(cast, LegalState.REGISTERED, date(2026, 8, 1))
    shown = [
        pages(moment)
        for moment in ("2026-06-01T23:59", "2026-06-02T00:00", "2026-07-31T23:59", "2026-08-01T00:00")
    ]
    assert shown == [[1, 1, 1], [0, 0, 0], [0, 0, 0], [1, 1, 1]]


def test_a_corrected_entry_takes_the_badge_away_at_once(cast, pages):
    wrong = record(cast, LegalState.REGISTERED, date(2026, 5, 10))
    actions.correct_legal_status(
        by=cast.officer, entry=wrong, reason="ผิดกลุ่ม", state=LegalState.NEW, since_on=date(2026, 5, 10)
    )
    assert pages("2026-06-01T12:00") == [0, 0, 0]


def test_the_number_and_the_certificate_are_not_public(cast, client, pages):
    record(cast, LegalState.REGISTERED, date(2026, 5, 10), number="7-21-01-06/1-0001", note="ข้อความภายใน")
    page = client.get(reverse("showcase:enterprise", args=[cast.enterprise.code])).content.decode()
    assert [word in page for word in ("7-21-01-06", "ข้อความภายใน", "legal-status")] == [False] * 3
