from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.text import Text
from ruamphon.pathway.domain import (
    Criterion,
    Playbook,
    PlaybookProblems,
    Source,
    Stage,
    compare_playbooks,
    parse_playbook,
)
from ruamphon.pathway.enums import Comparison, CriterionKind, Severity

FACTS = (
    "members",
    "visits",
    "products",
    "cost_sheets_accepted",
    "marketing_plans_accepted",
    "deliverables_accepted",
    "workshops_attended",
    "days_since_activity",
    "mentor_assigned",
    "student_team_assigned",
)
ROLES = ("manager", "officer", "facilitator", "member", "student", "adviser", "mentor", "expert", "observer")
REAL = files("ruamphon.pathway").joinpath("data/thammasat-model-1.toml").read_text(encoding="utf-8")
ARTICLE = "ข่าวประชาสัมพันธ์ สมาคมเพื่อนชุมชน SE' Day 2019 (22 พ.ย. 2562)"

TOP = """code = "model"
programme = "programme"
version = "1"
title = { th = "โมเดล", en = "Model" }
[[sources]]
title = { th = "ข่าว", en = "News" }
"""
STAGE = """[[stages]]
number = 1
code = "foundation"
name = { th = "ขั้นพื้นฐาน", en = "Foundation" }
purpose = { th = "เตรียมกลุ่ม", en = "Get ready" }
source = "ข่าว"
"""
PHOTOS = """[[stages.criteria]]
code = "photos"
kind = "evidence"
name = { th = "ภาพ", en = "Photos" }
guidance = { th = "ส่งภาพ", en = "Send photos" }
supplied_by = "student"
reviewed_by = "adviser"
source = "ข่าว"
"""
MEMBERS = """[[stages.criteria]]
code = "members"
kind = "fact"
name = { th = "สมาชิก", en = "Members" }
guidance = { th = "ลงชื่อ", en = "Enter names" }
supplied_by = "member"
fact = "members"
comparison = "at_least"
threshold = 7
proposed = true
"""
GOOD = TOP + STAGE + PHOTOS + MEMBERS
IN_STAGE = "Stage 1 “foundation” (line 7): "
IN_PHOTOS = "Stage 1 “foundation”, criterion “photos” (line 13): "
IN_MEMBERS = "Stage 1 “foundation”, criterion “members” (line 21): "
WHOLE = "The whole file: "


def parse(text):
    return parse_playbook(text, known_facts=FACTS, known_roles=ROLES)


def problems(text):
    with pytest.raises(PlaybookProblems) as caught:
        parse(text)
    assert all(problem.th and problem.en for problem in caught.value.problems)
    return [problem.en for problem in caught.value.problems]


def test_a_good_file_becomes_a_playbook():
    photos = Criterion(
        code="photos",
        kind=CriterionKind.EVIDENCE,
        name=Text("ภาพ", "Photos"),
        guidance=Text("ส่งภาพ", "Send photos"),
        supplied_by="student",
        reviewed_by="adviser",
        source="ข่าว",
    )
    members = Criterion(
        code="members",
        kind=CriterionKind.FACT,
        name=Text("สมาชิก", "Members"),
        guidance=Text("ลงชื่อ", "Enter names"),
        supplied_by="member",
        fact="members",
        comparison=Comparison.AT_LEAST,
        threshold=Decimal(7),
        proposed=True,
    )
    stage = Stage(
        number=1,
        code="foundation",
        name=Text("ขั้นพื้นฐาน", "Foundation"),
        purpose=Text("เตรียมกลุ่ม", "Get ready"),
        source="ข่าว",
        criteria=(photos, members),
    )
    assert parse(GOOD) == Playbook(
        "model", Text("โมเดล", "Model"), "programme", "1", (Source(Text("ข่าว", "News")),), (stage,)
    )


