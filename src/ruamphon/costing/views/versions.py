from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.costing import actions, queries, rules
from ruamphon.costing.domain import CostProblem
from ruamphon.costing.forms import HandInForm, LineCommentForm, ShareForm
from ruamphon.costing.models import SheetComment, SheetShare
from ruamphon.costing.queries import versions
from ruamphon.costing.views.common import may_write, recipe_of, say_and_go
from ruamphon.programmes import rules as work

HANDED_IN = Text("ส่งใบต้นทุนแล้ว รออาจารย์ที่ปรึกษาตรวจ", "The sheet is in. The adviser checks it next.")
SAID = Text("ส่งความเห็นแล้ว", "Your comment is in.")
ASKED = Text("ขอให้แก้และส่งกลับให้ทีมแล้ว", "Asked for, and given back to the team.")
SETTLED = Text("บันทึกว่าแก้แล้ว", "Marked as done.")
SHARED = Text("ให้ดูได้แล้ว หมดเวลาเองในวันที่กำหนด", "Shared. It ends by itself on the day you set.")
ENDED = Text("ยุติการให้ดูแล้ว มีผลทันที", "Ended, at once.")


@require_http_methods(["GET", "POST"])
def sheet_hand_in(request, pk):
    """Freeze the sheet as it stands and hand it in."""
    recipe = recipe_of(request, pk)
    let_in(request, rules.check_can_hand_in, recipe)
    form = HandInForm(request.POST or None, initial={"revision": recipe.revision})
    if form.is_valid() and attempt(form, lambda: _hand_in(request, recipe, form)):
        return say_and_go(request, HANDED_IN, form.result)
    page, problem = None, None
    try:
        page = queries.page_of(recipe)
    except CostProblem as found:
        problem = found.reason
    context = {
        "recipe": recipe,
        "form": form,
        "page": page,
        "problem": problem,
        "wishes": versions.open_wishes(recipe),
    }
    return render(request, "costing/sheet_hand_in.html", context)


def _hand_in(request, recipe, form):
    return actions.hand_in_sheet(by=request.user, recipe=recipe, **form.cleaned_data)


@require_GET
def version(request, pk):
    """A version that was handed in, frozen, with what is new in it and what was said of its lines."""
    seen = versions.visible_versions(request.user).filter(pk=pk).first()
    if seen is None:
        return _shared(request, pk)
    return _page(request, seen, LineCommentForm(lines=_lines(seen), may_ask=_may_ask(request, seen)))


def _shared(request, pk):
    """The sheet alone, for somebody the group lets look at this one version."""
    shown = get_object_or_404(versions.shared_versions(request.user), pk=pk)
    share = shown.shares.running().filter(person=request.user.person_id).first()
    if share is None:  # ended while this page was being made
        raise Http404
    context = {
        "version": shown,
        "recipe": shown.sheet.recipe,
        "enterprise": shown.sheet.recipe.enterprise,
        "page": versions.version_page(shown),
        "share": share,
    }
    return render(request, "costing/version_shared.html", context)


def _page(request, shown, form):
    deliverable, account = shown.sheet.deliverable, request.user
    newest = deliverable.current
    earlier = versions.before(shown)
    word, tone = versions.standing(shown.version, newest.number)
    is_newest = newest.pk == shown.version_id
    enterprise = shown.sheet.recipe.enterprise
    context = {
        "version": shown,
        "recipe": shown.sheet.recipe,
        "enterprise": enterprise,
        "deliverable": deliverable,
        "page": versions.version_page(shown),
        "standing": word,
        "tone": tone,
        "earlier": earlier,
        "changes": versions.what_changed(earlier, shown) if earlier else [],
        "talks": versions.talks(shown),
        "form": form,
        "can_check": is_newest and work.allows(work.check_can_check, account, deliverable),
        "can_return": is_newest and work.allows(work.check_can_return, account, deliverable),
        "can_accept": is_newest and work.allows(work.check_can_accept, account, deliverable),
        "can_write": may_write(request, enterprise),
        "can_share": rules.is_member(account, enterprise),
        "shares": shown.shares.running().select_related("person"),
    }
    return render(request, "costing/version.html", context)


def _lines(shown):
    return list(versions.names_of_lines(shown).items())


def _may_ask(request, shown):
    deliverable = shown.sheet.deliverable
    current = deliverable.current
    if current.pk != shown.version_id:
        return False
    return work.allows(work.check_can_return, request.user, deliverable)


def _visible(request, pk):
    return get_object_or_404(versions.visible_versions(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
def version_comment(request, pk):
    """Say something of one line of a version."""
    shown = _visible(request, pk)
    form = LineCommentForm(request.POST or None, lines=_lines(shown), may_ask=_may_ask(request, shown))
    if form.is_valid() and attempt(form, lambda: _comment(request, shown, form)):
        return say_and_go(request, ASKED if form.result.asks_change else SAID, shown)
    return _page(request, shown, form)


def _comment(request, shown, form):
    return actions.comment_on_line(
        by=request.user,
        version=shown,
        text=form.cleaned_data["text"],
        line_code=form.cleaned_data["line"],
        asks_change=form.cleaned_data.get("asks_change", False),
    )


@require_POST
def comment_settle(request, pk):
    """Say that what was asked for has been done."""
    rows = SheetComment.objects.filter(version__in=versions.visible_versions(request.user).values("pk"))
    comment = get_object_or_404(
        rows.select_related("version__sheet__recipe__enterprise", "version__version"), pk=pk
    )
    actions.settle_change(by=request.user, comment=comment)
    return say_and_go(request, SETTLED, comment.version)


@require_http_methods(["GET", "POST"])
def version_share(request, pk):
    """Let somebody see this version until a day."""
    shown = _visible(request, pk)
    let_in(request, rules.check_can_share, shown)
    form = ShareForm(request.POST or None, people=versions.people_to_share_with(shown))
    if form.is_valid() and attempt(
        form, lambda: actions.share_version(by=request.user, version=shown, **form.cleaned_data)
    ):
        return say_and_go(request, SHARED, shown)
    return render(
        request, "costing/version_share.html", {"version": shown, "recipe": shown.sheet.recipe, "form": form}
    )


@require_POST
def share_end(request, pk):
    """End a share at once."""
    rows = SheetShare.objects.filter(version__in=versions.visible_versions(request.user).values("pk"))
    share = get_object_or_404(
        rows.select_related("version__sheet__recipe__enterprise", "version__version"), pk=pk
    )
    actions.end_share(by=request.user, share=share)
    return say_and_go(request, ENDED, share.version)


@require_GET
def shared_sheets(request):
    """The cost sheets that groups let me see now."""
    return render(request, "costing/shared_sheets.html", {"shares": versions.shares_with(request.user)})
