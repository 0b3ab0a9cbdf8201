"""Reads as typed rows. A noun a file."""

from ruamphon.reports.queries.contents import contents_for, contents_of
from ruamphon.reports.queries.contents.keeping import Contents, Kept, planned_of
from ruamphon.reports.queries.packs import packs_of, stages_of

__all__ = ["Contents", "Kept", "contents_for", "contents_of", "packs_of", "planned_of", "stages_of"]
