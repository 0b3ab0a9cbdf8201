from decimal import Decimal

import pytest
from django.urls import reverse

from ruamphon.home.queries import search as run
from ruamphon.home.queries.searching.hits import Kind
from ruamphon.people.enums import Role
from ruamphon.people.models import Person
from ruamphon.registry.models import Enterprise, Membership, Office
from tests import cast as people
from tests.home import filling

URL = "/search/"
PHONE = "0812345678"


def look_up_at_most(most, monkeypatch):
    for module in ("seeker", "candidates"):
        monkeypatch.setattr(f"ruamphon.home.queries.searching.{module}.MOST_LOOKED_UP", most)


@pytest.fixture
def found(cast):
    """What somebody of the cast finds, by kind, as (name, why)."""

    def found(typed, who="officer", kind=None):
        result = run(getattr(cast, who), typed, kind=kind)
        return {
            section.kind.value: [(hit.name, hit.why.th) for hit in section.hits]
            for section in result.sections
        }

    return found


@pytest.fixture
def auntie(cast):
    """A member of group A with a nickname and a phone."""
    made = people.person("สมปอง ใจงาม", nickname="แป๋ว", phone=PHONE)
    Membership.objects.create(enterprise=cast.enterprise, person=made)
    return made


A = "วิสาหกิจชุมชนครัวตัวอย่าง"
B = "วิสาหกิจชุมชนสวนตัวอย่าง"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ครัวตัว", {"enterprise": [(A, "ตรงกับชื่อ")]}),
        ("sample KITCHEN", {"enterprise": [(A, "ตรงกับชื่ออังกฤษ")]}),
        ("CE-90002", {"enterprise": [(B, "ตรงกับรหัส")]}),
        ("๙๐๐๐๒", {"enterprise": [(B, "ตรงกับรหัส")]}),
        ("แป๋ว", {"person": [("สมปอง ใจงาม (แป๋ว)", "ตรงกับชื่อเล่น")]}),
        ("ปอง แปว", {"person": [("สมปอง ใจงาม (แป๋ว)", "ตรงกับชื่อ")]}),
        ("สมปองใจงาน", {"person": [("สมปอง ใจงาม (แป๋ว)", "ชื่อสะกดใกล้เคียง")]}),
        ("081-2345", {"person": [("สมปอง ใจงาม (แป๋ว)", "ตรงกับเบอร์โทร")]}),
        ("+66 81 234 5678", {"person": [("สมปอง ใจงาม (แป๋ว)", "ตรงกับเบอร์โทร")]}),
        ("๐๘๑๒๓๔", {"person": [("สมปอง ใจงาม (แป๋ว)", "ตรงกับเบอร์โทร")]}),
        ("มหาวิทยาลัย", {"organisation": [("มหาวิทยาลัยตัวอย่าง", "ตรงกับชื่อ")]}),
        ("มหาวิทยาลย", {"organisation": [("มหาวิทยาลัยตัวอย่าง", "ชื่อสะกดใกล้เคียง")]}),
        ("น้ำพริก", {"product": [("น้ำพริกตัวอย่าง", "ตรงกับชื่อ")]}),
        ("chilli", {"product": [("น้ำพริกตัวอย่าง", "ตรงกับชื่ออังกฤษ")]}),
        ("081", {}),
        ("ไม่มีสิ่งนี้เลย", {}),
        ("%", {}),
    ],
)
def test_what_an_officer_finds_and_why(found, auntie, typed, expected):
    assert found(typed) == expected


def test_misspellings_that_people_make(cast, found):
    people.organisation(cast.programme.scope, "เทศบาลเมืองมาบตาพุด", "local_government")
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(place_label="มาบตาพุด")
    assert found("มาบตะพุด") == {
        "enterprise": [(A, "สถานที่สะกดใกล้เคียง")],
        "organisation": [("เทศบาลเมืองมาบตาพุด", "ชื่อสะกดใกล้เคียง")],
    }
    assert found("วิสหากิจชุมชน") == {"enterprise": [(A, "ชื่อสะกดใกล้เคียง"), (B, "ชื่อสะกดใกล้เคียง")]}


@pytest.mark.parametrize(
    ("who", "groups"),
    [
        ("officer", [A, B]),
        ("observer", [A, B]),
        ("member", [A]),
        ("other_member", [B]),
        ("other_mentor", [B]),
        ("stranger", []),
        ("lapsed_student", []),
    ],
)
@pytest.mark.parametrize("most", [1_500, 0])
def test_nobody_finds_what_they_may_not_see(found, auntie, monkeypatch, who, groups, most):
    """However many scopes somebody reaches: they are named, or asked row by row, with one answer."""
    look_up_at_most(most, monkeypatch)
    sees_a = A in groups
    assert [name for name, _ in found("วิสาหกิจชุมชน", who).get("enterprise", [])] == groups
    assert [name for name, _ in found("วิสหากิจชุมชน", who).get("enterprise", [])] == groups
    assert ("person" in found("แป๋ว", who)) is sees_a
    assert ("person" in found("สมปองใจงาน", who)) is sees_a
    assert ("product" in found("น้ำพริก", who)) is sees_a
    assert ("organisation" in found("มหาวิทยาลัย", who)) is (who in {"officer", "observer"})


