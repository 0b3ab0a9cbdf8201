"""What lies in the bin and groups merged into another neither go out in a table nor are found by one."""

import pytest

from ruamphon.registry import actions
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import Enterprise, Product
from tests.registry.sheets.sending import as_csv, bring_in, counts, exported, faults, send, table

HEAD = ["รหัสกลุ่ม", "สินค้า"]


@pytest.fixture
def officer(cast, client):
    client.force_login(cast.officer)
    return client


def test_a_product_in_the_bin_is_in_no_table_and_its_name_makes_a_new_one(officer, cast):
    binned = cast.enterprise.products.get()
    actions.delete_product(by=cast.member, product=binned)
    assert len(table(exported(officer, "products"))) == 1
    row = ["CE-90001", binned.name_th]
    assert counts(bring_in(officer, "products", as_csv([HEAD, row]))) == ("done", 1, 0, 0)
    assert Product.objects.get().pk != binned.pk
    assert Product.with_bin.get(pk=binned.pk).binned_at is not None


@pytest.fixture
def merged(cast):
    """A group written down twice, with a member and a product of the second; merged into the first."""
    gone = actions.register_enterprise(
        by=cast.officer, within=cast.programme.scope, name_th="วิสาหกิจชุมชนจดซ้ำ (ตัวอย่าง)"
    )
    actions.add_member(by=cast.officer, enterprise=gone, name_th="คนของกลุ่มซ้ำ ตัวอย่าง")
    day = cast.enterprise.products.get().registered_on
    actions.register_product(by=cast.officer, enterprise=gone, name_th="ของกลุ่มซ้ำ", registered_on=day)
    actions.record_legal_status(
        by=cast.officer,
        enterprise=gone,
        state=LegalState.REGISTERED,
        since_on=day,
        number="7-21-01-06/1-0077",
    )
    actions.merge_enterprises(by=cast.officer, kept=cast.enterprise, gone=gone, reason="จดสองครั้ง")
    return gone


def test_a_merged_group_is_in_no_table_and_its_records_are_the_kept_ones(officer, cast, merged):
    groups = table(exported(officer, "enterprises"))
    assert sorted(row[0] for row in groups[1:]) == ["CE-90001", "CE-90002"]
    number = groups[0].index("เลขทะเบียนวิสาหกิจชุมชน")
    assert [row[number] for row in groups[1:] if row[0] == "CE-90001"] == ["7-21-01-06/1-0077"]
    for kind, name in (("members", "คนของกลุ่มซ้ำ ตัวอย่าง"), ("products", "ของกลุ่มซ้ำ")):
        codes = [row[0] for row in table(exported(officer, kind)) if name in row]
        assert codes == ["CE-90001"], kind


def test_a_merged_group_is_found_neither_by_its_code_nor_by_its_name(officer, cast, merged):
    send(officer, "enterprises", as_csv([["รหัสกลุ่ม", "เล่าเรื่องกลุ่ม"], [merged.code, "ใหม่"]]))
    assert faults(officer)[0][:2] == (0, "")  # a table of groups needs their names
    send(officer, "enterprises", as_csv([["รหัสกลุ่ม", "ชื่อกลุ่ม"], [merged.code, "ชื่อใหม่"]]))
    assert [(row, column) for row, column, _ in faults(officer)] == [(2, "รหัสกลุ่ม")]
    send(officer, "products", as_csv([HEAD, [merged.code, "ของใหม่"]]))
    assert [(row, column) for row, column, _ in faults(officer)] == [(2, "รหัสกลุ่ม")]
    done = bring_in(officer, "enterprises", as_csv([["ชื่อกลุ่ม"], [merged.name_th]]))
    assert counts(done) == ("done", 1, 0, 0)
    assert Enterprise.objects.filter(name_th=merged.name_th).count() == 2