FACT_LIST = ", ".join(sorted(FACTS))
ROLE_LIST = ", ".join(sorted(ROLES))
UNFOUNDED = "Without a source it must say proposed = true."
IN_MEMBERS_CASES = [
    ('fact = "members"', 'fact = "memberz"', [f"fact “memberz” is not known. Choose from: {FACT_LIST}."]),
    ('fact = "members"\n', "", ["A fact criterion needs fact: what is counted."]),
    ("threshold = 7\n", "", ["Comparing by at_least needs a threshold, a number."]),
    ("threshold = 7", 'threshold = "7"', ["threshold must be a number."]),
    ("threshold = 7", "threshold = true", ["threshold must be a number."]),
    ("threshold = 7", "threshold = nan", ["threshold must be a number."]),
    ("threshold = 7", "threshold = -1", ["threshold must be at least 0."]),
    ("threshold = 7", "threshold = 1e10", ["threshold must be at most 1,000,000,000."]),
    ('"at_least"', '"is_true"', ["is_true takes no threshold. Remove it."]),
    (
        'comparison = "at_least"\n',
        "",
        ["A fact criterion needs comparison: at_least, at_most or is_true."],
    ),
    ('"at_least"', '"more"', ["comparison “more” is not known. Choose from: at_least, at_most, is_true."]),
    ("proposed = true", "", [UNFOUNDED]),
    ("proposed = true", 'proposed = "yes"', ["proposed must be true or false.", UNFOUNDED]),
    (
        "proposed = true",
        "proposed = true\nhow_many = 2",
        ["how_many does not go with this kind of criterion. Remove it."],
    ),
]
NAME = '{ th = "ภาพ", en = "Photos" }'
REVIEWER = 'reviewed_by = "adviser"'
SUPPLIER = 'supplied_by = "student"'
IN_PHOTOS_CASES = [
    (f"{REVIEWER}\n", "", ["reviewed_by is missing: who reviews or signs."]),
    (
        REVIEWER,
        'reviewed_by = "student"',
        ["“student” both hands in and reviews. These must be different roles."],
    ),
    (REVIEWER, 'reviewed_by = "king"', [f"reviewed_by “king” is not known. Choose from: {ROLE_LIST}."]),
    (f"{SUPPLIER}\n", "", ["supplied_by is missing: who hands it in or does it."]),
    (SUPPLIER, f"{SUPPLIER}\nhow_many = 0", ["how_many must be at least 1."]),
    (SUPPLIER, f"{SUPPLIER}\nhow_many = 101", ["how_many must be at most 100."]),
    (SUPPLIER, f"{SUPPLIER}\nhow_many = 1.5", ["how_many must be a whole number."]),
    (SUPPLIER, f"{SUPPLIER}\nvalid_days = true", ["valid_days must be a whole number."]),
    (SUPPLIER, f"{SUPPLIER}\nvalid_days = 3651", ["valid_days must be at most 3,650."]),
    (SUPPLIER, f"{SUPPLIER}\nfact = 'visits'", ["fact does not go with this kind of criterion. Remove it."]),
    (
        SUPPLIER,
        f"{SUPPLIER}\nseverity = 'stops'",
        ["severity “stops” is not known. Choose from: blocks, warns."],
    ),
    (
        'kind = "evidence"',
        'kind = "photo"',
        ["kind “photo” is not known. Choose from: evidence, fact, sign_off."],
    ),
    ('kind = "evidence"\n', "", ["kind is missing. Choose from: fact, evidence, sign_off."]),
    (NAME, '{ th = "ภาพ" }', ["name.en is missing. Add it."]),
    (NAME, '{ en = "Photos" }', ["name.th is missing. Add it."]),
    (f"name = {NAME}\n", "", ["name.th is missing. Add it.", "name.en is missing. Add it."]),
    (
        NAME,
        '{ th = " ", en = "Photos", lo = "x" }',
        [
            "There is no field “name.lo”. Check its spelling; known: name.en, name.th.",
            "name.th is missing. Add it.",
        ],
    ),
    (NAME, '"ภาพ"', ["name needs two languages: write name.th and name.en."]),
    (
        NAME,
        '{ th = "ภาพ\\u0000", en = "Photos" }',
        ["name.th holds a control character that cannot be shown. Type it again."],
    ),
    (
        NAME,
        '{ th = "ภาพ", en = "' + "x" * 201 + '" }',
        ["name.en is too long (201 characters). Keep it to 200."],
    ),
    (
        f'{REVIEWER}\nsource = "ข่าว"',
        f'{REVIEWER}\nsource = "ข่าวลือ"',
        ["source “ข่าวลือ” is not known. Choose from: ข่าว."],
    ),
]
WHOLE_CASES = [
    ('version = "1"\n', "", ["version is missing. Add it."]),
    ('version = "1"', "version = 1", ['version must be text inside "…".']),
    (
        'version = "1"',
        'version = "1"\nvesrion = 2',
        [
            (
                "There is no field “vesrion”. Check its spelling; "
                "known: code, decide_days, programme, quiet_days, sources, stages, title, version."
            )
        ],
    ),
    (
        'code = "photos"',
        'code = "members"',
        ["The code “members” is used 2 times. Give each its own, in the whole file."],
    ),
]


