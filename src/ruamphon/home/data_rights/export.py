"""The copy of one's own data: one structure, as JSON for machines and as a page to read (PDPA sections 30 and 31)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Model, Q
from django.template.loader import render_to_string
from django.utils import timezone

from ruamphon.core.date_filters import thai_date, thai_datetime
from ruamphon.core.models import AuditEntry, StoredFile, type_of
from ruamphon.core.text import Text
from ruamphon.home.data_rights.sections import SECTIONS
from ruamphon.people.history_words import say_action, say_field
from ruamphon.people.models import Person

ABOUT_ME = Text("ข้อมูลของฉัน", "About me")
FILES = Text("ไฟล์ที่ฉันส่ง", "Files I sent")
DONE = Text("สิ่งที่ฉันทำ และสิ่งที่ทำกับข้อมูลของฉัน", "What I did, and what was done to my record")
PERSON = ("name_th", "name_en", "nickname", "phone", "email")
WORDS = {
    "username": Text("ชื่อผู้ใช้", "username"),
    "at": Text("เมื่อ", "at"),
    "action": Text("ทำอะไร", "what"),
    "stored_at": Text("ส่งเมื่อ", "sent at"),
    "size": Text("ขนาด (ไบต์)", "size (bytes)"),
}


@dataclass(frozen=True)
class Part:
    """A table of the copy: its code, its title, and rows of (field, value)."""

    code: str
    title: Text
    rows: list[dict[str, Any]]

    @property
    def shown(self) -> list[list[tuple[Text, str]]]:
        """The rows for reading: fields in words, days in the Buddhist Era."""
        return [
            [(WORDS.get(name) or say_field(name), _said(value)) for name, value in row.items()]
            for row in self.rows
        ]


def own_data(person: Person) -> list[Part]:
    """Everything all rooms keep about a person, a part each. One query a part."""
    return list(_parts(person))


def _parts(person: Person) -> Iterator[Part]:
    yield Part("people.Person", ABOUT_ME, [{name: getattr(person, name) for name in PERSON}])
    for section in SECTIONS:
        code = f"{section.model}.{'+'.join(section.keys)}"
        yield Part(code, section.title, [_row(row, section.columns) for row in section.rows(person)])
    files = StoredFile.objects.filter(stored_by_id=person.pk).values("name", "stored_at", "size")
    yield Part("core.StoredFile.stored_by_id", FILES, [dict(row) for row in files])
    mine = (
        Q(person_id=person.pk)
        | Q(on_behalf_of_id=person.pk)
        | Q(record_type=type_of(person), record_id=person.pk)
    )
    entries = AuditEntry.objects.filter(mine).order_by("at", "pk").values_list("at", "action")
    yield Part("core.AuditEntry", DONE, [{"at": at, "action": say_action(action)} for at, action in entries])


def _row(row: Model, columns: tuple[str, ...]) -> dict[str, Any]:
    return {name: _value(row, name) for name in columns}


def _value(row: Model, name: str) -> Any:
    value = getattr(row, name)
    if name == "text":
        return value.text
    if isinstance(value, Model):
        return _named(value)
    label = getattr(row, f"get_{name}_display", None)
    return str(label()) if label and value else value


def _named(record: Model) -> Any:
    """What a record is called: its name or label in both languages, an activity's kind and day, else its own words."""
    told = [getattr(record, attribute, None) for attribute in ("name", "label", "title")]
    wordings = [one for one in told if isinstance(one, Text)]
    return wordings[0] if wordings else str(record)


def _said(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        return thai_datetime(value)
    return thai_date(value) if isinstance(value, date) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {"th": value.th, "en": value.en}
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def as_json(person: Person, parts: list[Part]) -> str:
    """The copy for machines: ISO dates, both languages where a wording has two."""
    tables = [
        {
            "table": part.code,
            "title": _plain(part.title),
            "rows": [{name: _plain(value) for name, value in row.items()} for row in part.rows],
        }
        for part in parts
    ]
    made = {"made_at": timezone.now().isoformat(), "person": person.pk, "tables": tables}
    return json.dumps(made, ensure_ascii=False, indent=1)


def as_zip(person: Person) -> bytes:
    """data.json and data.html in one file."""
    parts = own_data(person)
    page = render_to_string(
        "home/data/copy.html", {"parts": parts, "name": person.name, "made_at": timezone.now()}
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", as_json(person, parts))
        archive.writestr("data.html", page)
    return out.getvalue()
