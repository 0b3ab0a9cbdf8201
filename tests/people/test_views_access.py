"""Who looks after whose access: the list, inviting, new links, ending."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.people import rules
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.models import Account, Grant, Invitation, Person, Scope
from tests.cast import account, grant, link, person

ACCESS, INVITE, SHOWN = (reverse(f"people:{name}") for name in ("access", "access-invite", "invitation"))
EVERYBODY = [
    "manager", "officer", "officer2", "observer", "facilitator", "member", "student", "adviser", "mentor",
    "expert", "other_member", "other_mentor", "other_student", "stranger", "lapsed_student",
]  # fmt: skip
STAFF = ("manager", "officer", "officer2")


def sign_in(client, who):
    client.force_login(who)
    return client


def as_everybody(answer):
    return [(who, answer(who)) for who in EVERYBODY]


@pytest.fixture
def elsewhere(db):
    """Another programme with its own manager, officer, group and student."""
    programme = Scope.objects.create(kind=ScopeKind.PROGRAMME, label_th="โครงการอื่น")
    group = Scope.objects.create(kind=ScopeKind.ENTERPRISE, label_th="กลุ่มของโครงการอื่น")
    link(programme, group)
    made = {name: account(f"their_{name}", f"{name} ที่อื่น") for name in ("manager", "officer", "student")}
    grant(made["manager"], Role.MANAGER, programme)
    grant(made["officer"], Role.OFFICER, programme)
    grant(made["student"], Role.STUDENT, group)
    return made | {"programme": programme, "group": group}


# The list ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_opens_to_the_staff_of_a_programme_only(client, cast, who):
    sign_in(client, cast.accounts[who])
    expected = 200 if who in STAFF else 403
    assert client.get(ACCESS).status_code == expected
    assert client.get(INVITE).status_code == expected


@pytest.mark.parametrize(("language", "words"), [("th", "คนและสิทธิ์"), ("en", "People and access")])
def test_the_list_in_both_languages(client, cast, language, words):
    client.cookies["ruamphon_language"] = language
    assert f"<h1>{words}</h1>" in sign_in(client, cast.officer).get(ACCESS).text


def test_the_list_holds_running_grants_in_reach_and_nothing_else(client, cast, elsewhere):
    page = sign_in(client, cast.officer).get(ACCESS)
    names = {row.person.account.username for row in page.context["page"].rows}
    assert names == set(EVERYBODY) - {"stranger", "lapsed_student"}
    assert "ที่อื่น" not in page.text
    theirs = sign_in(client, elsewhere["officer"]).get(ACCESS)
    assert {row.person.account.username for row in theirs.context["page"].rows} == {
        "their_manager",
        "their_officer",
        "their_student",
    }


def test_a_button_is_there_only_when_it_would_work(client, cast):
    page = sign_in(client, cast.officer).get(ACCESS)
    buttons = {
        row.person.account.username: (row.can_end, row.can_make_link) for row in page.context["page"].rows
    }
    assert [buttons[who] for who in STAFF] == [(False, False)] * 3
    assert {buttons[who] for who in buttons if who not in STAFF} == {(True, True)}
    own = cast.officer.person.grants.get()
    assert reverse("people:grant-end", args=[own.pk]) not in page.text
    page = sign_in(client, cast.manager).get(ACCESS)
    buttons = {
        row.person.account.username: (row.can_end, row.can_make_link) for row in page.context["page"].rows
    }
    assert [buttons[who] for who in STAFF] == [(False, True), (True, True), (True, True)]


def fill(cast, count):
    """Until `count` people are on the list."""
    for number in range(count - Grant.objects.running().count()):
        grant_of(person(f"สมาชิก {number:03}"), cast)


def grant_of(someone, cast):
    return Grant.objects.create(person=someone, role=Role.MEMBER, scope=cast.enterprise.scope)


QUERIES = 6
"""Session, account, may invite, rows, managed; and what the frame asks for the ways around."""


@pytest.mark.parametrize("rows", [3, 12])
def test_the_number_of_queries_does_not_grow_with_the_list(client, cast, rows, django_assert_num_queries):
    Grant.objects.exclude(person=cast.officer.person).delete()
    fill(cast, rows)
    sign_in(client, cast.officer)
    with django_assert_num_queries(QUERIES):
        page = client.get(ACCESS)
    assert len(page.context["page"].rows) == rows


def test_fifty_a_page_and_on_from_the_last_of_them(client, cast, django_assert_num_queries):
    fill(cast, 61)
    sign_in(client, cast.officer)
    first = client.get(ACCESS)
    last = first.context["page"].rows[-1].grant.pk
    assert (len(first.context["page"].rows), first.context["page"].after) == (50, last)
    assert f"?after={last}" in first.text
    with django_assert_num_queries(QUERIES + 1):  # where the last one stood
        second = client.get(f"{ACCESS}?after={last}")
    assert (len(second.context["page"].rows), second.context["page"].after) == (11, None)
    seen = [row.grant.pk for page in (first, second) for row in page.context["page"].rows]
    assert len(set(seen)) == 61
    Grant.objects.filter(pk=seen[10]).update(valid_until=timezone.now())  # the page after it does not shift
    again = client.get(f"{ACCESS}?after={last}")
    assert [row.grant.pk for row in again.context["page"].rows] == seen[50:]
    for odd in ("0", "99999", "x", "-1", "²", "9" * 40):
        assert len(client.get(f"{ACCESS}?after={odd}").context["page"].rows) == 50


def test_people_of_one_name_are_neither_lost_nor_shown_twice(client, cast):
    for _ in range(60):
        grant_of(person("ซ้ำ ชื่อเดียวกัน"), cast)
    sign_in(client, cast.officer)
    first = client.get(ACCESS, {"q": "ชื่อเดียว"}).context["page"]
    second = client.get(ACCESS, {"q": "ชื่อเดียว", "after": first.after}).context["page"]
    assert len({row.grant.pk for row in [*first.rows, *second.rows]}) == 60


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"q": "นักศึกษา"}, {"student", "other_student"}),
        ({"q": "ศิริ  นัก"}, {"student"}),
        ({"q": "081-234"}, {"mentor"}),
        ({"q": "ศิริ", "role": "mentor"}, set()),
        ({"role": "mentor"}, {"mentor", "other_mentor"}),
        ({"role": "manager"}, {"manager"}),
        ({"q": "แปลกหน้า"}, set()),
        ({"q": "เก่า"}, set()),
    ],
)
def test_the_list_is_narrowed_by_words_and_role(client, cast, wanted, found):
    cast.mentor.person.phone = "0812345678"
    cast.mentor.person.save()
    page = sign_in(client, cast.officer).get(ACCESS, wanted)
    assert {row.person.account.username for row in page.context["page"].rows} == found
    assert ("ไม่พบใคร" in page.text) is (not found)


def test_an_unknown_role_narrows_nothing(client, cast):
    page = sign_in(client, cast.officer).get(ACCESS, {"role": "emperor"})
    assert len(page.context["page"].rows) == len(EVERYBODY) - 2


def test_the_list_holds_every_kind_of_place_and_what_is_still_to_come(client, cast):
    coming = timezone.now() + timedelta(days=3)
    made = [
        grant(cast.stranger, Role.OBSERVER, cast.cohort.scope),
        grant(cast.stranger, Role.MENTOR, cast.mentor_company.scope),
        grant(cast.stranger, Role.MEMBER, cast.other_enterprise.scope, begins=coming),
    ]
    page = sign_in(client, cast.manager).get(ACCESS, {"q": "แปลกหน้า"})
    rows = {row.grant.pk: row for row in page.context["page"].rows}
    assert set(rows) == {each.pk for each in made}
    assert [rows[each.pk].begins for each in made] == [None, None, coming]
    assert {row.can_end for row in rows.values()} == {True}


# All of one person ------------------------------------------------------------------------------------------


def all_of(who):
    return reverse("people:person-access", args=[who.person_id])


def test_all_of_a_persons_access_is_ended_at_once_with_one_reason(client, cast):
    grant(cast.student, Role.MENTOR, cast.mentor_company.scope)
    coming = grant(
        cast.student, Role.OBSERVER, cast.programme.scope, begins=timezone.now() + timedelta(days=3)
    )
    sign_in(client, cast.officer)
    page = client.get(all_of(cast.student))
    assert (len(page.context["rows"]), page.context["ending"]) == (3, 3)
    assert client.post(all_of(cast.student), {"reason": " "}).status_code == 200
    assert Grant.objects.not_over().filter(person=cast.student.person).count() == 3
    assert client.post(all_of(cast.student), {"reason": "จบภาคเรียน"})["Location"] == ACCESS
    assert Grant.objects.running().filter(person=cast.student.person).count() == 0
    coming.refresh_from_db()
    assert coming.valid_until == coming.valid_from  # it never begins
    rows = AuditEntry.objects.filter(action="end_grant")
    assert [(row.person_id, row.reason) for row in rows] == [(cast.officer.person_id, "จบภาคเรียน")] * 3
    assert client.get(all_of(cast.student)).status_code == 404


def test_what_one_may_not_end_stays(client, cast, elsewhere):
    beyond = grant(cast.officer2, Role.STUDENT, elsewhere["group"])
    staff = cast.officer2.person.grants.get(role="officer")
    mentor = grant(cast.officer2, Role.MENTOR, cast.enterprise.scope)
    sign_in(client, cast.officer)
    assert client.get(all_of(cast.officer2)).context["ending"] == 1
    client.post(all_of(cast.officer2), {"reason": "ย้ายงาน"})
    running = set(Grant.objects.running().filter(person=cast.officer2.person))
    assert running == {beyond, staff}
    mentor.refresh_from_db()
    assert mentor.valid_until <= timezone.now()
    sign_in(client, cast.manager).post(all_of(cast.officer2), {"reason": "ย้ายงาน"})
    assert set(Grant.objects.running().filter(person=cast.officer2.person)) == {beyond}


def test_ones_own_access_is_seen_and_not_ended(client, cast):
    page = sign_in(client, cast.manager).post(all_of(cast.manager), {"reason": "เบื่อ"})
    assert page["Location"] == ACCESS
    assert Grant.objects.running().filter(person=cast.manager.person).count() == 1
    assert "ขอให้ผู้จัดการ" in client.get(all_of(cast.manager)).text


def test_a_person_out_of_reach_is_not_found(client, cast, elsewhere):
    for who in (elsewhere["student"], cast.stranger, cast.lapsed_student):
        assert sign_in(client, cast.manager).get(all_of(who)).status_code == 404
    assert sign_in(client, cast.student).get(all_of(cast.student)).status_code == 403


@pytest.mark.parametrize("more", [0, 9])
def test_the_number_of_queries_does_not_grow_with_a_persons_access(
    client, cast, more, django_assert_num_queries
):
    for _ in range(more):
        grant_of(cast.student.person, cast)
    sign_in(client, cast.officer)
    with django_assert_num_queries(QUERIES + 1):  # the person
        page = client.get(all_of(cast.student))
    assert len(page.context["rows"]) == more + 1


def test_after_the_last_access_has_ended_the_account_opens_and_shows_nothing(client, cast):
    theirs = type(client)()
    theirs.force_login(cast.student)
    group = reverse("home:enterprise-file", args=[cast.enterprise.pk])
    assert theirs.get(group).status_code == 200
    sign_in(client, cast.officer).post(all_of(cast.student), {"reason": "จบภาคเรียน"})
    assert theirs.get(group).status_code == 404
    assert "ตอนนี้ยังไม่มีสิทธิ์ในโครงการใด" in theirs.get(reverse("people:account")).text


def test_a_name_with_markup_in_it_is_printed_as_text(client, cast):
    grant_of(person('<b x="1">แบบนี้</b>'), cast)
    page = sign_in(client, cast.officer).get(ACCESS)
    assert "<b x" not in page.text
    assert "&lt;b x=&quot;1&quot;&gt;แบบนี้&lt;/b&gt;" in page.text


# Inviting ---------------------------------------------------------------------------------------------------


def invite(client, cast, **given):
    return client.post(
        INVITE, {"name_th": "มาใหม่ ตัวอย่าง", "role": "member", "scope": cast.enterprise.scope_id} | given
    )


def invited():
    return Person.objects.filter(name_th="มาใหม่ ตัวอย่าง").first()


def test_inviting_gives_access_and_shows_the_link_once(client, cast):
    sign_in(client, cast.officer)
    today = timezone.localdate()
    answer = invite(client, cast, phone="081-234-5678", until=(today + timedelta(days=30)).isoformat())
    assert answer["Location"] == SHOWN
    someone = invited()
    given = someone.grants.get()
    assert (given.role, given.scope, given.given_by) == ("member", cast.enterprise.scope, cast.officer.person)
    midnight = timezone.localtime(given.valid_until)
    assert (midnight.date(), midnight.hour, midnight.minute) == (today + timedelta(days=31), 0, 0)
    page = client.get(SHOWN)
    url = page.context["url"]
    token = url.rstrip("/").rsplit("/", 1)[1]
    assert Invitation.objects.get().token_hash == Invitation.hash_of(token)
    assert url == f"http://testserver{reverse('people:join', args=[token])}"
    assert page.text.count("<svg") > 0
    assert url in page.text
    assert "no-store" in page["Cache-Control"]
    assert client.get(SHOWN)["Location"] == ACCESS
    assert token not in str(dict(client.session))


def test_only_whoever_made_the_link_sees_it(client, cast):
    sign_in(client, cast.officer)
    invite(client, cast)
    assert sign_in(type(client)(), cast.officer2).get(SHOWN)["Location"] == ACCESS


ROLES_OF_A_GROUP = ["facilitator", "member", "student", "adviser", "mentor", "expert"]


def test_what_each_may_invite(client, cast):
    roles = {
        who: [value for value, _ in choices(client, cast, who, "role")] for who in ("manager", "officer")
    }
    assert roles == {
        "manager": ["manager", "officer", *ROLES_OF_A_GROUP, "observer"],
        "officer": [*ROLES_OF_A_GROUP, "observer"],
    }
    scopes = {str(label) for value, label in choices(client, cast, "officer", "scope")}
    assert scopes == {
        "โครงการตัวอย่าง",
        "วิสาหกิจชุมชนครัวตัวอย่าง",
        "วิสาหกิจชุมชนสวนตัวอย่าง",
        "บริษัทพี่เลี้ยงตัวอย่าง",
        "มหาวิทยาลัยตัวอย่าง",
    }


def choices(client, cast, who, field):
    page = sign_in(client, cast.accounts[who]).get(INVITE)
    return page.context["form"].fields[field].choices


@pytest.mark.parametrize("role", ["manager", "officer"])
def test_an_officer_cannot_invite_a_manager_nor_a_second_officer(client, cast, role):
    sign_in(client, cast.officer)
    page = invite(client, cast, role=role, scope=cast.programme.scope_id)
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["role"])
    assert 'value="มาใหม่ ตัวอย่าง"' in page.text
    assert (invited(), AuditEntry.objects.count()) == (None, 0)
    sign_in(client, cast.manager)
    assert invite(client, cast, role=role, scope=cast.programme.scope_id)["Location"] == SHOWN
    assert invited().grants.get().role == role


def test_a_manager_of_one_programme_is_only_an_officer_in_the_other(client, cast, elsewhere):
    grant(cast.manager, Role.OFFICER, elsewhere["programme"])
    sign_in(client, cast.manager)
    page = invite(client, cast, role="manager", scope=elsewhere["programme"].pk)
    assert [str(error) for error in page.context["form"].errors["role"]] == [str(rules.NOT_HIGHER)]
    assert invited() is None


@pytest.mark.parametrize("role", ["student", "member", "mentor"])
def test_nobody_is_made_student_member_or_mentor_of_a_whole_programme(client, cast, role):
    sign_in(client, cast.manager)
    page = invite(client, cast, role=role, scope=cast.programme.scope_id)
    assert list(page.context["form"].errors) == ["scope"]
    assert 'value="มาใหม่ ตัวอย่าง"' in page.text
    assert invited() is None


def test_nobody_invites_into_a_place_out_of_reach_nor_into_a_cohort(client, cast, elsewhere):
    sign_in(client, cast.manager)
    for scope in (elsewhere["group"].pk, elsewhere["programme"].pk, cast.cohort.scope_id, 0, "x"):
        page = invite(client, cast, scope=scope)
        assert (page.status_code, list(page.context["form"].errors)) == (200, ["scope"])
    assert invited() is None


def test_an_end_in_the_past_is_refused(client, cast):
    page = invite(sign_in(client, cast.officer), cast, until="2020-01-01")
    assert list(page.context["form"].errors) == ["until"]
    assert invited() is None


def test_posting_without_the_right_to_invite_is_refused(client, cast):
    answers = as_everybody(lambda who: invite(sign_in(client, cast.accounts[who]), cast).status_code)
    assert answers == [(who, 302 if who in STAFF else 403) for who in EVERYBODY]


# New links --------------------------------------------------------------------------------------------------


def new_link(client, by, someone):
    sign_in(client, by)
    return client.post(reverse("people:new-link", args=[someone.person_id])).status_code


def test_an_officer_makes_a_new_link_for_whoever_they_look_after(client, cast):
    assert new_link(client, cast.officer, cast.student) == 302
    made = Invitation.objects.get()
    assert (made.person, made.made_by, made.kind) == (cast.student.person, cast.officer.person, "reset")
    assert client.get(SHOWN).context["person_invited"] == cast.student.person


@pytest.mark.parametrize("target", ["manager", "officer2", "officer"])
def test_no_officer_makes_a_link_into_the_account_of_a_manager_or_a_colleague(client, cast, target):
    assert new_link(client, cast.officer, cast.accounts[target]) == 403
    assert Invitation.objects.count() == 0
    assert new_link(client, cast.manager, cast.accounts[target]) == 302


def test_only_staff_make_links(client, cast):
    answers = as_everybody(lambda who: new_link(client, cast.accounts[who], cast.student))
    assert answers == [(who, 302 if who in STAFF else 404) for who in EVERYBODY]


def test_nobody_makes_a_link_for_a_person_out_of_reach(client, cast, elsewhere):
    assert new_link(client, cast.manager, elsewhere["student"]) == 404
    assert new_link(client, cast.manager, cast.stranger) == 404
    assert Invitation.objects.count() == 0


def test_a_person_with_access_beyond_ones_reach_is_refused(client, cast, elsewhere):
    grant(cast.student, Role.MENTOR, elsewhere["group"])
    assert new_link(client, cast.manager, cast.student) == 403
    grant(cast.manager, Role.OFFICER, elsewhere["programme"])
    assert new_link(client, cast.manager, cast.student) == 302


def test_access_beyond_ones_reach_that_begins_tomorrow_counts_and_that_ended_does_not(
    client, cast, elsewhere
):
    now = timezone.now()
    coming = grant(cast.student, Role.OFFICER, elsewhere["programme"], begins=now + timedelta(days=1))
    assert new_link(client, cast.manager, cast.student) == 403
    Grant.objects.filter(pk=coming.pk).update(valid_from=now - timedelta(days=2), valid_until=now)
    assert new_link(client, cast.manager, cast.student) == 302


def test_a_person_whose_access_here_has_ended_is_nobody_of_ours(client, cast):
    assert new_link(client, cast.officer, cast.lapsed_student) == 403
    assert Invitation.objects.count() == 0


def test_no_link_for_a_closed_account(client, cast):
    Account.objects.filter(pk=cast.student.pk).update(is_active=False)
    assert new_link(client, cast.officer, cast.student) == 403


def test_looking_makes_no_link(client, cast):
    sign_in(client, cast.officer)
    assert client.get(reverse("people:new-link", args=[cast.student.person_id])).status_code == 405
    assert Invitation.objects.count() == 0


# Ending -----------------------------------------------------------------------------------------------------


def end(client, by, target, reason="หมดหน้าที่"):
    sign_in(client, by)
    url = reverse("people:grant-end", args=[target.pk])
    return client.post(url, {"reason": reason})


def test_an_officer_ends_access_that_second_with_a_reason(client, cast):
    target = cast.student.person.grants.get()
    sign_in(client, cast.officer)
    page = client.get(reverse("people:grant-end", args=[target.pk]))
    assert "ศิริ นักศึกษา" in page.text
    assert has_permission(cast.student, Permission.SECRET_READ, cast.enterprise.scope_id) is True
    assert end(client, cast.officer, target)["Location"] == ACCESS
    assert has_permission(cast.student, Permission.SECRET_READ, cast.enterprise.scope_id) is False
    row = AuditEntry.objects.get()
    assert (row.action, row.person_id, row.reason) == ("end_grant", cast.officer.person_id, "หมดหน้าที่")


def test_a_reason_is_asked_for(client, cast):
    page = end(client, cast.officer, cast.student.person.grants.get(), reason="  ")
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["reason"])
    assert AuditEntry.objects.count() == 0


def test_nobody_ends_their_own_access_nor_an_officer_that_of_staff(client, cast):
    def answer(by, target):
        return end(client, cast.accounts[by], cast.accounts[target].person.grants.get()).status_code

    table = {
        (by, target): answer(by, target) for by in ("officer", "manager") for target in ("officer", "manager")
    }
    assert table == {
        ("officer", "officer"): 403,
        ("officer", "manager"): 403,
        ("manager", "manager"): 403,
        ("manager", "officer"): 302,
    }


def test_only_staff_end_access_and_only_within_reach(client, cast, elsewhere):
    target = cast.expert.person.grants.get()
    outsiders = [who for who in EVERYBODY if who not in STAFF]
    assert {end(client, cast.accounts[who], target).status_code for who in outsiders} == {404}
    assert end(client, elsewhere["manager"], target).status_code == 404
    assert end(client, cast.officer, target).status_code == 302
    assert end(client, cast.officer, target).status_code == 404  # it has ended
