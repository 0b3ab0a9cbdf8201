"""The history page (ประวัติ) that every room's records share. Names come from here: core knows no people."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.shortcuts import render

from ruamphon.core.date_filters import thai_date, thai_datetime
from ruamphon.core.models import AuditEntry
from ruamphon.core.text import Text
from ruamphon.people.history_words import say_action, say_field
from ruamphon.people.models import ERASED, Person
from ruamphon.people.queries import names_of

A_PAGE = 50
NOBODY = Text("ระบบ", "The platform")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
GONE = ERASED


@dataclass(frozen=True)
class Change:
    """One field of an audit row. A personal field shows that it changed, never what it was."""

    field: Text
    before: str
    after: str
    is_personal: bool


@dataclass(frozen=True)
class HistoryRow:
    """One audit row as the page prints it."""

    at: datetime
    who: Text | str
    on_behalf_of: Text | str
    action: Text
    reason: str
    changes: list[Change] = field(default_factory=list)


def render_history(request: Any, *, record: Any, title: Text, back: str) -> Any:
    """The history page of one record. The caller has loaded it with visible_to and checked `history_read`."""
    shown = Paginator(AuditEntry.objects.of(record), A_PAGE).get_page(request.GET.get("page"))
    rows = history_rows(list(shown))
    context = {"rows": rows, "page": shown, "title": title, "back": back}
    return render(request, "people/history.html", context)


def history_rows(entries: list[AuditEntry]) -> list[HistoryRow]:
    """Audit rows with names for numbers; one query however many rows."""
    names = names_of(number for entry in entries for number in _persons_in(entry))
    return [_row(entry, names) for entry in entries]


def _row(entry: AuditEntry, names: dict[int, str]) -> HistoryRow:
    return HistoryRow(
        at=entry.at,
        who=names.get(entry.person_id, GONE) if entry.person_id else NOBODY,
        on_behalf_of=names.get(entry.on_behalf_of_id, GONE) if entry.on_behalf_of_id else "",
        action=say_action(entry.action),
        reason=entry.reason,
        changes=[_change(name, pair, _field_of(entry, name), names) for name, pair in entry.changes.items()],
    )


def _persons_in(entry: AuditEntry) -> list[int | None]:
    """Every person whose number a row holds: who, on whose behalf, and in fields that point to people."""
    pairs = [
        pair for name, pair in entry.changes.items() if pair and _points_to_person(_field_of(entry, name))
    ]
    return [entry.person_id, entry.on_behalf_of_id, *(value for pair in pairs for value in pair)]


def _field_of(entry: AuditEntry, name: str) -> Any:
    """The model's field that a change names, or None when it is no field of the record."""
    try:
        return apps.get_model(entry.record_type)._meta.get_field(name)  # noqa: SLF001 — Django's documented meta API
    except (LookupError, FieldDoesNotExist):
        return None


def _points_to_person(model_field: Any) -> bool:
    return getattr(model_field, "related_model", None) is Person


def _change(name: str, pair: list[Any] | None, model_field: Any, names: dict[int, str]) -> Change:
    before, after = ("", "") if pair is None else (_in_words(value, model_field, names) for value in pair)
    return Change(say_field(name), before, after, is_personal=pair is None)


def _in_words(value: Any, model_field: Any, names: dict[int, str]) -> str:
    """A kept value with the label of its choice, or the name of its person, where it has one."""
    if value is not None and _points_to_person(model_field):
        return str(names.get(value, GONE))
    labels = dict(getattr(model_field, "flatchoices", None) or ())
    return str(labels[value]) if isinstance(value, str) and value in labels else _say(value)


def _say(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return str(Text("ใช่", "yes") if value else Text("ไม่", "no"))
    if isinstance(value, list):
        return ", ".join(_say(item) for item in value)
    return _say_text(value) if isinstance(value, str) else str(value)


def _say_text(value: str) -> str:
    """A kept date or time as people write it; any other text as it is."""
    try:
        if ISO_DAY.fullmatch(value):
            return thai_date(date.fromisoformat(value))
        if ISO_MOMENT.match(value):
            return thai_datetime(datetime.fromisoformat(value))
    except ValueError:  # looks like one and is none: somebody's own text
        pass
    return value
