"""Scopes of loaded rows, and the links by which officers of the programme reach them."""

from collections.abc import Callable, Mapping
from typing import Any

from ruamphon.core.text import Text
from ruamphon.people.enums import ScopeKind
from ruamphon.people.models import Scope, ScopeLink
from ruamphon.seeds.ledger import Ledger, Outcome


def put_scoped(
    ledger: Ledger,
    model: type[Any],
    key: str,
    values: Mapping[str, Any],
    *,
    kind: ScopeKind,
    label: Text,
    extra: Callable[[], Mapping[str, Any]] = dict,
    natural: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Any:
    """A row that owns a scope: the scope is made with it and renamed with it. `extra` counts at the making only."""
    row, outcome = ledger.put(
        model,
        key,
        values,
        once=lambda: {"scope": Scope.objects.create(kind=kind, **_labels(label)), **extra()},
        natural=natural,
        scope_id=lambda made: made.scope_id,
        reason=reason,
    )
    if outcome is Outcome.CHANGED:
        Scope.objects.filter(pk=row.scope_id).update(**_labels(label))
    return row


def _labels(label: Text) -> dict[str, str]:
    return {"label_th": label.th, "label_en": label.en}


def link(outer: Any, inner: Any) -> None:
    """`inner`'s scope inside `outer`'s. A link that has ended stays ended: somebody meant it."""
    pair = {"outer_id": outer.scope_id, "inner_id": inner.scope_id}
    if not ScopeLink.objects.filter(**pair).exists():
        ScopeLink.objects.create(**pair)
