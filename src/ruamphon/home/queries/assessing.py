"""Groups one was asked to assess, as what waits."""

from datetime import date

from django.urls import reverse

from ruamphon.assessments.queries import open_for
from ruamphon.home.enums import WaitKind
from ruamphon.home.urgency import Waiting
from ruamphon.pathway.times import local_day
from ruamphon.people.models import Account


def assessments_waiting(account: Account, rows: slice, today: date) -> list[Waiting]:
    """What the account can assess today, the nearest last day first. At most three queries."""
    return [
        Waiting(
            kind=WaitKind.ASSESSMENT,
            title=sheet.round.title,
            enterprise=sheet.enterprise.name,
            url=reverse("assessments:assessment-fill", args=[sheet.pk]),
            icon="clipboard-data",
            since=local_day(sheet.round.opened_at),
            due_on=sheet.round.due_on,
        )
        for sheet in open_for(account, today)[rows]
    ]
