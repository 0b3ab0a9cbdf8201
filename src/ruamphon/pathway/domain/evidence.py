"""Evidence as the gate sees it: what stood on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from ruamphon.pathway.enums import EvidenceStatus


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of evidence, or one signature (then `accepted_on` is the day it was signed).

    `happened_on` is the day of what it shows; `sha256` holds the hashes of its files; `ref` names the row.
    """

    criterion: str
    status: EvidenceStatus
    happened_on: date
    accepted_on: date | None = None
    withdrawn_on: date | None = None
    sha256: tuple[str, ...] = ()
    ref: str = ""

    def __post_init__(self) -> None:
        """A status from a table row ("accepted") becomes its member; ValueError when there is none."""
        object.__setattr__(self, "status", EvidenceStatus(self.status))


class Standing(Enum):
    """What a piece of evidence amounts to on one day."""

    COUNTS = auto()
    EXPIRED = auto()
    WAITING = auto()
    RETURNED = auto()
    NONE = auto()


def standing(item: EvidenceItem, *, valid_days: int | None, on: date) -> Standing:
    """What the item amounts to at the end of the day `on`.

    Nothing that happened, or was accepted, after that day is known yet; what was withdrawn by then is gone.
    """
    if item.happened_on > on:
        return Standing.NONE
    if item.accepted_on is None:
        return _unaccepted(item)
    if not _accepted(item, on):
        return Standing.NONE
    return Standing.EXPIRED if _expired(item, valid_days, on) else Standing.COUNTS


def last_valid_day(item: EvidenceItem, valid_days: int | None) -> date | None:
    """The last day the item counts, or None when it never expires."""
    return None if valid_days is None else item.happened_on + timedelta(days=valid_days)


def earliest(days: Iterable[date | None]) -> date | None:
    """The first of the days that are set."""
    return min((day for day in days if day is not None), default=None)


def _unaccepted(item: EvidenceItem) -> Standing:
    by_status = {EvidenceStatus.SUBMITTED: Standing.WAITING, EvidenceStatus.RETURNED: Standing.RETURNED}
    return by_status.get(item.status, Standing.NONE)


def _accepted(item: EvidenceItem, on: date) -> bool:
    """Accepted by `on` and not withdrawn by then. Withdrawn on an unknown day is withdrawn all along."""
    if item.accepted_on is None or item.accepted_on > on:
        return False
    if item.withdrawn_on is not None:
        return item.withdrawn_on > on
    return item.status is EvidenceStatus.ACCEPTED


def _expired(item: EvidenceItem, valid_days: int | None, on: date) -> bool:
    return valid_days is not None and (on - item.happened_on).days > valid_days
