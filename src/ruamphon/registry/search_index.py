"""The search index: kept by the database itself, so that no way of writing a row can leave it behind.

Each indexed table has `search_text`, the search key of its words. Saving a model writes it; where a row is written
another way (bulk_create, queryset.update, SQL) a trigger writes it. On SQLite an FTS5 table of trigrams follows the
column by triggers; on PostgreSQL a pg_trgm index does where the extension can be made, and a plain scan where not.
Made again after every migrate: SQLite drops the triggers of a table that Django has to build anew.
"""

# ruff: noqa: S608 — tables and columns are our own constants; what people typed is always a parameter

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, connection, models, transaction

from ruamphon.people.models import Person
from ruamphon.registry.models import Enterprise, Organisation, Product

log = structlog.get_logger()

TRIGRAM = 3
"""Letters a piece must have before the index can look it up."""
MOST_OF_A_PIECE = 2_000
"""So many rows are looked at for one trigram; one that more rows hold tells them apart too little to read on."""


@dataclass(frozen=True)
class Indexed:
    """A table that can be searched: the columns whose words count, and whether phones are looked up apart."""

    model: type[models.Model]
    words: tuple[str, ...]
    has_phone: bool = False

    @property
    def table(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table  # noqa: SLF001 — Django's documented meta API

    @property
    def index(self) -> str:
        """The name of its FTS5 table on SQLite."""
        return f"search_{self.table}"

    @property
    def columns(self) -> tuple[str, ...]:
        """What the index holds. A phone is a column of its own: only those who may read it look there."""
        return ("search_text", "phone") if self.has_phone else ("search_text",)


INDEXED = (
    Indexed(Enterprise, ("name_th", "name_en", "code", "place_label"), has_phone=True),
    Indexed(Person, ("name_th", "name_en", "nickname"), has_phone=True),
    Indexed(Organisation, ("name_th", "name_en", "short_th", "short_en")),
    Indexed(Product, ("name_th", "name_en")),
)
BY_MODEL = {each.model: each for each in INDEXED}


def install(**_: object) -> None:
    """Make what is missing of the index. Runs after every migrate; what is there already is left alone."""
    made = set(connection.introspection.table_names())
    for each in INDEXED:
        if each.table not in made:
            return  # an early migration: the tables are still to come
    if connection.vendor == "postgresql":
        _install_postgresql()
    elif connection.vendor == "sqlite":
        _install_sqlite()


# What the database writes itself when a row's words changed and its key did not ------------------------------

_DROPPED = "\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e\u200b\u200c\u200d\ufeff"
_GAPS = "ฯๆ.,-–—()[]{}/\\'\"“”‘’:;!?&+*#@_|%\u00a0\t\n"
_DIGITS = dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
_LOOK_ALIKE = (("เเ", "แ"), ("\u0e4dา", "ำ"), ("\u0e4d", ""))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


STEPS_AT_ONCE = 12
"""SQLite reads only so many nested calls; the key is written in several goes."""


def _write_key_in_sqlite(each: Indexed, only_if: str) -> str:
    """Statements that write nearly what core.thai_text.search_key says of a new row's words."""
    replaced = [*((sign, "") for sign in _DROPPED), *((sign, " ") for sign in _GAPS), *_DIGITS.items()]
    steps = [*replaced, *_LOOK_ALIKE, *[("  ", " ")] * 5]
    goes = ["lower(" + " || ' ' || ".join(f"NEW.{word}" for word in each.words) + ")"]
    for first in range(0, len(steps), STEPS_AT_ONCE):
        key = "search_text"
        for old, new in steps[first : first + STEPS_AT_ONCE]:
            key = f"replace({key}, {_quoted(old)}, {_quoted(new)})"
        goes.append(key)
    goes.append("trim(search_text)")
    where = f"id = NEW.id AND {only_if}"
    return " ".join(f"UPDATE {each.table} SET search_text = {key} WHERE {where};" for key in goes)


def _install_sqlite() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'table')")
        there = {name for (name,) in cursor.fetchall()}
        for each in INDEXED:
            statements = _sqlite_statements(each)
            if not statements.keys() <= there:
                for name, statement in statements.items():
                    if name not in there:
                        cursor.execute(statement)
                cursor.execute(f"INSERT INTO {each.index}({each.index}) VALUES ('rebuild')")


def _sqlite_statements(each: Indexed) -> dict[str, str]:
    """The FTS5 table and its triggers, by name."""
    table, index, columns = each.table, each.index, ", ".join(each.columns)

    def values(row: str) -> str:
        return ", ".join(f"{row}.{column}" for column in each.columns)

    def differ(names: Sequence[str]) -> str:
        return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)

    forget = f"INSERT INTO {index}({index}, rowid, {columns}) VALUES ('delete', OLD.id, {values('OLD')});"
    take_up = f"INSERT INTO {index}(rowid, {columns}) SELECT id, {columns} FROM {table} WHERE id = NEW.id;"
    other_words = f"({differ(each.words)})"
    key_if_empty = _write_key_in_sqlite(each, "NEW.search_text = ''")
    key_if_stale = _write_key_in_sqlite(each, f"OLD.search_text IS NEW.search_text AND {other_words}")
    return {
        index: f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='{table}', content_rowid='id', "
        "tokenize='trigram')",
        # One trigger a verb: FTS5 must forget exactly what it took up, and the order of two triggers is not defined.
        # Updates inside the first run the second; those inside the second run none, so it takes up at the end.
        f"{index}_insert": f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} "
        f"BEGIN {take_up} {key_if_empty} END",
        f"{index}_update": f"CREATE TRIGGER {index}_update AFTER UPDATE OF {columns}, {', '.join(each.words)} "
        f"ON {table} WHEN {differ(each.columns)} OR {other_words} BEGIN {forget} {key_if_stale} {take_up} END",
        f"{index}_delete": f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {forget} END",
    }


