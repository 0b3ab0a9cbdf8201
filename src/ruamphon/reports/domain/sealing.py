"""What a pack's two lists hold, and in which spelling.

files.json lists the files of evidence; its hash is printed on the PDF. manifest.json lists every file of the pack, that
PDF and files.json among them; its hash is in the platform's history. Neither list holds its own hash.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MANIFEST_NAME = "manifest.json"
FILES_NAME = "files.json"
PDF_NAME = "evidence-pack.pdf"
README_NAME = "README.txt"
PACK_FORMAT = "ruamphon-evidence-pack/1"
FILES_FORMAT = "ruamphon-evidence-files/1"
SEAL_MARK = "FILES-SHA256:"
"""Stands before the hash of files.json on the PDF, in print and among its keywords."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the pack: where it stands, how many bytes, their SHA-256, what its sender called it."""

    path: str
    size: int
    sha256: str
    name: str = ""


def files_json(entries: Iterable[Entry], about: Mapping[str, Any]) -> bytes:
    """The list of evidence files, with what the pack is about."""
    rows = [
        {"path": one.path, "name": one.name, "size": one.size, "sha256": one.sha256}
        for one in sorted(entries, key=lambda one: one.path)
    ]
    return canonical({"format": FILES_FORMAT, **about, "files": rows})


def manifest_json(entries: Iterable[Entry], *, pack: str, made_at: str) -> bytes:
    """The list of everything in the pack but itself."""
    rows = [
        {"path": one.path, "size": one.size, "sha256": one.sha256}
        for one in sorted(entries, key=lambda one: one.path)
    ]
    return canonical({"format": PACK_FORMAT, "pack": pack, "made_at": made_at, "files": rows})


def canonical(value: Any) -> bytes:
    """JSON for people and machines in one spelling: keys sorted, two spaces, Thai as it is, a line at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def sha256_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
