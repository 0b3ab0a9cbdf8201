"""Members by their group and name; and who may bring in or take away what."""

from datetime import date

import pytest
from django.urls import reverse

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.people.actions import end_grant
from ruamphon.people.enums import Role
from ruamphon.people.models import Grant, Person
from ruamphon.registry import actions
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import Membership, Organisation, Product, SheetImport
from ruamphon.registry.sheets import exporting
from ruamphon.registry.sheets.planning import plan_of
from tests import cast as cast_module
from tests.registry.sheets.sending import (
    as_csv,
    bring_in,
    confirm,
    counts,
    exported,
    faults,
    newest,
    review,
    send,
    table,
)

HEAD = ["รหัสกลุ่ม", "ชื่อ-นามสกุล", "ชื่อเล่น", "โทร", "ตำแหน่ง", "เข้ากลุ่มเมื่อ", "ออกจากกลุ่มเมื่อ"]


def member(cast, name):
    return Membership.objects.filter(enterprise=cast.enterprise, person__name_th=name).latest("pk")


def test_members_are_added_changed_and_left_as_they_are(cast, client):
    client.force_login(cast.officer)
    rows = [
        ["ce-๙๐๐๐๑", "สมศรี  ตัวอย่าง", "", "812345678", "เหรัญญิก", "", ""],
        ["CE-90001", "บุญมา ตัวอย่าง", "บุญ", "", "", "5/1/2569", "20 ต.ค. 2569"],
        ["CE-90001", "ลำดวน ตัวอย่าง", "ดวน", "", "กรรมการ", "1 ก.พ. 2569", ""],
        ["CE-90002", "สมศรี ตัวอย่าง", "", "", "", "", ""],
        ["CE-90001", "จันทร์เพ็ญ ตัวอย่าง", "จัน", "", "สมาชิก", "", ""],
    ]
    assert counts(bring_in(client, "members", as_csv([HEAD, *rows]))) == ("done", 2, 2, 1)
    somsri = member(cast, "สมศรี ตัวอย่าง")
    assert (somsri.person.phone, somsri.post, somsri.joined_on) == (
        "0812345678",
        "treasurer",
        date(2026, 1, 5),
    )
    assert member(cast, "บุญมา ตัวอย่าง").left_on == date(2026, 10, 20)
    assert member(cast, "ลำดวน ตัวอย่าง").joined_on == date(2026, 2, 1)
    assert cast.other_enterprise.memberships.filter(person__name_th="สมศรี ตัวอย่าง").count() == 1
    personal = AuditEntry.objects.get(action="correct_member")
    assert personal.changes == {"phone": None}
    told = AuditEntry.objects.get(action="import_sheet")
    assert (told.person_id, told.scope_id) == (cast.officer.person_id, cast.programme.scope_id)
    assert told.changes["added"] == [None, 2]
    assert newest().rows == []


def test_someone_who_left_comes_back_as_the_same_person(cast, client):
    client.force_login(cast.officer)
    old = member(cast, "บุญมา ตัวอย่าง")
    actions.change_membership(
        by=cast.officer, membership=old, post="member", joined_on=old.joined_on, left_on=date(2026, 3, 1)
    )
    people = Person.objects.count()
    row = ["CE-90001", "บุญมา ตัวอย่าง", "", "", "", "1 พ.ค. 2569", ""]
    assert counts(bring_in(client, "members", as_csv([HEAD, row]))) == ("done", 1, 0, 0)
    assert Person.objects.count() == people
    again = member(cast, "บุญมา ตัวอย่าง")
    assert (again.person_id, again.joined_on, again.left_on) == (old.person_id, date(2026, 5, 1), None)
    assert counts(bring_in(client, "members", as_csv([HEAD, row]))) == ("done", 0, 0, 1)


