from dataclasses import fields, replace
from decimal import Decimal

import pytest

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion, Playbook, Stage, compare_playbooks
from ruamphon.pathway.domain.comparing import CRITERION_FIELDS, STAGE_FIELDS
from ruamphon.pathway.enums import ChangeKind, Severity
from tests.pathway.domain_making import WORDING, evidence, fact, sign_off

FIRST = Stage(1, "foundation", Text("ขั้นพื้นฐาน", "Foundation"), criteria=(fact(), evidence()))
SECOND = Stage(2, "progress", Text("ขั้นก้าวหน้า", "Progress"), criteria=(sign_off(),))
OLD = Playbook("model", Text("โมเดล", "Model"), "programme", "1", stages=(FIRST, SECOND))


def compare(*stages):
    return compare_playbooks(OLD, replace(OLD, version="2", stages=stages), wording=WORDING)


def test_every_field_has_a_name_people_read():
    assert set(CRITERION_FIELDS) == {part.name for part in fields(Criterion)} - {"code"}
    assert set(STAGE_FIELDS) == {part.name for part in fields(Stage)} - {"code", "criteria"}


def test_the_same_playbook_has_no_changes():
    assert compare(FIRST, SECOND) == ()


@pytest.mark.parametrize(
    ("change", "thai", "english"),
    [
        (
            {"how_many": 2},
            "ภาพสินค้า (ขั้นที่ 1 ขั้นพื้นฐาน) — จำนวน: จาก “1” เป็น “2”",
            "Product photos (Stage 1 Foundation) – how many: from “1” to “2”",
        ),
        (
            {"valid_days": 90},
            "ภาพสินค้า (ขั้นที่ 1 ขั้นพื้นฐาน) — อายุหลักฐาน (วัน): จาก “ไม่กำหนด” เป็น “90”",
            "Product photos (Stage 1 Foundation) – days evidence stays valid: from “not set” to “90”",
        ),
        (
            {"supplied_by": "member"},
            "ภาพสินค้า (ขั้นที่ 1 ขั้นพื้นฐาน) — ผู้ส่งหรือผู้ทำ: จาก “นักศึกษา” เป็น “ตัวแทนกลุ่ม”",
            "Product photos (Stage 1 Foundation) – who supplies: from “student” to “the group”",
        ),
        (
            {"severity": Severity.WARNS},
            "ภาพสินค้า (ขั้นที่ 1 ขั้นพื้นฐาน) — ผลเมื่อยังไม่ครบ: จาก “ต้องครบก่อนผ่านขั้น” เป็น “เตือนไว้ แต่ยังผ่านขั้นได้”",
            (
                "Product photos (Stage 1 Foundation) – effect when unmet: from “Must be met to pass” to "
                "“A warning; the stage can still be passed”"
            ),
        ),
        (
            {"proposed": True},
            "ภาพสินค้า (ขั้นที่ 1 ขั้นพื้นฐาน) — เป็นข้อเสนอ: จาก “ไม่ใช่” เป็น “ใช่”",
            "Product photos (Stage 1 Foundation) – proposed: from “no” to “yes”",
        ),
    ],
)
def test_a_changed_field_is_told_before_and_after(change, thai, english):
    [told] = compare(replace(FIRST, criteria=(fact(), evidence(**change))), SECOND)
    assert (told.kind, told.stage, told.criterion) == (ChangeKind.CHANGED, "foundation", "photos")
    assert (told.field, told.sentence) == (next(iter(change)), Text(thai, english))


def test_a_threshold_is_told_with_its_figure():
    [told] = compare(replace(FIRST, criteria=(fact(threshold=Decimal("1000.50")), evidence())), SECOND)
    assert (told.before, told.after) == (Text("7", "7"), Text("1,000.5", "1,000.5"))


def test_added_and_removed_criteria():
    report = evidence("report", name=Text("รายงาน", "Report"))
    changes = compare(replace(FIRST, criteria=(fact(),)), replace(SECOND, criteria=(sign_off(), report)))
    assert [(change.kind.value, change.criterion, change.sentence) for change in changes] == [
        ("added", "report", Text("เพิ่ม: รายงาน (ขั้นที่ 2 ขั้นก้าวหน้า)", "Added: Report (Stage 2 Progress)")),
        (
            "removed",
            "photos",
            Text("ตัดออก: ภาพสินค้า (ขั้นที่ 1 ขั้นพื้นฐาน)", "Removed: Product photos (Stage 1 Foundation)"),
        ),
    ]


def test_a_criterion_that_moves_to_another_stage_is_one_change():
    changes = compare(replace(FIRST, criteria=(fact(),)), replace(SECOND, criteria=(sign_off(), evidence())))
    assert [
        (change.kind.value, change.criterion, change.field, change.sentence.en) for change in changes
    ] == [
        (
            "changed",
            "photos",
            "stage",
            "Product photos (Stage 2 Progress) – stage: from “Stage 1 Foundation” to “Stage 2 Progress”",
        )
    ]


def test_stages_that_come_go_and_change():
    third = Stage(2, "network", Text("ขั้นสร้างเครือข่าย", "Networks"))
    renamed = replace(FIRST, name=Text("ขั้นแรก", "First"))
    changes = compare(renamed, third)
    assert [(change.kind.value, change.stage, change.criterion) for change in changes] == [
        ("changed", "foundation", ""),
        ("added", "network", ""),
        ("removed", "progress", ""),
        ("removed", "progress", "ready"),
    ]
    assert changes[0].sentence == Text(
        "ขั้นที่ 1 ขั้นแรก — ชื่อขั้น: จาก “ขั้นพื้นฐาน” เป็น “ขั้นแรก”",
        "Stage 1 First – name: from “Foundation” to “First”",
    )
