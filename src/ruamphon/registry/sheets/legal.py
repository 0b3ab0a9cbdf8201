"""The legal status of a group as columns of a table: what stands there now, and which entries a row would write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from ruamphon.core.text import Text
from ruamphon.core.thai_dates import buddhist_year
from ruamphon.registry.domain.legal_status import Entry, in_order, number_key, problem_of, year_problem
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import Enterprise

NUMBER: Final = "registration_number"
REGISTERED: Final = "registered_on"
YEAR: Final = "renewed_for"
RENEWED: Final = "renewed_on"
LEGAL: Final[tuple[str, ...]] = (NUMBER, REGISTERED, YEAR, RENEWED)
"""The columns that are no fields of the group but entries of its legal status."""

WHICH_DAY: Final = Text(
    "ใส่วันที่จดทะเบียนในแถวนี้ด้วย กลุ่มนี้ยังไม่มีวันที่จดทะเบียน",
    "Give the day of registration in this row too; none is recorded for this group yet.",
)
WHICH_YEAR: Final = Text(
    "ใส่ด้วยว่าต่อทะเบียนของปีไหน กลุ่มนี้ยังไม่มีการต่อทะเบียน",
    "Say for which year it was renewed; no renewal is recorded for this group yet.",
)
RENEWED_WHEN: Final = Text(
    "ใส่วันที่ต่อทะเบียนในแถวนี้ด้วย เพราะไม่ใช่ปีนี้หรือปีใกล้เคียง",
    "Give the day of the renewal in this row too, since the year is not this one or next to it.",
)


class Step(NamedTuple):
    """One entry to write; `wrong` is the number of the entry it takes the place of, 0 for none."""

    column: str
    """The column a refusal is told at."""
    entry: Entry
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Legal:
    """What the columns hold: the latest registration, the latest renewal and the entry that bears the number."""

    entries: tuple[Entry, ...] = ()
    registered: Entry | None = None
    renewed: Entry | None = None
    numbered: Entry | None = None
    stopped_on: date | None = None
    """Since when the group is revoked, if nothing was registered after that."""

    def cell(self, column: str) -> Any:
        """The value of one column; None or "" where nothing stands."""
        if column == NUMBER:
            return self.numbered.number if self.numbered else ""
        if column == YEAR:
            return self.renewed.for_year if self.renewed else None
        entry = self.registered if column == REGISTERED else self.renewed
        return entry.since_on if entry else None

    def has(self, column: str, value: Any) -> bool:
        """Whether a column holds a value already; two writings of one number are one number."""
        now = self.cell(column)
        return bool(number_key(now) == number_key(value) if column == NUMBER else now == value)


class LegalFault(Exception):  # noqa: N818 — a row that cannot be true, with the column that is to blame
    def __init__(self, column: str, said: Text) -> None:
        super().__init__(said)
        self.column, self.said = column, said


def legal_of(group: Enterprise | None) -> Legal:
    """What stands in the register about a group; no query where `legal_statuses` were fetched before."""
    if group is None:
        return Legal()
    return of_entries(row.as_entry() for row in group.legal_statuses.all() if row.voided_at is None)


def of_entries(entries: Iterable[Entry]) -> Legal:
    """The same, of entries. A registration after a revocation begins anew: what came before no longer counts."""
    known = in_order(entries)
    registered = renewed = numbered = None
    stopped_on = None
    for entry in known:
        if entry.state == LegalState.REGISTERED and stopped_on:
            registered = renewed = numbered = None
        stopped_on = entry.since_on if entry.state == LegalState.REVOKED else None
        registered = entry if entry.state == LegalState.REGISTERED else registered
        renewed = entry if entry.state == LegalState.RENEWED else renewed
        numbered = entry if entry.number else numbered
    return Legal(tuple(known), registered, renewed, numbered, stopped_on)


def year_cell(year: int | None) -> Text:
    """A year as its column writes it: 2569 in Thai, 2026 in English."""
    return Text(str(buddhist_year(year)), str(year)) if year else Text("", "")


def steps_of(legal: Legal, values: Mapping[str, Any], today: date) -> list[Step]:
    """The entries that new values of the columns ask for. Raises LegalFault when they cannot be true together."""
    steps = _together(_registration(legal, values) + _renewal(legal, values, today))
    gone = {step.wrong for step in steps}
    kept = [entry for entry in legal.entries if entry.pk not in gone]
    latest = max((entry.pk for entry in legal.entries), default=0)
    new = [replace(step.entry, pk=latest + n) for n, step in enumerate(steps, start=1)]
    problem = problem_of([*kept, *new])
    if problem:
        raise LegalFault(steps[-1].column, problem)
    return steps


def _together(steps: list[Step]) -> list[Step]:
    """The steps, with what two of them correct in one entry put into one."""
    by_wrong = {step.wrong: step for step in steps if step.wrong}
    numbers = {step.wrong: step.entry.number for step in steps if step.wrong and step.column == NUMBER}
    merged = [
        step._replace(entry=replace(step.entry, number=numbers.get(step.wrong, step.entry.number)))
        for step in by_wrong.values()
    ]
    return merged + [step for step in steps if not step.wrong]


def _registration(legal: Legal, values: Mapping[str, Any]) -> list[Step]:
    day, number = values.get(REGISTERED), values.get(NUMBER, "")
    if not day and not number:
        return []
    begins_anew = bool(day and legal.stopped_on and day > legal.stopped_on)
    if legal.registered is None or begins_anew:
        if day:
            return [Step(REGISTERED, Entry(LegalState.REGISTERED, day, day.year, number))]
        bearer = legal.numbered or legal.renewed
        if bearer is None:
            raise LegalFault(REGISTERED, WHICH_DAY)
        return [_numbered(bearer, number)]
    since_on = day or legal.registered.since_on
    bearer = legal.numbered or legal.registered
    is_bearer = bearer.pk == legal.registered.pk
    right = Entry(
        LegalState.REGISTERED,
        since_on,
        since_on.year,
        number if number and is_bearer else legal.registered.number,
    )
    steps = [Step(REGISTERED if day else NUMBER, right, legal.registered.pk)] if day or is_bearer else []
    return steps + ([_numbered(bearer, number)] if number and not is_bearer else [])


def _numbered(bearer: Entry, number: str) -> Step:
    return Step(NUMBER, Entry(bearer.state, bearer.since_on, bearer.for_year, number), bearer.pk)


def _renewal(legal: Legal, values: Mapping[str, Any], today: date) -> list[Step]:
    year, day, known = values.get(YEAR), values.get(RENEWED), legal.renewed
    if not year and not day:
        return []
    if known is None and not year:
        raise LegalFault(YEAR, WHICH_YEAR)
    is_later = bool(year and (known is None or year > (known.for_year or 0)))
    year = int(year or (known and known.for_year) or 0)
    day = day or (today if is_later or known is None else known.since_on)
    problem = year_problem(year, day)
    if problem:
        raise LegalFault(RENEWED, problem if values.get(RENEWED) else RENEWED_WHEN)
    if is_later:
        return [Step(RENEWED, Entry(LegalState.RENEWED, day, year))]
    number = known.number if known else ""
    return [Step(RENEWED, Entry(LegalState.RENEWED, day, year, number), known.pk if known else 0)]