def test_faults_of_members_name_row_and_column(cast, client):
    client.force_login(cast.officer)
    rows = [
        ["CE-90001", "สมศรี ตัวอย่าง", "", "", "ผู้ช่วย", "", ""],
        ["", "ใครก็ไม่รู้ ตัวอย่าง", "", "", "", "", ""],
        ["CE-90001", "", "ไม่มีชื่อ", "", "", "", ""],
        ["CE-90001", "มาลี ประธานกลุ่ม", "", "0811112222", "", "", ""],
        ["CE-90001", "บุญมา ตัวอย่าง", "", "", "", "5/1/2569", "5/1/2568"],
        ["CE-90001", "ใหม่ ตัวอย่าง", "", "", "", "", ""],
        ["CE-90001", "ใหม่ ตัวอย่าง", "", "", "", "", ""],
        ["CE-90001", "จันทร์เพ็ญ ตัวอย่าง", "", "", "", "", ""],
        ["CE-90001", "จันทร์เพ็ญ ตัวอย่าง", "", "", "กรรมการ", "", ""],
    ]
    send(client, "members", as_csv([HEAD, *rows]))
    assert [(row, column) for row, column, _ in faults(client)] == [
        (2, "ตำแหน่ง"),
        (3, "รหัสกลุ่ม"),
        (4, "ชื่อ-นามสกุล"),
        (5, "โทร"),
        (6, "ออกจากกลุ่มเมื่อ"),
        (8, "ชื่อ-นามสกุล"),
        (10, "ชื่อ-นามสกุล"),
    ]
    assert confirm(client).status_code == 200
    assert not Person.objects.filter(name_th="ใหม่ ตัวอย่าง").exists()


def test_another_nickname_is_another_person_and_said_so(cast, client):
    client.force_login(cast.officer)
    send(client, "members", as_csv([HEAD, ["CE-90001", "สมศรี ตัวอย่าง", "แดง", "", "", "", ""]]))
    (warning,) = review(client)["plan"].warnings
    assert (warning.row, warning.column) == (2, "ชื่อเล่น")
    assert confirm(client).status_code == 302
    assert cast.enterprise.memberships.filter(person__name_th="สมศรี ตัวอย่าง").count() == 2


def test_a_facilitator_brings_in_members_of_their_own_group_only(cast, client):
    client.force_login(cast.facilitator)
    rows = [["ชื่อ", "รหัสกลุ่ม"], ["คนในกลุ่ม ตัวอย่าง", ""], ["คนกลุ่มอื่น ตัวอย่าง", "CE-90002"]]
    send(client, "members", as_csv(rows))
    assert [(row, column) for row, column, _ in faults(client)] == [(3, "รหัสกลุ่ม")]
    assert counts(bring_in(client, "members", as_csv(rows[:2]))) == ("done", 1, 0, 0)
    assert member(cast, "คนในกลุ่ม ตัวอย่าง").enterprise == cast.enterprise
    for kind in ("enterprises", "organisations"):
        assert client.get(reverse("registry:import-new", args=[kind])).status_code == 403
    assert client.get(reverse("registry:import-new", args=["secrets"])).status_code == 404


def test_a_grant_that_ended_between_looking_and_confirming_stops_the_import(cast, client):
    client.force_login(cast.facilitator)
    send(client, "members", as_csv([["ชื่อ"], ["คนในกลุ่ม ตัวอย่าง"]]))
    digest = review(client)["plan"].digest
    grant = Grant.objects.get(person=cast.facilitator.person, role=Role.FACILITATOR)
    end_grant(by=cast.manager, grant=grant, reason="ครบกำหนด")
    assert client.post(newest().get_absolute_url(), {"seen": digest}).status_code == 404
    assert not Person.objects.filter(name_th="คนในกลุ่ม ตัวอย่าง").exists()


def test_what_moved_since_it_was_looked_at_is_looked_at_again(cast, client):
    client.force_login(cast.officer)
    send(client, "members", as_csv([["รหัสกลุ่ม", "ชื่อ"], ["CE-90001", "คนใหม่ ตัวอย่าง"]]))
    digest = review(client)["plan"].digest
    actions.add_member(by=cast.officer, enterprise=cast.enterprise, name_th="คนใหม่ ตัวอย่าง")
    answer = client.post(newest().get_absolute_url(), {"seen": digest})
    assert answer.status_code == 200
    assert "เปลี่ยนไประหว่างที่คุณตรวจ" in answer.content.decode()
    assert newest().state == "draft"


