"""Taking a person's name, phone and e-mail out of the texts of every room."""

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Replace

from ruamphon.core.redaction import redact_audit
from ruamphon.people.models import ERASED

SEALED = frozenset(
    {
        "core.auditentry",  # by core.redaction
        "core.source",  # what was published elsewhere
        "people.person",  # a namesake keeps the name
        "people.consenttext",
        "programmes.playbookversion",  # a playbook is its text (ADR 4)
        "sessions.session",
    }
)
OWN_NAMES = frozenset({"name_th", "name_en", "search_text", "sort_text"})
"""What a group or product is called is not a text about a person."""

SHORT = "(ลบ)"
SHORTEST = 5
SHORTEST_WORD = 8


def scrub_texts(values: Collection[str]) -> None:
    """Put "(ลบข้อมูลแล้ว)" wherever a text of any room, or of the history, holds one of the values.

    Looks through every text column of every table: an erasure is rare, and worth the time.
    """
    replacements = {
        value: _stand_in(value) for value in sorted(filter(_is_telling, values), key=len, reverse=True)
    }
    for model, field in _texts():
        for value, stand_in in replacements.items():
            found = model._base_manager.filter(**{f"{field}__contains": value})  # noqa: SLF001 — documented API
            found.update(**{field: Replace(F(field), Value(value), Value(stand_in))})
    redact_audit(replacements)


def _stand_in(value: str) -> str:
    """Never longer than what it stands for: columns have a limit."""
    return ERASED.th if len(value) >= len(ERASED.th) else SHORT


def _is_telling(value: str) -> bool:
    """Whether a value points to one person: a single short word would be found inside other words."""
    digits_or_mail = value.replace("-", "").isdigit() or "@" in value
    return len(value) >= SHORTEST and (digits_or_mail or " " in value.strip() or len(value) >= SHORTEST_WORD)


def _texts() -> Iterator[tuple[Any, str]]:
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta  # noqa: SLF001 — Django's documented meta API
        if meta.label_lower in SEALED or meta.proxy or not meta.managed:
            continue
        named = {one.name for one in meta.concrete_fields} >= OWN_NAMES
        for field in meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField)
            if is_text and not field.choices and not field.unique and not (named and field.name in OWN_NAMES):
                yield model, field.name
