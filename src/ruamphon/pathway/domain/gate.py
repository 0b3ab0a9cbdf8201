"""Is this stage done? Criteria, facts and evidence in; an answer with its reasons out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ruamphon.core.text import Text
from ruamphon.pathway.domain import reasons
from ruamphon.pathway.domain.criterion import Criterion, Wording
from ruamphon.pathway.domain.evidence import EvidenceItem, Standing, earliest, last_valid_day, standing
from ruamphon.pathway.domain.reasons import Tally
from ruamphon.pathway.enums import Comparison, CriterionKind, Severity


@dataclass(frozen=True, slots=True)
class FactValue:
    """A figure or a yes/no on one day; None means not measured, which is not zero."""

    value: Decimal | bool | None

    def __post_init__(self) -> None:
        """Refuse what cannot be compared: NaN, infinity, and binary floats."""
        if isinstance(self.value, bool) or self.value is None:
            return
        if not isinstance(self.value, Decimal) or not self.value.is_finite():
            raise ValueError(f"a fact is a finite Decimal, a bool or None, not {self.value!r}")

    @classmethod
    def of(cls, value: Decimal | int | bool | None) -> "FactValue":
        """As the constructor, and a whole number (a count) is welcome too."""
        return cls(value if isinstance(value, bool) or not isinstance(value, int) else Decimal(value))


@dataclass(frozen=True, slots=True)
class Finding:
    """How one criterion stands.

    `have` and `need` are pieces, signatures or the fact's own unit (yes = 1, no = 0); `have` is None when a
    fact was not measured. `expires_on` is the last valid day of the counted piece that expires first.
    """

    criterion: str
    met: bool
    severity: Severity
    reason: Text
    have: Decimal | None
    need: Decimal
    expires_on: date | None = None
    waiting: int = 0
    returned: int = 0
    expired: int = 0


@dataclass(frozen=True, slots=True)
class GateResult:
    """The answer; findings follow the criteria, unmet codes are in `missing` (they block) or `warnings`."""

    passed: bool
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]


NOT_MEASURED = FactValue(None)


def evaluate_gate(
    criteria: Sequence[Criterion],
    facts: Mapping[str, FactValue],
    evidence: Iterable[EvidenceItem],
    *,
    on: date,
    wording: Wording | None = None,
) -> GateResult:
    """Whether the stage is done as of the end of the day `on`, with a reason for each criterion.

    Evidence counts when it happened and was accepted by `on`, was not withdrawn by `on`, and `on` is at most
    `valid_days` after the day it happened. A fact that was not measured meets nothing. The order of the
    evidence does not matter, and more accepted evidence never makes a passed gate fail. With no criteria
    nothing is passed. ValueError when a fact criterion has no threshold.
    """
    words, items = wording or Wording(), tuple(evidence)
    findings = tuple(_find(criterion, facts, items, on, words) for criterion in criteria)
    missing = _unmet(findings, Severity.BLOCKS)
    return GateResult(
        passed=bool(findings) and not missing,
        findings=findings,
        missing=missing,
        warnings=_unmet(findings, Severity.WARNS),
    )


def _unmet(findings: Sequence[Finding], severity: Severity) -> tuple[str, ...]:
    return tuple(found.criterion for found in findings if not found.met and found.severity is severity)


def _find(
    criterion: Criterion,
    facts: Mapping[str, FactValue],
    evidence: Sequence[EvidenceItem],
    on: date,
    words: Wording,
) -> Finding:
    if criterion.kind is CriterionKind.FACT:
        return _fact_finding(criterion, facts.get(criterion.fact or "", NOT_MEASURED), words)
    own = [item for item in evidence if item.criterion == criterion.code]
    return _pieces_finding(criterion, own, on, words)


def _fact_finding(criterion: Criterion, fact: FactValue, words: Wording) -> Finding:
    need = _needed(criterion)
    have = _measured(criterion, fact)
    met = have is not None and _holds(criterion.comparison, have, need)
    reason = reasons.for_fact(criterion, words.fact(criterion.fact), have=have, need=need, met=met)
    return Finding(criterion.code, met, criterion.severity, reason, have, need)


def _needed(criterion: Criterion) -> Decimal:
    if criterion.comparison is Comparison.IS_TRUE:
        return Decimal(1)
    if criterion.threshold is None:
        raise ValueError(f"criterion {criterion.code!r} compares a fact but has no threshold")
    return criterion.threshold


def _measured(criterion: Criterion, fact: FactValue) -> Decimal | None:
    """The fact as a number. A yes/no where a figure is wanted, or the reverse, says nothing: not measured."""
    if isinstance(fact.value, bool) is not (criterion.comparison is Comparison.IS_TRUE):
        return None
    return None if fact.value is None else Decimal(fact.value)


def _holds(comparison: Comparison | None, have: Decimal, need: Decimal) -> bool:
    return have <= need if comparison is Comparison.AT_MOST else have >= need


def _pieces_finding(criterion: Criterion, own: Sequence[EvidenceItem], on: date, words: Wording) -> Finding:
    standings = {item: standing(item, valid_days=criterion.valid_days, on=on) for item in own}
    counted = [item for item, stands in standings.items() if stands is Standing.COUNTS]
    tally = _tally(criterion, Counter(standings[item] for item in own))
    return Finding(
        criterion=criterion.code,
        met=tally.short == 0,
        severity=criterion.severity,
        reason=reasons.for_pieces(criterion, tally, words),
        have=Decimal(tally.have),
        need=Decimal(tally.need),
        expires_on=earliest(last_valid_day(item, criterion.valid_days) for item in counted),
        waiting=tally.waiting,
        returned=tally.returned,
        expired=tally.expired,
    )


def _tally(criterion: Criterion, count: Counter[Standing]) -> Tally:
    return Tally(
        have=count[Standing.COUNTS],
        need=criterion.how_many,
        waiting=count[Standing.WAITING],
        returned=count[Standing.RETURNED],
        expired=count[Standing.EXPIRED],
    )
