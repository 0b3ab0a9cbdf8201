"""Members, products and organisations through their pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ruamphon.people.models import Scope, ScopeLink
from ruamphon.registry.models import Belonging, Membership, Office, Organisation, Product

ROWS = {
    "variants-TOTAL_FORMS": "2",
    "variants-INITIAL_FORMS": "0",
    "variants-MIN_NUM_FORMS": "0",
    "variants-MAX_NUM_FORMS": "30",
}
GOOD = {"name_th": "ปลาหวานตัวอย่าง", "kind": "good", "registered_on": "1 มี.ค. 2569"} | ROWS


def page(client, who, name, *args, language="th", **query):
    client.force_login(who)
    return client.get(reverse(f"registry:{name}", args=args), query, headers={"accept-language": language})


def send(client, who, name, *args, **data):
    client.force_login(who)
    return client.post(reverse(f"registry:{name}", args=args), data)


def text(response):
    return response.content.decode()


def new(number, **values):
    return {f"variants-{number}-{name}": value for name, value in values.items()}


# Members ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("member", 200), ("student", 403), ("mentor", 403), ("other_member", 404)],
)
def test_who_edits_members_and_products(cast, client, who, status):
    membership, product = cast.enterprise.memberships.first(), cast.enterprise.products.first()
    for name, pk in (
        ("member-add", cast.enterprise.pk),
        ("member-edit", membership.pk),
        ("product-new", cast.enterprise.pk),
        ("product-edit", product.pk),
        ("product-retire", product.pk),
    ):
        for language in ("th", "en"):
            assert page(client, cast.accounts[who], name, pk, language=language).status_code == status, name
        if status != 200:
            assert send(client, cast.accounts[who], name, pk, **GOOD).status_code == status, name


def test_a_member_is_added_by_name(cast, client):
    data = {"name_th": "แก้ว ตัวอย่าง", "phone": "081-234-5678", "post": "secretary", "joined_on": "5/1/2569"}
    response = send(client, cast.member, "member-add", cast.enterprise.pk, **data)
    assert response.url == reverse("registry:enterprise", args=[cast.enterprise.pk])
    made = Membership.objects.get(person__name_th="แก้ว ตัวอย่าง")
    assert (made.post, made.joined_on, made.person.phone) == ("secretary", date(2026, 1, 5), "0812345678")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name_th", "", "กรุณาใส่ชื่อ–นามสกุล"),
        ("name_th", "ก" * 201, "ใส่ได้ไม่เกิน 200 ตัวอักษร"),
        ("name_th", "สมศรี ตัวอย่าง", "มีสมาชิกชื่อ สมศรี ตัวอย่าง อยู่แล้ว"),
        ("nickname", "ก" * 61, "ใส่ได้ไม่เกิน 60 ตัวอักษร"),
        ("phone", "โทรไม่ติด", "ที่พิมพ์มามี 0 หลัก"),
        ("post", "king", "กรุณาเลือกหนึ่งข้อจากรายการ"),
        ("joined_on", "5/1/2600", "อยู่นอกช่วงที่ใส่ได้"),
        ("joined_on", "5/1/3112", "หมายถึง 5 ม.ค. 2569 หรือไม่"),
    ],
)
def test_bad_members_get_a_sentence_and_keep_what_was_typed(cast, client, field, typed, sentence):
    data = {"name_th": "คนใหม่ ตัวอย่าง", "nickname": "สมศ", "post": "member"} | {field: typed}
    before = Membership.objects.count()
    said = text(send(client, cast.officer, "member-add", cast.enterprise.pk, **data))
    assert sentence in said
    assert f'value="{data["name_th"]}"' in said or not data["name_th"]
    assert f'value="{data["nickname"]}"' in said
    assert Membership.objects.count() == before


def test_leaving_before_joining_is_refused_and_kept(cast, client):
    membership = cast.enterprise.memberships.get(person=cast.member.person)
    data = {"post": "chair", "joined_on": "5 ม.ค. 2569", "left_on": "4 ม.ค. 2569"}
    said = text(send(client, cast.officer, "member-edit", membership.pk, **data))
    assert "วันที่ออกอยู่ก่อนวันที่เข้ากลุ่ม" in said
    assert 'value="4 ม.ค. 2569"' in said
    send(client, cast.officer, "member-edit", membership.pk, **data | {"left_on": "6 ม.ค. 2569"})
    membership.refresh_from_db()
    assert membership.left_on == date(2026, 1, 6)
    assert "ออกจากกลุ่มแล้ว 1 คน" in text(page(client, cast.officer, "enterprise", cast.enterprise.pk))
    assert "มาลี ประธานกลุ่ม" in text(page(client, cast.officer, "member-add", cast.enterprise.pk))


def test_a_name_is_corrected_here_but_not_for_someone_with_an_account(cast, client):
    plain = cast.enterprise.memberships.get(person__name_th="สมศรี ตัวอย่าง")
    data = {"post": "member", "name_th": "สมศรี แก้ไข", "nickname": "ศรี"}
    send(client, cast.officer, "member-edit", plain.pk, **data)
    plain.person.refresh_from_db()
    assert plain.person.name_th == "สมศรี แก้ไข"
    own = cast.enterprise.memberships.get(person=cast.member.person)
    said = text(page(client, cast.officer, "member-edit", own.pk))
    assert 'name="name_th"' not in said
    assert "ให้เจ้าตัวแก้ชื่อ" in said
    send(client, cast.officer, "member-edit", own.pk, **data)
    own.person.refresh_from_db()
    assert own.person.name_th == "มาลี ประธานกลุ่ม"


# Products ---------------------------------------------------------------------------------------------------


def test_a_product_is_added_with_prices_and_edited(cast, client):
    first = new(0, name_th="ถุงเล็ก", unit="ถุง 100 ก.", price="1,250.50")
    second = new(1, name_th="ถุงใหญ่", unit="ถุง 1 กก.", price="")
    send(client, cast.member, "product-new", cast.enterprise.pk, **GOOD | first | second)
    made = Product.objects.get(name_th="ปลาหวานตัวอย่าง")
    prices = list(made.variants.values_list("price", flat=True))
    assert prices == [Decimal("1250.50"), None]
    small, big = made.variants.all()
    assert "1,250.50 บาท" in text(page(client, cast.mentor, "enterprise", cast.enterprise.pk))
    edited = GOOD | {"variants-TOTAL_FORMS": "4", "variants-INITIAL_FORMS": "2"}
    edited |= new(0, pk=small.pk, name_th="ถุงเล็ก", unit="ถุง", price="๒๐")
    edited |= new(1, pk=big.pk, name_th="ถุงใหญ่", unit="ถุง 1 กก.", DELETE="on")
    send(client, cast.member, "product-edit", made.pk, **edited)
    assert list(made.variants.values_list("pk", "unit", "price")) == [(small.pk, "ถุง", Decimal(20))]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name_th": ""}, "กรุณาใส่ชื่อสินค้าหรือบริการ"),
        ({"name_th": "น้ำพริกตัวอย่าง"}, "กลุ่มมีรายการชื่อ น้ำพริกตัวอย่าง อยู่แล้ว"),
        ({"registered_on": ""}, "กรุณาใส่วันที่"),
        ({"registered_on": "1 มี.ค. 2580"}, "อยู่นอกช่วงที่ใส่ได้"),
        ({"kind": "magic"}, "กรุณาเลือกหนึ่งข้อจากรายการ"),
        (new(0, name_th="ถุง", price="10"), "กรุณาใส่หน่วยขาย"),
        (new(0, unit="ถุง"), "กรุณาใส่ชื่อขนาดหรือแบบ"),
        (new(0, name_th="ถุง", unit="ถุง", price="-1"), "ราคาต้องไม่ติดลบ"),
        (new(0, name_th="ถุง", unit="ถุง", price="สิบบาท"), "ใส่เป็นตัวเลข เช่น 45.50"),
        (new(0, name_th="ถุง", unit="ถุง", price="99999999999"), "ไม่เกินสิบหลัก"),
    ],
)
def test_bad_products_get_a_sentence_and_keep_what_was_typed(cast, client, values, sentence):
    data = GOOD | new(1, name_th="แบบที่พิมพ์ไว้", unit="ชิ้น", price="5") | values
    said = text(send(client, cast.member, "product-new", cast.enterprise.pk, **data))
    assert sentence in said
    assert 'value="แบบที่พิมพ์ไว้"' in said
    for name, typed in values.items():
        assert not typed or name == "kind" or f'value="{typed}"' in said
    assert Product.objects.count() == 1


def test_a_product_is_retired_and_taken_up_again(cast, client):
    product = cast.enterprise.products.get()
    said = text(send(client, cast.member, "product-retire", product.pk, retired_on="31 ม.ค. 2569"))
    assert "วันที่เลิกทำอยู่ก่อนวันที่เริ่มมีสินค้านี้" in said
    send(client, cast.member, "product-retire", product.pk, retired_on="1 มี.ค. 2569")
    assert "เลิกทำแล้ว" in text(page(client, cast.member, "enterprise", cast.enterprise.pk))
    send(client, cast.member, "product-retire", product.pk, retired_on="")
    product.refresh_from_db()
    assert product.retired_on is None


# Organisations ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "read", "edit"),
    [
        ("manager", 200, 200),
        ("officer", 200, 200),
        ("observer", 200, 403),
        ("member", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_opens_an_organisation(cast, client, who, read, edit):
    account, shown = cast.accounts[who], cast.university
    office = Office.objects.create(organisation=shown, person=cast.member.person, title_th="อธิการบดี")
    belonging = Belonging.objects.create(organisation=shown, member=cast.mentor_company, kind="member")
    expected = {
        "organisation": (read, shown.pk),
        "organisation-edit": (edit, shown.pk),
        "office-new": (edit, shown.pk),
        "belonging-new": (edit, shown.pk),
        "office-edit": (edit, office.pk),
        "belonging-edit": (edit, belonging.pk),
        "organisation-history": (read, shown.pk),
    }
    for language in ("th", "en"):
        answers = {
            name: (page(client, account, name, pk, language=language).status_code, pk)
            for name, (_, pk) in expected.items()
        }
        assert answers == expected


def test_the_list_shows_what_one_may_see_and_finds_it(cast, client):
    said = text(page(client, cast.officer, "organisations"))
    assert "บริษัทพี่เลี้ยงตัวอย่าง" in said
    assert "มหาวิทยาลัยตัวอย่าง" in said
    found = text(page(client, cast.officer, "organisations", q="พี่เลี้ยง", language="en"))
    assert "Sample Mentor Co." in found
    assert "Sample University" not in found
    assert "ไม่พบ “&lt;b&gt;”" in text(page(client, cast.officer, "organisations", q="<b>"))
    assert "บริษัทพี่เลี้ยงตัวอย่าง" not in text(page(client, cast.stranger, "organisations"))


def test_the_list_takes_as_many_queries_for_12_as_for_3(cast, client, django_assert_num_queries):
    def add(count):
        for _ in range(count):
            scope = Scope.objects.create(kind="organisation", label_th="องค์กร")
            ScopeLink.objects.create(outer=cast.programme.scope, inner=scope)
            name = f"องค์กรที่ {scope.pk}"
            Organisation.objects.create(name_th=name, kind="company", scope=scope, parent=cast.university)

    add(1)
    page(client, cast.officer, "organisations")
    url = reverse("registry:organisations")
    with CaptureQueriesContext(connection) as few:
        assert text(client.get(url)).count("card-name") == 3
    assert sum('FROM "registry_' in query["sql"] for query in few) == 2  # how many, and this page of them
    add(9)
    with django_assert_num_queries(len(few)):
        assert text(client.get(url)).count("card-name") == 12


def test_an_organisation_is_added_with_its_offices_and_members(cast, client):
    send(
        client,
        cast.officer,
        "organisation-new",
        name_th="สมาคมตัวอย่าง",
        kind="association",
        begun_on="23 มิ.ย. 2553",
    )
    made = Organisation.objects.get(name_th="สมาคมตัวอย่าง")
    assert made.begun_on == date(2010, 6, 23)
    data = {"name_th": "ประธาน ตัวอย่าง", "title_th": "นายกสมาคม", "seen_on": "14 มิ.ย. 2565"}
    send(client, cast.officer, "office-new", made.pk, **data)
    send(
        client,
        cast.officer,
        "belonging-new",
        made.pk,
        member=cast.mentor_company.pk,
        kind="founder",
        from_on="2554-05-24",
    )
    said = text(page(client, cast.officer, "organisation", made.pk))
    for shown in ("นายกสมาคม", "14 มิ.ย. 2565", "บริษัทพี่เลี้ยงตัวอย่าง", "24 พ.ค. 2554"):
        assert shown in said


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("organisation-new", {"name_th": "", "kind": "bank"}, "กรุณาใส่ชื่อองค์กร"),
        ("organisation-new", {"name_th": "ใหม่", "kind": ""}, "กรุณาเลือกหนึ่งข้อจากรายการ"),
        (
            "organisation-new",
            {"name_th": "มหาวิทยาลัยตัวอย่าง", "kind": "bank"},
            "มีองค์กรชื่อ มหาวิทยาลัยตัวอย่าง อยู่แล้ว",
        ),
        ("office-new", {"title_th": "ประธาน", "name_th": " "}, "กรุณาใส่ชื่อผู้ดำรงตำแหน่ง"),
        (
            "office-new",
            {"title_th": "ประธาน", "name_th": "ใคร", "from_on": "2/1/2565", "to_on": "1/1/2565"},
            "วันสิ้นสุดอยู่ก่อนวันเริ่ม",
        ),
        ("belonging-new", {"kind": "member", "member": "999999"}, "กรุณาเลือกหนึ่งข้อจากรายการ"),
    ],
)
def test_bad_organisations_get_a_sentence(cast, client, name, values, sentence):
    keys = () if name == "organisation-new" else (cast.university.pk,)
    before = (Organisation.objects.count(), Office.objects.count(), Belonging.objects.count())
    said = text(send(client, cast.officer, name, *keys, **values))
    assert sentence in said
    assert before == (Organisation.objects.count(), Office.objects.count(), Belonging.objects.count())
