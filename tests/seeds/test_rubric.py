"""The rubric the programme begins with: seven headings, every level described, marked as proposed."""

import pytest

from ruamphon.assessments import actions
from ruamphon.assessments.domain import problems_of
from ruamphon.assessments.models import Rubric, RubricLevel
from ruamphon.core.models import AuditEntry
from ruamphon.people.enums import Role
from ruamphon.programmes.models import Programme
from ruamphon.seeds import rubric as seed
from ruamphon.seeds.load import load_all
from tests.cast import account, grant


def silent(_line):
    """Nobody listens."""


@pytest.fixture
def loaded(db):
    load_all(say=silent)
    return Rubric.objects.get()


def test_seven_headings_four_described_levels_proposed_and_in_use(loaded):
    assert [item.code for item in loaded.text().items] == [
        "direction",
        "planning",
        "marketing",
        "knowledge",
        "members",
        "product",
        "results",
    ]
    assert (loaded.top, loaded.is_proposed, loaded.state, loaded.number) == (4, True, "published", 1)
    assert RubricLevel.objects.count() == 28
    assert problems_of(loaded.text()) == []


def test_twice_changes_nothing(loaded):
    before = AuditEntry.objects.count()
    load_all(say=silent)
    assert Rubric.objects.get().text() == loaded.text()
    assert (RubricLevel.objects.count(), AuditEntry.objects.count()) == (28, before)


def test_a_manager_goes_on_from_it_and_loading_leaves_that_alone(loaded):
    manager = account("manager", "มานี ผู้จัดการ")
    grant(manager, Role.MANAGER, Programme.objects.get().scope)
    mine = actions.new_rubric_version(by=manager, rubric=loaded)
    actions.remove_rubric_item(by=manager, item=mine.items.get(code="results"))
    load_all(say=silent)
    assert [(each.number, each.items.count()) for each in Rubric.objects.order_by("number")] == [
        (1, 7),
        (2, 6),
    ]


def test_a_level_without_words_in_the_file_is_named(monkeypatch):
    def spoilt(name):
        data = original(name)
        data["items"][2]["levels"][1]["en"] = ""
        return data

    original = seed.read
    monkeypatch.setattr(seed, "read", spoilt)
    with pytest.raises(seed.IncompleteRubric, match="“Marketing”, level 2, has no English description"):
        seed.packaged()
