from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ruamphon.assessments import queries
from ruamphon.assessments.views.common import TONES
from ruamphon.people.access import check_permission_somewhere
from ruamphon.people.enums import Permission


@require_GET
def mine(request):
    """Everything I was asked to assess."""
    check_permission_somewhere(request.user, Permission.ASSESS)
    rows = queries.own_rows(request.user, timezone.localdate())
    context = {
        "now": [row for row in rows if row.is_open],
        "others": [(row, TONES[row.state]) for row in rows if not row.is_open],
    }
    return render(request, "assessments/mine.html", context)
