"""Writing published facts so that twice changes nothing, and what people have edited since is left alone.

Each loaded row gets an audit row that names its key in the data files. By it the row is found again, even after
somebody has renamed it; any other audit row on the record says that a person has had it in hand.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.db.models import Model

from ruamphon.core.audit import apply, changed, record
from ruamphon.core.bin import Binnable
from ruamphon.core.models import AuditEntry

LOADED = "load_published"
KEY = "seed_key"
PERSONAL = ("name_th", "name_en")
"""Fields of a person that the audit keeps by name only."""


class Outcome(Enum):
    """What loading did to one row."""

    MADE = auto()
    CHANGED = auto()
    SAME = auto()
    KEPT = auto()


class RepeatedKey(ValueError):  # noqa: N818 — reads as what happened
    """Two rows of the data files claim the same key: one would overwrite the other."""


@dataclass
class Ledger:
    """What has been loaded before, by model and key, and what this loading does."""

    known: dict[tuple[str, str], int] = field(default_factory=dict)
    outcomes: dict[type[Model], Counter[Outcome]] = field(default_factory=dict)
    kept: list[Model] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def open(cls) -> "Ledger":
        """The ledger as it stands in the audit, in one query."""
        entries = AuditEntry.objects.filter(action=LOADED, changes__has_key=KEY).order_by("pk")
        return cls(
            {
                (record_type, changes[KEY][1]): record_id
                for record_type, record_id, changes in entries.values_list(
                    "record_type", "record_id", "changes"
                )
            }
        )

    def put(
        self,
        model: type[Any],
        key: str,
        values: Mapping[str, Any],
        *,
        once: Callable[[], Mapping[str, Any]] = dict,
        natural: Mapping[str, Any] | None = None,
        scope_id: Callable[[Any], int | None] = lambda _: None,
        reason: str = "",
    ) -> tuple[Any, Outcome]:
        """The row of `model` known by `key`, brought to `values`; made with `once` as well when there is none.

        A row nobody loaded but that is the same thing by `natural` (a code, a name) is taken over. `reason` goes into
        the audit row, `scope_id` says whose record it is. Raises RepeatedKey.
        """
        self._claim(model, key)
        row = self._loaded(model, key)
        if row is None and self._was_erased(model, key):
            return None, self._count(model, Outcome.KEPT)
        if row is None and natural:
            row = model.objects.filter(**natural).first()
            if row is not None:
                self._note(row, key, scope_id, reason)
        if row is None:
            row = model.objects.create(**values, **once())
            self._note(row, key, scope_id, reason)
            return row, self._count(model, Outcome.MADE)
        return row, self._count(model, self._bring(row, values, scope_id, reason))

    def _claim(self, model: type[Model], key: str) -> None:
        place = (model._meta.label_lower, key)  # noqa: SLF001 — Django's documented meta API
        if place in self.seen:
            raise RepeatedKey(f"{place[0]}: the key {key!r} stands twice in the data files")
        self.seen.add(place)

    def _loaded(self, model: type[Any], key: str) -> Any:
        number = self.known.get((model._meta.label_lower, key))  # noqa: SLF001 — Django's documented meta API
        return _everything(model).filter(pk=number).first() if number else None

    def _was_erased(self, model: type[Any], key: str) -> bool:
        """Whether people deleted what was loaded under this key, so long ago that it is gone for good."""
        return issubclass(model, Binnable) and (model._meta.label_lower, key) in self.known  # noqa: SLF001

    def _note(self, row: Any, key: str, scope_id: Callable[[Any], int | None], reason: str) -> None:
        record(
            by=None,
            action=LOADED,
            subject=row,
            scope_id=scope_id(row),
            changes={KEY: (None, key)},
            reason=reason,
        )

    def _bring(
        self, row: Any, values: Mapping[str, Any], scope_id: Callable[[Any], int | None], reason: str
    ) -> Outcome:
        changes = changed(row, **values)
        if not changes:
            return Outcome.SAME
        if is_edited(row):
            self.kept.append(row)
            return Outcome.KEPT
        apply(row, changes)
        personal = PERSONAL if row._meta.model_name == "person" else ()  # noqa: SLF001 — documented meta API
        record(
            by=None,
            action=LOADED,
            subject=row,
            scope_id=scope_id(row),
            changes=changes,
            personal=personal,
            reason=reason,
        )
        return Outcome.CHANGED

    def _count(self, model: type[Model], outcome: Outcome) -> Outcome:
        self.outcomes.setdefault(model, Counter())[outcome] += 1
        return outcome


def _everything(model: type[Any]) -> Any:
    """All rows of a table, also those in the bin: what people deleted is not loaded again."""
    return model.with_bin if issubclass(model, Binnable) else model.objects


def is_edited(row: Model) -> bool:
    """Whether anything but loading has changed this record: its audit tells."""
    return AuditEntry.objects.of(row).exclude(action=LOADED).exists()
