"""Cohorts on the same clock: months since each began. Counts of groups; what is not known is left unsaid, never zero."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from ruamphon.home.board.domain.months import add_months, whole_months

FEWEST_FOR_PERCENT = 10
"""With fewer groups a percentage says more than is known: only counts are given."""
FEWEST_FOR_A_MIDDLE = 3
"""With fewer groups a middle value is only what happened to them; it is shown with their number."""
LONGEST = 36
"""Months the clock shows at most."""


@dataclass(frozen=True, slots=True)
class Path:
    """One group's way through a cohort: the day it began, the day of each gate passed, whether and when it left."""

    began_on: date | None
    passed: tuple[tuple[int, date | None], ...]
    left: bool = False
    left_on: date | None = None

    def gate_day(self, stage: int) -> date | None:
        """The day a stage was passed; None where it was not, or no day is on record."""
        return dict(self.passed).get(stage)

    def days_in(self, stage: int) -> int | None:
        """Days from the gate before (or the first day) to this one; None where either is not known."""
        begin = self.began_on if stage == 1 else self.gate_day(stage - 1)
        end = self.gate_day(stage)
        return (end - begin).days if begin and end and end >= begin else None


@dataclass(frozen=True, slots=True)
class Intake:
    """One cohort: when it began (None: not on record), and the ways of its groups, of those that left as well."""

    key: int
    began_on: date | None
    paths: tuple[Path, ...]

    @property
    def groups(self) -> int:
        """All that ever were in it."""
        return len(self.paths)

    @property
    def left(self) -> int:
        """How many of them left."""
        return sum(path.left for path in self.paths)

    def months(self, today: date) -> int | None:
        """Whole months behind it, at most LONGEST; None where nobody wrote down when it began."""
        return None if self.began_on is None else min(whole_months(self.began_on, today), LONGEST)

    @property
    def is_comparable(self) -> bool:
        """Whether anything can be said of it: its first day is known, and groups are on record."""
        return self.began_on is not None and bool(self.paths)


@dataclass(frozen=True, slots=True)
class Steps:
    """How many groups of one cohort had passed one stage by the end of month 1, 2, 3 …

    `undated` groups passed it on a day nobody wrote down: they are in none of the counts.
    """

    key: int
    stage: int
    counts: tuple[int, ...]
    groups: int
    undated: int

    @property
    def now(self) -> int | None:
        """The latest count; None before the first month is over."""
        return self.counts[-1] if self.counts else None

    def at(self, month: int) -> int | None:
        """The count by the end of a month; 0 at the start, None for a month that is not over."""
        if month == 0:
            return 0
        return self.counts[month - 1] if 0 < month <= len(self.counts) else None


@dataclass(frozen=True, slots=True)
class Middle:
    """The median days one stage took in one cohort, and of how many groups; `days` is None where none is known."""

    key: int
    stage: int
    days: float | None
    groups: int

    @property
    def is_thin(self) -> bool:
        """Whether it rests on too few groups to stand for others."""
        return self.groups < FEWEST_FOR_A_MIDDLE


def steps_of(intake: Intake, stage: int, *, today: date) -> Steps:
    """The step line of one cohort and stage, month by month. Groups that left stay counted by what they had passed."""
    begin, months = intake.began_on, intake.months(today) or 0
    reached = [path for path in intake.paths if stage in dict(path.passed)]
    days = [day for path in reached if (day := path.gate_day(stage))]
    ends = [add_months(begin, month) for month in range(1, months + 1)] if begin else []
    counts = tuple(sum(day < end for day in days) for end in ends)
    return Steps(intake.key, stage, counts, intake.groups, len(reached) - len(days))


def middle_of(intake: Intake, stage: int) -> Middle:
    """The median of the days this stage took those who passed it, as far as both its days are on record."""
    days = [taken for path in intake.paths if (taken := path.days_in(stage)) is not None]
    return Middle(intake.key, stage, median(days) if days else None, len(days))


def common_month(intakes: Iterable[Intake], *, today: date) -> int | None:
    """The last month that all comparable cohorts have behind them; None when fewer than two can be compared."""
    ages = [intake.months(today) or 0 for intake in intakes if intake.is_comparable]
    return min(ages) if len(ages) > 1 else None


def percent(count: int, groups: Collection[int] | Sequence[int], of: int) -> int | None:
    """A share in whole percent; None when any of the cohorts beside each other has fewer than ten groups."""
    if not of or min(groups, default=0) < FEWEST_FOR_PERCENT:
        return None
    return (count * 200 + of) // (of * 2)
