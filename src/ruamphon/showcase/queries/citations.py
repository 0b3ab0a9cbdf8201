"""Numbered sources, as footnotes: the same source keeps its number on one page."""

from dataclasses import dataclass, field

from ruamphon.core.models import Source


@dataclass(frozen=True)
class Citation:
    """A source with the number it has on the page."""

    number: int
    source: Source


@dataclass
class Citations:
    """The sources of one page in the order in which the page names them."""

    _by_source: dict[int, Citation] = field(default_factory=dict)

    def cite(self, source: Source | None) -> Citation | None:
        """The citation of a source, numbered at its first mention; None for a fact the group gave itself."""
        if source is None:
            return None
        return self._by_source.setdefault(source.pk, Citation(len(self._by_source) + 1, source))

    @property
    def listed(self) -> list[Citation]:
        """All that have been cited so far, in order."""
        return list(self._by_source.values())
