"""Days, hashes and paths as a pack writes them."""

import re
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.reports.queries.contents.keeping import Contents

_NOT_PLAIN = re.compile(r"[^a-z0-9-]+")


def file_row(made: Contents, base: str, stored: StoredFile, where: Text) -> dict[str, Any]:
    """A file that is taken in, as the paper lists it."""
    return {"path": made.keep(base, stored, where), "name": stored.name, "sha256": in_eights(stored.sha256)}


def in_eights(sha256: str) -> list[str]:
    """A hash in groups of eight letters, so that it can be read and a line may end between them."""
    return [sha256[at : at + 8] for at in range(0, len(sha256), 8)]


def plain(code: str) -> str:
    """A code as part of a file name."""
    return _NOT_PLAIN.sub("-", code.lower()).strip("-") or "other"


def day_of(day: date | None) -> str | None:
    """A day as the paper takes it."""
    return day.isoformat() if day else None


def moment_of(moment: datetime | None) -> str | None:
    """A moment in Thai time, as the paper takes it."""
    return f"{localtime(moment):%Y-%m-%dT%H:%M}" if moment else None
