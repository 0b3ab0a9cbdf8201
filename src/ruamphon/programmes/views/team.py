from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes import actions, rules
from ruamphon.programmes.enums import TeamKind, TeamState
from ruamphon.programmes.forms import EndTeamForm, TeamDatesForm, TeamForm
from ruamphon.programmes.models import Team
from ruamphon.programmes.views.common import TEAM_TONES, enrolment_of, history_of, say_and_go

PROPOSED = Text(
    "เสนอทีมแล้ว กด “ให้ทีมเริ่มทำงาน” เมื่อกลุ่มตกลง",
    "The team is proposed. Press “Let the team work” once the group agrees.",
)
ACCEPTED = Text(
    "ทีมเริ่มทำงานได้แล้ว ทำลิงก์เชิญให้คนที่ยังไม่มีบัญชี",
    "The team can work now. Make join links for those without an account.",
)
MOVED = Text("เลื่อนวันสุดท้ายของทีมแล้ว", "The team's last day has moved.")
ENDED = Text("จบทีมแล้ว สิทธิ์ของทีมหมดทันที", "The team has ended, and its access with it.")
OVER = Text("ครบกำหนดแล้ว", "Its days are over")

KIND_ICONS = {
    TeamKind.STUDENTS: "mortarboard",
    TeamKind.MENTOR: "building",
    TeamKind.FACILITATORS: "people",
    TeamKind.EXPERTS: "patch-check",
}
KIND_WORDS = {
    TeamKind.STUDENTS: Text("นักศึกษากับอาจารย์ที่ปรึกษา หนึ่งภาคเรียน", "Students with a faculty adviser, for a term"),
    TeamKind.MENTOR: Text("บริษัทหรือหน่วยงานที่ช่วยกลุ่ม", "A company or body that helps the group"),
    TeamKind.FACILITATORS: Text("คนที่ลงพื้นที่เตรียมกลุ่ม", "Those who prepare the group in the field"),
    TeamKind.EXPERTS: Text("ผู้เชี่ยวชาญจากหน่วยงาน", "Experts from an agency"),
}


def team_card(team, today):
    """A team as lists show it: its state in words, with a tone, and its icon."""
    over = team.state == TeamState.ACCEPTED and team.is_over(today)
    state = OVER if over else TeamState(team.state).label
    return {
        "team": team,
        "state": state,
        "tone": "neutral" if over else TEAM_TONES[team.state],
        "icon": KIND_ICONS[team.kind],
        "kind": TeamKind(team.kind).label,
    }


def team_of(request, pk):
    """The team, if this account may see its group; else 404."""
    rows = Team.objects.visible_to(request.user).select_related(
        "enrolment__enterprise", "enrolment__cohort__programme", "organisation", "accepted_by"
    )
    return get_object_or_404(rows, pk=pk)


@require_GET
def team(request, pk):
    """A team with its people, and a button for each who still needs a join link."""
    shown = team_of(request, pk)
    account, scope_id = request.user, shown.enrolment.enterprise.scope_id
    context = {
        **team_card(shown, timezone.localdate()),
        "members": _members(shown),
        "can_manage": rules.may(account, Permission.TEAM_MANAGE, shown.enrolment),
        "why_not_accept": rules.why_not(rules.check_can_accept_team, account, shown),
        "can_change": rules.allows(rules.check_can_change_team, account, shown),
        "can_invite": rules.allows(rules.check_can_invite_members, account, shown),
        "can_read_contact": has_permission(account, Permission.CONTACT_READ, scope_id),
        "can_read_history": has_permission(account, Permission.HISTORY_READ, scope_id),
    }
    return render(request, "programmes/team.html", context)


def _members(team):
    """Each member with whether a join link would help: the team works, and the person has no account yet."""
    members = list(team.members.select_related("person"))
    joined = set(
        Account.objects.filter(person__in=[member.person_id for member in members]).values_list(
            "person_id", flat=True
        )
    )
    works = team.state == TeamState.ACCEPTED
    return [(member, works and member.person_id not in joined) for member in members]


@require_http_methods(["GET", "POST"])
def team_new(request, pk):
    """Choose the kind of team, then fill in its page."""
    enrolment = enrolment_of(request, pk)
    let_in(request, rules.check_can_form_team, enrolment)
    kind = request.GET.get("kind", "")
    if kind not in set(TeamKind):
        kinds = [(one, KIND_ICONS[one], KIND_WORDS[one]) for one in TeamKind]
        return render(request, "programmes/team_kind.html", {"enrolment": enrolment, "kinds": kinds})
    form = TeamForm(request.POST or None, kind=kind, enrolment=enrolment, account=request.user)
    if form.is_valid() and attempt(
        form, lambda: actions.form_team(by=request.user, enrolment=enrolment, **form.values())
    ):
        return say_and_go(request, PROPOSED, form.result)
    context = {"enrolment": enrolment, "form": form, "kind": TeamKind(kind).label, "kind_code": kind}
    return render(request, "programmes/team_new.html", context)


@require_POST
def team_accept(request, pk):
    """Let a proposed team work."""
    shown = team_of(request, pk)
    rules.check_can_accept_team(request.user, shown)
    try:
        actions.accept_team(by=request.user, team=shown)
    except Impossible as problem:
        messages.error(request, str(problem.reason))
        return redirect(shown)
    return say_and_go(request, ACCEPTED, shown)


@require_http_methods(["GET", "POST"])
def team_dates(request, pk):
    """Move a team's last day, and all its access with it."""
    shown = team_of(request, pk)
    let_in(request, rules.check_can_change_team, shown)
    form = TeamDatesForm(request.POST or None, initial={"ends_on": shown.ends_on})
    if form.is_valid() and attempt(
        form, lambda: actions.move_team_end(by=request.user, team=shown, **form.cleaned_data)
    ):
        return say_and_go(request, MOVED, shown)
    return render(request, "programmes/team_dates.html", {"team": shown, "form": form})


@require_http_methods(["GET", "POST"])
def team_end(request, pk):
    """End a team now."""
    shown = team_of(request, pk)
    let_in(request, rules.check_can_change_team, shown)
    form = EndTeamForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.end_team(by=request.user, team=shown, **form.cleaned_data)
    ):
        return say_and_go(request, ENDED, shown)
    return render(request, "programmes/team_end.html", {"team": shown, "form": form})


@require_GET
def team_history(request, pk):
    """Who changed this team, and when."""
    shown = team_of(request, pk)
    title = TeamKind(shown.kind).label
    return history_of(request, shown, scope_id=shown.enrolment.enterprise.scope_id, title=title)
