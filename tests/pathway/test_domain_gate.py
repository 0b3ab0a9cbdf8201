from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion, EvidenceItem, FactValue, Wording, evaluate_gate, origin
from ruamphon.pathway.enums import Comparison, CriterionKind, EvidenceStatus, Severity
from tests.pathway.domain_making import (
    CRITERIA,
    DAYS,
    EVIDENCE,
    FACTS,
    ITEMS,
    ON,
    WORDING,
    ago,
    evidence,
    fact,
    item,
    sign_off,
    values,
)


def judge(criterion, facts=None, items=()):
    return evaluate_gate([criterion], facts or {}, items, on=ON, wording=WORDING).findings[0]


@pytest.mark.parametrize(
    ("members", "met", "thai", "english"),
    [
        (9, True, "จำนวนสมาชิก 9 คน ครบตามที่ต้องมีอย่างน้อย 7 คน", "Members: 9 people, at least 7 people needed"),
        (7, True, "จำนวนสมาชิก 7 คน ครบตามที่ต้องมีอย่างน้อย 7 คน", "Members: 7 people, at least 7 people needed"),
        (6, False, "จำนวนสมาชิก 6 คน จากที่ต้องมีอย่างน้อย 7 คน", "Members: 6 people of at least 7 people needed"),
        (1, False, "จำนวนสมาชิก 1 คน จากที่ต้องมีอย่างน้อย 7 คน", "Members: 1 person of at least 7 people needed"),
        (0, False, "จำนวนสมาชิก 0 คน จากที่ต้องมีอย่างน้อย 7 คน", "Members: 0 people of at least 7 people needed"),
        (None, False, "ยังไม่มีข้อมูลจำนวนสมาชิก", "Not recorded yet: Members"),
        (True, False, "ยังไม่มีข้อมูลจำนวนสมาชิก", "Not recorded yet: Members"),
    ],
)
def test_a_fact_of_at_least(members, met, thai, english):
    found = judge(fact(), values(members=members))
    assert (found.met, found.reason) == (met, Text(thai, english))


@pytest.mark.parametrize(
    ("days", "met", "thai", "english"),
    [
        (
            90,
            True,
            "ห่างจากกิจกรรมล่าสุด 90 วัน อยู่ในเกณฑ์ไม่เกิน 90 วัน",
            "Since the last activity: 90 days, within the limit of 90 days",
        ),
        (
            1095,
            False,
            "ห่างจากกิจกรรมล่าสุด 1,095 วัน ต้องไม่เกิน 90 วัน",
            "Since the last activity: 1,095 days, the limit is 90 days",
        ),
        (None, False, "ยังไม่มีข้อมูลห่างจากกิจกรรมล่าสุด", "Not recorded yet: Since the last activity"),
    ],
)
def test_a_fact_of_at_most(days, met, thai, english):
    criterion = fact(fact="days_since_activity", comparison=Comparison.AT_MOST, threshold=Decimal(90))
    found = judge(criterion, values(days_since_activity=days))
    assert (found.met, found.reason) == (met, Text(thai, english))


@pytest.mark.parametrize(
    ("assigned", "met", "have", "thai"),
    [
        (True, True, Decimal(1), "เรียบร้อยแล้ว: สมาชิกอย่างน้อย 7 คน"),
        (False, False, Decimal(0), "ยังไม่เรียบร้อย: สมาชิกอย่างน้อย 7 คน"),
        (None, False, None, "ยังไม่มีข้อมูลmentor_assigned"),
        (5, False, None, "ยังไม่มีข้อมูลmentor_assigned"),
    ],
)
def test_a_fact_that_must_be_so(assigned, met, have, thai):
    criterion = fact(fact="mentor_assigned", comparison=Comparison.IS_TRUE, threshold=None)
    found = judge(criterion, values(mentor_assigned=assigned))
    assert (found.met, found.have, found.need, found.reason.th) == (met, have, Decimal(1), thai)


def test_what_was_never_measured_is_not_zero():
    at_most = fact(comparison=Comparison.AT_MOST)
    assert judge(at_most).met is False
    assert judge(at_most).have is None
    assert judge(at_most, values(members=0)).met is True


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), Decimal("Infinity"), "7"])
def test_a_fact_that_cannot_be_compared_is_refused(value):
    with pytest.raises(ValueError, match="finite Decimal"):
        FactValue(value)


def test_a_fact_criterion_without_a_threshold_is_refused():
    with pytest.raises(ValueError, match="'seven-members' compares a fact but has no threshold"):
        judge(fact(threshold=None), values(members=7))


