from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.forms.attendance import AttendanceForm
from ruamphon.programmes.views.activity import activity_of
from ruamphon.programmes.views.common import enrolment_of, say_and_go

NOTED = Text("บันทึกว่าใครมาแล้ว", "Kept who came.")
MOST_PAGES = 500


@require_GET
def attendance(request, pk):
    """A group's members by its activities: who came to what, and how often."""
    enrolment = enrolment_of(request, pk)
    typed = request.GET.get("page", "")
    page = (
        min(int(typed), MOST_PAGES)
        if typed.isascii() and typed.isdigit() and len(typed) < len("99999")
        else 1
    )
    table = queries.attendance_table(enrolment, on=timezone.localdate(), page=max(page, 1))
    return render(request, "programmes/attendance.html", {"enrolment": enrolment, "table": table})


@require_http_methods(["GET", "POST"])
def activity_people(request, pk):
    """Put right who came to an activity."""
    activity = activity_of(request, pk)
    rules.check_can_note_attendance(request.user, activity)
    sent = request.POST if request.method == "POST" else None  # no tick at all is an answer too: nobody
    form = AttendanceForm(sent, activity=activity, account=request.user)
    if form.is_valid() and attempt(form, lambda: _note(request, activity, form)):
        return say_and_go(request, NOTED, activity)
    return render(request, "programmes/activity_people.html", {"activity": activity, "form": form})


def _note(request, activity, form):
    return actions.note_attendance(by=request.user, activity=activity, people=form.came(), among=form.offered)
