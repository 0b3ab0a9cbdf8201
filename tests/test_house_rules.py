"""House rules as tests: what a reviewer should never have to look for by hand."""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from enum import Enum
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

import ruamphon
from ruamphon.core.enum import Labelled

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ruamphon"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
THAI = re.compile(r"[\u0e00-\u0e7f]")
ROOMS_WITH_ACTIONS = (
    "home",
    "reports",
    "pathway",
    "costing",
    "programmes",
    "assessments",
    "registry",
    "people",
)

PUBLIC = {
    "showcase:front": "the public site",
    "showcase:programme": "the public site",
    "showcase:cohort": "the public site",
    "showcase:enterprise": "the public site",
    "showcase:photo": "the public site; only while everybody in the photo agrees",
    "people:sign-in": "the door",
    "people:second-step": "between the password and the session; asks who has just given the password",
    "people:passkey-options": "a challenge for the sign-in page; POST only",
    "people:passkey-sign-in": "the door, by passkey; POST only",
    "people:line-start": "the door, by LINE",
    "people:line-back": "the door, by LINE; state and nonce are the key",
    "people:sign-out": "leaving needs no right; POST only",
    "people:join": "an invited person has no account yet; the token is the key",
    "demo:enter": "the door of the example year; without the example there is no such page",
    "people:forget": "takes a name off this phone's own list; POST only",
    "people:mail-stop": "the link in an e-mail; the signed token is the key, and all it can do is stop that e-mail",
    "home:calendar-feed": "a calendar app cannot sign in; the secret in the address is the key, and it can be revoked",
    "set_language": "visitors choose their language too; POST only",
    "healthz": "asked by a load balancer",
    "readyz": "asked by a load balancer",
}


