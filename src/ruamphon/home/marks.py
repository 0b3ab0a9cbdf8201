"""A group's mark where there is no picture: the first letter of what only this group is called."""

from ruamphon.core.templatetags.ruamphon import initials
from ruamphon.registry.domain import bare_name


def mark_of(name_th: str) -> str:
    """'วิสาหกิจชุมชนครัวตัวอย่าง' → 'ค': half of all groups begin with the same words, so those do not count."""
    return initials(bare_name(name_th) or name_th)
