"""Potential analysis of one group: the newest round against the first one and any other, as picture, table and words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ruamphon.assessments.domain import (
    Item,
    ItemChange,
    ItemResult,
    Radar,
    RubricText,
    Summary,
    change_of,
    draw,
    overall_change,
    summarise,
)
from ruamphon.assessments.enums import Purpose
from ruamphon.assessments.models import Assessment, Round
from ruamphon.assessments.queries.results import sheet_of
from ruamphon.assessments.queries.rounds import hidden_from
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

LEAST_AXES = 3
"""A radar of fewer items is a line; then only the table is shown."""


@dataclass(frozen=True, slots=True)
class Point:
    """A round as it may be shown to the reader."""

    held: Round
    rubric: RubricText
    summary: Summary
    asked: int

    @property
    def items(self) -> dict[str, Item]:
        """The rubric's items by code."""
        return {item.code: item for item in self.rubric.items}

    @property
    def means(self) -> dict[str, Decimal | None]:
        """Item code → mean."""
        return {item.code: item.mean for item in self.summary.items}

    @property
    def is_complete(self) -> bool:
        """Whether everybody who was asked has handed in."""
        return self.summary.assessors == self.asked


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the newest round beside the baseline and the round chosen (None where there is no such round)."""

    number: int
    item: Item
    result: ItemResult
    baseline: Decimal | None
    chosen: Decimal | None
    since_baseline: ItemChange | None
    since_chosen: ItemChange | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole page. `chosen` is only given where it is neither the newest round nor the baseline."""

    newest: Point | None
    baseline: Point | None
    chosen: Point | None
    earlier: tuple[Round, ...]
    rows: tuple[ItemRow, ...]
    overall_since_baseline: ItemChange | None
    overall_since_chosen: ItemChange | None
    radar: Radar | None
    waits_for_own: bool

    @property
    def apart(self) -> tuple[Text, ...]:
        """The items on which the assessors of the newest round are too far apart."""
        return tuple(row.item.title for row in self.rows if row.result.disagrees)


def potential_of(
    enterprise: Enterprise, account: Account, *, on: date, against: int | None = None
) -> Analysis:
    """The analysis as the account may see it. The query count does not grow with the rounds."""
    rounds = _rounds(enterprise)
    hidden = {
        held for held, group in hidden_from(account, [each.pk for each in rounds]) if group == enterprise.pk
    }
    points = _points(enterprise, [held for held in rounds if held.pk not in hidden])
    seen = _seen(points, account, on)
    newest = seen[-1] if seen else None
    baseline = seen[0] if len(seen) > 1 else None
    chosen = next((point for point in seen[1:-1] if point.held.pk == against), None)
    return Analysis(
        newest=newest,
        baseline=baseline,
        chosen=chosen,
        earlier=tuple(point.held for point in seen[:-1]),
        rows=_rows(newest, baseline, chosen),
        overall_since_baseline=_overall(baseline, newest),
        overall_since_chosen=_overall(chosen, newest),
        radar=_radar(newest, baseline, chosen),
        waits_for_own=bool(hidden),
    )


def _rounds(enterprise: Enterprise) -> list[Round]:
    rows = Round.objects.filter(purpose=Purpose.POTENTIAL, assessments__enterprise=enterprise).distinct()
    return list(rows.select_related("rubric").prefetch_related("rubric__items__levels").in_order())


def _points(enterprise: Enterprise, rounds: Sequence[Round]) -> list[Point]:
    rows = Assessment.objects.filter(round__in=rounds, enterprise=enterprise).with_scores()
    by_round: dict[int, list[Assessment]] = {}
    for row in rows:
        by_round.setdefault(row.round_id, []).append(row)
    return [_point(held, by_round[held.pk]) for held in rounds]


def _point(held: Round, rows: Collection[Assessment]) -> Point:
    rubric = held.rubric.text()
    weights = {item.code: item.weight for item in rubric.items}
    return Point(
        held, rubric, summarise(weights, [sheet_of(row) for row in rows if row.is_handed_in]), len(rows)
    )


def _seen(points: Sequence[Point], account: Account, on: date) -> list[Point]:
    """Those with a result: for who runs the round at once, for all others when it is complete or over."""
    runs = set(
        Round.objects.filter(pk__in=[point.held.pk for point in points])
        .filter(reaches(account, Permission.ROUND_MANAGE, "scope"))
        .values_list("pk", flat=True)
    )
    return [
        point
        for point in points
        if point.summary.assessors and (point.held.pk in runs or point.is_complete or point.held.due_on < on)
    ]


def _rows(newest: Point | None, baseline: Point | None, chosen: Point | None) -> tuple[ItemRow, ...]:
    if newest is None:
        return ()
    return tuple(
        ItemRow(
            number=number,
            item=item,
            result=result,
            baseline=baseline.means.get(item.code) if baseline else None,
            chosen=chosen.means.get(item.code) if chosen else None,
            since_baseline=_change(baseline, item, result),
            since_chosen=_change(chosen, item, result),
        )
        for number, (item, result) in enumerate(
            zip(newest.rubric.items, newest.summary.items, strict=True), 1
        )
    )


def _change(before: Point | None, item: Item, result: ItemResult) -> ItemChange | None:
    if before is None:
        return None
    return change_of(before.means.get(item.code), result.mean, then=before.items.get(item.code), now=item)


def _overall(before: Point | None, newest: Point | None) -> ItemChange | None:
    if before is None or newest is None:
        return None
    return overall_change(
        before.summary.overall, newest.summary.overall, then=before.rubric, now=newest.rubric
    )


def _radar(newest: Point | None, baseline: Point | None, chosen: Point | None) -> Radar | None:
    if newest is None or len(newest.rubric.items) < LEAST_AXES:
        return None
    shown = {"baseline": baseline, "chosen": chosen, "newest": newest}
    codes = [item.code for item in newest.rubric.items]
    shapes = {name: _comparable(point, newest) for name, point in shown.items() if point}
    return draw(codes, newest.rubric.top, shapes)


def _comparable(point: Point, newest: Point) -> dict[str, Decimal | None]:
    """The means that may be drawn on the newest round's axes: of items on the same scale."""
    now = newest.items
    return {
        code: mean
        for code, mean in point.means.items()
        if code in now and now[code].is_same_scale(point.items[code])
    }
