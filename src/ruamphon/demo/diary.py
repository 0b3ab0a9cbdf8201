"""What happens on which day of the example year. Chapters write into it in any order; it is lived day by day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from ruamphon.demo.clock import Clock

MORNING = 9


@dataclass(order=True)
class Entry:
    """Something that is done at a moment; entries of one moment are done in the order they were written."""

    moment: datetime
    place: int
    do: Callable[[], object] = field(compare=False)


@dataclass
class Diary:
    """The entries of the year; `now` is the real present, in which the last of them may lie."""

    now: datetime
    entries: list[Entry] = field(default_factory=list)

    def on(self, days_ago: int, do: Callable[[], object], *, hour: int = MORNING) -> None:
        """Do something so many days before today, at an hour of the Thai day, or now where that is still to come."""
        day = timezone.localdate(self.now) - timedelta(days=days_ago)
        moment = datetime.combine(day, time(hour), timezone.get_default_timezone())
        self.entries.append(Entry(min(moment, self.now), len(self.entries), do))

    def live(self, clock: Clock) -> int:
        """Do it all, each at its moment. Returns how many things were done."""
        entries = sorted(self.entries)
        for entry in entries:
            clock.go_to(entry.moment)
            entry.do()
        return len(entries)