def _install_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_KEY_FUNCTION)
        for each in INDEXED:
            for statement in _postgresql_statements(each):
                cursor.execute(statement)
    if _has_trigrams():
        with connection.cursor() as cursor:
            for each in INDEXED:
                for column in each.columns:
                    cursor.execute(
                        f"CREATE INDEX IF NOT EXISTS {each.index}_{column} ON {each.table} "
                        f"USING gin ({column} gin_trgm_ops)"
                    )


def _has_trigrams() -> bool:
    """Make the pg_trgm extension. Without the right to, or without its files, search scans instead."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as problem:
        log.warning("search_without_pg_trgm", reason=type(problem.__cause__).__name__)
        return False
    return True


def _key_in_postgresql() -> str:
    old = "".join(_GAPS) + "".join(_DIGITS) + _DROPPED
    new = " " * len(_GAPS) + "".join(_DIGITS.values())
    key = f"translate(lower(words), {_quoted(old)}, {_quoted(new)})"
    for look, alike in _LOOK_ALIKE:
        key = f"replace({key}, {_quoted(look)}, {_quoted(alike)})"
    return f"trim(regexp_replace({key}, ' +', ' ', 'g'))"


_KEY_FUNCTION = f"""CREATE OR REPLACE FUNCTION registry_search_key(words text) RETURNS text
    LANGUAGE sql IMMUTABLE AS $key$ SELECT {_key_in_postgresql()} $key$"""


def _postgresql_statements(each: Indexed) -> list[str]:
    """The function and trigger that write the key of a row whose writer did not."""
    words = ", ".join(f"NEW.{word}" for word in each.words)
    old_words = ", ".join(f"OLD.{word}" for word in each.words)
    return [
        f"""CREATE OR REPLACE FUNCTION {each.index}_key() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW.search_text = '' THEN
                    NEW.search_text := registry_search_key(concat_ws(' ', {words}));
                END IF;
            ELSIF NEW.search_text = OLD.search_text AND ROW({words}) IS DISTINCT FROM ROW({old_words}) THEN
                NEW.search_text := registry_search_key(concat_ws(' ', {words}));
            END IF;
            RETURN NEW;
        END $body$""",
        f"""CREATE OR REPLACE TRIGGER {each.index}_key BEFORE INSERT OR UPDATE ON {each.table}
            FOR EACH ROW EXECUTE FUNCTION {each.index}_key()""",
    ]


# Looking things up -------------------------------------------------------------------------------------------


def ids_holding(
    model: type[models.Model], words: Sequence[str], most: int, *, column: str = "search_text"
) -> list[int] | None:
    """The ids of rows whose column holds every one of `words`, in no order.

    None when there are more than `most`, or when no word is long enough for the index: then scanning is no worse.
    Words shorter than three letters are left to the caller to check.
    """
    long_enough = [word for word in words if len(word) >= TRIGRAM]
    if not long_enough:
        return None
    found = [number for _, number in _read(_holding(BY_MODEL[model], 0, long_enough, most + 1, column))]
    return None if len(found) > most else found


def ids_sharing(model: type[models.Model], pieces: Sequence[str], most: int) -> list[int]:
    """The ids of the rows that share most of some trigrams, rare ones counting more; the best `most` of them."""
    if not pieces:
        return []
    asked = [_holding(BY_MODEL[model], at, [piece], MOST_OF_A_PIECE) for at, piece in enumerate(pieces)]
    rows = _read(
        (
            " UNION ALL ".join(f"SELECT * FROM ({sql}) AS p{at}" for at, (sql, _) in enumerate(asked)),
            [value for _, values in asked for value in values],
        )
    )
    held: dict[int, list[int]] = defaultdict(list)
    for piece, number in rows:
        held[piece].append(number)
    weights: dict[int, float] = defaultdict(float)
    for numbers in held.values():
        for number in numbers:
            weights[number] += 1 / (1 + len(numbers) / 200)
    return sorted(weights, key=lambda number: (-weights[number], number))[:most]


def _holding(
    each: Indexed, tag: int, words: Sequence[str], most: int, column: str = "search_text"
) -> tuple[str, list[str]]:
    """SQL for (tag, id) of at most `most` rows that hold all words."""
    if connection.vendor == "sqlite":
        match = " AND ".join(f'{column} : "{_plain(word)}"' for word in words)
        return (
            f"SELECT {tag:d} AS piece, rowid FROM {each.index} WHERE {each.index} MATCH %s LIMIT {most:d}",
            [match],
        )
    like = " AND ".join(f"{column} LIKE %s" for _ in words)
    return (
        f"SELECT {tag:d} AS piece, id FROM {each.table} WHERE {like} LIMIT {most:d}",
        [f"%{_plain(word)}%" for word in words],
    )


def _plain(word: str) -> str:
    """A word without the signs that mean something to MATCH or LIKE; a search key has none of them."""
    return re.sub(r'["%_\\]', " ", word)


def _read(question: tuple[str, list[str]]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(*question)
        return list(cursor.fetchall())
