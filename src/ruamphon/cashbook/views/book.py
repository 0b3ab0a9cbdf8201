from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ruamphon.cashbook import actions, queries, rules
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Direction
from ruamphon.cashbook.forms import CloseForm, ReopenForm
from ruamphon.cashbook.models import CashEntry, MonthClose
from ruamphon.cashbook.views.common import group_of, may_in, month_of, year_of
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import buddhist_year
from ruamphon.core.web import attempt, let_in, number_in
from ruamphon.people.history import render_history
from ruamphon.programmes.views.common import say_and_go

CLOSED = Text("ปิด{month}แล้ว", "{month} is closed.")
OPENED = Text(
    "เปิด{month}อีกครั้งแล้ว จดและยกเลิกรายการได้", "{month} is open again: entries can be made and taken back."
)
CLOSES = Text("การปิด{month}", "Closing of {month}")


@require_safe
def book(request, pk):
    """The cash book of a group, opened at this month."""
    return _month(request, group_of(request, pk), Month.of(timezone.localdate()))


@require_safe
def month(request, pk, month):
    """One month of the book."""
    return _month(request, group_of(request, pk), month_of(month))


def _month(request, group, month):
    today = timezone.localdate()
    closed = queries.closed_through(group)
    first_open = queries.first_open_month(group)
    before = number_in(request.GET, "before")
    page = queries.month_page(group, month, before=before)
    this = Month.of(today)
    context = {
        "group": group,
        "today": today,
        "page": page,
        "month": month,
        "may": may_in(request, group),
        "is_this": month == this,
        "is_closed": closed is not None and month <= closed,
        "may_be_closed": month < this and (closed is None or month > closed) and bool(page.days),
        "is_first_open": first_open == month,
        "first_open": first_open,
        "closes": queries.closes_of(group, month) if month < this else (),
        "earlier": month.later(-1),
        "later": month.later(1) if month < this else None,
        "repeats": queries.repeats_of(group) if month == this and before is None else (),
        "is_empty_book": not page.days and not CashEntry.objects.of(group).exists(),
        "is_continued": before is not None,
        "came": page.shares[Direction.IN],
        "went": page.shares[Direction.OUT],
    }
    return render(request, "cashbook/month.html", context)


@require_safe
def year(request, pk, year):
    """The months of a year, with what came, went and was left."""
    group = group_of(request, pk)
    today = timezone.localdate()
    if year_of(year) is None:
        raise Http404
    context = {
        "group": group,
        "year": year,
        "shown_year": Text(str(buddhist_year(year)), str(year)),
        "rows": queries.months_of(group, year, today=today),
        "earlier": year - 1
        if CashEntry.objects.of(group).filter(happened_on__year__lt=year).exists()
        else None,
        "later": year + 1 if year < today.year else None,
    }
    return render(request, "cashbook/year.html", context)


@require_http_methods(["GET", "POST"])
def month_close(request, pk, month):
    """Look a month over and close it."""
    group, month = group_of(request, pk), month_of(month)
    let_in(request, rules.check_can_close, group)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(
        form, lambda: actions.close_month(by=request.user, enterprise=group, month=month)
    ):
        return say_and_go(request, CLOSED.format(month=month.name), _address(group, month))
    context = {"group": group, "month": month, "form": form, "page": queries.month_page(group, month)}
    return render(request, "cashbook/month_close.html", context)


@require_http_methods(["GET", "POST"])
def month_reopen(request, pk, month):
    """Open a closed month again, with a reason."""
    group, month = group_of(request, pk), month_of(month)
    let_in(request, rules.check_can_close, group)
    form = ReopenForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: actions.reopen_month(by=request.user, enterprise=group, month=month, **form.cleaned_data),
    ):
        return say_and_go(request, OPENED.format(month=month.name), _address(group, month))
    later = MonthClose.objects.standing().filter(enterprise=group, month__gt=month.first)
    context = {
        "group": group,
        "month": month,
        "form": form,
        "later": [Month(each.month).name for each in later],
    }
    return render(request, "cashbook/month_reopen.html", context)


@require_safe
def month_history(request, pk):
    """Who closed a month, and who opened it again."""
    rows = MonthClose.objects.visible_to(request.user).select_related("enterprise")
    close = _or_404(rows.filter(pk=pk).first())
    rules.check_can_read_history(request.user, close.enterprise)
    title = CLOSES.format(month=Month(close.month).name)
    return render_history(request, record=close, title=title, back=close.get_absolute_url())


def _or_404(found):
    if found is None:
        raise Http404
    return found


def _address(group, month):
    return reverse("cashbook:month", args=[group.pk, month.key])
