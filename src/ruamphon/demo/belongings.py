"""What hangs on the example programme: found along the foreign keys, so that tables made later are found too.

It begins at the scopes that carry the mark. Whatever points at a row of the example belongs to it; so do persons whom
nothing outside knows, with their accounts, and files that nothing outside keeps. Should a real record ever hang on an
example one (no page can do that), nothing is taken away and the record is named.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from ruamphon.core.models import Source, StoredFile
from ruamphon.people.consent.models import ConsentText
from ruamphon.people.keys.models import SignIn
from ruamphon.people.models import Account, Person, Scope
from ruamphon.registry.models import Subdistrict

Model = type[models.Model]
Rows = dict[Model, set[int | str]]
"""Primary keys by table."""

AT_ONCE = 500
"""Keys named in one question; SQLite takes only so many."""
KEPT_BY_OTHERS: tuple[Model, ...] = (StoredFile, ConsentText)
"""Rows that others point at: they go when only the example does."""
REFERENCE: frozenset[Model] = frozenset({*KEPT_BY_OTHERS, Source, Subdistrict})
"""What real and example rows may share."""


def belongings() -> Rows:
    """Every row of the example, by table. Empty when there is no example."""
    found: Rows = defaultdict(set)
    _take_in(found, Scope, Scope.objects.filter(is_demo=True).values_list("pk", flat=True))
    while persons := _persons_nobody_else_knows(found):
        _take_in(found, Person, persons)
    for shared in KEPT_BY_OTHERS:
        _take_in(found, shared, _nobody_else_keeps(found, shared))
    keys = SignIn.objects.filter(pk__in=found[SignIn]).values_list("session_key", flat=True)
    _take_in(found, Session, Session.objects.filter(pk__in=list(keys)).values_list("pk", flat=True))
    return {model: keys for model, keys in found.items() if keys}


def real_rows_among(found: Rows) -> list[str]:
    """'programmes.Programme 7': rows that hang on the example and on something real too. Persons may be both."""
    tangled = []
    for model, keys in found.items():
        for field in keys_from(model):
            if field.related_model not in {*REFERENCE, Person, Account}:
                inside = found.get(field.related_model, set())
                for part in _parts(keys):
                    rows = _rows(model).filter(pk__in=part).values_list("pk", field.attname)
                    tangled += [
                        f"{model._meta.label} {pk}"  # noqa: SLF001 — Django's documented meta API
                        for pk, to in rows
                        if to is not None and to not in inside
                    ]
    return tangled


def every_table() -> list[Model]:
    """All tables, those of many-to-many relations too."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]  # noqa: SLF001


def keys_to(model: Model) -> Iterator[tuple[Model, models.ForeignKey]]:
    """Every foreign key of any table that leads to `model`."""
    for other in every_table():
        for field in keys_from(other):
            if field.related_model is model:
                yield other, field


def keys_from(model: Model) -> Iterator[models.ForeignKey]:
    """Every foreign key of a table."""
    for field in model._meta.local_fields:  # noqa: SLF001 — Django's documented meta API
        if isinstance(field, models.ForeignKey):
            yield field


def _take_in(found: Rows, model: Model, keys: Iterable[int | str]) -> None:
    """Add rows, and all that points at them."""
    new = set(keys) - found[model]
    if not new:
        return
    found[model] |= new
    for other, field in list(keys_to(model)):
        if other is Person:
            continue
        for part in _parts(new):
            pointing = _rows(other).filter(**{f"{field.attname}__in": part})
            _take_in(found, other, pointing.values_list("pk", flat=True))


def _persons_nobody_else_knows(found: Rows) -> set[int | str]:
    """Persons whom rows of the example name, and no row that has to do with anything real."""
    fields = list(keys_to(Person))
    named: set[int | str] = set()
    for other, field in fields:
        for part in _parts(found.get(other, ())):
            named |= set(_rows(other).filter(pk__in=part).values_list(field.attname, flat=True))
    named -= {None} | found[Person]
    while known := {person for other, field in fields for person in _known_by(found, other, field, named)}:
        named -= known
    return named


def _known_by(found: Rows, other: Model, field: models.ForeignKey, persons: set[int | str]) -> set[int | str]:
    """Those of `persons` whom a real row of `other` names: one that is not the example's, nor only theirs.

    An account or a consent points at nothing but persons; it goes with them.
    """
    columns = list(keys_from(other))
    known: set[int | str] = set()
    for part in _parts(persons):
        rows = _rows(other).filter(**{f"{field.attname}__in": part})
        for row in rows.values("pk", *(column.attname for column in columns)):
            if row["pk"] not in found.get(other, ()) and any(
                _is_real(found, column.related_model, row[column.attname], persons) for column in columns
            ):
                known.add(row[field.attname])
    return known


def _is_real(found: Rows, model: Model, key: int | str | None, persons: set[int | str]) -> bool:
    """Whether a row points at something real: neither the example's, nor one of `persons`, nor shared reference."""
    if key is None or model in REFERENCE:
        return False
    return key not in found.get(model, ()) and not (model is Person and key in persons)


def _nobody_else_keeps(found: Rows, shared: Model) -> set[int | str]:
    """Rows of `shared` at which the example points, and nothing outside it."""
    fields = list(keys_to(shared))
    kept: set[int | str] = set()
    for other, field in fields:
        for part in _parts(found.get(other, ())):
            kept |= set(_rows(other).filter(pk__in=part).values_list(field.attname, flat=True))
    kept -= {None}
    for other, field in fields:
        for part in _parts(kept):
            kept -= _named_from_outside(found, other, field, part)
    return kept


def _named_from_outside(
    found: Rows, other: Model, field: models.ForeignKey, keys: list[int | str]
) -> set[int | str]:
    """Those of `keys` at which a row of `other` that is not of the example points."""
    rows = _rows(other).filter(**{f"{field.attname}__in": keys}).values_list("pk", field.attname)
    return {key for pk, key in rows if pk not in found.get(other, ())}


def _rows(model: Model) -> models.QuerySet[Any]:
    """All rows of a table, those in the bin too."""
    return models.QuerySet(model)


def _parts(keys: Iterable[int | str]) -> Iterator[list[int | str]]:
    every = list(keys)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