@pytest.mark.parametrize(
    ("place", "before", "after", "reasons"),
    [
        *[(IN_MEMBERS, *case) for case in IN_MEMBERS_CASES],
        *[(IN_PHOTOS, *case) for case in IN_PHOTOS_CASES],
        *[(WHOLE, *case) for case in WHOLE_CASES],
        (
            IN_STAGE,
            "number = 1",
            "number = 2",
            ["Numbers must run 1, 2, 3 … in order; this stage should be 1."],
        ),
        (IN_STAGE, "number = 1\n", "", ["Numbers must run 1, 2, 3 … in order; this stage should be 1."]),
    ],
)
def test_each_mistake_is_named_with_its_place(place, before, after, reasons):
    assert before in GOOD
    assert problems(GOOD.replace(before, after, 1)) == [place + reason for reason in reasons]


def test_a_strange_code_is_quoted_where_it_stands():
    assert problems(GOOD.replace('"photos"', '"Photos!"')) == [
        (
            "Stage 1 “foundation”, criterion “Photos!” (line 13): "
            "code “Photos!” may only use lower-case a–z, digits and hyphens, at most 60."
        )
    ]


def test_a_stage_without_criteria():
    second = STAGE.replace("number = 1", "number = 2").replace("foundation", "progress")
    assert problems(GOOD + second) == [
        "Stage 2 “progress” (line 31): It has no criteria. Add at least one [[stages.criteria]]."
    ]


def test_a_playbook_without_stages():
    assert problems(TOP) == ["The whole file: There are no stages. Add [[stages]]."]


def test_all_problems_are_told_at_once_and_in_thai_too():
    broken = (
        GOOD.replace('"members"', '"photos"').replace('"adviser"', '"student"').replace("th = ", "ht = ", 1)
    )
    with pytest.raises(PlaybookProblems) as caught:
        parse(broken)
    assert sorted(problem.th for problem in caught.value.problems) == sorted(
        [
            "ทั้งไฟล์: ยังไม่มี title.th กรุณาเพิ่ม",
            "ทั้งไฟล์: ไม่รู้จักช่อง “title.ht” ตรวจตัวสะกด ใช้ได้: title.en, title.th",
            "ทั้งไฟล์: code “photos” ซ้ำกัน 2 แห่ง ตั้งชื่อใหม่ให้ไม่ซ้ำกันทั้งไฟล์",
            "ขั้นที่ 1 “foundation” เงื่อนไข “photos” (บรรทัด 13): ผู้ส่งกับผู้ตรวจเป็น “student” ทั้งคู่ ต้องเป็นคนละบทบาท",
            "ขั้นที่ 1 “foundation” เงื่อนไข “photos” (บรรทัด 21): ไม่รู้จัก fact “photos” เลือกจาก: " + FACT_LIST,
        ]
    )


def test_a_file_that_is_no_toml_names_the_line():
    assert problems(GOOD.replace("number = 1", "number 1")) == [
        (
            "The whole file (line 8): The file cannot be read. Check quotes, brackets and = signs there "
            "(Expected '=' after a key in a key/value pair (at line 8, column 8))."
        )
    ]


def test_a_bottomless_file_is_a_problem_not_a_crash():
    [problem] = problems("a = " + "[" * 100_000)
    assert problem.startswith("The whole file: The file cannot be read.")


def test_a_file_written_another_way_has_no_line_numbers():
    inline = TOP.replace("[[sources]]", "stages = [{ number = 1, code = 'one' }]\n[[sources]]")
    assert "Stage 1 “one”: It has no criteria. Add at least one [[stages.criteria]]." in problems(inline)


