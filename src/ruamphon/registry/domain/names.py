"""Names that are likely one and the same group, and the sizes of a product: no Django, no database."""

from dataclasses import dataclass
from decimal import Decimal

from ruamphon.core.thai_text import search_key

GENERIC_WORDS = ("วิสาหกิจชุมชน", "กลุ่ม")
"""Words that half of all groups begin with; two names that share only these are not alike."""
SHORTEST_ALIKE = 4
"""Letters a name must have beyond generic words before a part of it says anything."""


@dataclass(frozen=True)
class Variant:
    """One size, flavour or form: what one `unit` costs in baht, None where nobody knows the price."""

    name_th: str
    unit: str
    name_en: str = ""
    price: Decimal | None = None
    pk: int | None = None


def bare_name(name: str) -> str:
    """A group's name without generic words and gaps, as typed: 'กลุ่ม แปรรูป อาหาร' → 'แปรรูปอาหาร'."""
    return _without(name, GENERIC_WORDS)


def bare_key(name: str) -> str:
    """The same of its search key, so that case, tone marks and punctuation do not count."""
    return _without(search_key(name), tuple(search_key(word) for word in GENERIC_WORDS))


def _without(name: str, words: tuple[str, ...]) -> str:
    for word in words:
        name = name.replace(word, "")
    return "".join(name.split())
