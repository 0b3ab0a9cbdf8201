from datetime import date
from decimal import Decimal

import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person, Scope
from ruamphon.registry import actions
from ruamphon.registry.actions import member as member_actions
from ruamphon.registry.actions import organisation as organisation_actions
from ruamphon.registry.actions import product as product_actions
from ruamphon.registry.actions import publication
from ruamphon.registry.changes import ENDS_FIRST
from ruamphon.registry.domain import Variant
from ruamphon.registry.enums import BelongingKind, OrganisationKind, Post, PublicationState
from ruamphon.registry.models import Enterprise, Membership, Office


@pytest.fixture
def cast(cast):
    """The cast, with two groups numbered one and two."""
    for number, group in enumerate((cast.enterprise, cast.other_enterprise), start=1):
        group.code = f"CE-{number:05d}"
        group.save()
    return cast


def last():
    return AuditEntry.objects.order_by("-pk").first()


def register(cast, name="กลุ่มใหม่ตัวอย่าง", **fields):
    return actions.register_enterprise(by=cast.officer, within=cast.programme.scope, name_th=name, **fields)


def refused(sentence, field, do, **arguments):
    with pytest.raises(Impossible) as refusal:
        do(**arguments)
    assert (refusal.value.reason, refusal.value.field) == (sentence, field)


# Groups -----------------------------------------------------------------------------------------------------


def test_registering_gives_the_next_code_a_scope_and_a_place_in_the_programme(cast):
    group = register(cast, name_en="New Sample", phone="0812345678")
    assert group.code == "CE-00003"
    assert (group.scope.kind, group.scope.label_th, group.scope.label_en) == (
        "enterprise",
        "กลุ่มใหม่ตัวอย่าง",
        "New Sample",
    )
    assert has_permission(cast.officer2, Permission.ENTERPRISE_EDIT, group.scope_id)
    assert not has_permission(cast.member, Permission.ENTERPRISE_READ, group.scope_id)
    entry = last()
    assert (entry.action, entry.record_id, entry.scope_id) == (
        "register_enterprise",
        group.pk,
        group.scope_id,
    )
    assert entry.changes == {
        "code": [None, "CE-00003"],
        "name_th": [None, "กลุ่มใหม่ตัวอย่าง"],
        "name_en": [None, "New Sample"],
        "phone": None,
    }


@pytest.mark.parametrize(
    ("there", "next_code"),
    [("CE-00009", "CE-00010"), ("CE-99999", "CE-100000"), ("CE-100000", "CE-100001"), ("ZZ-99", "CE-00003")],
)
def test_codes_go_on_from_the_highest(cast, there, next_code):
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(code=there)
    assert register(cast).code == next_code


def test_the_first_group_of_all_is_number_one(db):
    scope = Scope.objects.create(kind="programme", label_th="โครงการ")
    assert actions.register_enterprise(by=None, within=scope, name_th="กลุ่มแรก").code == "CE-00001"


def test_editing_writes_what_changed_and_renames_the_scope(cast):
    actions.edit_enterprise(
        by=cast.officer, enterprise=cast.enterprise, name_th="ครัวใหม่", phone="038123456", community="ชุมชนเดิม"
    )
    group = Enterprise.objects.get(pk=cast.enterprise.pk)
    assert (group.name_th, group.code, group.scope.label_th) == ("ครัวใหม่", "CE-00001", "ครัวใหม่")
    assert group.search_text.startswith("ครัวใหม ")
    assert last().changes == {
        "name_th": ["วิสาหกิจชุมชนครัวตัวอย่าง", "ครัวใหม่"],
        "phone": None,
        "community": ["", "ชุมชนเดิม"],
    }


def test_saving_without_a_change_writes_nothing(cast):
    before = AuditEntry.objects.count()
    actions.edit_enterprise(by=cast.officer, enterprise=cast.enterprise, name_th=cast.enterprise.name_th)
    assert AuditEntry.objects.count() == before