def test_a_table_is_brought_in_once(cast, client):
    client.force_login(cast.officer)
    sheet = bring_in(client, "members", as_csv([["รหัสกลุ่ม", "ชื่อ"], ["CE-90001", "คนใหม่ ตัวอย่าง"]]))
    plan = plan_of(sheet, cast.officer, today=date(2026, 11, 1))
    with pytest.raises(Impossible):
        actions.run_import(by=cast.officer, sheet=sheet, seen=plan.digest, plan=lambda: plan)
    send(client, "members", as_csv([["รหัสกลุ่ม", "ชื่อ"], ["CE-90001", "คนใหม่ ตัวอย่าง"]]))
    assert review(client)["before"] == sheet


def test_nobody_reads_anothers_draft(cast, client):
    client.force_login(cast.officer)
    send(client, "members", as_csv([["รหัสกลุ่ม", "ชื่อ"], ["CE-90001", "คนใหม่ ตัวอย่าง"]]))
    draft = newest()
    client.force_login(cast.officer2)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft not in SheetImport.objects.visible_to(cast.manager)
    with pytest.raises(Impossible):
        actions.discard_import(by=cast.officer2, sheet=draft)


def test_an_organisation_of_the_same_table_may_be_the_parent(cast, client):
    client.force_login(cast.officer)
    rows = [
        ["องค์กร", "ประเภท", "ต้นสังกัด"],
        ["คณะตัวอย่าง", "สถาบันการศึกษา", "วิทยาลัยใหม่ตัวอย่าง"],
        ["วิทยาลัยใหม่ตัวอย่าง", "university", "มหาวิทยาลัยตัวอย่าง"],
        ["กองตัวอย่าง", "หน่วยงานรัฐ", "กรมที่ไม่มี"],
    ]
    send(client, "organisations", as_csv(rows))
    assert [(row, column) for row, column, _ in faults(client)] == [(4, "ต้นสังกัด")]
    assert counts(bring_in(client, "organisations", as_csv(rows[:3]))) == ("done", 2, 0, 0)
    college = Organisation.objects.get(name_th="วิทยาลัยใหม่ตัวอย่าง")
    assert (college.parent, college.parts.get().name_th) == (cast.university, "คณะตัวอย่าง")
    assert counts(bring_in(client, "organisations", as_csv(rows[:3]))) == ("done", 0, 0, 2)


def test_a_product_is_added_retired_and_found_again(cast, client):
    client.force_login(cast.member)
    rows = [
        ["สินค้า", "ชนิด", "ตั้งแต่", "เลิกทำ", "ราคา"],
        ["น้ำพริกตัวอย่าง", "", "", "1 มี.ค. 2569", ""],
        ["พาชมสวนตัวอย่าง", "บริการ", "1/2/2569", "", "ผู้ใหญ่ | คน/ครั้ง | 150"],
    ]
    assert counts(bring_in(client, "products", as_csv(rows))) == ("done", 1, 1, 0)
    assert counts(bring_in(client, "products", as_csv(rows))) == ("done", 0, 0, 2)
    assert Product.objects.get(name_th="น้ำพริกตัวอย่าง").retired_on == date(2026, 3, 1)
    made = Product.objects.get(name_th="พาชมสวนตัวอย่าง")
    assert (made.kind, made.registered_on, made.variants.get().price) == ("service", date(2026, 2, 1), 150)


def test_an_export_tells_phones_only_to_those_who_may_see_them(cast, client):
    cast.enterprise.phone = "0891112223"
    cast.enterprise.save()
    Person.objects.filter(memberships__enterprise=cast.enterprise).update(phone="0891112224")
    for who, may in (("officer", True), ("mentor", True), ("observer", False)):
        client.force_login(cast.accounts[who])
        cells = {
            cell
            for kind in ("enterprises", "members")
            for row in table(exported(client, kind))
            for cell in row
        }
        assert ({"0891112223", "0891112224"} <= cells) is may, who
        assert (not {"0891112223", "0891112224"} & cells) is not may, who
    client.force_login(cast.other_member)
    assert [row[0] for row in table(exported(client, "enterprises"))[1:]] == ["CE-90002"]
    assert {row[0] for row in table(exported(client, "members"))[1:]} == {"CE-90002"}


