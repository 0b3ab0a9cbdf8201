"""How a pack is sealed and checked. Knows no Django, no clock and no database."""

from ruamphon.reports.domain.sealing import (
    FILES_FORMAT,
    FILES_NAME,
    MANIFEST_NAME,
    PACK_FORMAT,
    PDF_NAME,
    README_NAME,
    SEAL_MARK,
    Entry,
    canonical,
    files_json,
    manifest_json,
    sha256_of,
)
from ruamphon.reports.domain.verifying import Checked, Finding, Verdict, verify

__all__ = [
    "FILES_FORMAT",
    "FILES_NAME",
    "MANIFEST_NAME",
    "PACK_FORMAT",
    "PDF_NAME",
    "README_NAME",
    "SEAL_MARK",
    "Checked",
    "Entry",
    "Finding",
    "Verdict",
    "canonical",
    "files_json",
    "manifest_json",
    "sha256_of",
    "verify",
]