def test_a_phone_number_does_not_find_the_group(cast):
    assert "0812345678" not in register(cast, phone="0812345678").search_text


# Publication ------------------------------------------------------------------------------------------------


def test_publication_takes_two_people(cast):
    group = cast.enterprise
    actions.propose_publication(by=cast.officer, enterprise=group)
    with pytest.raises(Refused):
        actions.confirm_publication(by=cast.officer, enterprise=group)
    assert not Enterprise.objects.published().exists()
    actions.confirm_publication(by=cast.officer2, enterprise=group)
    group.refresh_from_db()
    assert (group.publication, group.publication_proposed_by, group.published_by) == (
        PublicationState.PUBLISHED,
        cast.officer.person,
        cast.officer2.person,
    )
    assert [entry.action for entry in AuditEntry.objects.of(group)] == [
        "confirm_publication",
        "propose_publication",
    ]


def test_publication_steps_out_of_turn_are_refused(cast):
    group, arguments = cast.enterprise, {"enterprise": cast.enterprise}
    refused(publication.ALREADY["private"], None, actions.confirm_publication, by=cast.officer, **arguments)
    refused(publication.NOT_PUBLIC, None, actions.unpublish, by=cast.officer, reason="เหตุ", **arguments)
    actions.propose_publication(by=cast.officer, enterprise=group)
    refused(publication.ALREADY["proposed"], None, actions.propose_publication, by=cast.officer2, **arguments)
    actions.confirm_publication(by=cast.officer2, enterprise=group)
    refused(publication.ALREADY["published"], None, actions.confirm_publication, by=cast.manager, **arguments)


def test_taking_down_asks_why_and_forgets_the_proposal(cast):
    actions.propose_publication(by=cast.officer, enterprise=cast.enterprise)
    refused(
        publication.WHY, "reason", actions.unpublish, by=cast.officer, enterprise=cast.enterprise, reason="  "
    )
    group = actions.unpublish(by=cast.officer, enterprise=cast.enterprise, reason="กลุ่มขอไว้ก่อน")
    assert group.publication == PublicationState.PRIVATE
    assert (last().action, last().reason) == ("unpublish", "กลุ่มขอไว้ก่อน")


# Members ----------------------------------------------------------------------------------------------------


def test_adding_a_member_writes_a_person_whose_values_stay_out_of_the_audit(cast):
    made = actions.add_member(
        by=cast.member,
        enterprise=cast.enterprise,
        name_th="แก้ว ตัวอย่าง",
        nickname="แก้ว",
        phone="0899999999",
        post=Post.TREASURER,
        joined_on=date(2026, 3, 1),
    )
    assert (made.person.name_th, made.person.phone, made.post) == ("แก้ว ตัวอย่าง", "0899999999", "treasurer")
    assert last().changes == {
        "person": [None, made.person_id],
        "post": [None, "treasurer"],
        "joined_on": [None, "2026-03-01"],
    }
    written = " ".join(str(entry.changes) for entry in AuditEntry.objects.all())
    assert "แก้ว" not in written
    assert "0899999999" not in written


def test_a_member_is_not_added_twice(cast):
    arguments = {"by": cast.officer, "enterprise": cast.enterprise}
    refused(member_actions.IS_MEMBER, "person", actions.add_member, person=cast.member.person, **arguments)
    same = member_actions.SAME_NAME.format(name="สมศรี ตัวอย่าง")
    refused(same, "name_th", actions.add_member, name_th=" สมศรี  ตัวอย่าง", nickname="สมศ", **arguments)
    refused(member_actions.NO_NAME, "name_th", actions.add_member, name_th=" \u200b", **arguments)
    assert Person.objects.filter(name_th="สมศรี ตัวอย่าง").count() == 1
    actions.add_member(name_th="สมศรี ตัวอย่าง", nickname="อีกคน", **arguments)


