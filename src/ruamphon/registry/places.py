"""Tambons: filling the list, offering some of it, and finding the one that somebody typed."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from django.db.models import Q

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.registry.models import Subdistrict

MOST_OFFERED = 400
BATCH = 500
FEW = 3

_PREFIX = re.compile(
    r"^(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด|ต\.|อ\.|จ\.|tambon |amphoe |changwat )\s*", re.IGNORECASE
)
_MARKED = re.compile(r"\s+(?=(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด|ต\.|อ\.|จ\.))")

UNKNOWN = Text(
    "ไม่พบตำบล “{typed}” ในรายชื่อ พิมพ์เป็น ตำบล, อำเภอ, จังหวัด แล้วเลือกจากรายการ "
    "หรือเว้นว่างไว้ แล้วเขียนชื่อสถานที่ในช่องข้างบนแทน",
    "No tambon “{typed}” is on the list. Type tambon, amphoe, changwat and pick from the list, "
    "or leave this empty and write the place in the box above.",
)
PERHAPS = Text(
    "ไม่พบตำบล “{typed}” ในรายชื่อ หมายถึง {meant} หรือไม่ ถ้าไม่ใช่ เว้นว่างไว้ก่อนได้",
    "No tambon “{typed}” is on the list. Did you mean {meant}? If not, you may leave this empty.",
)
SEVERAL = Text(
    "ชื่อ “{typed}” มีหลายแห่ง เช่น {meant} พิมพ์อำเภอและจังหวัดต่อท้ายด้วย",
    "There are several “{typed}”, such as {meant}. Add the amphoe and the changwat.",
)


@dataclass(frozen=True)
class SubdistrictRow:
    """One tambon as the list of the Department of Provincial Administration has it; `code` has six digits."""

    code: str
    tambon_th: str
    amphoe_th: str
    changwat_th: str
    tambon_en: str = ""
    amphoe_en: str = ""
    changwat_en: str = ""


def load_subdistricts(rows: Iterable[SubdistrictRow]) -> int:
    """Write tambons, new or changed, by their code; how many were given. Twice the same changes nothing."""
    tambons = [Subdistrict(**asdict(row)) for row in rows]
    Subdistrict.objects.bulk_create(
        tambons,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[field.name for field in fields(SubdistrictRow) if field.name != "code"],
    )
    return len(tambons)


def offered() -> list[str]:
    """What a form offers while someone types: every tambon if they are few, else those of changwats in use."""
    tambons = Subdistrict.objects.all()
    if tambons.count() > MOST_OFFERED:
        used = Subdistrict.objects.filter(enterprise__isnull=False).values("changwat_th")
        tambons = tambons.filter(changwat_th__in=used)
    return [tambon.typed for tambon in tambons[:MOST_OFFERED]]


def find_subdistrict(typed: str) -> Subdistrict:
    """The tambon somebody typed: 'เนินพระ, เมืองระยอง, ระยอง', 'ต.เนินพระ อ.เมืองระยอง' or just 'เนินพระ'.

    Raises Impossible when none or several fit; the sentence names up to three that may be meant.
    """
    parts = _parts(typed)
    found = list(Subdistrict.objects.filter(_fits(parts))[: FEW + 1]) if parts else []
    if len(found) == 1:
        return found[0]
    if found:
        raise Impossible(SEVERAL.format(typed=typed, meant=_listed(found)))
    raise Impossible(_not_found(typed, parts))


def _parts(typed: str) -> list[str]:
    pieces = re.split(r"[,،、/]", _MARKED.sub(",", " ".join(typed.split())))
    return [bare for piece in pieces if (bare := _PREFIX.sub("", piece.strip()).strip())]


def _fits(parts: list[str]) -> Q:
    wanted = Q(tambon_th=parts[0]) | Q(tambon_en__iexact=parts[0])
    for part in parts[1:]:
        wanted &= (
            Q(amphoe_th=part)
            | Q(changwat_th=part)
            | Q(amphoe_th=f"เมือง{part}")
            | Q(amphoe_en__iexact=part)
            | Q(changwat_en__iexact=part)
        )
    return wanted


def _not_found(typed: str, parts: list[str]) -> Text:
    begins = parts[0][:FEW] if parts else ""
    near = list(Subdistrict.objects.filter(tambon_th__startswith=begins)[:FEW]) if len(begins) == FEW else []
    return PERHAPS.format(typed=typed, meant=_listed(near)) if near else UNKNOWN.format(typed=typed)


def _listed(tambons: list[Subdistrict]) -> Text:
    shown = tambons[:FEW]
    return Text(
        " หรือ ".join(f"“{tambon.typed}”" for tambon in shown),
        " or ".join(f"“{tambon.typed}”" for tambon in shown),
    )
