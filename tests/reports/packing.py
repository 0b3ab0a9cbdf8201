"""A small pack made by hand, and ways to spoil it."""

import json
from datetime import UTC, datetime
from zipfile import ZIP_STORED, ZipFile

from ruamphon.core.pdf import make_pdf
from ruamphon.reports.domain import (
    FILES_NAME,
    MANIFEST_NAME,
    PDF_NAME,
    README_NAME,
    SEAL_MARK,
    Entry,
    canonical,
    files_json,
    manifest_json,
    sha256_of,
)

KEY = "7c1f9b1e-8f5e-4c2b-9a53-0d6a6c8c7a10"
AT = datetime(2026, 11, 21, 11, 5, tzinfo=UTC)
MADE_AT = "2026-11-21T18:05:00+07:00"
SOURCE = """
#set document(keywords: (data.mark + data.seal.join(""),))
#data.mark #data.seal.join(" ")
"""
EVIDENCE = {"evidence/one/1-1.jpg": b"a photo", "visits/2026-11-20-2-1.jpg": b"another photo"}


def pdf(seal):
    groups = [seal[at : at + 8] for at in range(0, 64, 8)]
    return make_pdf(SOURCE, {"mark": SEAL_MARK, "seal": groups}, title="แฟ้ม", at=AT)


def members(evidence=EVIDENCE):
    """The files of a sound pack, by name."""
    entries = [Entry(path, len(content), sha256_of(content), "ภาพ.jpg") for path, content in evidence.items()]
    about = {"pack": KEY, "made_at": MADE_AT, "group": "กลุ่มตัวอย่าง", "code": "CE-1"}
    listed = files_json(entries, about)
    rest = {FILES_NAME: listed, PDF_NAME: pdf(sha256_of(listed)), README_NAME: "อ่านก่อน".encode()}
    everything = {**evidence, **rest}
    outer = [Entry(path, len(content), sha256_of(content)) for path, content in everything.items()]
    return {**everything, MANIFEST_NAME: manifest_json(outer, pack=KEY, made_at=MADE_AT)}


def relisted(files, name):
    """The same files, with a list that has been made to fit what `name` holds now."""
    read = json.loads(files[name])
    for row in read["files"]:
        if row["path"] in files:
            row["size"], row["sha256"] = len(files[row["path"]]), sha256_of(files[row["path"]])
    return {**files, name: canonical(read)}


def packed(path, files):
    """Written as a ZIP; `files` is a dict, or pairs where a name comes twice."""
    with ZipFile(path, "w", ZIP_STORED) as opened:
        for name, content in files.items() if isinstance(files, dict) else files:
            opened.writestr(name, content)
    return path


def contents(path):
    with ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
