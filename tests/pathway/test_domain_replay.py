import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.text import Text
from ruamphon.pathway.domain import (
    EvidenceItem,
    RecordProblem,
    Wording,
    canonical,
    evaluate_gate,
    from_record,
    replay,
    seal,
    to_record,
)
from ruamphon.pathway.domain.records import SCHEMA
from ruamphon.pathway.domain.replay import JUDGES
from ruamphon.pathway.enums import EvidenceStatus, Severity
from tests.pathway.domain_making import (
    CRITERIA,
    DAYS,
    EVIDENCE,
    FACTS,
    ON,
    WORDING,
    evidence,
    fact,
    item,
    values,
)

CRITERIA_NOW = [fact(), evidence(valid_days=30)]
ITEMS_NOW = [item(sha256=("bb", "aa"), ref="7"), item(status="submitted", ref="8")]


def record(**changes):
    given_now = to_record(
        CRITERIA_NOW, values(members=7), ITEMS_NOW, on=ON, wording=WORDING, playbook="thammasat-model 1"
    )
    return given_now | changes


@given(CRITERIA, FACTS, EVIDENCE, DAYS)
def test_a_stored_gate_gives_the_same_answer(criteria, facts, items, on):
    stored = canonical(to_record(criteria, facts, items, on=on, wording=WORDING))
    assert replay(json.loads(stored)) == evaluate_gate(criteria, facts, items, on=on, wording=WORDING)


@given(CRITERIA, FACTS, EVIDENCE, DAYS)
def test_nothing_is_lost_on_the_way_through_json(criteria, facts, items, on):
    stored = to_record(criteria, facts, items, on=on, wording=WORDING, playbook="1")
    assert json.loads(json.dumps(stored)) == stored
    read = from_record(stored)
    assert (read.criteria, dict(read.facts), read.on, read.wording) == (criteria, facts, on, WORDING)
    again = to_record(
        read.criteria, read.facts, read.evidence, on=read.on, wording=read.wording, playbook=read.playbook
    )
    assert again == stored


@given(CRITERIA, FACTS, EVIDENCE, DAYS, st.randoms(use_true_random=False))
def test_the_seal_does_not_depend_on_the_order_things_came_in(criteria, facts, items, on, random):
    shuffled = list(items)
    random.shuffle(shuffled)
    one = to_record(criteria, facts, items, on=on)
    other = to_record(criteria, dict(reversed(facts.items())), shuffled, on=on)
    assert seal(one) == seal(other)


def test_the_record_reads_plainly():
    stored = record()
    assert (stored["schema"], stored["playbook"], stored["on"]) == (1, "thammasat-model 1", "2022-10-01")
    assert stored["facts"] == {"members": "7"}
    assert stored["evidence"][0] == {
        "criterion": "photos",
        "status": "accepted",
        "happened_on": "2022-10-01",
        "accepted_on": "2022-10-01",
        "withdrawn_on": None,
        "sha256": ["aa", "bb"],
        "ref": "7",
    }


def test_the_seal_of_a_known_record_never_changes():
    stored = to_record([], {}, [], on=ON, wording=Wording(), playbook="ก")
    expected = (
        '{"criteria":[],"evidence":[],"facts":{},"on":"2022-10-01","playbook":"ก","schema":1,'
        '"wording":{"facts":{},"roles":{}}}'
    )
    assert canonical(stored) == expected
    assert seal(stored) == "a7e1b803adbfe37c739237c4a2539a0497d2cc9510b400e41bb801d79e79d7fe"


@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"members": "8"}},
        {"on": "2022-10-02"},
        {"playbook": "thammasat-model 2"},
        {"evidence": []},
    ],
)
def test_a_changed_record_no_longer_matches_its_seal(change):
    sealed = seal(record())
    assert replay(record(), sealed=sealed).missing == ()
    with pytest.raises(RecordProblem) as problem:
        replay(record(**change), sealed=sealed)
    assert problem.value.reason.en.startswith("This decision record does not match its seal")


def test_every_form_ever_written_has_its_judge():
    assert sorted(JUDGES) == list(range(1, SCHEMA + 1))


@pytest.mark.parametrize("schema", [0, 2, None, "1", [1]])
def test_a_record_of_an_unknown_form_is_named_as_such(schema):
    with pytest.raises(RecordProblem) as problem:
        replay(record(schema=schema))
    assert problem.value.reason.en.startswith(
        "This decision was recorded in a form this version does not know"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"on": "yesterday"},
        {"facts": {"members": 7.5}},
        {"facts": {"members": "NaN"}},
        {"facts": {"members": "seven"}},
        {"facts": None},
        {"criteria": [{"code": "x"}]},
        {"evidence": [{}]},
        {"wording": {}},
    ],
)
def test_a_damaged_record_is_named_as_such(change):
    with pytest.raises(RecordProblem) as problem:
        replay(record(**change))
    assert problem.value.reason.en.startswith("This decision record is incomplete or damaged")


def test_the_answer_outlives_a_change_of_the_playbook_and_of_the_words():
    stored = deepcopy(record())
    before = replay(stored)
    renamed = Text("ชื่อใหม่", "New name")
    moved_on = [evidence(name=renamed, how_many=9, severity=Severity.BLOCKS)]
    assert evaluate_gate(moved_on, {}, ITEMS_NOW, on=ON).passed is False
    assert before.passed is True
    assert replay(stored) == before
    assert before.findings[1].reason == Text("ครบแล้ว 1 ชิ้น: ภาพสินค้า", "Complete, 1 piece: Product photos")


def test_evidence_comes_back_as_it_was():
    assert from_record(record()).evidence[1] == EvidenceItem(
        "photos", EvidenceStatus.SUBMITTED, ON, None, None, (), "8"
    )
