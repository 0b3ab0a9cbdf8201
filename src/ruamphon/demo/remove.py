"""Taking the example year away: every row and file of it, in one transaction. Its audit rows stay (ADR 21)."""

from functools import partial
from typing import Any

from django.db import models, transaction

from ruamphon.core import audit
from ruamphon.core.files import remove_content
from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.demo.belongings import AT_ONCE, belongings, real_rows_among
from ruamphon.people.models import Scope

TANGLED = Text(
    "ยังลบข้อมูลตัวอย่างไม่ได้ เพราะมีข้อมูลจริงผูกอยู่: {rows} ย้ายหรือยุติรายการนั้นก่อน แล้วลองใหม่",
    "The example cannot be taken away: real records hang on it: {rows}. Move or end those first, then try again.",
)
WHY = "ruamphon demo --remove"


class DemoIsTangled(Exception):  # noqa: N818 — reads as what happened
    """A real record hangs on the example; nothing was taken away."""


@transaction.atomic
def remove_demo() -> int:
    """Take the example year away, with what visitors have added to it. Returns how many rows went; 0 without one.

    Audit rows stay as they were written: who did what, when, on which record of the example, in words that name
    invented people only. One more tells of this. Raises DemoIsTangled when a real record hangs on the example.
    """
    found = belongings()
    if not found:
        return 0
    real = real_rows_among(found)
    if real:
        raise DemoIsTangled(str(TANGLED.format(rows=", ".join(real[:5]))))
    root = Scope.objects.filter(is_demo=True).earliest("pk")
    audit.record(by=None, action="remove_demo", subject=root, scope_id=root.pk, reason=WHY)
    paths = list(
        StoredFile.objects.filter(pk__in=list(found.get(StoredFile, ()))).values_list("path", flat=True)
    )
    for model, keys in found.items():
        _delete(model, list(keys))
    for path in paths:
        transaction.on_commit(partial(remove_content, path))
    return sum(len(keys) for keys in found.values())


def _delete(model: type[models.Model], keys: list[int | str]) -> None:
    """Delete rows as they are. Keys between them are checked when all are gone, at the end of the transaction."""
    for start in range(0, len(keys), AT_ONCE):
        rows: models.QuerySet[Any] = models.QuerySet(model).filter(pk__in=keys[start : start + AT_ONCE])
        rows._raw_delete(rows.db)  # noqa: SLF001 — what Model.delete itself calls, without following keys again
