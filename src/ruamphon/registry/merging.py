"""What moves when two groups become one: every row of every room that points to the one that goes.

Rooms above the registry are not imported: Django's own list of relations says which tables point here, so a table
made later moves too (tests/registry/test_merging.py lists them all).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from ruamphon.core.models import type_of
from ruamphon.core.text import Text
from ruamphon.people.history_words import say_table
from ruamphon.people.models import Scope
from ruamphon.registry.models import Enterprise, Merge, NotSame

STAY_BEHIND: frozenset[tuple[str, str]] = frozenset(
    {
        (model._meta.label_lower, name)  # noqa: SLF001 — Django's documented meta API
        for model, names in ((Merge, ("kept", "gone")), (NotSame, ("first", "second")))
        for name in names
    }
)
"""What was said about the two records themselves stays with each."""
UNWATCHED = frozenset({"people.message"})
"""Tables whose later changes keep nobody from undoing: a message is read, or sent out, and moves back all the same."""
PUBLIC_FIELDS = ("publication_proposed_by", "publication_proposed_at", "published_by", "published_at")

Move = list[Any]
"""[table, row, field, before, after], as JSON keeps it."""


@dataclass(slots=True)
class Plan:
    """What a merge will do: rows to move, rows that the other group has too, rows that stand in the way."""

    moves: list[Move] = field(default_factory=list)
    twins: list[models.Model] = field(default_factory=list)
    clashes: list[models.Model] = field(default_factory=list)

    def counted(self) -> list[tuple[Text, int]]:
        """How many rows of which table move."""
        tables = Counter(table for table, *_ in self.moves if table != type_of(Enterprise()))
        return [(say_table(table), number) for table, number in tables.items()]


def relations_to(model: type[models.Model]) -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every foreign key of any room that points to a table, those without a way back included."""
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 — documented meta API
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field  # type: ignore[misc,union-attr]


def plan_merge(kept: Enterprise, gone: Enterprise, at: datetime) -> Plan:
    """What would move from `gone` to `kept`. Changes nothing."""
    plan = Plan()
    _plan_rows(plan, Enterprise, gone.pk, kept.pk)
    _plan_scope(plan, gone.scope_id, kept.scope_id, at)
    for name in PUBLIC_FIELDS:
        column: Any = Enterprise._meta.get_field(name)  # noqa: SLF001 — documented meta API
        if column.value_from_object(gone) is not None:
            plan.moves.append([type_of(gone), gone.pk, name, column.value_to_string(gone), None])
    return plan


def _plan_rows(plan: Plan, model: type[models.Model], before: int, after: int) -> None:
    for other, key in relations_to(model):
        if (other._meta.label_lower, key.name) in STAY_BEHIND:  # noqa: SLF001 — documented meta API
            continue
        for row in other._base_manager.filter(**{key.name: before}).order_by("pk"):  # noqa: SLF001
            _plan_row(plan, row, key, before, after)


def _plan_row(plan: Plan, row: models.Model, key: models.Field, before: int, after: int) -> None:
    twin, is_bare = _twin(row, key, after)
    if twin is None:
        plan.moves.append([type_of(row), row.pk, key.name, before, after])
    elif is_bare:
        plan.twins.append(row)
        _plan_rows(plan, type(row), row.pk, twin.pk)
    else:
        plan.clashes.append(row)


def _plan_scope(plan: Plan, before: int, after: int, at: datetime) -> None:
    """Access that runs or will run moves along; what has ended stays where it was."""
    for other, key in relations_to(Scope):
        if key.unique:
            continue  # a programme, cohort, group or organisation owns its scope
        rows = other._base_manager.filter(**{key.name: before})  # noqa: SLF001 — documented meta API
        if any(each.name == "valid_until" for each in other._meta.get_fields()):  # noqa: SLF001
            rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=at))
        for row in rows.order_by("pk"):
            _plan_row(plan, row, key, before, after)


def _twin(row: models.Model, key: models.Field, after: int) -> tuple[models.Model | None, bool]:
    """The row of the kept group that a moved one would collide with, and whether both say the same in full.

    They do when nothing but foreign keys makes them unique: the same person in the group, the same cohort.
    """
    rows = type(row)._base_manager.all()  # noqa: SLF001 — documented meta API
    for names, condition in _unique_sets(type(row), key):
        values = {name: getattr(row, _column(row, name).attname) for name in names if name != key.name}
        if None in values.values() or not rows.filter(condition, pk=row.pk).exists():
            continue
        twin = rows.filter(condition, **values, **{key.name: after}).first()
        if twin is not None:
            return twin, all(_column(row, name).is_relation for name in names)
    return None, False


def _unique_sets(model: type[models.Model], key: models.Field) -> Iterator[tuple[Sequence[str], Q]]:
    meta = model._meta  # noqa: SLF001 — documented meta API
    if key.unique:
        yield (key.name,), Q()
    for names in meta.unique_together:
        if key.name in names:
            yield names, Q()
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and key.name in constraint.fields:
            yield constraint.fields, constraint.condition or Q()


def _column(row: models.Model, name: str) -> Any:
    return row._meta.get_field(name)  # noqa: SLF001 — documented meta API


def apply_moves(moves: Iterable[Move], *, back: bool = False) -> None:
    """Write the moves, or take them back. Call it inside the action's transaction."""
    for table, row, name, before, after in moves:
        model = apps.get_model(table)
        column = model._meta.get_field(name)  # noqa: SLF001 — documented meta API
        value = column.to_python(before if back else after)
        model._base_manager.filter(pk=row).update(**{column.attname: value})  # noqa: SLF001


# What hangs on the moved rows ---------------------------------------------------------------------------------


def fingerprints(moves: Iterable[Move]) -> dict[str, str]:
    """'table:row' → SHA-256 of the row, for every moved row and all that hangs on it, as they are now."""
    own = type_of(Enterprise())
    found: dict[str, str] = {}
    for table in dict.fromkeys(move[0] for move in moves if move[0] not in UNWATCHED | {own}):
        model = apps.get_model(table)
        _read_rows(found, model, Q(pk__in=[row for where, row, *_ in moves if where == table]))
    return found


def _read_rows(found: dict[str, str], model: type[models.Model], which: Q) -> None:
    fresh = []
    for row in model._base_manager.filter(which).order_by("pk"):  # noqa: SLF001 — documented meta API
        name = f"{type_of(row)}:{row.pk}"
        if name not in found:
            found[name] = _fingerprint(row)
            fresh.append(row.pk)
    if fresh:
        for other, key in relations_to(model):
            _read_rows(found, other, Q(**{f"{key.name}__in": fresh}))


def _fingerprint(row: models.Model) -> str:
    columns = row._meta.concrete_fields  # noqa: SLF001 — documented meta API
    return sha256(
        "\x1f".join(f"{each.attname}={each.value_to_string(row)}" for each in columns).encode()
    ).hexdigest()


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A row written on since the merge: which table, its number and its words where it is still there."""

    table: Text
    number: int
    words: str


def written_since(merge: Merge) -> list[InTheWay]:
    """The moved rows, and rows that hang on them, that are new, changed or gone since the merge."""
    now = fingerprints(merge.moves)
    names = [name for name in {**merge.seen, **now} if merge.seen.get(name) != now.get(name)]
    return [_in_the_way(name) for name in names]


def _in_the_way(name: str) -> InTheWay:
    table, number = name.rsplit(":", 1)
    row = apps.get_model(table)._base_manager.filter(pk=number).first()  # noqa: SLF001 — documented meta API
    return InTheWay(say_table(table), int(number), str(row) if row else "")
