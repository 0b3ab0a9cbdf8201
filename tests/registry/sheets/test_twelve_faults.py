"""What must be shown: twelve planted faults are all reported and change nothing; put right, the table goes in.

And nine more in the columns of the legal status, two of them numbers that belong to another group.
"""

from datetime import date

from ruamphon.registry import actions
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import Enterprise, LegalStatus
from tests.bad_input.pages import everything
from tests.registry.sheets.sending import as_csv, bring_in, confirm, counts, faults, newest, review, send

HEAD = ["รหัสกลุ่ม", "ชื่อวิสาหกิจชุมชน", "ประเภทกิจการ", "โทรศัพท์", "วันที่ก่อตั้ง", "ตำบล", "lat", "lng", "ชุมชน"]
NAMED = [f"วิสาหกิจชุมชนบ้านที่ {n} (ตัวอย่าง)" for n in range(1, 13)]
WRONG = [
    ["CE-99999", NAMED[0], "", "", "", "", "", "", ""],
    ["", "", "อาหารและเครื่องดื่ม", "", "", "", "", "", ""],
    ["", NAMED[2], "ทำนาเกลือ", "", "", "", "", "", ""],
    ["", NAMED[3], "", "12345", "", "", "", "", ""],
    ["", NAMED[4], "", "", "14/6/3112", "", "", "", ""],
    ["", NAMED[5], "", "", "14/6/65", "", "", "", ""],
    ["", NAMED[6], "", "", "31 ก.พ. 2565", "", "", "", ""],
    ["", NAMED[7], "", "", "", "ไม่มีตำบลนี้", "", "", ""],
    ["", NAMED[8], "", "", "", "", "101.25", "101.25", ""],
    ["", NAMED[9], "", "", "", "", "12.68", "", ""],
    ["", NAMED[10], "", "", "", "", "", "", "=cmd|' /C calc'!A0"],
    ["", NAMED[11], "", "", "", "", "", "", ""],
    ["", NAMED[11] + " ", "", "", "", "", "", "", ""],
]
RIGHT = [
    ["", NAMED[0], "", "", "", "", "", "", ""],
    ["", NAMED[1], "อาหารและเครื่องดื่ม", "", "", "", "", "", ""],
    ["", NAMED[2], "งานฝีมือและหัตถกรรม", "", "", "", "", "", ""],
    ["", NAMED[3], "", "812345678", "", "", "", "", ""],
    ["", NAMED[4], "", "", "14/6/2565", "", "", "", ""],
    ["", NAMED[5], "", "", "๑๔ มิ.ย. ๒๕๖๕", "", "", "", ""],
    ["", NAMED[6], "", "", "28 ก.พ. 2022", "", "", "", ""],
    ["", NAMED[7], "", "", "", "", "", "", ""],
    ["", NAMED[8], "", "", "", "", "12.68", "101.25", ""],
    ["", NAMED[9], "", "", "", "", "", "", ""],
    ["", NAMED[10], "", "", "", "", "", "", "ชุมชนตัวอย่าง"],
    ["", NAMED[11], "", "", "", "", "", "", ""],
]


def test_twelve_faults_are_all_reported_and_nothing_changes(cast, client):
    client.force_login(cast.officer)
    assert send(client, "enterprises", as_csv([HEAD, *WRONG])).status_code == 302
    before = everything()
    said = [(row, column) for row, column, _ in faults(client)]
    assert said == [
        (2, "รหัสกลุ่ม"),
        (3, "ชื่อวิสาหกิจชุมชน"),
        (4, "ประเภทกิจการ"),
        (5, "โทรศัพท์"),
        (6, "วันที่ก่อตั้ง"),
        (7, "วันที่ก่อตั้ง"),
        (8, "วันที่ก่อตั้ง"),
        (9, "ตำบล"),
        (10, "lat"),
        (11, "lng"),
        (12, "ชุมชน"),
        (14, "ชื่อวิสาหกิจชุมชน"),
    ]
    assert confirm(client).status_code == 200
    assert everything() == before
    assert newest().state == "draft"


