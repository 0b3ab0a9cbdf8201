"""A group's card, which cards a filter lets through, and how they lie on the board."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.home.board.domain.columns import Column, order_of

UNKNOWN = "unknown"
"""In a filter: groups of which this is not known."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a group is: as it is printed, and its tambon and amphoe where they are known."""

    label: str = ""
    tambon: str = ""
    amphoe: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """What a filter may ask for to find this spot."""
        known = {key for key in (self.amphoe, self.tambon) if key}
        return frozenset(known or ({self.label} if self.label else {UNKNOWN}))


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing a group cannot go on without. `kind` is criterion, gate, stopped or rule."""

    kind: str
    label: Text
    reason: Text | str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Why a group counts as stalled, in a word and in a sentence, and since when."""

    word: Text
    reason: Text
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next sensible thing, whose turn it is (None: anybody's), and the page where it is done."""

    sentence: Text
    whose: Text | None
    is_mine: bool
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one stage. `until` is None while it lasts; `expected_days` as the programme planned it."""

    number: int
    name: Text
    begins_on: date
    until: date | None
    expected_days: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One group on the board. `days` is how long it has been in its stage, None where that is not known.

    `met` of the `asked` criteria that the present stage cannot be passed without are there; both 0 where nothing
    is judged.
    """

    pk: int
    name: Text
    sort: str
    code: str
    mark: str
    url: str
    column: str
    kind: str
    kind_label: Text | None
    spot: Spot
    mentors: tuple[tuple[int, Text], ...]
    since: date | None
    days: int | None
    expected_days: int | None
    met: int
    asked: int
    blockers: tuple[Blocker, ...]
    alarms: tuple[Alarm, ...]
    step: NextStep | None
    bars: tuple[Bar, ...]
    state: Text

    @property
    def short(self) -> Text:
        """The name without the words that half of all groups begin with."""
        return Text(_short(self.name.th), _short(self.name.en))

    @property
    def missing(self) -> tuple[Blocker, ...]:
        """The criteria that are not met."""
        return tuple(blocker for blocker in self.blockers if blocker.kind == "criterion")

    @property
    def holds(self) -> tuple[Blocker, ...]:
        """What holds the group up beside missing criteria: a stop, a rule, a decision that is waited for."""
        return tuple(blocker for blocker in self.blockers if blocker.kind != "criterion")

    @property
    def ticks(self) -> tuple[bool, ...]:
        """One for each criterion asked for, the met ones first: for a small picture."""
        return tuple(number < self.met for number in range(self.asked))

    @property
    def is_stalled(self) -> bool:
        """Whether something says that nothing moves here."""
        return bool(self.alarms)


COMMON = "วิสาหกิจชุมชน"


def _short(name: str) -> str:
    return name.removeprefix(COMMON).strip() or name


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filter asks for; "" and False mean anything."""

    place: str = ""
    mentor: str = ""
    kind: str = ""
    stalled: bool = False

    @property
    def count(self) -> int:
        """How many things were asked for."""
        return sum(map(bool, (self.place, self.mentor, self.kind, self.stalled)))

    def fits(self, card: Card) -> bool:
        """Whether a card is among those asked for."""
        mentors = {str(number) for number, _ in card.mentors} or {UNKNOWN}
        return (
            (not self.place or self.place in card.spot.keys)
            and (not self.mentor or self.mentor in mentors)
            and (not self.kind or self.kind == card.kind)
            and (not self.stalled or card.is_stalled)
        )


@dataclass(frozen=True, slots=True)
class Pile:
    """A column with its cards, and how many of them are stalled."""

    column: Column
    cards: tuple[Card, ...]

    @property
    def stalled(self) -> int:
        """How many of the cards are stalled."""
        return sum(card.is_stalled for card in self.cards)


def piles(columns: Sequence[Column], cards: Iterable[Card]) -> tuple[Pile, ...]:
    """Every card in its one column: the stalled first, then the longest in the stage, then by name.

    Cards in any order give the same board. KeyError for a card whose column is not among these.
    """
    lying: dict[str, list[Card]] = {column.key: [] for column in columns}
    for card in sorted(cards, key=_urgency):
        lying[card.column].append(card)
    return tuple(Pile(column, tuple(lying[column.key])) for column in columns)


def _urgency(card: Card) -> tuple[bool, int, str, int]:
    return not card.is_stalled, -(card.days or 0), card.sort, card.pk


SORTS = ("stage", "name", "days")


def in_order(cards: Iterable[Card], columns: Sequence[Column], by: str) -> tuple[Card, ...]:
    """The cards as rows: by stage from left to right, by name, or the longest in their stage first.

    What is not known comes last. ValueError for an order there is none of.
    """
    places = order_of(columns)
    by_name = sorted(cards, key=lambda card: (card.sort, card.pk))
    if by == "name":
        return tuple(by_name)
    if by == "days":
        return tuple(sorted(by_name, key=lambda card: (card.days is None, -(card.days or 0))))
    if by == "stage":
        return tuple(sorted(by_name, key=lambda card: places[card.column]))
    raise ValueError(by)
