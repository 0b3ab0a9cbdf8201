"""What the views of this room share."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.models import CashEntry
from ruamphon.core.thai_dates import FIRST_CE_YEAR
from ruamphon.people.access import permissions_on, reaches
from ruamphon.people.enums import Permission
from ruamphon.registry.models import Enterprise


def group_of(request, pk):
    """The group, if this account may see its cash book; else 404, also for those who may see the group."""
    return get_object_or_404(
        Enterprise.objects.filter(reaches(request.user, Permission.SECRET_READ, "scope")), pk=pk
    )


def entry_of(request, pk):
    """The entry, if this account may see its book; else 404."""
    rows = CashEntry.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("enterprise", "recorded_by", "reverses", "reversal__recorded_by"), pk=pk
    )


def month_of(key):
    """The month of an address; else 404."""
    found = Month.read(key)
    if found is None:
        raise Http404
    return found


def may_in(request, group):
    """What the reader may do in the book, for the page: record, close, history."""
    held = permissions_on(request.user, group.scope_id)
    return {
        "record": Permission.CASH_RECORD in held,
        "close": Permission.CASH_CLOSE in held,
        "history": Permission.HISTORY_READ in held,
    }


def year_of(number):
    """The CE year of an address, from the first the platform knows until this one; None for any other."""
    return number if number and FIRST_CE_YEAR <= number <= timezone.localdate().year else None
