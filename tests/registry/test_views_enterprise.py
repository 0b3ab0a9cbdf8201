"""A group's record page and its forms: who sees what, and what is refused with which sentence."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ruamphon.people.models import Person
from ruamphon.registry.models import Enterprise, Membership
from ruamphon.registry.places import SubdistrictRow, load_subdistricts

GOOD = {"name_th": "กลุ่มทดลองใหม่", "work_kind": "food"}
LONG = "ก" * 201


def page(client, who, name, *args, language="th", **kwargs):
    client.force_login(who)
    return client.get(reverse(f"registry:{name}", args=args), headers={"accept-language": language}, **kwargs)


def send(client, who, name, *args, **data):
    client.force_login(who)
    return client.post(reverse(f"registry:{name}", args=args), data)


def text(response):
    return response.content.decode()


# Who opens what ---------------------------------------------------------------------------------------------

READERS = {
    "manager",
    "officer",
    "observer",
    "facilitator",
    "member",
    "student",
    "adviser",
    "mentor",
    "expert",
}
EDITORS = {"manager", "officer", "facilitator", "member"}
OUTSIDE = {"other_member", "other_mentor", "other_student", "stranger", "lapsed_student"}


@pytest.mark.parametrize("who", sorted(READERS | OUTSIDE))
def test_who_opens_the_record_and_its_forms(cast, client, who):
    account, pk = cast.accounts[who], cast.enterprise.pk
    record, edit = page(client, account, "enterprise", pk), page(client, account, "enterprise-edit", pk)
    assert record.status_code == (200 if who in READERS else 404)
    assert edit.status_code == (404 if who in OUTSIDE else 200 if who in EDITORS else 403)


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("observer", 200), ("mentor", 403), ("student", 403), ("other_member", 404)],
)
def test_who_reads_the_history(cast, client, who, status):
    membership, product = cast.enterprise.memberships.first(), cast.enterprise.products.first()
    for name, pk in (
        ("enterprise-history", cast.enterprise.pk),
        ("member-history", membership.pk),
        ("product-history", product.pk),
    ):
        assert page(client, cast.accounts[who], name, pk).status_code == status


@pytest.mark.parametrize(("who", "shown"), [("officer", True), ("mentor", True), ("observer", False)])
def test_phones_show_only_to_those_who_may_see_contacts(cast, client, who, shown):
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(phone="038111222")
    person = cast.member.person
    person.phone = "0812345678"
    person.save()
    said = text(page(client, cast.accounts[who], "enterprise", cast.enterprise.pk))
    assert ("038-111-222" in said, "081-234-5678" in said) == (shown, shown)
    assert "มาลี ประธานกลุ่ม" in said


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_record_reads_in_both_languages(cast, client, language):
    said = text(page(client, cast.officer, "enterprise", cast.enterprise.pk, language=language))
    word = {"th": "สินค้าและบริการ", "en": "Products and services"}[language]
    assert f">{word}</h2>" in said
    assert "Sample Kitchen" in said


def test_the_record_takes_as_many_queries_for_12_members_as_for_4(cast, client, django_assert_num_queries):
    page(client, cast.officer, "enterprise", cast.enterprise.pk)
    url = reverse("registry:enterprise", args=[cast.enterprise.pk])
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    # merged away?, group, members, products, sizes; legal status, houses, needs
    assert sum('FROM "registry_' in query["sql"] for query in few) == 8
    for number in range(8):
        person = Person.objects.create(name_th=f"คนที่ {number}")
        Membership.objects.create(enterprise=cast.enterprise, person=person)
        cast.enterprise.products.create(name_th=f"ของ {number}", registered_on=date(2026, 1, 1))
    with django_assert_num_queries(len(few)):
        assert text(client.get(url)).count("person-name") == 12


# Registering ------------------------------------------------------------------------------------------------


def test_one_programme_is_not_asked_about_and_a_name_is_enough(cast, client):
    assert 'name="within"' not in text(page(client, cast.officer, "enterprise-new"))
    response = send(client, cast.officer, "enterprise-new", **GOOD)
    made = Enterprise.objects.get(name_th="กลุ่มทดลองใหม่")
    assert response.url == reverse("registry:enterprise", args=[made.pk])
    assert made.scope.links_outward.get().outer == cast.programme.scope


def test_with_two_programmes_the_form_asks_and_takes_only_ones_own(cast, client):
    scope = cast.programme.scope.__class__
    second, foreign = (scope.objects.create(kind="programme", label_th=name) for name in ("ที่สอง", "ของคนอื่น"))
    cast.officer.person.grants.create(role="officer", scope=second)
    assert 'name="within"' in text(page(client, cast.officer, "enterprise-new"))
    assert "กรุณาเลือกหนึ่งข้อ" in text(send(client, cast.officer, "enterprise-new", within=foreign.pk, **GOOD))
    send(client, cast.officer, "enterprise-new", within=second.pk, **GOOD)
    assert Enterprise.objects.get(name_th="กลุ่มทดลองใหม่").scope.links_outward.get().outer == second


@pytest.mark.parametrize("who", ["observer", "member", "student", "mentor", "stranger", "lapsed_student"])
def test_others_may_not_register(cast, client, who):
    assert page(client, cast.accounts[who], "enterprise-new").status_code == 403
    assert send(client, cast.accounts[who], "enterprise-new", **GOOD).status_code == 403


def test_a_name_like_another_asks_for_a_second_look(cast, client):
    like = GOOD | {"name_th": "กลุ่มครัวตัวอย่าง"}
    said = text(send(client, cast.officer, "enterprise-new", **like))
    assert reverse("registry:enterprise", args=[cast.enterprise.pk]) in said
    assert 'value="กลุ่มครัวตัวอย่าง"' in said
    assert "ไม่ใช่กลุ่มเดียวกัน" in said
    assert not Enterprise.objects.filter(name_th="กลุ่มครัวตัวอย่าง").exists()
    assert send(client, cast.officer, "enterprise-new", **like, not_same="on").status_code == 302
    assert Enterprise.objects.filter(name_th="กลุ่มครัวตัวอย่าง").exists()


# What is typed wrong ----------------------------------------------------------------------------------------

BAD = [
    ("name_th", "", "กรุณาใส่ชื่อกลุ่ม"),
    ("name_th", "   ", "กรุณาใส่ชื่อกลุ่ม"),
    ("name_th", "\u200b\u200b", "กรุณาใส่ชื่อกลุ่ม"),
    ("name_th", LONG, "ใส่ได้ไม่เกิน 200 ตัวอักษร ตอนนี้มี 201 ตัว"),
    ("name_en", "a" * 201, "ใส่ได้ไม่เกิน 200 ตัวอักษร"),
    ("about_th", "ก" * 2001, "ใส่ได้ไม่เกิน 2000 ตัวอักษร"),
    ("place_label", "ก" * 121, "ใส่ได้ไม่เกิน 120 ตัวอักษร"),
    ("work_kind", "magic", "กรุณาเลือกหนึ่งข้อจากรายการ"),
    ("founded_on", "14/6/3108", "หมายถึง 14 มิ.ย. 2565 หรือไม่"),
    ("founded_on", "14 มิ.ย. ค.ศ. 2565", "หมายถึง 14 มิ.ย. 2565 หรือไม่"),
    ("founded_on", "1 ม.ค. 2580", "อยู่นอกช่วงที่ใส่ได้"),
    ("founded_on", "31 มิ.ย. 2565", "ไม่มีวันที่ 31"),
    ("founded_on", "นานแล้ว", "วันที่"),
    ("phone", "ไม่มี", "ที่พิมพ์มามี 0 หลัก"),
    ("phone", "12345", "ที่พิมพ์มามี 5 หลัก"),
    ("phone", "0" * 16, "ที่พิมพ์มามี 16 หลัก"),
    ("latitude", "12.68", "หมุดต้องมีทั้งละติจูดและลองจิจูด"),
    ("longitude", "101.25", "หมุดต้องมีทั้งละติจูดและลองจิจูด"),
    ("latitude", "101.25", "สลับกับลองจิจูด"),
    ("longitude", "12.68", "สลับกับละติจูด"),
    ("latitude", "ตรงนั้น", "ใส่เป็นตัวเลข เช่น 12.68095"),
    ("latitude", "NaN", "ใส่เป็นตัวเลข เช่น 12.68095"),
    ("latitude", "1e400000", "ละติจูดในประเทศไทยอยู่ระหว่าง 5 ถึง 21"),
    ("subdistrict", "ไม่มีจริง", "ไม่พบตำบล “ไม่มีจริง”"),
]


@pytest.mark.parametrize(("field", "typed", "sentence"), BAD)
def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(cast, client, field, typed, sentence):
    others = {"community": "ชุมชนที่พิมพ์ไว้", "municipality": "เทศบาลที่พิมพ์ไว้"}
    response = send(client, cast.officer, "enterprise-new", **(GOOD | others | {field: typed}))
    said = text(response)
    assert response.status_code == 200
    assert sentence in said
    assert 'value="ชุมชนที่พิมพ์ไว้"' in said
    assert 'value="เทศบาลที่พิมพ์ไว้"' in said
    if typed.strip() and field != "work_kind":
        assert typed in said
    assert Enterprise.objects.count() == 2


def test_sentences_follow_the_reader(cast, client):
    client.force_login(cast.officer)
    url = reverse("registry:enterprise-new")
    said = text(client.post(url, GOOD | {"phone": "123"}, headers={"accept-language": "en"}))
    assert "A Thai phone number has 9 or 10 digits, as 081-234-5678; this has 3." in said


def test_an_odd_phone_is_kept_with_a_word_of_warning(cast, client):
    send(client, cast.officer, "enterprise-new", **GOOD, phone="1800123456")
    made = Enterprise.objects.get(name_th="กลุ่มทดลองใหม่")
    assert made.phone == "1800123456"
    assert "ดูไม่เหมือนเบอร์โทรไทย" in text(page(client, cast.officer, "enterprise", made.pk))


def test_everything_filled_in_is_kept_as_meant(cast, client):
    load_subdistricts([SubdistrictRow("210105", "เนินพระ", "เมืองระยอง", "ระยอง")])
    filled = GOOD | {
        "phone": "+66 81-234 5678",
        "founded_on": "๑๔ มิถุนายน ๒๕๖๕",
        "subdistrict": "เนินพระ, เมืองระยอง, ระยอง",
        "latitude": "12.680951234",
        "longitude": "๑๐๑.๒๕๗๙๘",
    }
    send(client, cast.officer, "enterprise-new", **filled)
    made = Enterprise.objects.get(name_th="กลุ่มทดลองใหม่")
    kept = (made.phone, made.founded_on, made.subdistrict.code, str(made.latitude), str(made.longitude))
    assert kept == ("0812345678", date(2022, 6, 14), "210105", "12.68095", "101.25798")
    again = text(page(client, cast.officer, "enterprise-edit", made.pk))
    assert 'value="เนินพระ, เมืองระยอง, ระยอง"' in again
    assert '<option value="เนินพระ, เมืองระยอง, ระยอง">' in again


def test_editing_saves_and_the_edit_form_keeps_bad_input(cast, client):
    pk = cast.enterprise.pk
    said = text(send(client, cast.member, "enterprise-edit", pk, **GOOD, phone="12"))
    assert 'value="12"' in said
    response = send(client, cast.member, "enterprise-edit", pk, **GOOD)
    assert response.url == reverse("registry:enterprise", args=[pk])
    assert Enterprise.objects.get(pk=pk).name_th == "กลุ่มทดลองใหม่"
    history = text(page(client, cast.officer, "enterprise-history", pk))
    assert "แก้ไขข้อมูลกลุ่ม" in history


# Publication ------------------------------------------------------------------------------------------------


def test_one_officer_proposes_and_another_approves(cast, client):
    pk = cast.enterprise.pk
    assert send(client, cast.officer, "enterprise-publish", pk, step="propose").status_code == 302
    said = text(page(client, cast.officer, "enterprise-publish", pk))
    assert "จึงอนุมัติเองไม่ได้" in said
    assert 'value="confirm"' not in said
    assert send(client, cast.officer, "enterprise-publish", pk, step="confirm").status_code == 403
    assert 'value="confirm"' in text(page(client, cast.officer2, "enterprise-publish", pk))
    send(client, cast.officer2, "enterprise-publish", pk, step="confirm")
    assert Enterprise.objects.published().get().pk == pk
    assert "เผยแพร่ตั้งแต่" in text(page(client, cast.officer, "enterprise-publish", pk))


def test_proposing_what_a_colleague_just_proposed_never_approves_it(cast, client):
    pk = cast.enterprise.pk
    send(client, cast.officer, "enterprise-publish", pk, step="propose")
    said = text(send(client, cast.officer2, "enterprise-publish", pk, step="propose"))
    assert "มีคนเสนอให้เผยแพร่กลุ่มนี้แล้ว" in said
    assert not Enterprise.objects.published().exists()


def test_taking_down_asks_for_a_reason(cast, client):
    pk = cast.enterprise.pk
    send(client, cast.officer, "enterprise-publish", pk, step="propose")
    assert "กรุณาบอกเหตุผลสั้น ๆ" in text(send(client, cast.officer, "enterprise-unpublish", pk, reason=" "))
    assert send(client, cast.officer, "enterprise-unpublish", pk, reason="กลุ่มขอ").status_code == 302
    assert "เสนอให้เผยแพร่" in text(page(client, cast.officer, "enterprise-publish", pk))


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("observer", 403), ("other_mentor", 404)])
def test_others_do_not_publish(cast, client, who, status):
    for name in ("enterprise-publish", "enterprise-unpublish"):
        assert page(client, cast.accounts[who], name, cast.enterprise.pk).status_code == status
        assert (
            send(client, cast.accounts[who], name, cast.enterprise.pk, step="propose").status_code == status
        )
