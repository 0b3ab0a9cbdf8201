"""Every action the product audits has plain words in the history."""

import ast
from pathlib import Path

import ruamphon
from ruamphon.people.history_words import ACTIONS

SOURCES = [
    path
    for room in Path(ruamphon.__file__).parent.iterdir()
    for path in room.rglob("*.py")
    if "migrations" not in path.parts
]


def audited_actions():
    """Each literal given as `action` to audit.record, or to a function of the same file that passes it on."""
    found = {}
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        places = {
            node.name: place for node in ast.walk(tree) if (place := _place_of_action(node)) is not None
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for name in _literals(_given_as_action(call, places)):
                found.setdefault(name, path.name)
    return {
        name: file for name, file in found.items() if name != "store_true"
    }  # argparse has an `action` too


def _place_of_action(node):
    if not isinstance(node, ast.FunctionDef):
        return None
    names = [argument.arg for argument in node.args.args]
    return names.index("action") if "action" in names else None


def _given_as_action(call, places):
    by_name = [keyword.value for keyword in call.keywords if keyword.arg == "action"]
    place = places.get(call.func.id) if isinstance(call.func, ast.Name) else None
    return by_name or (call.args[place : place + 1] if place is not None else [])


def _literals(nodes):
    """The words an expression can have: a constant, or either side of a choice."""
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _literals([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_search_finds_what_is_known_to_be_audited():
    known = {
        "give_grant",
        "end_grant",
        "join",
        "make_link",
        "set_password",
        "edit_enterprise",
        "propose_gate",
    }
    assert known - set(audited_actions()) == set()


def test_every_audited_action_has_words():
    assert {name: file for name, file in audited_actions().items() if name not in ACTIONS} == {}


def test_no_words_are_kept_for_an_action_that_is_gone():
    assert set(ACTIONS) - set(audited_actions()) == set()
