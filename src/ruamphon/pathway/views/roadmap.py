from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ruamphon.pathway import queries
from ruamphon.pathway.views.common import visible_enrolment


@require_GET
def roadmap(request, pk):
    """The group's own page: where it stands, what is missing, whose turn it is."""
    enrolment = visible_enrolment(request, pk)
    page = queries.roadmap(enrolment, request.user, timezone.localdate())
    return render(request, "pathway/roadmap.html", {"enrolment": enrolment, "roadmap": page})
