from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruamphon.home.board.cards import board_of
from ruamphon.home.board.forms import BoardFilter
from ruamphon.home.board.page import asked, page_of, rows_of, shown_piles, timeline_of, year_rows
from ruamphon.home.rules import check_can_list
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.programmes.rules import can_see_programme

MOST_COHORTS = 12


def cohorts_with_a_board(account):
    """Cohorts whose board opens for an account: those it may read, and those of the groups it works with."""
    groups = Enrolment.objects.visible_to(account, Permission.GATE_READ).filter(cohort=OuterRef("pk"))
    return Cohort.objects.filter(
        Q(reaches(account, Permission.PROGRAMME_READ, "scope")) | Q(Exists(groups))
    ).select_related("programme", "playbook")


@require_safe
def boards(request):
    """The way in: the board of the newest cohort that this person may see."""
    check_can_list(request.user)
    newest = cohorts_with_a_board(request.user).order_by("-begins_on", "-number", "pk")
    running = newest.filter(state="running").first() or newest.first()
    if running is None:
        return TemplateResponse(request, "home/board/none.html")
    return redirect("home:board", running.pk)


@require_safe
def board(request, pk):
    """A cohort's groups over the stages: as columns, as a table, or along the year."""
    cohort = get_object_or_404(cohorts_with_a_board(request.user), pk=pk)
    today = timezone.localdate()
    shown = board_of(cohort, request.user, on=today)
    form = BoardFilter(request.GET, cards=shown.cards)
    wish = asked(request.GET, form.wanted())
    cards = [card for card in shown.cards if wish.wanted.fits(card)]
    context = {
        "cohort": cohort,
        "board": shown,
        "form": form,
        "wish": wish,
        "count": len(cards),
        "stalled": sum(card.is_stalled for card in shown.cards),
        "others": cohorts_with_a_board(request.user)
        .filter(programme=cohort.programme)
        .exclude(pk=pk)
        .order_by("-number")[:MOST_COHORTS],
        "can_see_programme": can_see_programme(request.user, cohort.programme),
        **_view(shown, cards, wish, today),
    }
    return TemplateResponse(request, "home/board/board.html", context)


def _view(shown, cards, wish, today):
    """What the view asked for prints beyond the head."""
    stages, ended = shown_piles(shown, cards)
    counts = {"stages": stages, "ended": ended}
    if wish.view == "columns":
        return counts
    page = page_of(rows_of(shown, cards, wish.sort), wish.page)
    if wish.view == "table":
        return {**counts, "page": page}
    lanes = timeline_of(shown, cards, [row.card for row in page], today=today)
    rows = year_rows([row.card for row in page], today=today)
    return {**counts, "page": page, "timeline": lanes, "year_rows": rows}
