"""The example can be made on any day, and the clock is right again whatever happens."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.demo import make
from ruamphon.demo.clock import REAL_NOW, travelling
from ruamphon.demo.diary import Diary
from ruamphon.demo.make import is_there, make_demo
from ruamphon.pathway.enums import GateState
from ruamphon.pathway.models import Gate, RuleEvaluation
from ruamphon.pathway.queries.rule_sets import replay_differences

BANGKOK = timezone.get_default_timezone()


def test_it_can_be_made_on_a_leap_day(db):
    world = make_demo(datetime(2024, 2, 29, 1, 30, tzinfo=BANGKOK))
    assert is_there()
    assert world.today.isoformat() == "2024-02-29"
    assert Gate.objects.filter(state=GateState.DECIDED).count() == 18
    assert not AuditEntry.objects.filter(at__gt=world.diary.now).exists()
    assert RuleEvaluation.objects.count() == 9
    assert replay_differences() == []


def test_a_chapter_that_fails_leaves_nothing_and_the_clock_goes_right(db, monkeypatch):
    def fails(world):
        world.on(30, lambda: 1 / 0)

    monkeypatch.setattr(make, "CHAPTERS", (make.CHAPTERS[0], fails))
    with pytest.raises(ZeroDivisionError):
        make_demo()
    assert not is_there()
    assert timezone.now is REAL_NOW
    assert AuditEntry._meta.get_field("at").get_default() > REAL_NOW() - timedelta(seconds=5)


def test_within_the_block_it_is_the_clocks_moment(db):
    begins = datetime(2026, 1, 5, 9, 0, tzinfo=BANGKOK)
    with travelling(begins) as clock:
        assert (timezone.now(), timezone.localdate().isoformat()) == (begins, "2026-01-05")
        clock.go_to(begins + timedelta(days=1))
        assert AuditEntry(action="x").at == begins + timedelta(days=1)
        with pytest.raises(ValueError, match="is over"):
            clock.go_to(begins)
        with pytest.raises(ValueError, match="has not come yet"):
            clock.go_to(REAL_NOW() + timedelta(minutes=1))
    assert AuditEntry(action="x").at > begins + timedelta(days=100)


def test_the_diary_is_lived_by_day_and_hour_whatever_the_order_of_writing():
    now = datetime(2026, 3, 1, 10, 0, tzinfo=BANGKOK)
    diary, lived = Diary(now), []
    diary.on(0, lambda: lived.append("later today, so now"), hour=18)
    diary.on(2, lambda: lived.append("second"), hour=15)
    diary.on(2, lambda: lived.append("first"), hour=9)
    diary.on(2, lambda: lived.append("third"), hour=15)
    with travelling(min(diary.entries).moment) as clock:
        assert diary.live(clock) == 4
        assert timezone.now() == now
    assert lived == ["first", "second", "third", "later today, so now"]