def test_the_corrected_file_goes_in_and_changes_nothing_the_second_time(cast, client):
    client.force_login(cast.officer)
    content = as_csv([HEAD, *RIGHT])
    assert counts(bring_in(client, "enterprises", content)) == ("done", 12, 0, 0)
    groups = Enterprise.objects.filter(name_th__in=NAMED)
    assert sorted(groups.values_list("name_th", flat=True)) == sorted(NAMED)
    assert groups.get(name_th=NAMED[3]).phone == "0812345678"
    assert {groups.get(name_th=NAMED[n]).founded_on.isoformat() for n in (4, 5)} == {"2022-06-14"}
    assert groups.get(name_th=NAMED[6]).founded_on.isoformat() == "2022-02-28"
    before = list(groups.order_by("pk").values())
    assert counts(bring_in(client, "enterprises", content)) == ("done", 0, 0, 12)
    assert list(groups.order_by("pk").values()) == before


LEGAL_HEAD = ["รหัสกลุ่ม", "ชื่อวิสาหกิจชุมชน", "เลขทะเบียน", "วันที่จดทะเบียน", "ต่อทะเบียนปี", "วันที่ต่อทะเบียน"]
LEGAL_WRONG = [
    ["", NAMED[0], "7-21-01-06/1-0001", "", "", ""],
    ["", NAMED[1], "7-21-01-06/1-0002", "14/6/3112", "", ""],
    ["", NAMED[2], "7-21-01-06/1-0003", "14/6/2565", "ปีนี้", ""],
    ["", NAMED[3], "7-21-01-06/1-0004", "14/6/2565", "3112", ""],
    ["", NAMED[4], "7-21-01-06/1-0005", "14/6/2550", "2552", ""],
    ["", NAMED[5], "7-21-01-06/1-0006", "14/6/2565", "", "5/1/2566"],
    ["", NAMED[6], "๗-๒๑-๐๑-๐๖/๑-๐๐๐๙", "14/6/2565", "", ""],
    ["", NAMED[7], "7-21-01-06/1-0007", "14/6/2565", "", ""],
    ["", NAMED[8], "7 21 01 06 / 1 0007", "14/6/2565", "", ""],
    ["CE-90001", "", "", "", "2564", "5/1/2564"],
]
LEGAL_RIGHT = [
    ["", NAMED[0], "7-21-01-06/1-0001", "14/6/2560", "", ""],
    ["", NAMED[1], "7-21-01-06/1-0002", "14/6/2565", "", ""],
    ["", NAMED[2], "7-21-01-06/1-0003", "14/6/2565", "๒๕๖๖", "5/1/2566"],
    ["", NAMED[3], "7-21-01-06/1-0004", "14/6/2565", "", ""],
    ["", NAMED[4], "7-21-01-06/1-0005", "14/6/2550", "2009", "5/1/2552"],
    ["", NAMED[6], "๗-๒๑-๐๑-๐๖/๑-๐๐๑๐", "14/6/2565", "", ""],
    ["", NAMED[7], "7-21-01-06/1-0007", "14/6/2565", "", ""],
    ["", NAMED[8], "เลขที่ 8", "14/6/2565", "", ""],
]


def register(cast, group, state, day, number=""):
    return actions.record_legal_status(
        by=cast.officer, enterprise=group, state=state, since_on=day, number=number
    )


def test_faults_of_the_legal_status_are_all_reported_and_nothing_changes(cast, client):
    register(cast, cast.other_enterprise, LegalState.REGISTERED, date(2020, 1, 5), "7-21-01-06/1-0009")
    register(cast, cast.enterprise, LegalState.REVOKED, date(2020, 1, 5))
    client.force_login(cast.officer)
    send(client, "enterprises", as_csv([LEGAL_HEAD, *LEGAL_WRONG]))
    before = everything()
    said = faults(client)
    assert [(row, column) for row, column, _ in said] == [
        (2, "วันที่จดทะเบียน"),
        (3, "วันที่จดทะเบียน"),
        (4, "ต่อทะเบียนปี"),
        (5, "ต่อทะเบียนปี"),
        (6, "วันที่ต่อทะเบียน"),
        (7, "ต่อทะเบียนปี"),
        (8, "เลขทะเบียน"),
        (10, "เลขทะเบียน"),
        (11, "วันที่ต่อทะเบียน"),
    ]
    words = {row: sentence for row, _, sentence in said}
    assert words[8] == f"เลขทะเบียน 7-21-01-06/1-0009 ซ้ำกับ {cast.other_enterprise.name_th} (CE-90002)"
    assert words[10].startswith("เลขทะเบียน 7210106/10007 ซ้ำกับแถว 9 ในตารางเดียวกัน")
    assert confirm(client).status_code == 200
    assert everything() == before


