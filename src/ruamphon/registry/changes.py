"""What was given and what changed, as this room's actions tell it to the audit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.models import Account, Person, Scope
from ruamphon.registry.models import Organisation, Subdistrict

By = Account | Person | None
Changes = dict[str, tuple[Any, Any]]

ENDS_FIRST = Text(
    "วันสิ้นสุดอยู่ก่อนวันเริ่ม ตรวจวันที่ทั้งสองช่องอีกครั้ง",
    "It would end before it begins. Check both dates.",
)


def check_order(begins: date | None, ends: date | None, field: str, reason: Text = ENDS_FIRST) -> None:
    """Raise Impossible on `field` when both days are known and the end comes first."""
    if begins and ends and ends < begins:
        raise Impossible(reason, field)


def filled(values: Mapping[str, Any]) -> Changes:
    """What a new record starts with, for its audit row: only what was given."""
    return told({name: (None, value) for name, value in values.items() if value not in (None, "")})


def told(changes: Changes) -> Changes:
    """Changes for the audit with places and organisations by name, so that the history can be read."""
    return {name: (_named(before), _named(after)) for name, (before, after) in changes.items()}


def _named(value: Any) -> Any:
    return str(value) if isinstance(value, Subdistrict | Organisation) else value


def rename_scope(scope_id: int, name_th: str, name_en: str) -> None:
    """Let lists of grants call a record by its present name."""
    Scope.objects.filter(pk=scope_id).update(label_th=name_th, label_en=name_en)
