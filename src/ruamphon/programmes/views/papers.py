"""Papers of the day: downloads for those who may see what is written in them."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ruamphon.core.papers import hand_out
from ruamphon.core.thai_dates import short
from ruamphon.programmes import papers, queries, rules
from ruamphon.programmes.enums import ActivityKind, PaperKind
from ruamphon.programmes.forms import PlannedDayForm
from ruamphon.programmes.views.activity import activity_of
from ruamphon.programmes.views.common import cohort_of


@require_GET
def activity_record(request, pk):
    """The record of a visit, workshop or meeting, as DOCX."""
    shown = activity_of(request, pk)
    attendees = queries.attendees_for(shown, request.user)
    paper = papers.activity_record(
        shown,
        groups=_names(queries.groups_for(shown, request.user)),
        named=[person.name_th for person in attendees.named],
        others=attendees.others,
    )
    return hand_out(paper, f"บันทึก{ActivityKind(shown.kind).label.th} {short(shown.happened_on)}")


@require_GET
def activity_attendance(request, pk):
    """The attendance sheet of an activity, with those who came, as DOCX."""
    shown = activity_of(request, pk)
    groups = list(queries.groups_for(shown, request.user))
    attendees = queries.attendees_for(shown, request.user)
    paper = papers.attendance_sheet(
        subject=f"{ActivityKind(shown.kind).label.th} {shown.cohort.name.th}",
        place="",
        on=shown.happened_on,
        groups=_names(groups),
        guests=queries.guests_of(attendees.named, groups, on=shown.happened_on),
        unnamed=attendees.others,
    )
    return hand_out(paper, f"ใบลงทะเบียน {short(shown.happened_on)}")


@require_GET
def cohort_papers(request, pk):
    """Papers for a day that is planned. With everything filled in, the address gives the DOCX; nothing is kept."""
    cohort = cohort_of(request, pk)
    rules.check_can_record_in_cohort(request.user, cohort)
    form = PlannedDayForm(
        request.GET if "paper" in request.GET else None, cohort=cohort, account=request.user
    )
    if form.is_valid():
        return _planned(request, cohort, form.cleaned_data)
    return render(request, "programmes/cohort_papers.html", {"cohort": cohort, "form": form})


def _planned(request, cohort, given):
    groups = list(given["enrolments"])
    if given["paper"] == PaperKind.INVITATION:
        occasion = papers.Occasion(
            given["subject"], given["on"], given["hours"], given["place"], given["more"]
        )
        paper = papers.invitation_letters(
            cohort, occasion, groups=_names(groups), written_on=timezone.localdate()
        )
        return hand_out(paper, f"หนังสือเชิญ {given['subject'][:80]}")
    paper = papers.attendance_sheet(
        subject=given["subject"],
        place=given["place"],
        on=given["on"],
        groups=_names(groups),
        guests=_likely(request, groups, given["on"]) if given["with_names"] else [],
    )
    return hand_out(paper, f"ใบลงทะเบียน {given['subject'][:80]}")


def _likely(request, groups, on):
    people = queries.likely_attendees(groups, on, recorder=request.user.person)
    return queries.guests_of(people, groups, on=on)


def _names(groups):
    return [group.enterprise.name.th for group in groups]
