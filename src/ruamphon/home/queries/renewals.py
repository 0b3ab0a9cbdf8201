"""Registrations to renew, as things that wait: one line for an officer, one a group for its members."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.home.enums import WaitKind
from ruamphon.home.urgency import COUNT_LIMIT, Waiting
from ruamphon.people.access import permissions_anywhere
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.registry.domain.legal_status import Standing, window_closes, year_to_renew
from ruamphon.registry.queries_legal import (
    MOST_COUNTED,
    groups_to_renew,
    own_groups_to_renew,
    standings,
    status_url,
)

GROUPS = Text("{count} กลุ่มต้องต่อทะเบียน", "{count} group to renew||{count} groups to renew")
LIST = Text("ดูรายชื่อ แตะเพื่อโทร", "See them, tap to call")


def renewals_waiting(account: Account, rows: slice, today: date) -> Iterator[Waiting]:
    """From 1 December until a renewal is recorded; after 30 January as lapsed. Three queries at most.

    An officer's one line for all groups comes before those of the groups a person belongs to.
    """
    officers = list(_of_officer(account, today))
    yield from officers[rows]
    start, stop = ((end or 0) - len(officers) for end in (rows.start, rows.stop))
    yield from _of_member(account, slice(max(start, 0), max(stop, 0)), today)


def _of_officer(account: Account, today: date) -> Iterator[Waiting]:
    if Permission.ENTERPRISE_REGISTER not in permissions_anywhere(account):
        return
    count = groups_to_renew(account, today).order_by()[:MOST_COUNTED].count()
    if not count:
        return
    closes = window_closes(year_to_renew(today))
    yield Waiting(
        kind=WaitKind.RENEWAL,
        title=GROUPS.format(n=count, count=f"{COUNT_LIMIT}+" if count > COUNT_LIMIT else count),
        enterprise=LIST,
        url=reverse("registry:renewals"),
        icon="patch-check",
        since=date(closes.year - 1, 12, 1) if today <= closes else closes + timedelta(days=1),
        due_on=closes if today <= closes else None,
    )


def _of_member(account: Account, rows: slice, today: date) -> Iterator[Waiting]:
    groups = list(own_groups_to_renew(account, today)[rows])
    known = standings([group.pk for group in groups], today) if groups else {}
    for group in groups:
        standing = known[group.pk]
        yield Waiting(
            kind=WaitKind.RENEWAL,
            title=standing.advice or standing.label,
            enterprise=group.name,
            url=status_url(group),
            icon="patch-check",
            since=_since(standing),
            due_on=standing.renew_by,
        )


def _since(standing: Standing) -> date:
    """Reminded since 1 December, or lapsed since its day."""
    return date(standing.renew_by.year - 1, 12, 1) if standing.renew_by else standing.since_on
