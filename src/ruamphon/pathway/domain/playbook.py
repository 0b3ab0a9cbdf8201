"""A playbook: the stages of a programme with all they ask for, in one version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.pathway.domain.criterion import NOTHING, Criterion


@dataclass(frozen=True, slots=True)
class Source:
    """Where content was published. Its Thai title is the citation that stages and criteria repeat."""

    title: Text
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, numbered from 1. `proposed` marks content that no source gives; `expected_days` is its usual length."""

    number: int
    code: str
    name: Text
    purpose: Text = NOTHING
    source: str = ""
    proposed: bool = False
    criteria: tuple[Criterion, ...] = ()
    expected_days: int | None = None


@dataclass(frozen=True, slots=True)
class Playbook:
    """`version` is the label people use for it; `programme` is the code of the programme it belongs to.

    After `quiet_days` with nothing recorded, or `decide_days` with a gate that nobody proposes or decides, a group
    counts as standing still; None leaves it to the platform's default.
    """

    code: str
    title: Text
    programme: str
    version: str
    sources: tuple[Source, ...] = ()
    stages: tuple[Stage, ...] = ()
    quiet_days: int | None = None
    decide_days: int | None = None

    @property
    def titles(self) -> Mapping[str, Text]:
        """Each citation with its title in both languages, for `origin`."""
        return {source.title.th: source.title for source in self.sources}

    def stage(self, number: int) -> Stage:
        """The stage with this number; KeyError when there is none."""
        return {stage.number: stage for stage in self.stages}[number]
