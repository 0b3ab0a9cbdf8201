"""The calendar of the year, and the secret links by which a calendar app reads it."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruamphon.core.text import Text
from ruamphon.core.thai_dates import FIRST_BE_YEAR, buddhist_year
from ruamphon.core.web import attempt
from ruamphon.home import actions, ics
from ruamphon.home.enums import EntryKind
from ruamphon.home.forms_calendar import CalendarLinkForm
from ruamphon.home.models import CalendarLink
from ruamphon.home.queries.calendar import Span, by_month, calendar_entries, is_cut
from ruamphon.home.rules import check_can_list
from ruamphon.people.models import Account
from ruamphon.programmes.models import Programme

BEFORE, AFTER = timedelta(days=90), timedelta(days=400)
"""How far a feed looks back and ahead."""
YEARS_AROUND = 20
MOST_PROGRAMMES = 30
MADE = "calendar_link"
REVOKED = Text(
    "ยกเลิกลิงก์แล้ว ปฏิทินที่ใช้ลิงก์นี้จะไม่ได้ข้อมูลอีก", "Revoked. A calendar that uses this link gets nothing more."
)
ICONS = {
    EntryKind.ACTIVITY: "journal-check",
    EntryKind.NEXT_VISIT: "geo-alt",
    EntryKind.COHORT_BEGINS: "flag",
    EntryKind.COHORT_ENDS: "flag-fill",
    EntryKind.TEAM_ENDS: "people",
    EntryKind.TASK_DUE: "check2-square",
    EntryKind.CONDITION_DUE: "exclamation-circle",
    EntryKind.AGREEMENT_SIGNED: "pen",
    EntryKind.AGREEMENT_ENDS: "file-earmark-text",
}


@require_safe
def calendar(request):
    """A year, month by month, of what this person may see; of one programme where asked."""
    check_can_list(request.user)
    today = timezone.localdate()
    year = _year(request.GET.get("year", ""), today)
    programmes = list(Programme.objects.visible_to(request.user)[:MOST_PROGRAMMES])
    chosen = next((one for one in programmes if str(one.pk) == request.GET.get("programme")), None)
    entries = calendar_entries(request.user, Span(date(year, 1, 1), date(year, 12, 31), chosen))
    context = {
        "months": [
            (month, [(entry, ICONS[entry.kind], entry.on < today) for entry in month.entries])
            for month in by_month(entries)
        ],
        "year": Text(f"{buddhist_year(year)}", f"{year}"),
        "earlier": year - 1,
        "later": year + 1,
        "programmes": programmes,
        "chosen": chosen,
        "is_cut": is_cut(entries),
        "this_month": f"{today:%Y-%m}",
    }
    return render(request, "home/calendar.html", context)


def _year(typed, today):
    """A year of the address, in either era; this year for anything else."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == len("2569") else today.year
    year = number - buddhist_year(0) if number >= FIRST_BE_YEAR else number
    return year if abs(year - today.year) <= YEARS_AROUND else today.year


@never_cache
@require_http_methods(["GET", "POST"])
def calendar_links(request):
    """One's own links: make one, see it once, revoke it."""
    form = CalendarLinkForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.make_calendar_link(by=request.user, **form.cleaned_data)
    ):
        request.session[MADE] = form.result[1]
        return redirect("home:calendar-links")
    token = request.session.pop(MADE, None)
    path = reverse("home:calendar-feed", args=[token]) if token else ""
    context = {
        "form": form,
        "links": CalendarLink.objects.filter(person=request.user.person, revoked_at=None),
        "url": request.build_absolute_uri(path) if token else "",
    }
    return render(request, "home/calendar_links.html", context)


@require_POST
def calendar_link_revoke(request, pk):
    """Revoke one of one's own links."""
    link = get_object_or_404(CalendarLink, pk=pk, person=request.user.person)
    actions.revoke_calendar_link(by=request.user, link=link)
    messages.success(request, str(REVOKED))
    return redirect("home:calendar-links")


@login_not_required
@never_cache
@require_safe
def calendar_feed(request, token):  # noqa: ARG001 — the secret alone says whose calendar it is
    """The calendar for an app that cannot sign in: the secret is the key. It shows what its person may see now."""
    links = CalendarLink.objects.filter(token_hash=CalendarLink.hash_of(token), revoked_at=None)
    link = get_object_or_404(links)
    account = Account.objects.filter(person=link.person_id, is_active=True).first()
    today = timezone.localdate()
    entries = (
        calendar_entries(account, Span(today - BEFORE, today + AFTER), own_tasks=True) if account else []
    )
    content = ics.feed(entries, base=settings.PUBLIC_URL, now=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="ruamphon.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
