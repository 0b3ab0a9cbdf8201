"""docs/concepts.md and NOTICE keep up with the product."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from ruamphon.seeds.reading import rows

ROOT = Path(__file__).parents[2]
ROOMS = [config.label for config in apps.get_app_configs() if config.name.startswith("ruamphon.")]
MODELS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def terms():
    """The rows of the glossary as (Thai, English, code)."""
    lines = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [tuple(row[:3]) for row in cells if row[0] not in {"ไทย", "---"}]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_table_has_its_term(model):
    assert f"`{model._meta.app_label}.{model.__name__}`" in {code for _, _, code in terms()}


def test_a_term_is_said_in_one_way():
    thai = [row[0] for row in terms()]
    english = [row[1] for row in terms()]
    assert sorted(thai) == sorted(set(thai))
    assert sorted(english) == sorted(set(english))
    assert [row for row in terms() if not re.search("[ก-๙]", row[0]) or re.search("[ก-๙]", row[1])] == []


def test_notice_names_every_source():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for row in rows("sources", "sources"):
        assert row.get("url", row["title_en"]) in notice
