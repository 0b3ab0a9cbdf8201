from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ruamphon.people.access import check_permission_somewhere, has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import queries, rules
from ruamphon.programmes.enums import CohortState
from ruamphon.programmes.models import Programme
from ruamphon.programmes.views.common import COHORT_TONES, history_of

MOST_MILESTONES = 40


@require_GET
def programmes(request):
    """The programmes this account may see."""
    check_permission_somewhere(request.user, Permission.PROGRAMME_READ)
    rows = (
        Programme.objects.visible_to(request.user)
        .select_related("lead")
        .annotate(cohort_count=Count("cohorts"))
    )
    return render(request, "programmes/programmes.html", {"programmes": rows})


@require_GET
def programme(request, pk):
    """A programme with its cohorts, partners, agreements, milestones and playbooks."""
    rows = Programme.objects.visible_to(request.user).select_related("lead", "source")
    shown = get_object_or_404(rows, pk=pk)
    cards = queries.cohort_cards(shown, request.user)
    context = {
        "programme": shown,
        "cards": [(card, COHORT_TONES[CohortState(card.cohort.state)]) for card in cards],
        "partners": shown.partners.select_related("organisation", "source"),
        "agreements": shown.agreements.select_related("witness", "source", "cohort").prefetch_related(
            "parties__organisation"
        ),
        "milestones": shown.milestones.select_related("source")[:MOST_MILESTONES],
        "playbooks": shown.playbooks.all(),
        "can_open_cohort": rules.allows(rules.check_can_open_cohort, request.user, shown),
        "can_read_history": has_permission(request.user, Permission.HISTORY_READ, shown.scope_id),
    }
    return render(request, "programmes/programme.html", context)


@require_GET
def programme_history(request, pk):
    """Who changed this programme, and when."""
    shown = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    return history_of(request, shown, scope_id=shown.scope_id, title=shown.name)
