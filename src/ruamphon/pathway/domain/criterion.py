"""What a stage asks for, and the words to speak about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ruamphon.core.text import Text
from ruamphon.pathway.enums import Comparison, CriterionKind, Severity

NOTHING = Text("", "")
SOMEBODY = Text("ผู้รับผิดชอบ", "the person responsible")

PROPOSED = Text("ข้อเสนอ รอโครงการยืนยัน", "Proposed, to be confirmed by the programme")
PROPOSED_FROM = Text(
    "อ้างอิง: {source} · วิธีตรวจเป็นข้อเสนอ รอโครงการยืนยัน",
    "Based on: {source} · the way of checking is proposed, to be confirmed by the programme",
)
FROM = Text("ที่มา: {source}", "Source: {source}")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a stage asks for.

    `supplied_by` hands in the evidence, or does what the fact counts; `reviewed_by` accepts the evidence, or
    is the one who signs. `how_many` pieces must count at once, each for `valid_days` from the day it happened
    (None: for good). A fact is held against `threshold` by `comparison`. `source` cites what was published;
    `proposed` says that the criterion, or the way of checking it, goes beyond that source.
    """

    code: str
    kind: CriterionKind
    name: Text
    guidance: Text = NOTHING
    supplied_by: str = ""
    reviewed_by: str = ""
    how_many: int = 1
    valid_days: int | None = None
    severity: Severity = Severity.BLOCKS
    fact: str | None = None
    comparison: Comparison | None = None
    threshold: Decimal | None = None
    source: str = ""
    proposed: bool = False

    def __post_init__(self) -> None:
        """Values from a table row ("fact", "blocks") become members; ValueError when there is none."""
        object.__setattr__(self, "kind", CriterionKind(self.kind))
        object.__setattr__(self, "severity", Severity(self.severity))
        object.__setattr__(self, "comparison", Comparison(self.comparison) if self.comparison else None)


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """How a fact is spoken of: "จำนวนสมาชิก" in "คน". An English unit may give "day||days"."""

    name: str
    label: Text
    unit: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Wording:
    """The names people know facts and roles by. Unknown facts show their code."""

    facts: Mapping[str, FactDefinition] = field(default_factory=dict)
    roles: Mapping[str, Text] = field(default_factory=dict)

    def fact(self, name: str | None) -> FactDefinition:
        known = name or ""
        return self.facts.get(known, FactDefinition(known, Text(known, known)))

    def role(self, code: str) -> Text:
        return self.roles.get(code, SOMEBODY)


def origin(criterion: Criterion, sources: Mapping[str, Text] | None = None) -> Text:
    """Where a criterion comes from, said openly: published, published but checked our way, or only proposed.

    `sources` maps a citation to its title in both languages (Playbook.titles).
    """
    if not criterion.source:
        return PROPOSED
    title = (sources or {}).get(criterion.source, Text(criterion.source, criterion.source))
    return (PROPOSED_FROM if criterion.proposed else FROM).format(source=title)
