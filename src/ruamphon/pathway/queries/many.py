"""The same facts and evidence as for one group, for many at once: the number of queries does not grow with them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from ruamphon.cashbook import facts as cash
from ruamphon.pathway.domain import Criterion, EvidenceItem, FactValue
from ruamphon.pathway.enums import CriterionKind
from ruamphon.pathway.facts import FACTS, Measured
from ruamphon.pathway.models import Evidence, SignOff
from ruamphon.pathway.queries.evaluation import piece_item, signature_item
from ruamphon.programmes.domain.term import end_of
from ruamphon.programmes.enums import ActivityKind, DeliverableKind, TeamKind
from ruamphon.programmes.models import Activity, Deliverable, Enrolment, Team
from ruamphon.registry.domain.legal_status import standing_on
from ruamphon.registry.models import LegalStatus, Membership, Product

Many = Callable[[Sequence[Enrolment], date], Mapping[int, Measured]]
"""A fact of many enrolments on a day, by the enrolment's number."""


def values_of_many(
    names: Iterable[str], enrolments: Sequence[Enrolment], *, on: date
) -> dict[int, dict[str, FactValue]]:
    """Enrolment id → each named fact as of the end of the day `on`; the same as `facts.values` gives one by one.

    A fact that is not in MANY is asked for group by group.
    """
    known = [name for name in sorted(set(names)) if name in FACTS]
    columns = {name: _column(name, enrolments, on) for name in known} if enrolments else {}
    return {
        each.pk: {name: FactValue.of(column[each.pk]) for name, column in columns.items()}
        for each in enrolments
    }


def evidence_of_many(
    asked: Mapping[int, Sequence[Criterion]],
) -> dict[int, tuple[EvidenceItem, ...]]:
    """Enrolment id → everything handed in or signed for the criteria asked of it. Three queries at most."""
    found: dict[int, list[EvidenceItem]] = {pk: [] for pk in asked}
    codes = {pk: {criterion.code for criterion in criteria} for pk, criteria in asked.items()}
    pieces = Evidence.objects.filter(
        enrolment__in=list(asked), criterion_code__in=set().union(*codes.values())
    )
    for row in pieces.prefetch_related("files__file"):
        if row.criterion_code in codes[row.enrolment_id]:
            found[row.enrolment_id].append(piece_item(row))
    signers = {pk: _signers(criteria) for pk, criteria in asked.items()}
    signed = SignOff.objects.filter(
        enrolment__in=list(asked), criterion_code__in=set().union(*signers.values())
    )
    for word in signed:
        if signers[word.enrolment_id].get(word.criterion_code) == word.role:
            found[word.enrolment_id].append(signature_item(word))
    return {pk: tuple(items) for pk, items in found.items()}


def _signers(criteria: Iterable[Criterion]) -> dict[str, str]:
    return {each.code: each.reviewed_by for each in criteria if each.kind is CriterionKind.SIGN_OFF}