@given(st.text(max_size=200) | st.text("[]{}=.\"'\n abstgecodn1:-", max_size=200))
def test_no_text_ever_crashes_the_reader(text):
    with pytest.raises(PlaybookProblems) as caught:
        parse(text)
    assert all(problem.th and problem.en for problem in caught.value.problems)


SCRAPS = st.sampled_from(
    ["true", "7", "-1", "1.5", "nan", "''", "'x'", "[]", "[1]", "{}", "{ th = 1 }", "2019-11-22", "9" * 4000]
)


@given(st.sampled_from([line for line in GOOD.splitlines() if "=" in line]), SCRAPS)
def test_a_value_of_the_wrong_kind_is_a_sentence_not_a_crash(line, scrap):
    changed = GOOD.replace(line, f"{line.split('=')[0]}= {scrap}", 1)
    try:
        read = parse(changed)
    except PlaybookProblems as caught:
        assert all(problem.th and problem.en for problem in caught.problems)  # noqa: PT017 — some values are fine
    else:
        assert read.stages[0].criteria


def real():
    return parse(REAL)


def test_the_real_playbook_has_the_four_stages():
    assert [(stage.number, stage.code, stage.name.th) for stage in real().stages] == [
        (1, "foundation", "ขั้นพื้นฐาน"),
        (2, "advanced", "ขั้นก้าวหน้า"),
        (3, "network", "ขั้นสร้างเครือข่าย"),
        (4, "show-and-share", "ขั้นขยายผล Show & Share & Tourism"),
    ]
    assert {stage.source for stage in real().stages} == {ARTICLE}
    assert not any(stage.proposed for stage in real().stages)


def test_each_real_stage_asks_for_four_to_seven_things_of_all_three_kinds():
    for stage in real().stages:
        assert 4 <= len(stage.criteria) <= 7
        assert {criterion.kind for criterion in stage.criteria} == set(CriterionKind)


def test_stage_one_is_handed_in_by_students_and_reviewed_by_the_adviser():
    handed_in = [each for each in real().stage(1).criteria if each.kind is CriterionKind.EVIDENCE]
    assert {(each.supplied_by, each.reviewed_by) for each in handed_in} == {("student", "adviser")}
    assert [each.code for each in handed_in] == ["potential-analysis", "product-improved"]


def test_what_goes_beyond_a_source_is_marked_proposed():
    """Counts, reviewers, validity and thresholds are ours; the article gives none."""
    unmarked = [each.code for stage in real().stages for each in stage.criteria if not each.proposed]
    assert unmarked == ["student-team"]
    unsourced = [each.code for stage in real().stages for each in stage.criteria if not each.source]
    assert unsourced == [
        "group-ready",
        "product-registered",
        "work-in-use",
        "still-active",
        "channels-reviewed",
        "stands-alone",
    ]


def test_seven_members_by_law():
    [seven] = [each for each in real().stage(1).criteria if each.code == "seven-members"]
    assert (seven.fact, seven.threshold, seven.severity) == ("members", Decimal(7), Severity.BLOCKS)
    assert real().titles[seven.source].en == (
        "Registration rules under the Community Enterprise Promotion Act B.E. 2548 (2005)"
    )


def test_every_real_criterion_says_what_to_hand_in_in_both_languages():
    for stage in real().stages:
        for criterion in stage.criteria:
            assert len(criterion.guidance.th) > 20
            assert len(criterion.guidance.en) > 20


def test_the_real_playbook_does_not_differ_from_itself():
    assert compare_playbooks(real(), real()) == ()


def test_the_limits_of_standing_still_are_read_and_checked():
    good = GOOD.replace('version = "1"', 'version = "1"\nquiet_days = 21\ndecide_days = 3', 1)
    good = good.replace("number = 1\n", "number = 1\nexpected_days = 90\n", 1)
    read = parse_playbook(good, known_facts=FACTS, known_roles=ROLES)
    assert (read.quiet_days, read.decide_days, read.stages[0].expected_days) == (21, 3, 90)
    bad = good.replace("quiet_days = 21", "quiet_days = 0").replace(
        "expected_days = 90", 'expected_days = "x"'
    )
    found = problems(bad)
    assert any("quiet_days" in reason for reason in found)
    assert any("expected_days" in reason and "Stage 1" in reason for reason in found)
