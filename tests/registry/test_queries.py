from datetime import date

import pytest
from django.utils import timezone

from ruamphon.registry import queries
from ruamphon.registry.models import Enterprise

A, B = "Sample Kitchen", "Sample Garden"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("วิสาหกิจชุมชนครัวตัวอย่าง", [A]),
        ("ครัวตัวอยาง", [A]),
        ("กลุ่ม ครัวตัวอย่าง บ้านเรา", [A]),
        ("sample kitchen", [A]),
        ("วิสาหกิจชุมชน", []),
        ("กลุ่ม", []),
        ("ตัวอย่าง", [B, A]),
        ("ปลาทูแดดเดียว", []),
        ("", []),
    ],
)
def test_a_name_like_one_that_is_there_is_noticed(cast, typed, found):
    assert sorted(row.name.en for row in queries.alike(cast.officer, typed)) == found


def test_groups_nobody_may_see_are_not_given_away_and_public_ones_have_no_link(cast):
    assert queries.alike(cast.other_member, "ครัวตัวอย่าง") == []
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(published_at=timezone.now())
    rows = queries.alike(cast.other_member, "ครัวตัวอย่าง")
    assert [(row.name.en, row.url) for row in rows] == [(A, "")]
    assert queries.alike(cast.officer, "ครัวตัวอย่าง")[0].url == queries.record_url(cast.enterprise)


def test_members_come_with_their_posts_first_and_phones_only_for_those_who_may(cast):
    person = cast.member.person
    person.phone = "0812345678"
    person.save()
    gone = cast.enterprise.memberships.exclude(person=person).first()
    gone.left_on = date(2026, 3, 1)
    gone.save()
    rows = queries.members_of(cast.enterprise, on=date(2026, 3, 1), with_contact=True)
    assert [row.name for row in rows.present] == ["มาลี ประธานกลุ่ม", "จันทร์เพ็ญ ตัวอย่าง", "บุญมา ตัวอย่าง"]
    assert [row.name for row in rows.left] == ["สมศรี ตัวอย่าง"]
    assert rows.present[0].phone_shown == "081-234-5678"
    hidden = queries.members_of(cast.enterprise, on=date(2026, 3, 1), with_contact=False)
    assert {(row.phone, row.phone_shown) for row in hidden.present} == {("", "")}


def test_people_to_add_are_of_the_group_and_not_members_now(cast):
    assert list(queries.people_to_add(cast.enterprise)) == []
    membership = cast.enterprise.memberships.get(person=cast.member.person)
    membership.left_on = date(2026, 3, 1)
    membership.save()
    assert list(queries.people_to_add(cast.enterprise)) == [cast.member.person]
    assert list(queries.people_to_add(cast.other_enterprise)) == []


def test_organisations_are_found_in_any_spelling_by_those_who_see_them(cast):
    assert [row.pk for row in queries.organisations(cast.officer, "พีเลียง")] == [cast.mentor_company.pk]
    assert list(queries.organisations(cast.member)) == []
