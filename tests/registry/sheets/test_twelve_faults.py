"""What must be shown: twelve planted faults are all reported and change nothing; put right, the table goes in."""

from ruamphon.registry.models import Enterprise
from tests.bad_input.pages import everything
from tests.registry.sheets.sending import as_csv, bring_in, confirm, counts, faults, newest, send

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
