"""How it ended in the example year: graduated by two, looked in on after a year; and a pack that verifies."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from ruamphon.pathway.enums import GraduationState
from ruamphon.pathway.models import FollowUp, Graduation
from ruamphon.pathway.queries.alumni import alumni_page
from ruamphon.reports.domain.verifying import Verdict, verify
from ruamphon.reports.enums import PackState
from ruamphon.reports.models import Pack


def test_two_graduated_ready_in_everything_by_two_people(example):
    rows = Graduation.objects.filter(enrolment__cohort=example.cohorts["last"])
    found = [
        (row.state, row.override_reason, row.proposed_by_id == row.decided_by_id, row.graduated_on)
        for row in rows.order_by("graduated_on")
    ]
    assert found == [
        (GraduationState.DECIDED, "", False, example.day(348)),
        (GraduationState.DECIDED, "", False, example.day(340)),
    ]
    assert all(item["met"] for row in rows for item in row.record["items"])


def test_follow_ups_are_set_and_the_first_is_done(example):
    assert FollowUp.objects.filter(enrolment__cohort=example.cohorts["last"]).count() == 6
    page = alumni_page(example.programme, example.accounts["officer"], timezone.localdate())
    assert page.counts == {"due": 1, "coming": 4, "done": 1}
    assert [row.follow_up.enrolment.enterprise for row in page.rows] == [example.groups["boat"].enterprise]
    done = alumni_page(example.programme, example.accounts["officer"], timezone.localdate(), part="done").rows
    assert [(row.follow_up.years, row.handed_in, row.asked) for row in done] == [(1, 2, 2)]


def test_a_pack_that_can_be_taken_away_and_verifies(example):
    pack = Pack.objects.get(enrolment=example.groups["sweets"].enrolment)
    assert (pack.state, pack.stage_number, pack.asked_by) == (
        PackState.READY,
        1,
        example.accounts["officer"].person,
    )
    assert verify(Path(default_storage.path(pack.file.path))).verdict is Verdict.INTACT
