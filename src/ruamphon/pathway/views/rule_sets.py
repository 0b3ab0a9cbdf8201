from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.pathway import actions, rules
from ruamphon.pathway.domain.rule_reading import RuleProblems
from ruamphon.pathway.forms.rule_sets import RulesForm
from ruamphon.pathway.queries import rule_pages
from ruamphon.pathway.queries import rule_sets as sets
from ruamphon.pathway.views.common import done, visible_enrolment
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.programmes.models import Programme

PUBLISHED = Text("เปิดใช้กฎฉบับที่ {number} แล้ว", "Rules, version {number}, are in force now.")
HISTORY = Text("ประวัติของกฎ: {title} ฉบับที่ {number}", "History of the rules: {title}, version {number}")


@require_GET
def programme_rules(request, pk):
    """A programme's rules in force, for whom they fire, and earlier versions."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    context = {
        "programme": programme,
        "page": rule_pages.programme_rules(programme),
        "can_edit": rules.can_manage_rules(request.user, programme),
    }
    return render(request, "pathway/programme_rules.html", context)


@require_GET
def rule_set(request, pk):
    """One version of a programme's rules, in words and as it was written."""
    version = get_object_or_404(rule_pages.visible_rule_sets(request.user), pk=pk)
    context = {
        "version": version,
        "lines": rule_pages.rule_lines(sets.rules_of(version)),
        "is_in_force": sets.rules_in_force(version.programme) == version,
        "can_edit": rules.can_manage_rules(request.user, version.programme),
        "can_see_history": has_permission(request.user, Permission.HISTORY_READ, version.programme.scope_id),
    }
    return render(request, "pathway/rule_set.html", context)


@require_GET
def rule_set_history(request, pk):
    """Who put a version in force."""
    version = get_object_or_404(rule_pages.visible_rule_sets(request.user), pk=pk)
    check_permission(request.user, Permission.HISTORY_READ, version.programme.scope_id)
    title = HISTORY.format(title=version.title, number=version.number)
    return render_history(request, record=version, title=title, back=version.get_absolute_url())


@require_http_methods(["GET", "POST"])
def rules_edit(request, pk):
    """Write the rules; see whom they would touch; then put them in force. Three steps on one page, one text."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    rules.check_can_manage_rules(request.user, programme)
    form = RulesForm(request.POST or None, initial={"toml": _start_text(request, programme)})
    plan, problems = None, []
    if form.is_valid():
        try:
            if _publishes(request, programme, form):
                return done(
                    request,
                    PUBLISHED.format(number=form.result.number),
                    "pathway:programme-rules",
                    programme.pk,
                )
            plan = sets.plan_rules(programme, form.toml_text, on=timezone.localdate())
        except RuleProblems as found:
            problems = list(found.problems)
    context = {
        "programme": programme,
        "form": form,
        "plan": plan,
        "problems": problems,
        "words": rule_pages.word_list(),
        "in_force": sets.rules_in_force(programme),
        "from_proposed": request.GET.get("from") == "proposed",
    }
    return render(request, "pathway/rules_edit.html", context)


def _publishes(request, programme, form):
    """Whether the button for putting it in force was pressed, and it is in force now."""
    if "publish" not in request.POST:
        return False
    return attempt(
        form,
        lambda: actions.publish_rules(
            by=request.user,
            programme=programme,
            toml_text=form.toml_text,
            seen=form.cleaned_data["seen"],
        ),
    )


def _start_text(request, programme):
    """What the box holds at first: a named version, the proposed set, or what is in force."""
    if request.GET.get("from") == "proposed":
        return sets.proposed_rules()
    version = sets.rules_in_force(programme)
    asked = request.GET.get("version", "")
    if asked:
        if not asked.isdecimal() or len(asked) > len("999999"):
            raise Http404
        version = get_object_or_404(programme.rule_sets, number=int(asked))
    return version.toml if version else sets.proposed_rules()


@require_GET
def rules_fired(request, pk):
    """Which rules fire for a group, why, and what was done about it."""
    enrolment = visible_enrolment(request, pk)
    check_permission(request.user, Permission.GATE_READ, enrolment.enterprise.scope_id)
    lines = rule_pages.firings_of(enrolment)
    programme = enrolment.cohort.programme
    reads = has_permission(request.user, Permission.PROGRAMME_READ, programme.scope_id)
    context = {
        "enrolment": enrolment,
        "now": [line for line in lines if line.ended_on is None],
        "past": [line for line in lines if line.ended_on],
        "version": sets.rules_in_force(programme),
        "rules_url": reverse("pathway:programme-rules", args=[programme.pk]) if reads else "",
    }
    return render(request, "pathway/rules_fired.html", context)