def test_an_export_is_the_list_as_filtered_and_says_what_is_illustrative(cast, client):
    cast.enterprise.is_demo = True
    cast.enterprise.save()
    client.force_login(cast.officer)
    rows = table(exported(client, "enterprises", query="&kind=food"))
    assert [(row[0], row[-1]) for row in rows[1:]] == [("CE-90001", "ข้อมูลสมมุติ")]
    assert [row[0] for row in table(exported(client, "products", query="&q=สวน"))[1:]] == []
    assert [row[0] for row in table(exported(client, "organisations", query="&q=มหา"))[1:]] == [
        "มหาวิทยาลัยตัวอย่าง"
    ]


def test_too_many_rows_to_take_away_are_refused_with_a_sentence(cast, client, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_EXPORTED", 1)
    client.force_login(cast.officer)
    answer = client.get(reverse("home:enterprises-export", args=["enterprises"]), follow=True)
    assert "มีมากกว่า 1 แถว" in answer.content.decode()
    answer = client.get(reverse("registry:organisations-export"), follow=True)
    assert "มีมากกว่า 1 แถว" in answer.content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_an_export_asks_the_same_however_many_rows(cast, client, many, django_assert_num_queries):
    for number in range(many):
        cast_module.enterprise(
            f"CE-3000{number:02}", f"กลุ่มที่ {number}", cast.programme.scope, cast.cohort, "craft"
        )
        actions.add_member(by=cast.officer, enterprise=cast.enterprise, name_th=f"คนที่ {number} ตัวอย่าง")
    client.force_login(cast.officer)
    for kind, queries in (("enterprises", 9), ("members", 8), ("products", 8)):
        with django_assert_num_queries(queries):
            exported(client, kind)


@pytest.mark.parametrize("many", [1, 12])
def test_a_plan_and_the_list_of_imports_ask_the_same_however_many_rows(
    cast, client, many, django_assert_max_num_queries
):
    client.force_login(cast.officer)
    rows = [["CE-90001", f"คนที่ {number} ตัวอย่าง", "", "0812345678", "", "", ""] for number in range(many)]
    for _ in range(many):
        send(client, "members", as_csv([HEAD, *rows]))
    with django_assert_max_num_queries(11):
        plan_of(newest(), cast.officer, today=date(2026, 11, 1))
    with django_assert_max_num_queries(20):
        client.get(reverse("registry:imports"))


@pytest.mark.parametrize("many", [1, 12])
def test_a_plan_of_groups_with_numbers_that_others_have_asks_the_same(
    cast, client, many, django_assert_num_queries
):
    client.force_login(cast.officer)
    for number in range(many):
        actions.record_legal_status(
            by=cast.officer,
            enterprise=cast.enterprise,
            state=LegalState.REGISTERED,
            since_on=date(2020, 1, 1 + number),
            number=f"7-21-01-06/1-{number:04}",
        )
    head = ["ชื่อกลุ่ม", "เลขทะเบียน", "จดทะเบียนเมื่อ"]
    rows = [[f"กลุ่มใหม่ {n} ตัวอย่าง", f"7-21-01-06/1-{n:04}", "1/2/2565"] for n in range(many)]
    send(client, "enterprises", as_csv([head, ["วิสาหกิจชุมชนครัวตัวอย่าง", "", ""], *rows]))
    sheet = newest()
    with django_assert_num_queries(6):
        plan = plan_of(sheet, cast.officer, today=date(2026, 11, 1))
    assert [(each.row, each.column) for each in plan.faults] == [(n + 3, "เลขทะเบียน") for n in range(many)]
    assert {each.said.split(" ซ้ำกับ ")[1] for each in plan.faults} == {"วิสาหกิจชุมชนครัวตัวอย่าง (CE-90001)"}