def urls(patterns=None, namespace=""):
    """Every URL pattern with its full name."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from urls(pattern.url_patterns, f"{pattern.namespace or namespace}")
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name, pattern


def test_imports_follow_the_arrows():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_public_page_is_listed_with_its_reason():
    public = {name for name, pattern in urls() if not getattr(pattern.callback, "login_required", True)}
    assert public == set(PUBLIC)


def test_url_view_and_template_share_one_name():
    """One search finds all: pathway:evidence-review is the view evidence_review."""
    odd = [
        (name, pattern.callback.__name__)
        for name, pattern in urls()
        if ":" in name and pattern.callback.__name__.strip("_") != name.split(":")[1].replace("-", "_")
    ]
    assert odd == []


def test_no_migration_is_missing(db):
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("requirements/*.txt"), ROOT / "package-lock.json", ROOT / ".npmrc"])
)
def test_no_address_in_a_lock(path):
    text = path.read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(--index-url|--extra-index-url|--find-links|registry\s*=)", text, re.MULTILINE)
    if path.suffix == ".json":
        assert all("resolved" not in package for package in json.loads(text)["packages"].values())


def test_every_locked_package_has_a_hash():
    for path in ROOT.glob("requirements/*.txt"):
        entries = re.split(r"\n(?=\S)", path.read_text().strip())
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == [], path


def test_every_template_is_used():
    everything = "\n".join(
        path.read_text() for path in [*SOURCE.rglob("*.py"), *TEMPLATES] if "migrations" not in path.parts
    )
    unused = []
    for path in TEMPLATES:
        name = path.relative_to(
            next(parent for parent in path.parents if parent.name == "templates")
        ).as_posix()
        if name.startswith("django/forms/"):
            continue  # named by Django's form renderer
        component = re.fullmatch(r"cotton/(.+)\.html", name)
        wanted = f"<c-{component[1].replace('/', '.')}" if component else name
        mentions = everything.count(wanted)
        if not mentions:
            unused.append(name)
    assert unused == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_inline_script_or_style(path):
    """The content security policy would refuse them in silence."""
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text), "inline script"
    assert not re.search(r"\sstyle=", text), "inline style"
    assert not re.search(r"\son[a-z]+=[\"']", text), "inline handler"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_sentence_is_in_both_languages(path):
    text = path.read_text()
    pairs = re.findall(r"""\{%\s*t\s+("[^"]*"|'[^']*')\s+("[^"]*"|'[^']*')""", text)
    assert len(pairs) == len(re.findall(r"\{%\s*t\s", text)), "a {% t %} without two quoted wordings"
    for thai, english in pairs:
        assert thai.strip("\"' ")
        assert english.strip("\"' ")
        assert not THAI.search(english), english
    outside = re.sub(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    outside = re.sub(r"<(\w+)[^>]*\blang=\"th\"[^>]*>.*?</\1>", "", outside, flags=re.DOTALL)
    assert not THAI.search(outside), "Thai wording outside {% t %}"


def modules():
    """Every module of the product except migrations."""
    for found in pkgutil.walk_packages(ruamphon.__path__, "ruamphon."):
        if ".migrations" not in found.name and not found.name.endswith(".cli"):
            yield importlib.import_module(found.name)


def test_enum_tables_are_total():
    """A dict whose keys are all members of one enum covers every member, unless its name says SOME_."""
    gaps = []
    for module in modules():
        for name, value in vars(module).items():
            if not (isinstance(value, dict) and value and name.isupper()) or "SOME" in name:
                continue
            kinds = {type(key) for key in value}
            kind = next(iter(kinds))
            if len(kinds) == 1 and issubclass(kind, Enum):
                missing = set(kind) - set(value)
                if missing:
                    gaps.append((module.__name__, name, sorted(missing)))
    assert gaps == []


def test_every_enum_member_has_labels_in_both_languages():
    enums = {
        value
        for module in modules()
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Labelled) and value is not Labelled
    }
    assert len(enums) > 15
    for enum in enums:
        for member in enum:
            assert THAI.search(member.label.th), (enum, member)
            assert not THAI.search(member.label.en), (enum, member)


def action_functions():
    """The public functions of every room's actions, as syntax trees."""
    for room in ROOMS_WITH_ACTIONS:
        paths = [
            SOURCE / room / "actions.py",
            SOURCE / room / "outbox" / "actions.py",
            *(SOURCE / room / "actions").glob("*.py"),
        ]
        paths = [SOURCE / room / "actions.py", *(SOURCE / room).glob("*/actions.py")]
        paths += (SOURCE / room / "actions").glob("*.py")
        own = [SOURCE / room / "actions.py", *(SOURCE / room / "actions").glob("*.py")]
        paths = [*own, *(SOURCE / room).glob("*/actions.py")]
        for path in filter(Path.exists, paths):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield path, node


def test_actions_take_keywords_only_by_whom_first_and_tell_their_meaning():
    assert len(list(action_functions())) > 40
    for path, node in action_functions():
        where = f"{path.parent.parent.name}.{node.name}"
        assert node.args.args == [], f"{where} takes positional arguments"
        assert ast.get_docstring(node), f"{where} has no docstring"
        assert node.returns is not None, f"{where} does not say what it returns"
        if node.name not in {"make_scope", "join", "wake"}:
            assert node.args.kwonlyargs[0].arg == "by", f"{where} does not say by whom first"


def test_production_settings_pass_djangos_deployment_check(tmp_path):
    environment = {
        "PATH": "/usr/bin:/bin",
        "RUAMPHON_HOME": str(tmp_path),
        "RUAMPHON_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-x",
        "RUAMPHON_HTTPS": "1",
        "RUAMPHON_HOSTS": "example.org",
        "RUAMPHON_URL": "https://example.org",
    }
    command = [sys.executable, "-m", "ruamphon.cli", "manage", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_shared_database_asks_for_a_key_from_the_environment(tmp_path):
    environment = {
        "PATH": "/usr/bin:/bin",
        "RUAMPHON_HOME": str(tmp_path),
        "DATABASE_URL": "postgresql://x/y",
    }
    command = [sys.executable, "-c", "import ruamphon.settings"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "Set RUAMPHON_SECRET_KEY" in done.stderr
