"""Who may do what in the registry: one row a person, one column a rule."""

import pytest
from django.utils import timezone

from ruamphon.core.refusals import Refused
from ruamphon.people.enums import Permission
from ruamphon.people.permissions import ROLE_PERMISSIONS
from ruamphon.registry import rules

COLUMNS = ("register", "edit", "publish", "contacts", "history", "organisation")
TABLE = {
    "manager": "111111",
    "officer": "111111",
    "officer2": "111111",
    "observer": "000010",
    "facilitator": "010110",
    "member": "010110",
    "student": "000100",
    "adviser": "000110",
    "mentor": "000100",
    "expert": "000100",
    "other_member": "000000",
    "other_mentor": "000000",
    "other_student": "000000",
    "stranger": "000000",
    "lapsed_student": "000000",
}


def allowed(cast, who):
    account, group = cast.accounts[who], cast.enterprise
    return (
        rules.can_register(account),
        rules.can_edit(account, group),
        rules.can_propose_publication(account, group),
        rules.can_read_contacts(account, group),
        rules.can_read_history(account, group.scope_id),
        rules.can_edit_organisation(account, cast.mentor_company),
    )


def test_the_table_holds_the_whole_cast(cast):
    assert set(TABLE) == set(cast.accounts)


@pytest.mark.parametrize("who", sorted(TABLE))
def test_who_may_do_what(cast, who):
    assert dict(zip(COLUMNS, allowed(cast, who), strict=True)) == dict(
        zip(COLUMNS, (mark == "1" for mark in TABLE[who]), strict=True)
    )


def test_who_may_edit_a_group_may_also_see_its_phone():
    """The edit form shows the phone number, so no role may edit without reading contacts."""
    editing = [role for role, held in ROLE_PERMISSIONS.items() if Permission.ENTERPRISE_EDIT in held]
    assert editing
    assert all(Permission.CONTACT_READ in ROLE_PERMISSIONS[role] for role in editing)


def test_the_one_who_proposed_cannot_approve_and_reads_why(cast):
    cast.enterprise.publication_proposed_by = cast.officer.person
    cast.enterprise.publication_proposed_at = timezone.now()
    with pytest.raises(Refused) as refusal:
        rules.check_can_confirm_publication(cast.officer, cast.enterprise)
    assert refusal.value.reason == rules.ANOTHER_PERSON
    assert rules.can_confirm_publication(cast.officer2, cast.enterprise)
    assert not rules.can_confirm_publication(cast.member, cast.enterprise)


def test_a_group_is_registered_only_in_a_programme(cast):
    assert list(rules.scopes_to_register_in(cast.officer)) == [cast.programme.scope]
    assert list(rules.scopes_to_register_in(cast.member)) == []
    with pytest.raises(Refused):
        rules.check_can_register(cast.member)


def test_a_name_is_corrected_for_someone_known_only_here(cast):
    plain = cast.enterprise.memberships.exclude(person=cast.member.person).first()
    with_account = cast.enterprise.memberships.get(person=cast.member.person)
    assert rules.can_correct_person(cast.officer, plain)
    assert not rules.can_correct_person(cast.student, plain)
    assert not rules.can_correct_person(cast.officer, with_account)
    plain.person.memberships.create(enterprise=cast.other_enterprise)
    assert not rules.can_correct_person(cast.officer, plain)
