"""Calendar entries as iCalendar (RFC 5545), for phones and desktop calendars."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from ruamphon.home.queries.calendar import Entry

NAME = "รวมพล"
ZONE = "Asia/Bangkok"
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+|\+?[0-9๐-๙](?:[\s().-]{0,2}[0-9๐-๙]){7,}")


def feed(entries: Iterable[Entry], *, base: str, now: datetime) -> bytes:
    """A calendar of all-day entries, in Thai. `base` is the address of the platform, `now` when it was asked.

    Days are days of Thailand and carry no time zone; the stamp is UTC. A UID is the entry's key at the platform's
    host, the same each time. Phone numbers and e-mail addresses that somebody wrote into a title are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Ruamphon//Calendar//TH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    calendar.add("x-wr-timezone", ZONE)
    host = urlsplit(base).hostname or "ruamphon"
    for entry in entries:
        calendar.add_component(_event(entry, base=base, host=host, now=now))
    return calendar.to_ical()


def _event(entry: Entry, *, base: str, host: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", _told(entry))
    if entry.url:
        event.add("url", base.rstrip("/") + entry.url)
    event.add("transp", "TRANSPARENT")
    return event


def _told(entry: Entry) -> str:
    label, title = entry.kind.label.th, without_contacts(entry.title.th)
    what = label if title == label else f"{label}: {title}"
    return f"{what} ({entry.where.th})" if entry.where.th else what


def without_contacts(text: str) -> str:
    """'โทร 089-111-2223' → 'โทร …'."""
    return _CONTACT.sub("…", text)
