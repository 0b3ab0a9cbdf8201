from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, number_in
from ruamphon.people.access import check_permission, check_permission_somewhere
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions, queries
from ruamphon.programmes.forms.candidate import CandidateEnrolForm, CandidateFilterForm
from ruamphon.programmes.views.common import say_and_go
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise

ENROLLED = Text("รับ {enterprise} เข้า{cohort}แล้ว", "{enterprise} is in {cohort} now.")
SHOWN_NEEDS = 10


@require_GET
def candidates(request):
    """Groups that no cohort has yet, for those who manage cohorts: by kind of work and place."""
    check_permission_somewhere(request.user, Permission.COHORT_MANAGE)
    form = CandidateFilterForm(request.GET)
    wanted = form.wanted()
    after = number_in(request.GET, "after")
    page = queries.candidate_page(request.user, **wanted, after=after)
    context = {
        "form": form,
        "page": page,
        "is_narrowed": any(wanted.values()),
        "is_continued": after is not None,
    }
    return render(request, "programmes/candidates.html", context)


@require_http_methods(["GET", "POST"])
def candidate_enrol(request, pk):
    """Take a group into a cohort: choose the cohort and the day, nothing is typed again."""
    visible = Enterprise.objects.visible_to(request.user).select_related("subdistrict")
    group = get_object_or_404(visible, pk=pk)
    check_permission(request.user, Permission.COHORT_MANAGE, group.scope_id)
    form = CandidateEnrolForm(request.POST or None, enterprise=group, account=request.user)
    if form.is_valid() and attempt(
        form, lambda: actions.enrol_enterprise(by=request.user, enterprise=group, **form.cleaned_data)
    ):
        said = ENROLLED.format(enterprise=group.name, cohort=form.result.cohort.name)
        return say_and_go(request, said, form.result)
    context = {
        "enterprise": group,
        "kind": WorkKind(group.work_kind).label,
        "needs": group.need_notes.select_related("noted_by")[:SHOWN_NEEDS],
        "form": form,
        "has_cohorts": form.choices.exists(),
    }
    return render(request, "programmes/candidate_enrol.html", context)
