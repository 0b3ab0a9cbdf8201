"""Links that an upper room hangs on a page of a lower one, which never names it.

The lower page opens a place by name, `{% doors "enrolment" enrolment %}`; the upper room's AppConfig says what stands
there. Who may not follow a link gets none.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ruamphon.core.text import Text


@dataclass(frozen=True, slots=True)
class Door:
    """One link: where to, what it is called, its picture."""

    url: str
    label: Text
    icon: str


Opener = Callable[[Any, Any], Door | None]
_PLACES: dict[str, list[Opener]] = defaultdict(list)


def open_door(place: str, opener: Opener) -> None:
    """Hang a link on every page that opens this place: `opener(account, record)` gives it, or None."""
    if opener not in _PLACES[place]:
        _PLACES[place].append(opener)


def doors_at(place: str, account: Any, record: Any) -> list[Door]:
    """The links for one reader."""
    return [door for opener in _PLACES[place] if (door := opener(account, record))]