def test_a_right_legal_status_is_written_as_dated_entries_once(cast, client):
    client.force_login(cast.officer)
    content = as_csv([LEGAL_HEAD, *LEGAL_RIGHT])
    send(client, "enterprises", content)
    plan = review(client)["plan"]
    assert [(each.row, each.column) for each in plan.warnings] == [(9, "เลขทะเบียน")]
    assert "ไม่เหมือนรูปแบบ" in plan.warnings[0].said
    assert counts(bring_in(client, "enterprises", content)) == ("done", 8, 0, 0)
    rows = LegalStatus.objects.order_by("enterprise", "since_on").values_list(
        "enterprise__name_th", "state", "since_on", "for_year", "number"
    )
    assert list(rows) == [
        (NAMED[0], "registered", date(2017, 6, 14), 2017, "7-21-01-06/1-0001"),
        (NAMED[1], "registered", date(2022, 6, 14), 2022, "7-21-01-06/1-0002"),
        (NAMED[2], "registered", date(2022, 6, 14), 2022, "7-21-01-06/1-0003"),
        (NAMED[2], "renewed", date(2023, 1, 5), 2023, ""),
        (NAMED[3], "registered", date(2022, 6, 14), 2022, "7-21-01-06/1-0004"),
        (NAMED[4], "registered", date(2007, 6, 14), 2007, "7-21-01-06/1-0005"),
        (NAMED[4], "renewed", date(2009, 1, 5), 2009, ""),
        (NAMED[6], "registered", date(2022, 6, 14), 2022, "7-21-01-06/1-0010"),
        (NAMED[7], "registered", date(2022, 6, 14), 2022, "7-21-01-06/1-0007"),
        (NAMED[8], "registered", date(2022, 6, 14), 2022, "เลขที่8"),
    ]
    assert counts(bring_in(client, "enterprises", content)) == ("done", 0, 0, 8)
    assert LegalStatus.objects.count() == 10


def test_another_number_in_a_table_corrects_the_entry_and_frees_the_old_one(cast, client):
    wrong = register(cast, cast.enterprise, LegalState.REGISTERED, date(2020, 1, 5), "7-21-01-06/1-0001")
    client.force_login(cast.officer)
    rows = [
        ["CE-90002", "", "7-21-01-06/1-0001", "5/1/2563", "", ""],
        ["CE-90001", "", "7-21-01-06/1-0002", "", "", ""],
    ]
    assert counts(bring_in(client, "enterprises", as_csv([LEGAL_HEAD, *rows]))) == ("done", 0, 2, 0)
    wrong.refresh_from_db()
    assert (wrong.void_reason, wrong.replaced_by.number) == ("แก้จากตารางที่นำเข้า", "7-21-01-06/1-0002")
    assert cast.other_enterprise.legal_statuses.get().number == "7-21-01-06/1-0001"


def test_after_a_revocation_a_later_day_is_a_new_registration(cast, client):
    register(cast, cast.enterprise, LegalState.REGISTERED, date(2020, 1, 5), "7-21-01-06/1-0001")
    register(cast, cast.enterprise, LegalState.REVOKED, date(2022, 3, 1))
    client.force_login(cast.officer)
    row = ["CE-90001", "", "7-21-01-06/1-0055", "1/5/2566", "2567", "5/1/2567"]
    content = as_csv([LEGAL_HEAD, row])
    assert counts(bring_in(client, "enterprises", content)) == ("done", 0, 1, 0)
    entries = LegalStatus.objects.standing().order_by("since_on").values_list("state", "for_year", "number")
    assert list(entries) == [
        ("registered", 2020, "7-21-01-06/1-0001"),
        ("revoked", None, ""),
        ("registered", 2023, "7-21-01-06/1-0055"),
        ("renewed", 2024, ""),
    ]
    assert counts(bring_in(client, "enterprises", content)) == ("done", 0, 0, 1)
