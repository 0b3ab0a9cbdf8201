from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruamphon.core.pdf import hand_out_pdf
from ruamphon.home.board import papers
from ruamphon.home.board.cards import board_of
from ruamphon.home.board.compare import MOST, comparison_of
from ruamphon.home.board.forms import BoardFilter, CompareForm
from ruamphon.home.board.page import asked, page_of, rows_of, shown_piles, timeline_of, year_rows
from ruamphon.home.board.papers import hand_out_xlsx
from ruamphon.home.rules import check_can_list
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.programmes.models import Cohort, Enrolment, Programme
from ruamphon.programmes.rules import can_see_programme

MOST_COHORTS = 12
MOST_TO_CHOOSE = 24


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
        "told": [(word, _without(request, name)) for name, word in form.told()],
        "stalled": sum(card.is_stalled for card in shown.cards),
        "others": cohorts_with_a_board(request.user)
        .filter(programme=cohort.programme)
        .exclude(pk=pk)
        .order_by("-number")[:MOST_COHORTS],
        "can_see_programme": can_see_programme(request.user, cohort.programme),
        **_view(shown, cards, wish, today),
    }
    return TemplateResponse(request, "home/board/board.html", context)


@require_safe
def board_xlsx(request, pk):
    """The board as filtered, as a workbook."""
    shown, wish, cards = _filtered(request, pk)
    return hand_out_xlsx(papers.board_xlsx(shown, cards, wish.sort), str(papers.title_of(shown)))


@require_safe
def board_pdf(request, pk):
    """The board as filtered, on A4 across."""
    shown, wish, cards = _filtered(request, pk)
    filtered, today = bool(wish.wanted.count), timezone.localdate()
    content = papers.board_pdf(shown, cards, by=request.user.person, filtered=filtered, on=today)
    return hand_out_pdf(content, str(papers.title_of(shown)))


def _filtered(request, pk):
    """The board of a cohort the person may see, what the address asks of it, and the cards that fit."""
    cohort = get_object_or_404(cohorts_with_a_board(request.user), pk=pk)
    shown = board_of(cohort, request.user, on=timezone.localdate())
    wish = asked(request.GET, BoardFilter(request.GET, cards=shown.cards).wanted())
    return shown, wish, [card for card in shown.cards if wish.wanted.fits(card)]


def _without(request, name):
    """The same address without one part of the filter."""
    rest = request.GET.copy()
    for each in (name, "page"):
        rest.pop(each, None)
    return f"?{rest.urlencode()}"


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


@require_safe
def cohorts_compare(request, pk):
    """Two or three cohorts of a programme on one clock: months since each began."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    cohorts = (
        Cohort.objects.visible_to(request.user)
        .filter(programme=programme)
        .select_related("playbook", "programme")
        .order_by("-number")[:MOST_TO_CHOOSE]
    )
    form = CompareForm(cohorts=cohorts)
    today = timezone.localdate()
    chosen = form.chosen(request.GET.getlist("cohort"), MOST, today=today)
    form.initial = {"cohort": [str(cohort.pk) for cohort in chosen]}
    context = {
        "programme": programme,
        "form": form,
        "comparison": comparison_of(chosen, request.user, on=today) if len(chosen) > 1 else None,
        "asked_too_many": len(set(request.GET.getlist("cohort"))) > MOST,
    }
    return TemplateResponse(request, "home/board/cohorts_compare.html", context)
