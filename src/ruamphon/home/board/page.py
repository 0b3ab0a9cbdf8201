"""What the three views of a board print: the same cards as columns, as rows, and along the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.home.board.cards import Board
from ruamphon.home.board.domain.cards import SORTS, Bar, Card, Pile, Wanted, in_order, piles
from ruamphon.home.board.domain.columns import ENDED
from ruamphon.home.board.domain.year import Lane, Year, lane_of, year_of

VIEWS = ("columns", "table", "timeline")
MOST_IN_A_COLUMN = 40
"""The most urgent cards of a column; the rest is one click away, in the table. The count is always the whole one."""
A_PAGE = 50
FIRST_BLOCKERS = 2
MONTH_LETTERS = Text(
    "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    view: str
    sort: str
    page: str | None
    wanted: Wanted


def asked(values: Mapping[str, str], wanted: Wanted) -> Asked:
    """The view, order and page of an address; what makes no sense is the first of each."""
    view, sort = values.get("view", ""), values.get("sort", "")
    return Asked(
        view if view in VIEWS else VIEWS[0], sort if sort in SORTS else SORTS[0], values.get("page"), wanted
    )


@dataclass(frozen=True, slots=True)
class ShownPile:
    """A column with the cards that are shown, and how many more there are."""

    pile: Pile
    shown: tuple[Card, ...]

    @property
    def more(self) -> int:
        """How many cards are not shown here."""
        return len(self.pile.cards) - len(self.shown)


def shown_piles(board: Board, cards: Sequence[Card]) -> tuple[tuple[ShownPile, ...], tuple[ShownPile, ...]]:
    """The stages, and apart from them what has ended."""
    every = [ShownPile(pile, pile.cards[:MOST_IN_A_COLUMN]) for pile in piles(board.columns, cards)]
    ended = [pile for pile in every if pile.pile.column.key in ENDED]
    return tuple(pile for pile in every if pile not in ended), tuple(ended)


@dataclass(frozen=True, slots=True)
class Row:
    """A card with the name of its column, as a row of the table."""

    card: Card
    column: Text
    number: int | None


def rows_of(board: Board, cards: Sequence[Card], sort: str) -> tuple[Row, ...]:
    """The cards as rows, in the order asked for."""
    columns = {column.key: column for column in board.columns}
    return tuple(
        Row(card, columns[card.column].title, columns[card.column].number)
        for card in in_order(cards, board.columns, sort)
    )


def page_of(rows: Sequence[Any], number: str | None) -> Page:
    """One page of rows; a number that makes no sense is the first or the last."""
    return Paginator(rows, A_PAGE).get_page(number)


@dataclass(frozen=True, slots=True)
class Month:
    """One month along the top: short name, and the year where it begins or the picture does."""

    name: Text
    year: Text | None
    x: float
    first: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months, where today is (None outside of them), and a lane a group."""

    year: Year
    months: tuple[Month, ...]
    today: float | None
    lanes: tuple[Lane, ...]


def timeline_of(board: Board, cards: Sequence[Card], shown: Sequence[Card], *, today: date) -> Timeline:
    """The year of all `cards`, with the lanes of those `shown`."""
    bars = [bar for card in cards for bar in card.bars]
    year = year_of(board.cohort.begins_on, board.cohort.ends_on, bars, today=today)
    inside = year.begins_on <= today < year.until
    return Timeline(
        year=year,
        months=tuple(_month(first, year) for first in year.firsts),
        today=year.share(today) if inside else None,
        lanes=tuple(lane_of(card, year, today=today) for card in shown),
    )


def _month(first: date, year: Year) -> Month:
    names = Text(MONTH_LETTERS.th.split()[first.month - 1], MONTH_LETTERS.en.split()[first.month - 1])
    begins = first == year.begins_on or first.month == 1
    number = Text(str(thai_dates.be_year(first)), str(first.year)) if begins else None
    return Month(names, number, year.share(first), first)


STILL = Text("กำลังทำ", "In progress")
NOT_REACHED = Text("ไม่มีวันที่บันทึกไว้", "No day on record")
NONE = Text("–", "–")


@dataclass(frozen=True, slots=True)
class YearRow:
    """One bar of the timeline in words; a group without any bar has one row that says so."""

    card: Card
    stage: Text
    began: Text
    passed: Text
    days: str
    expected: str


def year_rows(cards: Sequence[Card], *, today: date) -> tuple[YearRow, ...]:
    """The numbers of the timeline as a table."""
    return tuple(row for card in cards for row in _year_rows(card, today))


def _year_rows(card: Card, today: date) -> list[YearRow]:
    if not card.bars:
        return [YearRow(card, NONE, NOT_REACHED, NONE, NONE.th, NONE.th)]
    return [
        YearRow(
            card=card,
            stage=Text(f"{bar.number} · {bar.name.th}", f"{bar.number} · {bar.name.en}"),
            began=thai_dates.text(bar.begins_on),
            passed=thai_dates.text(bar.until) if bar.until else STILL,
            days=str(bar_days(bar, today)),
            expected=NONE.th if bar.expected_days is None else str(bar.expected_days),
        )
        for bar in card.bars
    ]


def bar_days(bar: Bar, today: date) -> int:
    """How many days a bar has lasted; the present one until today."""
    return max(((bar.until or today) - bar.begins_on).days, 0)
