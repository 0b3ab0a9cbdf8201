import pytest

from ruamphon.core.enum import Labelled
from ruamphon.pathway import enums

ALL = [thing for thing in vars(enums).values() if isinstance(thing, type) and issubclass(thing, Labelled)]
WORDS = [enum for enum in ALL if enum is not Labelled]


def test_the_words_of_the_pathway():
    assert {enum.__name__: [member.value for member in enum] for enum in WORDS} == {
        "CriterionKind": ["fact", "evidence", "sign_off"],
        "Severity": ["blocks", "warns"],
        "Comparison": ["at_least", "at_most", "is_true"],
        "FollowUpState": ["coming", "due", "overdue", "done"],
        "GraduationOutcome": ["graduates", "not_yet"],
        "GraduationState": ["proposed", "decided", "withdrawn"],
        "Outcome": ["passed", "passed_with_conditions", "not_yet", "stopped"],
        "EvidenceStatus": ["submitted", "accepted", "returned", "withdrawn"],
        "GateState": ["proposed", "decided", "withdrawn", "reopened"],
        "StepKind": ["propose", "review", "supply", "do", "sign"],
        "StallKind": ["condition", "undecided", "unproposed", "slow", "quiet"],
        "ChangeKind": ["added", "removed", "changed"],
        "EffectKind": [
            "warn",
            "block",
            "assign_task",
            "schedule_visit",
            "schedule_assessment",
            "notify",
        ],
        "PlanState": ["draft", "proposed", "agreed", "in_force", "replaced"],
        "ActionProgress": ["done", "late", "open", "cancelled"],
    }


@pytest.mark.parametrize("enum", WORDS)
def test_labels_tell_members_apart_in_both_languages(enum):
    assert len({member.label.th for member in enum}) == len(enum)
    assert len({member.label.en for member in enum}) == len(enum)