def test_someone_who_left_may_come_back_but_not_before(cast):
    membership = cast.enterprise.memberships.first()
    days = {"post": Post.MEMBER, "joined_on": date(2026, 1, 5), "left_on": date(2026, 4, 1)}
    actions.change_membership(by=cast.officer, membership=membership, **days)
    assert last().action == "end_membership"
    again = {"by": cast.officer, "enterprise": cast.enterprise, "person": membership.person}
    overlaps = member_actions.OVERLAPS.format(left=member_actions.said_day(date(2026, 4, 1)))
    refused(overlaps, "joined_on", actions.add_member, joined_on=date(2026, 3, 31), **again)
    refused(overlaps, "joined_on", actions.add_member, **again)
    back = actions.add_member(joined_on=date(2026, 4, 1), **again)
    assert list(Membership.objects.filter(person=back.person, left_on=None)) == [back]
    refused(
        member_actions.IS_MEMBER,
        "left_on",
        actions.change_membership,
        by=cast.officer,
        membership=membership,
        post="member",
    )


def test_leaving_before_joining_is_refused(cast):
    membership = cast.enterprise.memberships.first()
    refused(
        member_actions.LEFT_FIRST,
        "left_on",
        actions.change_membership,
        by=cast.officer,
        membership=membership,
        post=Post.MEMBER,
        joined_on=date(2026, 1, 5),
        left_on=date(2026, 1, 4),
    )


def test_correcting_a_member_names_fields_only(cast):
    membership = cast.enterprise.memberships.first()
    actions.correct_member(by=cast.officer, membership=membership, name_th="สมศรี ใหม่", nickname="ศรี")
    membership.person.refresh_from_db()
    assert membership.person.name_th == "สมศรี ใหม่"
    assert last().changes == {"name_th": None, "nickname": None}
    own = cast.enterprise.memberships.get(person=cast.member.person)
    with pytest.raises(Refused):
        actions.correct_member(by=cast.officer, membership=own, name_th="ชื่ออื่น")


# Products ---------------------------------------------------------------------------------------------------

SMALL = Variant("ขวดเล็ก", "ขวด 100 มล.", "Small", Decimal("45.50"))
UNPRICED = Variant("ขวดใหญ่", "ขวด 250 มล.")


def product(cast, **fields):
    values = {"name_th": "ปลาเค็มตัวอย่าง", "registered_on": date(2026, 3, 1), "variants": [SMALL, UNPRICED]}
    return actions.register_product(by=cast.member, enterprise=cast.enterprise, **(values | fields))


def test_a_product_comes_with_its_sizes_and_an_unknown_price_is_not_zero(cast):
    made = product(cast)
    assert list(made.variants.values_list("name_th", "price")) == [
        ("ขวดเล็ก", Decimal("45.50")),
        ("ขวดใหญ่", None),
    ]
    assert last().changes["variants"] == [[], ["ขวดเล็ก / ขวด 100 มล. / 45.50", "ขวดใหญ่ / ขวด 250 มล. / –"]]


def test_editing_keeps_changes_adds_and_removes_sizes(cast):
    made = product(cast)
    small, big = made.variants.all()
    kept = Variant("ขวดจิ๋ว", "ขวด 50 มล.", price=Decimal(30), pk=small.pk)
    actions.edit_product(
        by=cast.officer, product=made, name_th="ปลาเค็ม", variants=[kept, Variant("ถุง", "ถุง")]
    )
    assert list(made.variants.values_list("name_th", flat=True)) == ["ขวดจิ๋ว", "ถุง"]
    assert made.variants.first().pk == small.pk
    assert last().changes["name_th"] == ["ปลาเค็มตัวอย่าง", "ปลาเค็ม"]
    gone = Variant("x", "y", pk=big.pk)
    refused(product_actions.GONE, None, actions.edit_product, by=cast.officer, product=made, variants=[gone])


def test_another_products_size_cannot_be_taken_over(cast):
    made, other = product(cast), product(cast, name_th="กะปิตัวอย่าง")
    theirs = Variant("ของเขา", "ชิ้น", pk=made.variants.first().pk)
    refused(
        product_actions.GONE, None, actions.edit_product, by=cast.officer, product=other, variants=[theirs]
    )


