"""What the assessors of a round said of each group, added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ruamphon.assessments.domain import Sheet, Summary, summarise
from ruamphon.assessments.models import Assessment, Round
from ruamphon.registry.models import Enterprise


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One group's result: only what has been handed in counts. Means and spread are in levels; None is unknown."""

    enterprise: Enterprise
    summary: Summary
    asked: int

    @property
    def means(self) -> dict[str, Decimal | None]:
        """Item code → mean, in the rubric's order."""
        return {item.code: item.mean for item in self.summary.items}

    @property
    def spread(self) -> Decimal | None:
        """Levels between the highest and the lowest assessor over the whole."""
        return self.summary.spread

    @property
    def assessors(self) -> int:
        """How many have handed in."""
        return self.summary.assessors

    @property
    def overall(self) -> Decimal | None:
        """The weighted mean of the items' means."""
        return self.summary.overall

    @property
    def disagrees(self) -> bool:
        """Whether the assessors are far apart on an item or on the whole."""
        return self.summary.disagrees

    @property
    def is_complete(self) -> bool:
        """Whether everybody who was asked has handed in."""
        return self.assessors == self.asked


def results(held: Round) -> list[ResultRow]:
    """Every group of a round with its result, by name. Four queries however many groups and assessors.

    For nobody's eyes in particular: the page asks who may see a row (`queries.hidden_from`).
    """
    rows = held.assessments.select_related("enterprise").prefetch_related("scores__item")
    weights = {item.code: item.weight for item in held.rubric.items.all()}
    by_group: dict[Enterprise, list[Assessment]] = {}
    for row in rows:
        by_group.setdefault(row.enterprise, []).append(row)
    found = [_row(weights, group, those) for group, those in by_group.items()]
    return sorted(found, key=lambda row: (row.enterprise.sort_text, row.enterprise.pk))


def result_of(held: Round, enterprise: Enterprise) -> ResultRow:
    """One group's result in a round. Three queries."""
    rows = held.assessments.filter(enterprise=enterprise).prefetch_related("scores__item")
    return _row({item.code: item.weight for item in held.rubric.items.all()}, enterprise, rows)


def _row(weights: Mapping[str, int], enterprise: Enterprise, rows: Iterable[Assessment]) -> ResultRow:
    asked = list(rows)
    sheets = [sheet_of(row) for row in asked if row.is_handed_in]
    return ResultRow(enterprise, summarise(weights, sheets), len(asked))


def sheet_of(row: Assessment) -> Sheet:
    """An assessment as the domain reads it."""
    return Sheet(row.assessor_id, {score.item.code: score.level for score in row.scores.all()})
