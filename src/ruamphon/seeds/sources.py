"""Where the facts were read."""

from collections.abc import Collection, Mapping
from typing import Any

from ruamphon.core.models import Source
from ruamphon.seeds.ledger import Ledger
from ruamphon.seeds.reading import Row, rows

Sources = Mapping[str, Source]


def load_sources(ledger: Ledger) -> Sources:
    """Every source by its code."""
    return {row["code"]: _put(ledger, row) for row in rows("sources", "sources")}


def _put(ledger: Ledger, row: Row) -> Source:
    source, _ = ledger.put(Source, row["code"], row, natural={"code": row["code"]})
    return source


def values_of(sources: Sources, row: Row, *, leave: Collection[str] = (), **more: Any) -> Row:
    """A row as its model takes it: without the entries in `leave`, pointing to its source, and with `more`."""
    values = {field: value for field, value in row.items() if field not in {"source", *leave}}
    return values | _cited(sources, row) | more


def _cited(sources: Sources, row: Row) -> Row:
    return {"source_id": sources[row["source"]].pk} if "source" in row else {}


def said_by(sources: Sources, row: Row) -> str:
    """The Thai title of the source a row names, as the reason in the audit row."""
    return sources[row["source"]].title_th if "source" in row else ""
