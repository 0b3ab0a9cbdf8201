from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ruamphon.assessments import queries, rules
from ruamphon.assessments.enums import Change
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.registry.models import Enterprise

MOST_DIGITS = 18
"""Of a number a row can have."""
ICONS = {
    Change.UP: "arrow-up-right",
    Change.SAME: "arrow-right",
    Change.DOWN: "arrow-down-right",
    Change.NOT_COMPARABLE: "slash-circle",
    Change.UNKNOWN: "question-circle",
}


@require_GET
def potential(request, pk):
    """A group's radar: the newest round against the first one and any other, with the change in words."""
    group = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    check_permission(request.user, Permission.ASSESSMENT_READ, group.scope_id)
    given = request.GET.get("against", "")
    against = int(given) if given.isdecimal() and len(given) <= MOST_DIGITS else None
    analysis = queries.potential_of(group, request.user, on=timezone.localdate(), against=against)
    runs = analysis.newest and rules.can_run_rounds(request.user, analysis.newest.held.scope_id)
    context = {"enterprise": group, "analysis": analysis, "icons": ICONS, "can_open_round": runs}
    return render(request, "assessments/potential.html", context)
