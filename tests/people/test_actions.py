"""What each action changes, what it writes in the audit, and what it never writes there."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.people import actions
from ruamphon.people.access import has_permission
from ruamphon.people.enums import InvitationKind, Permission, Role, ScopeKind
from ruamphon.people.models import Account, Grant, Invitation, Person, Scope, ScopeLink
from ruamphon.people.permissions import ROLE_PLACES
from tests.cast import PASSWORD, account, person

NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NAME, PHONE, EMAIL, NICKNAME = "ลับสุดยอด ไม่เปิดเผย", "0899998888", "planted.secret@example.org", "ฉายาลับ"
NEW_PASSWORD = "มะม่วงสามฤดู"


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(NOW, tick=False) as frozen:
        yield frozen


@pytest.fixture
def officer(db):
    return account("officer", "ออมสิน เจ้าหน้าที่")


@pytest.fixture
def enterprise(db):
    return Scope.objects.create(kind=ScopeKind.ENTERPRISE, label_th="ครัวตัวอย่าง")


@pytest.fixture
def programme(db):
    return Scope.objects.create(kind=ScopeKind.PROGRAMME, label_th="โครงการตัวอย่าง")


def written():
    """The audit rows since the beginning, oldest first, without what every row has."""
    fields = ("action", "record_type", "record_id", "scope_id", "person_id", "changes", "reason")
    return [{field: getattr(row, field) for field in fields} for row in AuditEntry.objects.order_by("pk")]


def audited(by, action, record, *, changes, scope=None, reason=""):
    return {
        "action": action,
        "record_type": record._meta.label_lower,
        "record_id": record.pk,
        "scope_id": scope and scope.pk,
        "person_id": by.pk,
        "changes": changes,
        "reason": reason,
    }


def assert_nothing_personal_was_audited():
    kept = json.dumps(list(AuditEntry.objects.values_list("changes", "reason", "action")), ensure_ascii=False)
    for planted in (NAME, PHONE, EMAIL, NICKNAME, NEW_PASSWORD, PASSWORD, "somsri"):
        assert planted not in kept


# Grants and links -------------------------------------------------------------------------------------------


def test_give_grant_starts_now_and_says_who_gave_it(officer, enterprise):
    someone = person("เมธี")
    grant = actions.give_grant(by=officer, person=someone, role=Role.MENTOR, scope=enterprise, reason="ขอมา")
    assert (grant.valid_from, grant.valid_until, grant.given_by) == (NOW, None, officer.person)
    assert has_permission(someone, Permission.SIGN_OFF, enterprise.pk) is True
    changes = {"person": [None, someone.pk], "role": [None, "mentor"], "valid_until": [None, None]}
    assert written() == [
        audited(officer.person, "give_grant", grant, scope=enterprise, changes=changes, reason="ขอมา")
    ]


@pytest.mark.parametrize("ends", [NOW - DAY, NOW])
def test_a_grant_that_would_end_before_it_begins_is_refused(officer, enterprise, ends):
    with pytest.raises(Impossible) as refused:
        actions.give_grant(
            by=officer,
            person=officer.person,
            role=Role.MENTOR,
            scope=enterprise,
            valid_from=NOW,
            valid_until=ends,
        )
    assert (refused.value.reason, refused.value.field) == (actions.ENDS_BEFORE, "valid_until")
    assert (Grant.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_end_grant_stops_it_that_second_and_a_second_time_changes_nothing(officer, enterprise, clock):
    someone = person("เมธี")
    grant = actions.give_grant(by=officer, person=someone, role=Role.MENTOR, scope=enterprise)
    clock.move_to(NOW + DAY)
    assert has_permission(someone, Permission.SIGN_OFF, enterprise.pk) is True
    actions.end_grant(by=officer, grant=grant, reason="ย้ายงาน")
    assert has_permission(someone, Permission.SIGN_OFF, enterprise.pk) is False
    clock.move_to(NOW + 2 * DAY)
    actions.end_grant(by=officer, grant=grant, reason="อีกครั้ง")
    grant.refresh_from_db()
    assert grant.valid_until == NOW + DAY
    assert written()[1:] == [
        audited(
            officer.person,
            "end_grant",
            grant,
            scope=enterprise,
            changes={"valid_until": [None, "2026-07-02T03:00:00+00:00"]},
            reason="ย้ายงาน",
        )
    ]


def test_ending_a_grant_that_has_not_begun_leaves_it_without_a_moment(officer, enterprise):
    grant = actions.give_grant(
        by=officer, person=officer.person, role=Role.MENTOR, scope=enterprise, valid_from=NOW + DAY
    )
    actions.end_grant(by=officer, grant=grant, reason="ยกเลิก")
    grant.refresh_from_db()
    assert (grant.valid_from, grant.valid_until) == (NOW + DAY, NOW + DAY)
    assert list(Grant.objects.running(NOW + DAY)) == []


def test_move_grant_end_moves_it_and_refuses_an_end_before_the_beginning(officer, enterprise):
    grant = actions.give_grant(by=officer, person=officer.person, role=Role.MENTOR, scope=enterprise)
    actions.move_grant_end(by=officer, grant=grant, valid_until=NOW + DAY, reason="หมดเทอม")
    actions.move_grant_end(
        by=officer, grant=grant, valid_until=NOW + DAY
    )  # nothing changes, nothing is written
    with pytest.raises(Impossible) as refused:
        actions.move_grant_end(by=officer, grant=grant, valid_until=NOW)
    assert refused.value.reason == actions.ENDS_BEFORE
    grant.refresh_from_db()
    assert grant.valid_until == NOW + DAY
    assert [(row["action"], row["changes"], row["reason"]) for row in written()[1:]] == [
        ("move_grant_end", {"valid_until": [None, "2026-07-02T03:00:00+00:00"]}, "หมดเทอม")
    ]


def test_link_scopes_reuses_a_running_link_without_end(officer, programme, enterprise):
    link = actions.link_scopes(by=officer, outer=programme, inner=enterprise, reason="ขึ้นทะเบียน")
    assert actions.link_scopes(by=officer, outer=programme, inner=enterprise) == link
    changes = {"outer": [None, programme.pk], "valid_until": [None, None]}
    assert written() == [
        audited(officer.person, "link_scopes", link, scope=enterprise, changes=changes, reason="ขึ้นทะเบียน")
    ]
    with pytest.raises(Impossible):
        actions.link_scopes(by=officer, outer=programme, inner=enterprise, valid_until=NOW)
    assert ScopeLink.objects.count() == 1


def test_end_link_cuts_whoever_came_through_it_that_second(officer, programme, enterprise, clock):
    link = actions.link_scopes(by=officer, outer=programme, inner=enterprise)
    actions.give_grant(by=officer, person=officer.person, role=Role.OFFICER, scope=programme)
    clock.shift(DAY)
    assert has_permission(officer, Permission.ENTERPRISE_READ, enterprise.pk) is True
    actions.end_link(by=officer, link=link, reason="ออกจากโครงการ")
    actions.end_link(by=officer, link=link, reason="อีกครั้ง")
    assert has_permission(officer, Permission.ENTERPRISE_READ, enterprise.pk) is False
    assert written()[2:] == [
        audited(
            officer.person,
            "end_link",
            link,
            scope=enterprise,
            changes={"valid_until": [None, "2026-07-02T03:00:00+00:00"]},
            reason="ออกจากโครงการ",
        )
    ]


# Inviting ---------------------------------------------------------------------------------------------------


def test_invite_person_makes_a_person_a_grant_and_a_link_and_audits_all_three(officer, enterprise):
    someone, token = actions.invite_person(
        by=officer, name_th=NAME, role=Role.MEMBER, scope=enterprise, valid_until=NOW + DAY, phone=PHONE
    )
    grant, invitation = Grant.objects.get(), Invitation.objects.get()
    assert (someone.name_th, someone.phone, someone.is_placeholder) == (NAME, PHONE, False)
    assert (grant.person, grant.role, grant.scope, grant.valid_until) == (
        someone,
        Role.MEMBER,
        enterprise,
        NOW + DAY,
    )
    assert (invitation.person, invitation.kind, invitation.made_by) == (
        someone,
        InvitationKind.JOIN,
        officer.person,
    )
    assert (invitation.made_at, invitation.expires_at) == (NOW, NOW + timedelta(days=7))
    assert invitation.token_hash == Invitation.hash_of(token) != token
    assert len(token) >= 32
    assert written() == [
        audited(
            officer.person, "add_person", someone, scope=enterprise, changes={"name_th": None, "phone": None}
        ),
        audited(
            officer.person,
            "give_grant",
            grant,
            scope=enterprise,
            changes={
                "person": [None, someone.pk],
                "role": [None, "member"],
                "valid_until": [None, "2026-07-02T03:00:00+00:00"],
            },
        ),
        audited(officer.person, "make_link", someone, changes={"kind": [None, "join"]}),
    ]
    assert_nothing_personal_was_audited()


@pytest.mark.parametrize("kind", ScopeKind)
@pytest.mark.parametrize("role", Role)
def test_a_role_is_given_only_in_the_places_where_it_exists(officer, role, kind):
    scope = Scope.objects.create(kind=kind, label_th="ที่หนึ่ง")
    if kind in ROLE_PLACES[role]:
        someone, _ = actions.invite_person(by=officer, name_th=NAME, role=role, scope=scope)
        assert list(someone.grants.values_list("role", "scope")) == [(role, scope.pk)]
        return
    with pytest.raises(Impossible) as refused:
        actions.invite_person(by=officer, name_th=NAME, role=role, scope=scope)
    assert refused.value.field == "scope"
    assert Person.objects.filter(name_th=NAME).count() == 0
    assert AuditEntry.objects.count() == 0


def test_the_sentence_says_where_the_role_does_exist(officer, programme):
    with pytest.raises(Impossible) as refused:
        actions.invite_person(by=officer, name_th=NAME, role=Role.MENTOR, scope=programme)
    assert refused.value.reason.th == "เชิญคนมาเป็นพี่เลี้ยงในโครงการไม่ได้ เลือกวิสาหกิจชุมชน หรือองค์กรแทน"
    assert refused.value.reason.en == (
        "Nobody can be Mentor in this Programme. Choose: Community enterprise or Organisation."
    )


def test_a_new_link_ends_the_ones_before_it_and_knows_whether_there_is_an_account(officer, clock):
    someone = person("เมธี")
    first = actions.make_link(by=officer, person=someone)
    clock.shift(60)
    actions.make_link(by=officer, person=someone)
    assert [(i.kind, i.is_open(), i.revoked_at) for i in Invitation.objects.order_by("pk")] == [
        ("join", False, NOW + timedelta(seconds=60)),
        ("join", True, None),
    ]
    with pytest.raises(Impossible) as refused:
        actions.join(token=first, username="somsri", password=NEW_PASSWORD)
    assert refused.value.reason == actions.LINK_SPENT
    actions.make_link(by=officer, person=officer.person)
    assert Invitation.objects.get(person=officer.person).kind == InvitationKind.RESET


@pytest.mark.parametrize(
    ("after", "is_open"),
    [
        (timedelta(0), True),
        (timedelta(days=7) - timedelta(microseconds=1), True),
        (timedelta(days=7), False),
        (timedelta(days=8), False),
    ],
)
def test_a_link_lives_seven_days(officer, clock, after, is_open):
    token = actions.make_link(by=officer, person=person("เมธี"))
    clock.shift(after)
    if is_open:
        assert actions.join(token=token, username="somsri", password=NEW_PASSWORD).username == "somsri"
        return
    with pytest.raises(Impossible) as refused:
        actions.join(token=token, username="somsri", password=NEW_PASSWORD)
    assert refused.value.reason == actions.LINK_SPENT


# Joining ----------------------------------------------------------------------------------------------------


def test_join_makes_an_account_once(officer):
    someone = person(NAME)
    token = actions.make_link(by=officer, person=someone)
    made = actions.join(
        token=token, username=" SomSri ", password=NEW_PASSWORD, phone=PHONE, email=EMAIL.upper()
    )
    made.refresh_from_db()
    assert (made.person, made.username, made.phone, made.email) == (someone, "somsri", PHONE, EMAIL)
    assert made.check_password(NEW_PASSWORD) is True
    assert Invitation.objects.get().used_at == NOW
    someone.refresh_from_db()
    assert (someone.name_th, someone.phone) == (NAME, PHONE)
    assert written()[-1] == audited(
        someone, "join", someone, changes={"phone": None, "email": None, "username": None, "password": None}
    )
    with pytest.raises(Impossible) as refused:
        actions.join(token=token, username="another", password=NEW_PASSWORD)
    assert refused.value.reason == actions.LINK_SPENT
    assert_nothing_personal_was_audited()


def test_a_token_nobody_made_is_spent(db):
    with pytest.raises(Impossible) as refused:
        actions.join(token="nothing", username="somsri", password=NEW_PASSWORD)
    assert refused.value.reason == actions.LINK_SPENT


def test_a_placeholder_gives_their_name_and_a_known_person_cannot_change_it(officer):
    unnamed, named = person("ยังไม่ใส่ชื่อ", is_placeholder=True), person("เมธี")
    actions.join(
        token=actions.make_link(by=officer, person=unnamed),
        username="somsri",
        password=NEW_PASSWORD,
        name_th=NAME,
    )
    actions.join(
        token=actions.make_link(by=officer, person=named),
        username="other",
        password=NEW_PASSWORD,
        name_th=NAME,
    )
    unnamed.refresh_from_db()
    named.refresh_from_db()
    assert (unnamed.name_th, unnamed.is_placeholder, "ลับสุดยอด" in unnamed.search_text) == (
        NAME,
        False,
        True,
    )
    assert named.name_th == "เมธี"
    assert "name_th" in AuditEntry.objects.get(action="join", record_id=unnamed.pk).changes
    assert_nothing_personal_was_audited()


@pytest.mark.parametrize(
    "taken",
    [{"username": "officer"}, {"phone": PHONE}, {"email": EMAIL}],
    ids=["username", "phone", "e-mail"],
)
def test_what_belongs_to_somebody_else_is_refused_and_the_link_still_works(officer, taken):
    Account.objects.filter(pk=officer.pk).update(phone=PHONE, email=EMAIL)
    someone = person("เมธี")
    token = actions.make_link(by=officer, person=someone)
    with pytest.raises(Impossible) as refused:
        actions.join(token=token, password=NEW_PASSWORD, **{"username": "somsri"} | taken)
    assert (refused.value.reason, refused.value.field) == (actions.TAKEN, "username")
    someone.refresh_from_db()
    assert (someone.phone, Invitation.objects.get().is_open()) == ("", True)
    assert actions.join(token=token, username="somsri", password=NEW_PASSWORD).person == someone


@pytest.mark.parametrize("username", ["0812345678", "123", "1-2-3"])
def test_a_username_that_could_be_somebodys_phone_number_is_refused(officer, username):
    token = actions.make_link(by=officer, person=person("เมธี"))
    with pytest.raises(Impossible) as refused:
        actions.join(token=token, username=username, password=NEW_PASSWORD)
    assert (refused.value.reason, refused.value.field) == (actions.ALL_DIGITS, "username")


def test_a_reset_sets_the_password_lifts_the_lock_and_touches_nothing_else(officer):
    someone = account("somsri", NAME)
    Account.objects.filter(pk=someone.pk).update(failed_sign_ins=3, locked_until=NOW + DAY)
    token = actions.make_link(by=officer, person=someone.person)
    actions.join(
        token=token, username="taken.over", password=NEW_PASSWORD, name_th="x", email=EMAIL, phone=PHONE
    )
    someone.refresh_from_db()
    assert someone.check_password(NEW_PASSWORD) is True
    assert (someone.failed_sign_ins, someone.locked_until) == (0, None)
    assert (someone.username, someone.email, someone.phone, someone.person.name_th) == (
        "somsri",
        None,
        None,
        NAME,
    )
    assert written()[-1] == audited(
        someone.person, "set_password", someone.person, changes={"password": None}
    )
    assert_nothing_personal_was_audited()


def test_a_link_does_not_open_a_closed_account(officer):
    someone = account("somsri", NAME)
    token = actions.make_link(by=officer, person=someone.person)
    Account.objects.filter(pk=someone.pk).update(is_active=False)
    with pytest.raises(Impossible) as refused:
        actions.join(token=token, username="", password=NEW_PASSWORD)
    assert refused.value.reason == actions.CLOSED
    someone.refresh_from_db()
    assert (someone.check_password(PASSWORD), Invitation.objects.get().is_open()) == (True, True)


# One's own account ------------------------------------------------------------------------------------------


def test_changing_ones_password_ends_open_links(officer):
    token = actions.make_link(by=officer, person=officer.person)
    actions.change_password(by=officer, password=NEW_PASSWORD)
    officer.refresh_from_db()
    assert officer.check_password(NEW_PASSWORD) is True
    with pytest.raises(Impossible):
        actions.join(token=token, username="", password="อีกรหัสหนึ่งยาวๆ")
    assert written()[-1] == audited(
        officer.person, "set_password", officer.person, changes={"password": None}
    )
    assert_nothing_personal_was_audited()


def test_editing_ones_contact_moves_the_ways_to_sign_in_with_it(officer):
    given = {"nickname": NICKNAME, "email": "Planted.Secret@example.org", "phone": PHONE}
    actions.edit_own_contact(by=officer, **given)
    actions.edit_own_contact(by=officer, **given)  # nothing changes, nothing is written
    officer.refresh_from_db()
    assert (officer.email, officer.phone) == (EMAIL, PHONE)
    kept = Person.objects.get(pk=officer.person_id)
    assert (kept.nickname, kept.email, kept.phone) == (NICKNAME, given["email"], PHONE)
    assert written() == [
        audited(
            officer.person,
            "edit_own_contact",
            officer.person,
            changes={"nickname": None, "email": None, "phone": None},
        )
    ]
    assert_nothing_personal_was_audited()


def test_emptying_ones_contact_takes_the_ways_to_sign_in_away(officer):
    actions.edit_own_contact(by=officer, nickname="", email=EMAIL, phone=PHONE)
    actions.edit_own_contact(by=officer, nickname="", email="", phone="")
    officer.refresh_from_db()
    assert (officer.email, officer.phone) == (None, None)


@pytest.mark.parametrize(
    ("email", "phone", "field"), [(EMAIL, "", "email"), ("", PHONE, "phone"), (EMAIL, PHONE, "email")]
)
def test_somebody_elses_email_or_phone_is_refused_and_nothing_is_saved(officer, email, phone, field):
    other = account("other", "คนอื่น")
    Account.objects.filter(pk=other.pk).update(email=EMAIL, phone=PHONE)
    with pytest.raises(Impossible) as refused:
        actions.edit_own_contact(by=officer, nickname=NICKNAME, email=email, phone=phone)
    assert (refused.value.reason, refused.value.field) == (actions.CONTACT_TAKEN, field)
    officer.refresh_from_db()
    kept = Person.objects.get(pk=officer.person_id)
    assert (officer.email, officer.phone, kept.nickname, kept.phone) == (None, None, "", "")
    assert AuditEntry.objects.count() == 0


def test_make_scope_cuts_an_over_long_label_instead_of_failing(db):
    scope = actions.make_scope(kind=ScopeKind.ENTERPRISE, label_th="ก" * 300, label_en="x" * 300)
    assert (scope.kind, len(scope.label_th), len(scope.label_en)) == (ScopeKind.ENTERPRISE, 200, 200)
    assert (str(scope.label.th), str(scope.label.en)) == ("ก" * 200, "x" * 200)
