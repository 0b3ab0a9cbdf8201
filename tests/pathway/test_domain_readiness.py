from datetime import date

from ruamphon.core.text import Text
from ruamphon.pathway.domain.readiness import Condition, Gathered, StageStanding, readiness

TODAY = date(2026, 5, 1)
ONE = StageStanding(1, Text("ขั้นแรก", "First"), date(2026, 2, 3), "/gates/1/")
TWO = StageStanding(2, Text("ขั้นสอง", "Second"), None, "/enrolments/1/roadmap/")


def codes(items):
    return [item.code for item in items]


def found(**changes):
    values = {"stages": [ONE], "legal": True}
    return readiness(Gathered(**(values | changes)), on=TODAY)


def test_ready_when_every_item_is_met():
    ready = found()
    assert ready.is_ready
    assert codes(ready.met) == ["stage-1", "no-gate-waits", "legal-status", "handed-over"]
    assert ready.met[0].reason.th == "ผ่านแล้วเมื่อ 3 ก.พ. 2569"
    assert ready.met[0].url == "/gates/1/"


def test_each_thing_that_is_missing_is_named_with_its_reason():
    late, coming = (
        Condition("ต่อทะเบียน", date(2026, 4, 1), False, "/g/"),
        Condition("ฉลาก", date(2026, 6, 1), False, "/g/"),
    )
    ready = found(
        stages=[ONE, TWO],
        conditions=[late, coming, Condition("บัญชี", TODAY, True, "/g/")],
        waiting_url="/gates/9/",
        legal=None,
        not_accepted=2,
        has_agreement=True,
    )
    assert not ready.is_ready
    assert [(item.code, item.reason.en) for item in ready.missing] == [
        ("stage-2", "This stage is not passed yet"),
        ("condition-1", "Not done, was due 1 Apr 2026"),
        ("condition-2", "Not done, due 1 Jun 2026"),
        ("no-gate-waits", "A proposal waits for its decision"),
        ("legal-status", "No registration has been recorded"),
        ("handed-over", "2 pieces of checked work are not accepted yet"),
        ("agreement", "Prepared, not signed yet"),
    ]
    assert codes(ready.met) == ["stage-1", "condition-3"]


def test_a_lapsed_registration_and_an_unknown_one_read_differently():
    assert found(legal=False).missing[0].reason.en == "The registration does not hold today; renew it"
    assert found(legal=None).missing[0].reason.en == "No registration has been recorded"


def test_an_agreement_counts_only_where_there_is_one():
    signed = found(has_agreement=True, signed_on=date(2026, 1, 2))
    assert codes(signed.met)[-1] == "agreement"
    assert "agreement" not in codes(found().items)


def test_a_stopped_group_is_told_so():
    ready = found(stages=[TWO], is_stopped=True)
    assert ready.missing[0].reason.en == "It was decided to stop"


def test_without_a_playbook_nobody_can_tell():
    ready = found(stages=[])
    assert (codes(ready.missing), ready.is_ready) == (["playbook"], False)
