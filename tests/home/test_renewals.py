"""Registrations to renew on the page of the day, and the legal status on the enterprise file."""

from datetime import date

import pytest
from django.urls import reverse

from ruamphon.home.queries import enterprise_file, waiting_for
from ruamphon.people.enums import Role
from ruamphon.registry import actions
from ruamphon.registry.enums import LegalState
from tests import cast as cast_module
from tests.home import filling

WHAT = "ต่อทะเบียนวิสาหกิจชุมชน"


def record(cast, state=LegalState.REGISTERED, since_on=date(2025, 3, 1), group=None, **fields):
    return actions.record_legal_status(
        by=cast.officer, enterprise=group or cast.enterprise, state=state, since_on=since_on, **fields
    )


def lines(account, today):
    rows = [row for row in waiting_for(account, today=today) if row.what.th == WHAT]
    return [(row.title.th, row.enterprise.th, row.url, row.since, row.due_on) for row in rows]


LIST = reverse("registry:renewals")


@pytest.mark.parametrize(
    ("today", "since", "due_on"),
    [
        (date(2025, 11, 30), None, None),
        (date(2025, 12, 1), date(2025, 12, 1), date(2026, 1, 30)),
        (date(2026, 1, 30), date(2025, 12, 1), date(2026, 1, 30)),
        (date(2026, 1, 31), date(2026, 1, 31), None),
        (date(2026, 7, 1), date(2026, 1, 31), None),
    ],
)
def test_an_officer_has_one_line_from_december_on(cast, today, since, due_on):
    record(cast)
    record(cast, group=cast.other_enterprise)
    expected = [("2 กลุ่มต้องต่อทะเบียน", "ดูรายชื่อ แตะเพื่อโทร", LIST, since, due_on)] if since else []
    assert lines(cast.officer, today) == expected


@pytest.mark.parametrize(
    ("today", "title", "since", "due_on"),
    [
        (date(2025, 11, 30), None, None, None),
        (
            date(2025, 12, 1),
            "ต้องต่อทะเบียนปี 2569 ที่สำนักงานเกษตรอำเภอ ภายใน 30 ม.ค. 2569",
            date(2025, 12, 1),
            date(2026, 1, 30),
        ),
        (
            date(2026, 1, 31),
            "ยังไม่มีบันทึกการต่อทะเบียนของปีนี้ ติดต่อสำนักงานเกษตรอำเภอ แล้วบันทึกสถานะใหม่",
            date(2026, 1, 31),
            None,
        ),
        (
            date(2027, 1, 31),
            "ไม่มีบันทึกการต่อทะเบียน 2 ปีติดกัน สำนักงานเกษตรอำเภออาจมีหนังสือเตือนและถอนทะเบียน รีบติดต่อ",
            date(2026, 1, 31),
            None,
        ),
    ],
)
def test_a_member_is_reminded_of_their_own_group(cast, today, title, since, due_on):
    record(cast)
    url = reverse("registry:legal-status", args=[cast.enterprise.pk])
    expected = [(title, "วิสาหกิจชุมชนครัวตัวอย่าง", url, since, due_on)] if title else []
    assert lines(cast.member, today) == expected
    others = ("student", "mentor", "observer", "other_member", "stranger", "lapsed_student")
    assert [lines(cast.accounts[who], today) for who in others] == [[]] * 6


def test_renewed_revoked_and_never_recorded_groups_wait_for_nobody(cast):
    today = date(2025, 12, 20)
    assert lines(cast.member, today) == []
    record(cast)
    record(cast, LegalState.RENEWED, date(2025, 12, 20), for_year=2026)
    record(cast, LegalState.REVOKED, group=cast.other_enterprise)
    assert [lines(cast.accounts[who], today) for who in ("officer", "member", "other_member")] == [[]] * 3


@pytest.mark.parametrize("number", [3, 12])
def test_the_queries_are_the_same_however_many_groups(cast, django_assert_num_queries, number):
    for group in filling.more_groups(cast, number):
        record(cast, group=group)
        cast_module.grant(cast.member, Role.MEMBER, group.scope)
    today = date(2026, 2, 1)
    list(lines(cast.member, today))
    with django_assert_num_queries(22):
        assert len(lines(cast.member, today)) == number


def test_the_file_says_how_the_group_stands_on_screen_and_on_paper(cast, client):
    record(cast, number="7-21-01-06/1-0001")
    file = enterprise_file(cast.enterprise, cast.mentor, on=date(2026, 2, 1))
    assert (file.legal.state, file.legal.number) == (LegalState.LAPSED, "7-21-01-06/1-0001")
    assert enterprise_file(cast.other_enterprise, cast.officer, on=date(2026, 2, 1)).legal is None
    client.force_login(cast.mentor)
    page = client.get(reverse("home:enterprise-file", args=[cast.enterprise.pk])).content.decode()
    assert page.count("file-legal") == 1
    assert "7-21-01-06/1-0001" in page
