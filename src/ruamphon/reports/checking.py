"""What `ruamphon verify` says of a pack, in Thai and English: its own seals first, then the history where there is one."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from ruamphon.core.models import AuditEntry, type_of
from ruamphon.core.text import Text
from ruamphon.reports.domain import MANIFEST_NAME, Checked, Finding, Verdict, verify
from ruamphon.reports.domain.verifying import What
from ruamphon.reports.models import Pack

EXIT_CODES: dict[Verdict, int] = {Verdict.INTACT: 0, Verdict.ALTERED: 1, Verdict.UNREADABLE: 2}
NOT_IN_HISTORY = Text(
    "ผนึกนี้ไม่ตรงกับประวัติของระบบ ทั้งที่แฟ้มรหัสนี้มีอยู่จริง มีคนทำรายการหรือ PDF ขึ้นใหม่",
    "The seal is not the one in the platform's history, though the pack is known: its lists or its PDF were made anew.",
)
AS_IN_HISTORY = Text("ตรงกับประวัติของระบบ", "The same as in the platform's history")
UNKNOWN = Text(
    "ฐานข้อมูลนี้ไม่รู้จักแฟ้มนี้ จึงยังไม่ได้เทียบกับประวัติ",
    "This database does not know the pack, so it was not compared with the history",
)
NO_DATABASE = Text(
    "ต่อฐานข้อมูลไม่ได้ จึงยังไม่ได้เทียบกับประวัติ ให้เทียบค่าด้านล่างกับหน้าของแฟ้มในระบบ",
    "No database could be reached, so it was not compared with the history: compare the hashes below with the pack's page",
)
GROUP = Text("กลุ่ม {name} ({code}) จัดทำเมื่อ {made_at}", "Group {name} ({code}), made at {made_at}")
COUNT = Text("ตรวจแล้ว {n} ไฟล์", "{n} file checked||{n} files checked")


def report(path: Path) -> tuple[int, list[str]]:
    """The exit code (0 intact, 1 altered, 2 unreadable) and the lines to print."""
    checked = verify(path)
    history = _history_of(checked) if checked.verdict is not Verdict.UNREADABLE else None
    findings = list(checked.findings)
    if history is NOT_IN_HISTORY:
        findings.append(Finding(What.SEAL, MANIFEST_NAME, NOT_IN_HISTORY))
    verdict = Verdict.ALTERED if history is NOT_IN_HISTORY else checked.verdict
    mark = "✓" if verdict is Verdict.INTACT else "✗"
    lines = [f"{mark} {path.name}: {_both(verdict.label)}"]
    lines += [
        f"  ✗ {one.path or path.name} · {_both(one.what.label)}: {_both(one.reason)}" for one in findings
    ]
    if verdict is not Verdict.UNREADABLE:
        lines += [f"  • {_both(line)}" for line in _about(checked)]
        if history is not None and history is not NOT_IN_HISTORY:
            lines.append(f"  • {_both(history)}")
        lines += [
            f"  manifest.json SHA-256 {checked.manifest_sha256}",
            f"  files.json    SHA-256 {checked.files_sha256}",
        ]
    return EXIT_CODES[verdict], [_printable(line) for line in lines]


def _about(checked: Checked) -> list[Text]:
    count = COUNT.format(n=checked.files)
    if not checked.about:
        return [count]
    told = {"name": checked.about.get("group", ""), "code": checked.about.get("code", "")}
    return [GROUP.format(made_at=checked.made_at, **told), count]


def _history_of(checked: Checked) -> Text:
    """How the pack's seals compare with the history, or why they were not compared."""
    if not _has_database():
        return NO_DATABASE
    try:
        sealed = _sealed(checked.pack)
    except (DatabaseError, ImproperlyConfigured):
        return NO_DATABASE
    if sealed is None:
        return UNKNOWN
    now = (checked.manifest_sha256, checked.files_sha256)
    return AS_IN_HISTORY if sealed == now else NOT_IN_HISTORY


def _has_database() -> bool:
    """Whether asking would not make an empty database where there was none."""
    database = settings.DATABASES["default"]
    return "sqlite3" not in database["ENGINE"] or Path(connection.settings_dict["NAME"]).exists()


def _sealed(key: str) -> tuple[Any, Any] | None:
    """The seals that the history holds of a pack, by the code that stands in it; None for an unknown one."""
    if not _is_key(key):
        return None
    pack = Pack.objects.filter(key=key).first()
    if pack is None:
        return None
    rows = AuditEntry.objects.filter(
        record_type=type_of(pack), record_id=pack.pk, action="finish_pack"
    ).order_by("pk")
    changes: dict[str, Any] = next((row.changes for row in rows), {})
    return _after(changes, "manifest_sha256"), _after(changes, "files_sha256")


def _after(changes: dict[str, Any], name: str) -> Any:
    return (changes.get(name) or [None, None])[1]


def _is_key(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def _both(text: Text) -> str:
    return f"{text.th} / {text.en}"


def _printable(line: str) -> str:
    """A line without letters by which a file name could paint over what the terminal shows."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