@pytest.mark.parametrize(
    ("items", "have", "thai", "english"),
    [
        ([], 0, "ขาดอีก 2 ชิ้น: ภาพสินค้า", "2 more pieces needed: Product photos"),
        ([item()], 1, "ขาดอีก 1 ชิ้น: ภาพสินค้า", "1 more piece needed: Product photos"),
        (
            [item(), item(status="submitted")],
            1,
            "รอที่ปรึกษาตรวจ 1 ชิ้น",
            "1 piece waiting for review by the adviser",
        ),
        (
            [item(status="submitted"), item(status="returned")],
            0,
            "ขาดอีก 1 ชิ้น: ภาพสินค้า · รอที่ปรึกษาตรวจ 1 ชิ้น · ส่งกลับให้แก้ 1 ชิ้น",
            (
                "1 more piece needed: Product photos · 1 piece waiting for review by the adviser"
                " · 1 piece sent back to be improved"
            ),
        ),
        (
            [item(), item(happened=101)],
            1,
            "ขาดอีก 1 ชิ้น: ภาพสินค้า · หมดอายุแล้ว 1 ชิ้น",
            "1 more piece needed: Product photos · 1 piece has expired",
        ),
        ([item(), item(happened=100)], 2, "ครบแล้ว 2 ชิ้น: ภาพสินค้า", "Complete, 2 pieces: Product photos"),
        (
            [item(criterion="other"), item(criterion="other")],
            0,
            "ขาดอีก 2 ชิ้น: ภาพสินค้า",
            "2 more pieces needed: Product photos",
        ),
    ],
)
def test_pieces_of_evidence(items, have, thai, english):
    found = judge(evidence(how_many=2, valid_days=100), items=items)
    assert (found.have, found.met, found.reason) == (Decimal(have), have == 2, Text(thai, english))


@pytest.mark.parametrize(
    ("what", "counts"),
    [
        (item(), True),
        (item(happened=5, accepted=-1), False),
        (item(happened=-1, accepted=0), False),
        (item(happened=30), True),
        (item(happened=31, accepted=0), False),
        (item(status="withdrawn", happened=5, accepted=4, withdrawn=-1), True),
        (item(status="withdrawn", happened=5, accepted=4, withdrawn=0), False),
        (item(status="withdrawn", happened=5, accepted=4), False),
        (item(status="withdrawn", happened=5, withdrawn=-1), False),
        (item(status="accepted", happened=5, withdrawn=1), False),
        (item(status="returned", happened=5, accepted=4), False),
        (item(status="submitted", happened=5), False),
        (item(status="returned", happened=5), False),
    ],
)
def test_what_counts_as_of_the_day(what, counts):
    assert judge(evidence(valid_days=30), items=[what]).met is counts


def test_accepted_without_a_date_counts_for_no_day():
    undated = replace(item(), accepted_on=None)
    assert judge(evidence(), items=[undated]).met is False


def test_values_straight_from_a_table_row_are_understood():
    row = Criterion(
        "m", "fact", Text("ก", "a"), severity="warns", fact="m", comparison="at_most", threshold=Decimal(2)
    )
    assert (row.kind, row.severity, row.comparison) == (
        CriterionKind.FACT,
        Severity.WARNS,
        Comparison.AT_MOST,
    )
    assert Criterion("p", "evidence", Text("ก", "a"), comparison="").comparison is None
    assert judge(row, values(m=3)).met is False
    assert judge(evidence(), items=[EvidenceItem("photos", "accepted", ON, ON)]).met is True


def test_values_nobody_knows_are_refused():
    with pytest.raises(ValueError, match="'lost' is not a valid EvidenceStatus"):
        EvidenceItem("photos", "lost", ON)
    with pytest.raises(ValueError, match="'photo' is not a valid CriterionKind"):
        Criterion("p", "photo", Text("ก", "a"))


def test_the_first_expiry_among_what_counts_is_told():
    items = [item(happened=10), item(happened=25), item(happened=99)]
    assert judge(evidence(valid_days=30), items=items).expires_on == ON + timedelta(days=5)
    assert judge(evidence(), items=items).expires_on is None


@pytest.mark.parametrize(
    ("how_many", "items", "thai", "english"),
    [
        (1, [], "รอตัวแทนกลุ่มลงชื่อรับรอง: พร้อมไปต่อ", "Waiting to be signed by the group: Ready to go on"),
        (1, [item("ready")], "ตัวแทนกลุ่มลงชื่อรับรองแล้ว: พร้อมไปต่อ", "Signed by the group: Ready to go on"),
        (
            2,
            [item("ready"), item("ready", happened=31)],
            "รอตัวแทนกลุ่มลงชื่อรับรอง: พร้อมไปต่อ · ยังขาดอีก 1 คน · คำรับรองหมดอายุแล้ว 1 ฉบับ",
            (
                "Waiting to be signed by the group: Ready to go on"
                " · 1 more signature needed · 1 signature has expired"
            ),
        ),
    ],
)
def test_signatures(how_many, items, thai, english):
    assert judge(sign_off(how_many=how_many, valid_days=30), items=items).reason == Text(thai, english)


def test_a_role_nobody_named_is_still_a_person():
    found = evaluate_gate([sign_off()], {}, [], on=ON).findings[0]
    assert found.reason == Text(
        "รอผู้รับผิดชอบลงชื่อรับรอง: พร้อมไปต่อ", "Waiting to be signed by the person responsible: Ready to go on"
    )


