"""What was found, and why it fits."""

from dataclasses import dataclass
from decimal import Decimal

from ruamphon.core.enum import Labelled
from ruamphon.core.text import Text
from ruamphon.registry.likeness import Match

FEW_SHOWN, MANY_SHOWN = 6, 40
"""Hits of a kind when all kinds are shown, and when one was chosen."""


class Kind(Labelled):
    ENTERPRISE = "enterprise", "กลุ่ม", "Groups"
    PERSON = "person", "คน", "People"
    ORGANISATION = "organisation", "องค์กร", "Organisations"
    PRODUCT = "product", "สินค้าและบริการ", "Products and services"


WHY: dict[str, Text] = {
    "name_th": Text("ตรงกับชื่อ", "Matches the name"),
    "name_en": Text("ตรงกับชื่ออังกฤษ", "Matches the English name"),
    "nickname": Text("ตรงกับชื่อเล่น", "Matches the nickname"),
    "code": Text("ตรงกับรหัส", "Matches the code"),
    "place_label": Text("ตรงกับสถานที่", "Matches the place"),
    "short": Text("ตรงกับชื่อย่อ", "Matches the short name"),
    "phone": Text("ตรงกับเบอร์โทร", "Matches the phone number"),
    "old_code": Text("ตรงกับรหัสเดิมที่รวมเข้ามาแล้ว", "Matches the code of a record merged into it"),
}
NEARLY: dict[str, Text] = {
    "name_th": Text("ชื่อสะกดใกล้เคียง", "The name is spelled nearly so"),
    "name_en": Text("ชื่ออังกฤษสะกดใกล้เคียง", "The English name is spelled nearly so"),
    "nickname": Text("ชื่อเล่นสะกดใกล้เคียง", "The nickname is spelled nearly so"),
    "code": Text("รหัสใกล้เคียง", "The code is nearly so"),
    "place_label": Text("สถานที่สะกดใกล้เคียง", "The place is spelled nearly so"),
    "short": Text("ชื่อย่อสะกดใกล้เคียง", "The short name is spelled nearly so"),
    "old_code": Text("รหัสเดิมใกล้เคียง", "A former code is nearly so"),
}


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a group put its pin, for a map or a way there."""

    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, why, and what can be done at once. `phone` is empty unless it may be read."""

    kind: Kind
    name: str
    about: str
    why: Text
    url: str
    mark: str
    phone: str = ""
    phone_shown: str = ""
    pin: Pin | None = None
    score: float = 0
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of one kind, best first; `has_more` when there are others."""

    kind: Kind
    hits: tuple[Hit, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to."""

    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """How many hits are shown."""
        return sum(len(section.hits) for section in self.sections)

    @property
    def is_only_near(self) -> bool:
        """Whether nothing holds what was typed and all hits are guesses at a misspelling."""
        return self.count > 0 and not any(hit.is_exact for section in self.sections for hit in section.hits)


def why(match: Match) -> Text:
    """What of the row fits, in words."""
    return WHY[match.field] if match.is_exact else NEARLY[match.field]
