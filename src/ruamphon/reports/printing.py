"""The pack's PDF and its README."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.timezone import localtime

from ruamphon.core.pdf import make_pdf
from ruamphon.reports.domain import FILES_NAME, MANIFEST_NAME, PDF_NAME, SEAL_MARK, Entry
from ruamphon.reports.enums import PackContents
from ruamphon.reports.models import Pack
from ruamphon.reports.queries import Contents
from ruamphon.reports.queries.contents.writing import in_eights

_SOURCE = (Path(__file__).parent / "data" / "evidence_pack.typ").read_text()
_README = (Path(__file__).parent / "data" / "README.txt").read_text()
TITLE = "แฟ้มหลักฐาน {group}"


def pack_pdf(pack: Pack, contents: Contents, entries: list[Entry], *, seal: str, at: datetime) -> bytes:
    """The PDF: what was gathered, the files with their hashes, and `seal`, the hash of files.json, in print."""
    data: dict[str, Any] = contents.data | {
        "key": str(pack.key)[:8],
        "asked_by": contents.name(pack.asked_by),
        "made_at": f"{localtime(at):%Y-%m-%dT%H:%M}",
        "seal": in_eights(seal),
        "seal_mark": SEAL_MARK,
        "count": len(entries),
        "has_work": pack.contents != PackContents.EVIDENCE,
        "files": [
            {"path": one.path, "size": f"{one.size:,}", "sha256": in_eights(one.sha256)} for one in entries
        ],
    }
    with translation.override("th"):
        return make_pdf(_SOURCE, data, title=TITLE.format(group=data["about"]["group"]), at=at)


def pack_readme(pack: Pack, contents: Contents, *, address: str, at: datetime) -> bytes:
    """What the pack is, what lies where, and how to check it, in Thai and English."""
    about = contents.data["about"]
    return _README.format(
        group=about["group"],
        code=about["code"],
        cohort=f"{about['programme']} {about['cohort']}",
        key=pack.key,
        address=address,
        made_at=f"{localtime(at):%Y-%m-%d %H:%M}",
        pdf=PDF_NAME,
        files=FILES_NAME,
        manifest=MANIFEST_NAME,
        left_out_th="\n".join(f"- {line.th}" for line in contents.left_out) or "-",
        left_out_en="\n".join(f"- {line.en}" for line in contents.left_out) or "-",
    ).encode()
