from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ruamphon.pathway.queries.stalls import running_enrolments, stall_page
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes.models import Cohort, Programme

MOST_SHOWN = 100


@require_GET
def programme_stalls(request, pk):
    """Which groups of a programme stand still, the longest first, with the next sensible step."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    return _page(request, programme, None, {"cohort__programme": programme})


@require_GET
def cohort_stalls(request, pk):
    """As `programme_stalls`, of one cohort."""
    rows = Cohort.objects.visible_to(request.user).select_related("programme")
    cohort = get_object_or_404(rows, pk=pk)
    return _page(request, cohort.programme, cohort, {"cohort": cohort})


def _page(request, programme, cohort, narrowed):
    rows = running_enrolments(request.user, **narrowed).select_related("enterprise", "cohort")
    scope = (cohort or programme).scope_id
    page = stall_page(rows, timezone.localdate())
    context = {
        "programme": programme,
        "cohort": cohort,
        "page": page,
        "groups": page.groups[:MOST_SHOWN],
        "more": max(len(page.groups) - MOST_SHOWN, 0),
        "acts": has_permission(request.user, Permission.GATE_PROPOSE, scope),
    }
    return render(request, "pathway/stalls.html", context)
