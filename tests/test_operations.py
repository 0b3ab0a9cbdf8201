"""docs/operations.md names every variable that the product reads, and no other."""

import ast
import re
from pathlib import Path

import ruamphon

SOURCE = Path(ruamphon.__file__).parent
DOCUMENT = SOURCE.parent.parent / "docs" / "operations.md"
OURS = {"DJANGO_SETTINGS_MODULE"}
"""Set by the console command itself."""


def variables_in(path):
    """Names given to os.environ[…], os.environ.get(…), _flag(…) and _words(…)."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield ast.literal_eval(node.slice)
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called in {"_flag", "_words", "os.environ.get"}:
                yield node.args[0].value


def test_the_table_is_complete():
    read = {name for path in SOURCE.rglob("*.py") for name in variables_in(path)} - OURS
    assert {"PORT", "RUAMPHON_HTTPS", "RUAMPHON_HOSTS", "RUAMPHON_WORKERS"} <= read
    table = re.findall(r"^\| `([A-Z_]+)` \|", DOCUMENT.read_text(), re.MULTILINE)
    assert sorted(table) == sorted(read)
