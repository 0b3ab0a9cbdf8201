"""A list of people as someone types it on a phone: a name a line, with a phone number after it if known."""

import re
from dataclasses import dataclass

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.phones import is_phone, plain_phone

LONGEST_NAME = 200
MOST_LINES = 30

_PHONE_AT_END = re.compile(r"[\s,;:]+(\(?\+?[0-9๐-๙][0-9๐-๙\s().-]{3,})$")

TOO_MANY = Text("ใส่ได้ครั้งละไม่เกิน {n} คน", "Up to {n} people at a time.")
TOO_LONG = Text(
    "ชื่อในบรรทัดที่ {line} ยาวเกินไป ใส่หนึ่งคนต่อหนึ่งบรรทัด",
    "The name in line {line} is too long. Put one person on each line.",
)
NO_NAME = Text(
    "บรรทัดที่ {line} มีแต่ตัวเลข ใส่ชื่อไว้หน้าเบอร์โทร",
    "Line {line} has only a number. Put the name before the phone.",
)
BAD_PHONE = Text(
    "เบอร์โทรในบรรทัดที่ {line} ไม่ครบหรือเกิน ใส่ 9–10 หลัก หรือเว้นไว้ก่อนก็ได้",
    "The phone number in line {line} has too few or too many digits. Enter 9 or 10, or leave it out.",
)
TWICE = Text(
    "“{name}” อยู่ในรายชื่อสองครั้ง เหลือไว้บรรทัดเดียว",
    "“{name}” is in the list twice. Keep one line.",
)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Someone not yet written down: a name, and a phone number in plain digits or ''."""

    name: str
    phone: str = ""


def read_people(typed: str, *, field: str = "people") -> list[NewPerson]:
    """'สมชาย ใจดี 081-234-5678' a line → persons. Empty lines are skipped.

    Raises Impossible, on `field`, naming the line that cannot be read.
    """
    lines = [(number, line.strip()) for number, line in enumerate(typed.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise Impossible(TOO_MANY.format(n=MOST_LINES), field)
    people = [_read_line(line, number, field) for number, line in lines]
    _check_twice([person.name for person in people], field)
    return people


def _read_line(line: str, number: int, field: str) -> NewPerson:
    found = _PHONE_AT_END.search(" " + line)
    name = (" " + line)[: found.start()] if found else line
    name, phone = " ".join(name.split()), plain_phone(found[1]) if found else ""
    if not any(letter.isalpha() for letter in name):
        raise Impossible(NO_NAME.format(line=number), field)
    if len(name) > LONGEST_NAME:
        raise Impossible(TOO_LONG.format(line=number), field)
    if phone and not is_phone(phone):
        raise Impossible(BAD_PHONE.format(line=number), field)
    return NewPerson(name, phone)


def _check_twice(names: list[str], field: str) -> None:
    for at, name in enumerate(names):
        if name in names[:at]:
            raise Impossible(TWICE.format(name=name), field)
