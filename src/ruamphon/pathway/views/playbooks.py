from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.pathway import actions, queries, rules
from ruamphon.pathway.domain import PlaybookProblems
from ruamphon.pathway.forms import ImportForm, MoveForm
from ruamphon.pathway.views.common import done
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.programmes.enums import PlaybookState
from ruamphon.programmes.models import Cohort, Programme

IMPORTED = Text(
    "นำเข้าเป็นร่างฉบับที่ {number} แล้ว อ่านทวนก่อนเปิดใช้",
    "Imported as draft version {number}. Read it through before use.",
)
PUBLISHED = Text("เปิดใช้เกณฑ์ฉบับนี้แล้ว", "This version is in use now.")
MOVED = Text("ย้ายรุ่นมาใช้เกณฑ์ฉบับที่ {number} แล้ว", "The cohort follows version {number} now.")
MOST_DIGITS = 18
"""Of a number a row can have."""
HISTORY = Text("ประวัติของเกณฑ์: {title} ฉบับที่ {number}", "History of the playbook: {title}, version {number}")


@require_GET
def playbook(request, pk):
    """A playbook to read, stage by stage."""
    version = get_object_or_404(queries.visible_playbooks(request.user), pk=pk)
    context = _page(request, version)
    return render(request, "pathway/playbook.html", context)


def _page(request, version):
    read = queries.playbook_of(version)
    manages = rules.can_manage_playbooks(request.user, version.programme)
    is_draft = version.state == PlaybookState.DRAFT
    cohorts = Cohort.objects.visible_to(request.user).filter(programme=version.programme)
    return {
        "problem": "",
        "version": version,
        "programme": version.programme,
        "stages": queries.playbook_lines(read),
        "sources": read.sources,
        "is_draft": is_draft,
        "can_import": manages,
        "can_publish": is_draft and manages,
        "cohorts": [] if is_draft or not manages else cohorts.exclude(playbook=version),
        "followers": cohorts.filter(playbook=version),
        "can_see_history": has_permission(request.user, Permission.HISTORY_READ, version.programme.scope_id),
    }


@require_http_methods(["GET", "POST"])
def playbook_import(request, pk):
    """Import a text as the next draft; everything wrong with it is listed at once."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    rules.check_can_manage_playbooks(request.user, programme)
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(form, lambda: _import(request, programme, form)) and form.result:
        return done(request, IMPORTED.format(number=form.result.number), "pathway:playbook", form.result.pk)
    return render(request, "pathway/playbook_import.html", {"programme": programme, "form": form})


def _import(request, programme, form):
    """The new version; or None, with every problem of the text on the form."""
    try:
        return actions.import_playbook(by=request.user, programme=programme, toml_text=form.toml_text)
    except PlaybookProblems as problems:
        form.add_error("toml", [str(problem) for problem in problems.problems])
        return None


@require_POST
def playbook_publish(request, pk):
    """Put a draft in use."""
    version = get_object_or_404(queries.visible_playbooks(request.user), pk=pk)
    rules.check_can_manage_playbooks(request.user, version.programme)
    try:
        actions.publish_playbook(by=request.user, playbook=version)
    except Impossible as problem:
        return render(request, "pathway/playbook.html", _page(request, version) | {"problem": problem.reason})
    return done(request, PUBLISHED, "pathway:playbook", version.pk)


@require_GET
def playbook_history(request, pk):
    """Who did what with a playbook version."""
    version = get_object_or_404(queries.visible_playbooks(request.user), pk=pk)
    check_permission(request.user, Permission.HISTORY_READ, version.programme.scope_id)
    title = HISTORY.format(title=version.title, number=version.number)
    return render_history(request, record=version, title=title, back=reverse("pathway:playbook", args=[pk]))


@require_http_methods(["GET", "POST"])
def playbook_move(request, pk):
    """First choose a version (GET), then see what changes (GET with ?playbook=), then confirm (POST)."""
    rows = Cohort.objects.visible_to(request.user).select_related("playbook", "programme")
    cohort = get_object_or_404(rows, pk=pk)
    rules.check_can_move_cohort(request.user, cohort)
    versions = cohort.programme.playbooks.filter(state=PlaybookState.PUBLISHED).exclude(pk=cohort.playbook_id)
    chosen = _chosen(request, versions)
    form = MoveForm(request.POST or None)
    if chosen and form.is_valid() and attempt(form, lambda: _move(request, cohort, chosen, form)):
        return done(request, MOVED.format(number=chosen.number), cohort)
    if chosen is None and request.method == "POST":
        return redirect("pathway:playbook-move", cohort.pk)
    plan = queries.plan_move(cohort, chosen, on=timezone.localdate()) if chosen else None
    context = {"cohort": cohort, "versions": versions, "plan": plan, "form": form}
    return render(request, "pathway/playbook_move.html", context)


def _chosen(request, versions):
    given = request.POST.get("playbook") or request.GET.get("playbook") or ""
    if not given:
        return None
    if not given.isdecimal() or len(given) > MOST_DIGITS:
        raise Http404
    return versions.filter(pk=int(given)).first()


def _move(request, cohort, version, form):
    return actions.move_cohort(
        by=request.user, cohort=cohort, playbook=version, expected_sha=form.cleaned_data["expected_sha"]
    )
