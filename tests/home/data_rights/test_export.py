import json
from io import BytesIO
from zipfile import ZipFile

from django.urls import reverse

from ruamphon.home.data_rights.export import as_json, own_data
from ruamphon.home.data_rights.sections import SECTIONS
from tests.cast import PASSWORD

EXPORT = reverse("home:my-data-export")


def copy_of(client, account):
    client.force_login(account)
    response = client.get(EXPORT)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    with ZipFile(BytesIO(response.content)) as archive:
        return json.loads(archive.read("data.json")), archive.read("data.html").decode()


def tables(data):
    return {table["table"]: table["rows"] for table in data["tables"]}


def test_the_copy_holds_what_all_rooms_keep_of_a_member(world, client):
    data, page = copy_of(client, world.cast.member)
    found = tables(data)
    assert found["people.Person"][0]["name_th"] == "มาลี ประธานกลุ่ม"
    assert [row["username"] for row in found["people.Account.person"]] == ["member"]
    assert [row["role"] for row in found["people.Grant.person"]] == ["สมาชิกวิสาหกิจ"]
    membership = found["registry.Membership.person"]
    assert [(row["enterprise"], row["post"], row["joined_on"]) for row in membership] == [
        ({"th": "วิสาหกิจชุมชนครัวตัวอย่าง", "en": "Sample Kitchen"}, "ประธาน", "2026-01-05")
    ]
    assert [row["file"] for row in found["people.PersonInPhoto.person"]] == ["แผง.jpg"]
    assert len(found["people.Consent.person"]) == 2
    assert len(found["programmes.Attendance.person"]) == 1
    assert "ลงนามรับรอง" in [row["action"]["th"] for row in found["core.AuditEntry"]]
    for words in ("มาลี ประธานกลุ่ม", "5 ม.ค. 2569", "วิสาหกิจชุมชนครัวตัวอย่าง", "ข้าพเจ้ายินดีให้แสดงชื่อ"):
        assert words in page


def test_the_copy_holds_nobody_else_and_no_secret(world, client):
    for who in ("member", "student", "officer"):
        data, page = copy_of(client, world.cast.accounts[who])
        whole = json.dumps(data, ensure_ascii=False) + page
        others = {name for name in world.cast.accounts if name != who}
        told = [name for name in others if world.cast.accounts[name].person.name_th in whole]
        assert told == []
        assert "ต้นทุนต่อกระปุก" not in whole
        assert PASSWORD not in whole
        assert world.cast.accounts[who].password not in whole


def test_every_section_stands_in_the_copy_even_when_empty(world):
    person = world.cast.stranger.person
    found = tables(json.loads(as_json(person, own_data(person))))
    assert {f"{section.model}.{'+'.join(section.keys)}" for section in SECTIONS} <= set(found)
    assert found["registry.Membership.person"] == []


def test_the_page_counts_what_there_is(world, client):
    client.force_login(world.cast.member)
    page = client.get(reverse("home:my-data"))
    assert ("ความยินยอม", 2) in [(title.th, count) for title, count in page.context["parts"]]
