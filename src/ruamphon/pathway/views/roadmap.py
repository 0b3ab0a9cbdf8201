from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from ruamphon.core.share import share_page
from ruamphon.core.text import Text
from ruamphon.pathway import queries
from ruamphon.pathway.queries.notices import notices_for
from ruamphon.pathway.views.common import visible_enrolment

SHARED = Text("เส้นทางของ{group}", "The roadmap of {group}")


@require_GET
def roadmap(request, pk):
    """The group's own page: where it stands, what is missing, whose turn it is."""
    enrolment = visible_enrolment(request, pk)
    page = queries.roadmap(enrolment, request.user, timezone.localdate())
    notices = notices_for(enrolment, request.user, timezone.localdate())
    return render(
        request, "pathway/roadmap.html", {"enrolment": enrolment, "roadmap": page, "notices": notices}
    )


@require_GET
def roadmap_share(request, pk):
    """Ready text, link and QR of the group's roadmap."""
    enrolment = visible_enrolment(request, pk)
    what = SHARED.format(group=enrolment.enterprise.name)
    return share_page(request, what=what, path=reverse("pathway:roadmap", args=[pk]))