def test_retiring_and_taking_up_again(cast):
    made = product(cast)
    early = {"product": made, "retired_on": date(2026, 2, 28)}
    refused(product_actions.RETIRED_FIRST, "retired_on", actions.retire_product, by=cast.member, **early)
    actions.retire_product(by=cast.member, product=made, retired_on=date(2026, 5, 1))
    product(cast)  # the same name is free again
    assert actions.retire_product(by=cast.member, product=made, retired_on=None).retired_on is None
    assert last().changes == {"retired_on": ["2026-05-01", None]}


def test_the_same_product_twice_is_refused(cast):
    product(cast)
    same = product_actions.SAME_PRODUCT.format(name="ปลาเค็มตัวอย่าง")
    with pytest.raises(Impossible) as refusal:
        product(cast)
    assert refusal.value.reason == same


# Organisations ----------------------------------------------------------------------------------------------


def test_registering_and_editing_an_organisation(cast):
    made = actions.register_organisation(
        by=cast.officer, within=cast.programme.scope, name_th="สมาคมตัวอย่าง", kind=OrganisationKind.ASSOCIATION
    )
    assert has_permission(cast.officer, Permission.ORGANISATION_EDIT, made.scope_id)
    actions.edit_organisation(by=cast.officer, organisation=made, name_th="สมาคมใหม่", parent=cast.university)
    made.refresh_from_db()
    assert (made.scope.label_th, made.parent) == ("สมาคมใหม่", cast.university)
    assert last().changes == {"name_th": ["สมาคมตัวอย่าง", "สมาคมใหม่"], "parent": [None, "มหาวิทยาลัยตัวอย่าง"]}
    refused(
        organisation_actions.OWN_PART,
        "parent",
        actions.edit_organisation,
        by=cast.officer,
        organisation=cast.university,
        parent=made,
    )


def test_an_organisation_is_registered_once_a_programme(cast):
    refused(
        organisation_actions.SAME_NAME.format(name="มหาวิทยาลัยตัวอย่าง"),
        "name_th",
        actions.register_organisation,
        by=cast.officer,
        within=cast.programme.scope,
        name_th="มหาวิทยาลัยตัวอย่าง",
        kind=OrganisationKind.UNIVERSITY,
    )


def test_offices_begin_and_end(cast):
    arguments = {"by": cast.officer, "organisation": cast.mentor_company, "title_th": "ประธาน"}
    wrong = {"from_on": date(2026, 2, 1), "to_on": date(2026, 1, 1)}
    refused(ENDS_FIRST, "to_on", actions.add_office, name_th="คนใหม่", **arguments, **wrong)
    assert not Person.objects.filter(name_th="คนใหม่").exists()
    made = actions.add_office(name_th="คนใหม่", from_on=date(2026, 2, 1), **arguments)
    actions.edit_office(
        by=cast.officer, office=made, title_th="ประธาน", from_on=made.from_on, to_on=date(2026, 3, 1)
    )
    assert Office.objects.get().to_on == date(2026, 3, 1)
    entry = last()
    assert (entry.action, entry.record_id) == ("edit_office", cast.mentor_company.pk)


def test_belongings_begin_and_end(cast):
    arguments = {"by": cast.officer, "organisation": cast.university, "kind": BelongingKind.FOUNDER}
    with pytest.raises(Impossible):
        actions.add_belonging(member=cast.university, **arguments)
    made = actions.add_belonging(member=cast.mentor_company, seen_on=date(2026, 1, 1), **arguments)
    refused(
        ENDS_FIRST,
        "to_on",
        actions.edit_belonging,
        by=cast.officer,
        belonging=made,
        kind="founder",
        from_on=date(2026, 2, 1),
        to_on=date(2026, 1, 1),
    )
    actions.edit_belonging(by=cast.officer, belonging=made, kind="member", seen_on=made.seen_on)
    assert last().changes == {"member": ["บริษัทพี่เลี้ยงตัวอย่าง"] * 2, "kind": ["founder", "member"]}
