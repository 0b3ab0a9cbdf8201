"""What a message shows depends on what its reader may see at that moment; the queries stay the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.people.actions import end_grant, give_grant
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Grant
from ruamphon.people.outbox.enums import MessageKind, OutgoingState
from ruamphon.people.outbox.models import Message, Outgoing, unread_of
from ruamphon.people.outbox.queries import A_PAGE, message_page, outgoing_page, still_theirs
from ruamphon.people.sign_in import AccountBackend
from tests.people.outbox.post import told, wants

pytestmark = pytest.mark.django_db
SECRET = Text("ภาพฉลากที่เป็นความลับ", "A secret label")
ABOUT_GROUP = [kind for kind in MessageKind if kind not in {"grant_given", "grant_ending", "password_set"}]
READER = {"application_decided": "member", "selection_proposed": "officer"}
"""Who is told of it, where that is not a student."""


def only_row(account):
    (row,) = message_page(account).rows
    return row


@pytest.mark.parametrize("kind", ABOUT_GROUP)
def test_an_ended_grant_leaves_only_the_kind(cast, kind):
    reader = getattr(cast, READER.get(kind, "student"))
    message, _ = told(reader, kind, scope_id=cast.enterprise.scope_id, about=SECRET, url="/tasks/7/")
    row = only_row(reader)
    assert (row.about, row.url, row.is_gone) == (SECRET, "/tasks/7/", False)
    assert row.place.th == cast.enterprise.name_th
    end_grant(by=None, grant=Grant.objects.get(person=reader.person), reason="จบภาคเรียน")
    row = only_row(reader)
    assert (row.kind, row.about, row.place, row.url, row.is_gone) == (kind.label, None, None, "", True)
    assert not still_theirs(reader, message)


def test_what_comes_back_into_sight_is_shown_again(cast):
    told(cast.lapsed_student, scope_id=cast.enterprise.scope_id, about=SECRET, url="/tasks/7/")
    assert only_row(cast.lapsed_student).is_gone
    give_grant(
        by=cast.lapsed_student,
        person=cast.lapsed_student.person,
        role=Role.STUDENT,
        scope=cast.enterprise.scope,
    )
    assert only_row(cast.lapsed_student).about == SECRET


def test_a_permission_elsewhere_shows_nothing(cast):
    told(cast.other_mentor, scope_id=cast.enterprise.scope_id, about=SECRET, url="/tasks/7/")
    assert (only_row(cast.other_mentor).is_gone, only_row(cast.other_mentor).url) == (True, "")


def test_ones_own_access_shows_while_it_lasts_or_is_to_come(cast):
    scope = cast.programme.scope
    told(cast.stranger, MessageKind.GRANT_GIVEN, scope_id=scope.pk, about=Role.OFFICER.label, url="/x/")
    assert only_row(cast.stranger).is_gone
    soon = timezone.now() + timedelta(days=3)
    made = Grant.objects.create(person=cast.stranger.person, role=Role.OFFICER, scope=scope, valid_from=soon)
    assert only_row(cast.stranger).about == Role.OFFICER.label
    made.delete()
    told(cast.stranger, MessageKind.PASSWORD_SET, cause="password", url="/people/account/")
    assert message_page(cast.stranger).rows[0].url == "/people/account/"


def test_pages_go_by_key_and_lose_nothing_when_new_ones_come(cast):
    for number in range(A_PAGE + 5):
        told(cast.student, cause=f"cause-{number}")
    first = message_page(cast.student)
    told(cast.student, cause="a newer one")
    second = message_page(cast.student, after=first.after)
    shown = [row.pk for row in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows), second.after) == (A_PAGE, 5, None)
    assert shown == sorted(shown, reverse=True)
    assert len(set(shown)) == A_PAGE + 5


def _fill(cast, number):
    scopes = [cast.enterprise.scope_id, cast.other_enterprise.scope_id, cast.programme.scope_id, None]
    kinds = list(MessageKind)
    for each in range(number):
        told(cast.officer, kinds[each % len(kinds)], f"c-{each}", scope_id=scopes[each % 4], about=SECRET)


@pytest.mark.parametrize("number", [1, 4, 60])
def test_the_list_asks_the_same_for_one_and_for_sixty(cast, django_assert_num_queries, number):
    _fill(cast, number)
    with django_assert_num_queries(3):
        message_page(cast.officer)


def test_only_ones_own_are_listed(cast):
    told(cast.student)
    assert message_page(cast.adviser).rows == ()


def test_the_unread_are_counted_as_the_account_is_loaded(cast, django_assert_num_queries):
    for number in range(3):
        told(cast.student, cause=f"cause-{number}")
    told(cast.adviser)
    Message.objects.filter(cause="cause-1").update(read_at=timezone.now())
    with django_assert_num_queries(1):
        assert AccountBackend().get_user(cast.student.pk).unread == 2
    counted = Account.objects.annotate(n=unread_of("person_id"))
    assert counted.get(pk=cast.mentor.pk).n == 0


@pytest.fixture
def sent(cast, mail_on):
    """One outgoing message in each state, all about group A."""
    wants(cast.student, MessageKind.TASK_GIVEN)
    made = {}
    for state in OutgoingState:
        _, outgoing = told(cast.student, cause=state.value, scope_id=cast.enterprise.scope_id)
        values = {"state": state, "lease": "x", "leased_until": timezone.now(), "sent_at": timezone.now()}
        Outgoing.objects.filter(pk=outgoing.pk).update(**values)
        made[state] = outgoing.pk
    return made


def test_officers_see_first_what_they_have_to_decide(cast, sent):
    rows = outgoing_page(cast.officer, everything=False).rows
    assert [row.state for row in rows] == [OutgoingState.FAILED, OutgoingState.DOUBTFUL]
    assert len(outgoing_page(cast.officer, everything=True).rows) == len(OutgoingState)
    assert {row.address for row in rows} == {"s•••@example.org"}


@pytest.mark.parametrize("who", ["student", "adviser", "member", "mentor", "observer", "other_member"])
def test_nobody_else_sees_any(cast, sent, who):
    assert outgoing_page(cast.accounts[who], everything=True).rows == ()


def test_what_is_about_an_account_alone_is_for_who_keeps_that_persons_access(cast, mail_on):
    for who in ("student", "stranger"):
        wants(cast.accounts[who], MessageKind.PASSWORD_SET, email=f"{who}@example.org")
        told(cast.accounts[who], MessageKind.PASSWORD_SET)
    rows = outgoing_page(cast.officer, everything=True).rows
    assert [row.person for row in rows] == [cast.student.person.name_th]


@pytest.mark.parametrize("number", [1, 12])
def test_the_officers_list_asks_the_same(cast, mail_on, django_assert_num_queries, number):
    wants(cast.student, MessageKind.TASK_GIVEN)
    for each in range(number):
        told(cast.student, cause=f"c-{each}", scope_id=cast.enterprise.scope_id)
    with django_assert_num_queries(1):
        outgoing_page(cast.officer, everything=True)
