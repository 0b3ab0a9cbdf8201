"""Reading a table somebody wrote by hand: values checked, problems noted with their place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from ruamphon.core.enum import Labelled
from ruamphon.core.text import Text
from ruamphon.pathway.domain.criterion import NOTHING

Kind = TypeVar("Kind", bound=Labelled)

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CODE_LENGTH = 60
LINE_LENGTH = 200
TEXT_LENGTH = 2000
LARGEST = 1_000_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|[\ud800-\udfff]")

AT_LINE = Text("{place} (บรรทัด {line}): {reason}", "{place} (line {line}): {reason}")
AT = Text("{place}: {reason}", "{place}: {reason}")

MISSING = Text("ยังไม่มี {key} กรุณาเพิ่ม", "{key} is missing. Add it.")
NOT_TEXT = Text('{key} ต้องเป็นข้อความในเครื่องหมาย "…"', '{key} must be text inside "…".')
NOT_TABLE = Text(
    "{key} ต้องมีสองภาษา เขียนเป็น {key}.th และ {key}.en",
    "{key} needs two languages: write {key}.th and {key}.en.",
)
TOO_LONG = Text(
    "{key} ยาวเกินไป ({n} ตัวอักษร) ให้ไม่เกิน {most}", "{key} is too long ({n} characters). Keep it to {most}."
)
UNPRINTABLE = Text(
    "{key} มีอักขระควบคุมที่แสดงไม่ได้ กรุณาพิมพ์ใหม่",
    "{key} holds a control character that cannot be shown. Type it again.",
)
BAD_CODE = Text(
    "{key} “{value}” ใช้ได้เฉพาะ a–z ตัวเล็ก ตัวเลข และขีดกลาง ไม่เกิน {most} ตัว",
    "{key} “{value}” may only use lower-case a–z, digits and hyphens, at most {most}.",
)
NOT_WHOLE = Text("{key} ต้องเป็นจำนวนเต็ม", "{key} must be a whole number.")
NOT_NUMBER = Text("{key} ต้องเป็นตัวเลข", "{key} must be a number.")
TOO_SMALL = Text("{key} ต้องไม่น้อยกว่า {least}", "{key} must be at least {least}.")
TOO_LARGE = Text("{key} ต้องไม่เกิน {most}", "{key} must be at most {most}.")
NOT_FLAG = Text("{key} ต้องเป็น true หรือ false", "{key} must be true or false.")
NOT_DAY = Text("{key} ต้องเป็นวันที่แบบ 2019-11-22", "{key} must be a date such as 2019-11-22.")
NOT_AMONG = Text(
    "ไม่รู้จัก {key} “{value}” เลือกจาก: {known}", "{key} “{value}” is not known. Choose from: {known}."
)
STRANGE_KEY = Text(
    "ไม่รู้จักช่อง “{key}” ตรวจตัวสะกด ใช้ได้: {known}",
    "There is no field “{key}”. Check its spelling; known: {known}.",
)
NOT_TABLES = Text(
    "{key} ต้องเป็นรายการแบบ [[{key}]]", "{key} must be a list of tables, each opened with [[{key}]]."
)


@dataclass
class Notes:
    """The problems found so far, each a sentence with its place."""

    problems: list[Text] = field(default_factory=list)

    def add(self, place: Text, line: int | None, reason: Text) -> None:
        sentence = AT if line is None else AT_LINE
        self.problems.append(sentence.format(place=place, line=line, reason=reason))


@dataclass(frozen=True)
class Table:
    """One table with the place people know it by. Each reader gives a usable value even after a problem."""

    values: Mapping[str, Any]
    place: Text
    line: int | None
    notes: Notes

    def note(self, reason: Text, **values: object) -> None:
        self.notes.add(self.place, self.line, reason.format(**values))

    def only(self, keys: Collection[str]) -> None:
        """Note every key that means nothing here: most often a slip of the pen."""
        for key in self.values:
            if key not in keys:
                self.note(STRANGE_KEY, key=printable(key), known=", ".join(sorted(keys)))

    def string(self, key: str, *, required: bool = False, most: int = LINE_LENGTH) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.note(NOT_TEXT, key=key)
            return ""
        return self._checked(key, value.strip(), required, most)

    def _checked(self, key: str, value: str, required: bool, most: int) -> str:
        if required and not value:
            self.note(MISSING, key=key)
        if len(value) > most:
            self.note(TOO_LONG, key=key, n=len(value), most=most)
        if CONTROL.search(value):
            self.note(UNPRINTABLE, key=key)
        return value

    def code(self, key: str) -> str:
        value = self.string(key, required=True)
        if value and not (CODE.fullmatch(value) and len(value) <= CODE_LENGTH):
            self.note(BAD_CODE, key=key, value=printable(value), most=CODE_LENGTH)
        return value

    def text(self, key: str, *, required: bool = True, most: int = LINE_LENGTH) -> Text:
        """Both languages; one alone is a problem even where neither is required."""
        value = self.values.get(key, {} if required else None)
        if value is None:
            return NOTHING
        if not isinstance(value, dict):
            self.note(NOT_TABLE, key=key)
            return NOTHING
        inner = Table(
            {f"{key}.{part}": words for part, words in value.items()}, self.place, self.line, self.notes
        )
        inner.only((f"{key}.th", f"{key}.en"))
        thai, english = (inner.string(f"{key}.{part}", required=True, most=most) for part in ("th", "en"))
        return Text(thai, english)

    def whole(self, key: str, default: int | None, *, least: int, most: int) -> int | None:
        value = self.values.get(key, default)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.note(NOT_WHOLE, key=key)
            return default
        self._bounded(key, value, least, most)
        return value

    def _bounded(self, key: str, value: int | Decimal, least: int, most: int) -> None:
        if value < least:
            self.note(TOO_SMALL, key=key, least=least)
        if value > most:
            self.note(TOO_LARGE, key=key, most=f"{most:,}")

    def number(self, key: str) -> Decimal | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.note(NOT_NUMBER, key=key)
            return None
        return self._finite(key, Decimal(value))

    def _finite(self, key: str, value: Decimal) -> Decimal | None:
        if not value.is_finite():
            self.note(NOT_NUMBER, key=key)
            return None
        self._bounded(key, value, 0, LARGEST)
        return value

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.note(NOT_FLAG, key=key)
        return value is True

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        if value is None or type(value) is date:
            return value
        self.note(NOT_DAY, key=key)
        return None

    def among(self, key: str, known: Collection[str]) -> str:
        """One of the known words, or "" when the key is absent."""
        value = self.string(key)
        if value and value not in known:
            self.note(NOT_AMONG, key=key, value=printable(value), known=", ".join(sorted(known)))
        return value

    def choice(self, key: str, enum: type[Kind], default: Kind | None) -> Kind | None:
        value = self.among(key, [member.value for member in enum])
        return next((member for member in enum if member.value == value), default)

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        rows = self.values.get(key, [])
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
        self.note(NOT_TABLES, key=key)
        return []


def printable(words: str) -> str:
    """What somebody typed, safe and short enough to quote back."""
    return CONTROL.sub("?", words)[:LINE_LENGTH]