@pytest.mark.parametrize(
    ("who", "may"),
    [("officer", True), ("member", True), ("student", True), ("mentor", True)]
    + [(who, False) for who in ("observer", "other_member", "other_student", "stranger", "lapsed_student")],
)
@pytest.mark.parametrize("most", [1_500, 0])
def test_a_phone_is_found_and_shown_only_by_those_who_may_read_it(
    cast, found, auntie, monkeypatch, who, may, most
):
    look_up_at_most(most, monkeypatch)
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(phone="038111222")
    for typed in (PHONE, "12345678", "1234"):
        assert ("person" in found(typed, who)) is may
    assert ("enterprise" in found("038111", who)) is may
    by_name = run(getattr(cast, who), "สมปอง").sections
    assert [hit.phone for section in by_name for hit in section.hits] == (
        [PHONE] if may else [""] if who == "observer" else []
    )


def test_a_person_of_two_groups_is_not_called_by_those_of_the_one_without_the_right(cast, found, auntie):
    Membership.objects.create(enterprise=cast.other_enterprise, person=auntie)
    assert found("แป๋ว", "observer") == {"person": [("สมปอง ใจงาม (แป๋ว)", "ตรงกับชื่อเล่น")]}
    assert found(PHONE, "observer") == {}
    assert found(PHONE, "other_member") == {"person": [("สมปอง ใจงาม (แป๋ว)", "ตรงกับเบอร์โทร")]}


def test_people_are_found_by_what_they_do_and_lead_there(cast):
    Office.objects.create(
        organisation=cast.university, person=people.person("อธิการ ตัวอย่าง"), title_th="อธิการ"
    )
    abouts = {}
    for typed in ("อธิการ", "ศิริ", "ปิติ", "มาลี"):
        (section,) = run(cast.officer, typed, kind=Kind.PERSON).sections
        abouts[typed] = (section.hits[0].about, section.hits[0].url)
    assert abouts == {
        "อธิการ": ("อธิการ · มหาวิทยาลัยตัวอย่าง", reverse("registry:organisation", args=[cast.university.pk])),
        "ศิริ": (f"นักศึกษา · {A}", f"/enterprises/{cast.enterprise.pk}/"),
        "ปิติ": ("ผู้สังเกตการณ์ · โครงการตัวอย่าง", reverse("people:access")),
        "มาลี": (f"ประธาน · {A}", f"/enterprises/{cast.enterprise.pk}/#members"),
    }
    assert run(cast.member, "ปิติ").sections == ()
    assert run(cast.member, "ศิริ").sections[0].hits[0].about == f"นักศึกษา · {A}"


def test_ended_access_is_not_told(cast, found):
    assert found("เก่า") == {}
    people.grant(cast.lapsed_student, Role.STUDENT, cast.enterprise.scope)
    assert found("เก่า") == {"person": [("เก่า นักศึกษา", "ตรงกับชื่อ")]}


@pytest.fixture
def page(cast, client):
    def page(who="officer", language="th", **typed):
        client.force_login(getattr(cast, who))
        response = client.get(URL, typed, headers={"accept-language": language})
        assert response.status_code == 200
        return response.content.decode()

    return page


def test_tap_to_call_and_to_navigate_only_where_there_is_something(cast, page, auntie):
    assert f'href="tel:{PHONE}"' in page(q="แป๋ว")
    assert "geo:" not in page(q="ครัว")
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(
        latitude=Decimal("12.68095"), longitude=Decimal("101.25")
    )
    assert 'href="geo:12.68095,101.25000"' in page(q="ครัว")


def test_empty_no_hit_and_nearly_say_what_to_do(page):
    assert "พิมพ์แค่บางส่วนก็พบ" in page()
    assert "ลองพิมพ์ให้สั้นลง" in page(q="ไม่มีสิ่งนี้เลย")
    assert "นี่คือชื่อที่สะกดใกล้เคียง" in page(q="วิสหากิจชุมชน")
    assert "These come close" in page(language="en", q="วิสหากิจชุมชน")


@pytest.mark.parametrize("typed", ["'", '"', "\0", "<script>", "a" * 5_000, "OR", "ก", "๑", " "])
def test_odd_words_are_searched_like_any(page, typed):
    assert "<script>" not in page(q=typed)


def test_one_kind_can_be_chosen_and_nonsense_means_all(page):
    assert 'href="/enterprises/' in page(q="ตัวอย่าง", kind="enterprise")
    assert "มหาวิทยาลัยตัวอย่าง" not in page(q="ตัวอย่าง", kind="enterprise")
    assert "มหาวิทยาลัยตัวอย่าง" in page(q="ตัวอย่าง", kind="nonsense")


def test_the_box_is_on_every_signed_in_page(cast, client):
    client.force_login(cast.stranger)
    for url in ("/today/", reverse("people:account")):
        assert 'action="/search/"' in client.get(url).content.decode()


@pytest.mark.parametrize("number", [2, 15])
@pytest.mark.parametrize("who", ["officer", "member"])
def test_search_asks_the_same_however_many_rows(cast, client, auntie, django_assert_num_queries, number, who):
    filling.more_groups(cast, number)
    for each in range(number):
        Membership.objects.create(enterprise=cast.enterprise, person=people.person(f"สมาชิก แป๋ว {each}"))
    client.force_login(getattr(cast, who))
    with django_assert_num_queries({"officer": 21, "member": 19}[who]):
        client.get(URL, {"q": "แป๋ว"})


def test_dictionary_order_among_equals(cast, found):
    for number, name in enumerate(("ขนมเกาะ", "เกาะเกาะ", "กล้วยเกาะ")):
        people.enterprise(f"CE-2000{number}", name, cast.programme.scope, cast.cohort, "craft")
    assert [name for name, _ in found("เกาะ")["enterprise"]] == ["เกาะเกาะ", "กล้วยเกาะ", "ขนมเกาะ"]
    assert Person.objects.filter(search_text="").count() == 0