def _column(name: str, enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
    many = MANY.get(name)
    if many:
        return many(enrolments, on)
    return {each.pk: FACTS[name].value(each, on) for each in enrolments}


def _ids(enrolments: Sequence[Enrolment]) -> list[int]:
    return [each.pk for each in enrolments]


def _activities(kind: ActivityKind) -> Many:
    def count(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
        rows = _joined(enrolments, on).filter(activity__kind=kind)
        counted = dict(rows.values_list("enrolment").annotate(n=Count("activity", distinct=True)))
        return {each.pk: counted.get(each.pk, 0) for each in enrolments}

    return count


def _members_at(least: int) -> Many:
    """As programmes.facts counts them: members of the day who were ticked at so many workshops; None without members."""

    def count(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
        rows = Membership.objects.filter(enterprise__in=_enterprises(enrolments)).order_by()
        listed = set(rows.values_list("enterprise", flat=True))
        now = set(rows.on(on).values_list("enterprise", "person"))
        joined = _joined(enrolments, on).filter(activity__kind=ActivityKind.WORKSHOP)
        came = joined.values_list(
            "enrolment", "enrolment__enterprise", "activity__attendances__person"
        ).annotate(n=Count("activity", distinct=True))
        counted = Counter(
            enrolment for enrolment, group, person, n in came if n >= least and (group, person) in now
        )
        return {each.pk: counted[each.pk] if each.enterprise_id in listed else None for each in enrolments}

    return count


def _joined(enrolments: Sequence[Enrolment], on: date) -> Any:
    """Pairs of enrolment and activity that is not in the bin, up to a day."""
    through = Activity.enrolments.through.objects.order_by()
    return through.filter(
        enrolment__in=_ids(enrolments), activity__happened_on__lte=on, activity__binned_at__isnull=True
    )


def _days_since_activity(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
    rows = _joined(enrolments, on).values_list("enrolment")
    latest: dict[int, date] = dict(rows.annotate(day=Max("activity__happened_on")))
    return {each.pk: (on - latest[each.pk]).days if each.pk in latest else None for each in enrolments}


def _accepted(kind: DeliverableKind | None = None) -> Many:
    def count(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
        rows = Deliverable.objects.filter(
            enrolment__in=_ids(enrolments), versions__accepted_at__lt=end_of(on)
        ).order_by()
        if kind:
            rows = rows.filter(kind=kind)
        counted = dict(rows.values_list("enrolment").annotate(n=Count("pk", distinct=True)))
        return {each.pk: counted.get(each.pk, 0) for each in enrolments}

    return count


def _assigned(kind: TeamKind) -> Many:
    def is_there(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
        over = end_of(on)
        rows = Team.objects.filter(
            enrolment__in=_ids(enrolments),
            kind=kind,
            begins_on__lte=on,
            ends_on__gte=on,
            accepted_at__lt=over,
        ).filter(Q(ended_at__isnull=True) | Q(ended_at__gte=over))
        there = set(rows.values_list("enrolment", flat=True))
        return {each.pk: each.pk in there for each in enrolments}

    return is_there


def _by_enterprise(enrolments: Sequence[Enrolment], values: Mapping[int, Measured]) -> dict[int, Measured]:
    return {each.pk: values.get(each.enterprise_id) for each in enrolments}


def _enterprises(enrolments: Sequence[Enrolment]) -> Collection[int]:
    return {each.enterprise_id for each in enrolments}


def _members(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
    rows = Membership.objects.filter(enterprise__in=_enterprises(enrolments)).order_by()
    counted: dict[int, Measured] = dict.fromkeys(rows.values_list("enterprise", flat=True).distinct(), 0)
    now = rows.on(on).values_list("enterprise").annotate(n=Count("person", distinct=True))
    return _by_enterprise(enrolments, counted | dict(now))


def _products(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
    rows = Product.objects.filter(enterprise__in=_enterprises(enrolments)).order_by()
    counted: dict[int, Measured] = dict.fromkeys(rows.values_list("enterprise", flat=True).distinct(), 0)
    now = rows.on(on).values_list("enterprise").annotate(n=Count("pk"))
    return _by_enterprise(enrolments, counted | dict(now))


def _legal_status_valid(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
    entries = defaultdict(list)
    for row in LegalStatus.objects.standing().filter(enterprise__in=_enterprises(enrolments)):
        entries[row.enterprise_id].append(row.as_entry())
    standings = {pk: standing_on(rows, on) for pk, rows in entries.items()}
    return _by_enterprise(
        enrolments, {pk: standing.is_valid if standing else None for pk, standing in standings.items()}
    )


def _cash_book(measure: Callable[[Any, date], int]) -> Many:
    def count(enrolments: Sequence[Enrolment], on: date) -> Mapping[int, Measured]:
        kept = cash.kept_months(_enterprises(enrolments), on)
        return {each.pk: measure(kept[each.enterprise_id], on) for each in enrolments}

    return count


MANY: dict[str, Many] = {
    "visits": _activities(ActivityKind.VISIT),
    "workshops_attended": _activities(ActivityKind.WORKSHOP),
    "members_at_1_workshop": _members_at(1),
    "members_at_2_workshops": _members_at(2),
    "members_at_3_workshops": _members_at(3),
    "cost_sheets_accepted": _accepted(DeliverableKind.COST_SHEET),
    "marketing_plans_accepted": _accepted(DeliverableKind.MARKETING_PLAN),
    "deliverables_accepted": _accepted(),
    "days_since_activity": _days_since_activity,
    "mentor_assigned": _assigned(TeamKind.MENTOR),
    "student_team_assigned": _assigned(TeamKind.STUDENTS),
    "members": _members,
    "products": _products,
    "legal_status_valid": _legal_status_valid,
    "cash_book_months": _cash_book(cash.count),
    "cash_book_months_in_a_row": _cash_book(cash.in_a_row),
}
"""How each fact is asked for many groups at once."""
