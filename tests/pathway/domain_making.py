"""Short ways to write criteria, evidence and words, and hypothesis strategies for them."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion, EvidenceItem, FactDefinition, FactValue, Wording
from ruamphon.pathway.enums import Comparison, CriterionKind, EvidenceStatus, Severity

ON = date(2022, 10, 1)
ADVISER = Text("ที่ปรึกษา", "the adviser")
WORDING = Wording(
    facts={
        "members": FactDefinition("members", Text("จำนวนสมาชิก", "Members"), Text("คน", "person||people")),
        "days_since_activity": FactDefinition(
            "days_since_activity",
            Text("ห่างจากกิจกรรมล่าสุด", "Since the last activity"),
            Text("วัน", "day||days"),
        ),
    },
    roles={"adviser": ADVISER, "member": Text("ตัวแทนกลุ่ม", "the group"), "student": Text("นักศึกษา", "student")},
)


def fact(code="seven-members", **changes):
    given = {
        "kind": CriterionKind.FACT,
        "name": Text("สมาชิกอย่างน้อย 7 คน", "At least 7 members"),
        "supplied_by": "member",
        "fact": "members",
        "comparison": Comparison.AT_LEAST,
        "threshold": Decimal(7),
    }
    return Criterion(code, **(given | changes))


def evidence(code="photos", **changes):
    given = {
        "kind": CriterionKind.EVIDENCE,
        "name": Text("ภาพสินค้า", "Product photos"),
        "supplied_by": "student",
        "reviewed_by": "adviser",
    }
    return Criterion(code, **(given | changes))


def sign_off(code="ready", **changes):
    given = {
        "kind": CriterionKind.SIGN_OFF,
        "name": Text("พร้อมไปต่อ", "Ready to go on"),
        "supplied_by": "student",
        "reviewed_by": "member",
    }
    return Criterion(code, **(given | changes))


def item(criterion="photos", status="accepted", *, happened=0, accepted=None, withdrawn=None, **more):
    """An item whose days are counted back from ON; accepted when it happened unless said otherwise."""
    given = EvidenceStatus(status)
    accepted = happened if accepted is None and given is EvidenceStatus.ACCEPTED else accepted
    return EvidenceItem(criterion, given, ago(happened), ago(accepted), ago(withdrawn), **more)


def ago(days):
    return None if days is None else ON - timedelta(days=days)


def values(**facts):
    return {name: FactValue.of(value) for name, value in facts.items()}


DAYS = st.dates(ON - timedelta(days=400), ON + timedelta(days=400))
CODES = ("photos", "ready", "report")
SEVERITIES = st.sampled_from(Severity)
FACTS = st.fixed_dictionaries(
    {
        "members": st.none() | st.integers(0, 20) | st.decimals(0, 20, places=2),
        "mentor_assigned": st.none() | st.booleans(),
    }
).map(lambda facts: values(**facts))
ITEMS = st.builds(
    EvidenceItem,
    criterion=st.sampled_from(CODES),
    status=st.sampled_from(EvidenceStatus),
    happened_on=DAYS,
    accepted_on=st.none() | DAYS,
    withdrawn_on=st.none() | DAYS,
    sha256=st.lists(st.sampled_from(["aa", "bb", "cc"]), max_size=2).map(tuple),
    ref=st.sampled_from(["1", "2", "3"]),
)
PIECES = {
    "how_many": st.integers(1, 3),
    "valid_days": st.none() | st.integers(1, 400),
    "severity": SEVERITIES,
}
CRITERIA = st.tuples(
    st.builds(evidence, st.just("photos"), **PIECES),
    st.builds(sign_off, st.just("ready"), **PIECES),
    st.builds(evidence, st.just("report"), **PIECES),
    st.builds(
        fact,
        severity=SEVERITIES,
        comparison=st.sampled_from([Comparison.AT_LEAST, Comparison.AT_MOST]),
        threshold=st.integers(0, 20).map(Decimal),
    ),
    st.builds(
        fact,
        st.just("mentor"),
        severity=SEVERITIES,
        fact=st.just("mentor_assigned"),
        comparison=st.just(Comparison.IS_TRUE),
        threshold=st.none(),
    ),
).flatmap(lambda criteria: st.lists(st.sampled_from(criteria), unique=True, max_size=5).map(tuple))
EVIDENCE = st.lists(ITEMS, max_size=8).map(tuple)
