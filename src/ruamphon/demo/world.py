"""What the chapters of the example year share: who there is, which groups, and the diary they write into."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from ruamphon.demo.diary import Diary
from ruamphon.people.models import Account, Person
from ruamphon.programmes.models import Cohort, Enrolment, PlaybookVersion, Programme
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise, Organisation

BUDDHIST_ERA = 543


@dataclass(frozen=True)
class Story:
    """One invented group, in words. Days are days before today."""

    key: str
    name_th: str
    name_en: str
    work_kind: WorkKind
    about_th: str
    about_en: str
    place: str
    product_th: str
    product_en: str
    unit: str
    price: int
    cohort: str
    enrolled: int
    members: int
    facilitator: str = "facilitator"
    mentor: str = "mentor"


@dataclass
class Group:
    """One group with the people who act for it."""

    story: Story
    enterprise: Enterprise
    chair: Account
    members: list[Person]
    enrolment: Enrolment = field(init=False)
    student: Account | None = None
    adviser: Account | None = None


@dataclass
class World:
    """Everything so far. A chapter writes into `diary`; what is done there leaves what it made for what follows.

    `made` holds whatever has no place of its own, by a name that its chapter chooses.
    """

    diary: Diary
    accounts: dict[str, Account] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    programme: Programme = field(init=False)
    playbook: PlaybookVersion = field(init=False)

    @property
    def today(self) -> date:
        """The real today, from which all days are counted."""
        return timezone.localdate(self.diary.now)

    def day(self, days_ago: int) -> date:
        """The day so many days before today; a negative number is a day to come."""
        return self.today - timedelta(days=days_ago)

    def on(self, days_ago: int, do: Callable[[], object], *, hour: int = 9) -> None:
        """Write something into the diary."""
        self.diary.on(days_ago, do, hour=hour)

    @staticmethod
    def present() -> datetime:
        """The moment the diary has come to."""
        return timezone.now()


def be(day: date) -> int:
    """The Buddhist-Era year of a day."""
    return day.year + BUDDHIST_ERA


def draft_key(words: str) -> UUID:
    """A key for something that a page would have made one for; the same words give the same key."""
    return uuid5(NAMESPACE_URL, f"ruamphon-example/{words}")
