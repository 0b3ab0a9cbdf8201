"""Enums whose members carry their Thai and English label. No Django here, so domain code may use them."""

from enum import StrEnum
from typing import Self

from ruamphon.core.text import Text


class Labelled(StrEnum):
    """A string enum written `NAME = "value", "ไทย", "English"`: no member can exist without both labels.

    A member equals its value (`Kind.FACT == "fact"`), and `.label` is its Text.
    """

    label: Text

    def __new__(cls, value: str, thai: str = "", english: str = "") -> Self:
        """Build the member; a missing or blank label is refused while the class is being read."""
        if not (thai.strip() and english.strip()):
            raise TypeError(f"{cls.__name__} {value!r} needs a Thai and an English label")
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(thai, english)
        return member