def test_the_gate_tells_what_blocks_and_what_only_warns():
    criteria = [fact(severity=Severity.WARNS), evidence(), sign_off()]
    result = evaluate_gate(criteria, values(members=3), [item("ready")], on=ON, wording=WORDING)
    assert (result.passed, result.missing, result.warnings) == (False, ("photos",), ("seven-members",))
    assert [found.criterion for found in result.findings] == ["seven-members", "photos", "ready"]


def test_a_stage_without_criteria_is_never_passed():
    assert evaluate_gate([], {}, [], on=ON).passed is False


def test_braces_in_names_are_only_letters():
    found = judge(evidence(name=Text("ภาพ {n} {x}", "Photos {n} {x}")))
    assert found.reason == Text("ขาดอีก 1 ชิ้น: ภาพ {n} {x}", "1 more piece needed: Photos {n} {x}")


@pytest.mark.parametrize(
    ("source", "proposed", "thai"),
    [
        ("ข่าว", False, "ที่มา: ข่าว"),
        ("ข่าว", True, "อ้างอิง: ข่าว · วิธีตรวจเป็นข้อเสนอ รอโครงการยืนยัน"),
        ("", True, "ข้อเสนอ รอโครงการยืนยัน"),
    ],
)
def test_where_a_criterion_comes_from_is_said_openly(source, proposed, thai):
    assert origin(evidence(source=source, proposed=proposed)).th == thai


def test_a_source_is_cited_in_the_readers_language():
    titles = {"ข่าว": Text("ข่าว", "News")}
    assert origin(evidence(source="ข่าว"), titles) == Text("ที่มา: ข่าว", "Source: News")


def gate(criteria, facts, items, on=ON):
    return evaluate_gate(criteria, facts, items, on=on, wording=WORDING)


@given(CRITERIA, FACTS, EVIDENCE, st.lists(ITEMS, max_size=4), DAYS)
def test_handing_in_more_never_makes_a_passed_gate_fail(criteria, facts, items, more, on):
    if gate(criteria, facts, items, on).passed:
        assert gate(criteria, facts, items + tuple(more), on).passed


@given(CRITERIA, FACTS, EVIDENCE, DAYS, st.data())
def test_accepting_what_waited_never_makes_a_passed_gate_fail(criteria, facts, items, on, data):
    waiting = [i for i in items if i.status in (EvidenceStatus.SUBMITTED, EvidenceStatus.RETURNED)]
    chosen = data.draw(st.sets(st.sampled_from(waiting))) if waiting else set()
    accepted = [
        replace(i, status=EvidenceStatus.ACCEPTED, accepted_on=on, withdrawn_on=None) if i in chosen else i
        for i in items
    ]
    before, after = gate(criteria, facts, items, on), gate(criteria, facts, accepted, on)
    assert set(after.missing) <= set(before.missing)
    assert after.passed >= before.passed


@given(CRITERIA, FACTS, EVIDENCE, DAYS)
def test_a_warning_never_blocks(criteria, facts, items, on):
    warnings = [replace(criterion, severity=Severity.WARNS) for criterion in criteria]
    result = gate(warnings, facts, items, on)
    assert (result.passed, result.missing) == (bool(criteria), ())
    mixed = gate(criteria, facts, items, on)
    blocking = [criterion for criterion in criteria if criterion.severity is Severity.BLOCKS]
    if blocking:
        assert mixed.passed == gate(blocking, facts, items, on).passed


@given(CRITERIA, FACTS, EVIDENCE, DAYS)
def test_what_was_accepted_later_was_not_known_then(criteria, facts, items, on):
    known = [i for i in items if i.accepted_on is None or i.accepted_on <= on]
    assert gate(criteria, facts, items, on) == gate(criteria, facts, known, on)


@given(CRITERIA, FACTS, EVIDENCE, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_inputs_does_not_matter(criteria, facts, items, on, random):
    shuffled_items, shuffled_criteria = list(items), list(criteria)
    random.shuffle(shuffled_items)
    random.shuffle(shuffled_criteria)
    plain = gate(criteria, facts, items, on)
    assert gate(criteria, facts, shuffled_items, on) == plain
    other = gate(shuffled_criteria, dict(reversed(facts.items())), items, on)
    assert (other.passed, set(other.findings)) == (plain.passed, set(plain.findings))


@given(CRITERIA, FACTS, EVIDENCE, DAYS)
def test_every_finding_has_a_reason_in_both_languages(criteria, facts, items, on):
    for found in evaluate_gate(criteria, facts, items, on=on, wording=Wording()).findings:
        assert found.reason.th
        assert found.reason.en
        assert "||" not in found.reason.en


def test_a_gate_seen_from_before_anything_was_accepted():
    items = [item(happened=40, accepted=10), item("ready", happened=10)]
    criteria = [evidence(), sign_off()]
    assert gate(criteria, {}, items, ago(11)) == gate(criteria, {}, [], ago(11))
    assert gate(criteria, {}, items, ago(10)).passed is True
