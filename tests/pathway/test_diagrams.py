from pathlib import Path

from ruamphon.pathway import diagrams

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_docs_show_the_states_as_they_are():
    assert (DOCS / "gate-states.md").read_text() == diagrams.page()
