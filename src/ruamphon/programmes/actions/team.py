"""Forming a team, letting it work, moving its last day, ending it. Access follows the team, second for second."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ruamphon.core import audit, thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.actions import add_person, end_grant, end_link, give_grant, link_scopes, move_grant_end
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant, Person, ScopeLink
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.programmes.domain.names import NewPerson
from ruamphon.programmes.domain.team import LINKS_ORGANISATION, check_team
from ruamphon.programmes.domain.term import Term, Window, end_of
from ruamphon.programmes.enums import EnrolmentState, TeamKind, TeamState
from ruamphon.programmes.models import Enrolment, Team, TeamMember
from ruamphon.programmes.queries.people import members_with_access, people_with
from ruamphon.programmes.states import TEAM_MOVES, check_move
from ruamphon.registry.models import Organisation

Member = tuple[Person | NewPerson, Role]

SAME_PERSON_TWICE = Text(
    "“{name}” อยู่ในทีมนี้สองครั้ง เลือกไว้บทบาทเดียว",
    "“{name}” is in this team twice. Keep one role.",
)
GROUP_LEFT = Text(
    "กลุ่มนี้ออกจากรุ่นแล้ว จึงให้ทีมทำงานไม่ได้",
    "This group has left the cohort, so no team can work with it.",
)
NEEDS_REASON = Text("เขียนสั้น ๆ ว่าทำไมทีมจึงจบ", "Write in a few words why the team ends.")
NOT_INTO_THE_PAST = Text(
    "วันสุดท้ายใหม่ ({ends}) ผ่านไปแล้ว ถ้าต้องการให้สิทธิ์หมดเดี๋ยวนี้ ให้กด “จบทีม”",
    "The new last day ({ends}) has passed. To end the access right now, use “End the team”.",
)


@transaction.atomic
def form_team(
    *,
    by: Account | None,
    enrolment: Enrolment,
    kind: TeamKind,
    begins_on: date,
    ends_on: date,
    people: Sequence[Member],
    organisation: Organisation | None = None,
    name: str = "",
    course: str = "",
    term: str = "",
) -> Team:
    """Propose a team for a group. Nobody gets access yet. A `NewPerson` is written down as a Person.

    Raises Impossible when a student team lacks its course, term, adviser or students, a mentor team its
    organisation, when somebody is in it twice, or when it would end before it begins.
    """
    if Enrolment.objects.select_for_update().get(pk=enrolment.pk).state == EnrolmentState.LEFT:
        raise Impossible(GROUP_LEFT)
    Term(begins_on, ends_on).check()
    roles = [role for _, role in people]
    check_team(kind, roles=roles, has_organisation=organisation is not None, course=course, term=term)
    _check_each_once(people)
    team = Team.objects.create(
        enrolment=enrolment,
        kind=kind,
        organisation=organisation,
        name=name,
        course=course,
        term=term,
        begins_on=begins_on,
        ends_on=ends_on,
    )
    scope_id = enrolment.enterprise.scope_id
    for someone, role in people:
        TeamMember.objects.create(team=team, person=_written_down(by, someone, scope_id), role=role)
    _record(
        by,
        "form_team",
        team,
        changes={
            "kind": (None, kind),
            "organisation": (None, organisation),
            "course": (None, course),
            "term": (None, term),
            "begins_on": (None, begins_on),
            "ends_on": (None, ends_on),
            "members": (None, [member.person_id for member in team.members.all()]),
        },
    )
    _tell(by, team, MessageKind.TEAM_PROPOSED, people_with(enrolment, Permission.TEAM_MANAGE))
    return team


@transaction.atomic
def accept_team(*, by: Account | None, team: Team) -> Team:
    """Let a proposed team work: each member gets their role on the group until the last day is over.

    A mentor's or expert's organisation is linked to the group for the same time. The end of the term ends the
    access by itself. Raises Impossible when the team is not proposed any more, its days are over, or the group
    has left.
    """
    team = _locked(team)
    check_move(TEAM_MOVES, TeamState(team.state), TeamState.ACCEPTED)
    if team.enrolment.state == EnrolmentState.LEFT:
        raise Impossible(GROUP_LEFT)
    now = timezone.now()
    window = Term(team.begins_on, team.ends_on).window(now=now)
    _give_access(by, team, window)
    link = _link_organisation(by, team, window)
    changes = audit.changed(
        team, state=TeamState.ACCEPTED, accepted_by_id=audit.person_id(by), accepted_at=now, link=link
    )
    audit.apply(team, changes)
    _record(by, "accept_team", team, changes=changes)
    members = [*team.members.values_list("person_id", flat=True)]
    _tell(by, team, MessageKind.TEAM_ACCEPTED, [*members, *members_with_access(team.enrolment)])
    return team


@transaction.atomic
def move_team_end(*, by: Account | None, team: Team, ends_on: date) -> Team:
    """Let a team end on another day; access that was given moves with it.

    Raises Impossible for an ended team, a day before it begins, or a day already over.
    """
    team = _locked(team)
    if team.state == TeamState.ENDED:
        check_move(TEAM_MOVES, TeamState.ENDED, TeamState.ACCEPTED)
    Term(team.begins_on, ends_on).check()
    if ends_on < timezone.localdate():
        raise Impossible(NOT_INTO_THE_PAST.format(ends=thai_dates.text(ends_on)), "ends_on")
    changes = audit.changed(team, ends_on=ends_on)
    if not changes:
        return team
    _move_access(by, team, end_of(team.ends_on), end_of(ends_on))
    audit.apply(team, changes)
    _record(by, "move_team_end", team, changes=changes)
    return team


@transaction.atomic
def end_team(*, by: Account | None, team: Team, reason: str) -> Team:
    """End a team now: its grants and its organisation's link stop that second. A proposed team is turned down.

    Raises Impossible without a reason, or when the team has ended already.
    """
    team = _locked(team)
    check_move(TEAM_MOVES, TeamState(team.state), TeamState.ENDED)
    reason = reason.strip()
    if not reason:
        raise Impossible(NEEDS_REASON, "reason")
    for grant in _grants(team):
        end_grant(by=by, grant=grant, reason=reason)
    if team.link:
        end_link(by=by, link=team.link, reason=reason)
    changes = audit.changed(team, state=TeamState.ENDED, ended_at=timezone.now(), end_reason=reason[:300])
    audit.apply(team, changes)
    _record(by, "end_team", team, changes=changes, reason=reason)
    return team


def end_running_teams(*, by: Account | None, enrolment: Enrolment, reason: str) -> None:
    """End every team of a group, proposed or at work. Called inside the action that lets the group leave."""
    for team in Team.objects.filter(enrolment=enrolment).exclude(state=TeamState.ENDED):
        end_team(by=by, team=team, reason=reason)


def _locked(team: Team) -> Team:
    return (
        Team.objects.select_for_update(of=("self",))
        .select_related("enrolment__enterprise__scope", "organisation__scope", "link")
        .get(pk=team.pk)
    )


def _grants(team: Team) -> QuerySet[Grant]:
    """What its members were given by this team; their other grants are no business of it."""
    return Grant.objects.filter(pk__in=team.members.values("grant"))


def _check_each_once(people: Iterable[Member]) -> None:
    seen: set[int] = set()
    for someone, _ in people:
        if isinstance(someone, Person):
            if someone.pk in seen:
                raise Impossible(SAME_PERSON_TWICE.format(name=someone.name), "people")
            seen.add(someone.pk)


def _written_down(by: Account | None, someone: Person | NewPerson, scope_id: int) -> Person:
    if isinstance(someone, Person):
        return someone
    return add_person(by=by, name_th=someone.name, scope_id=scope_id, phone=someone.phone)


def _give_access(by: Account | None, team: Team, window: Window) -> None:
    for member in team.members.select_related("person"):
        member.grant = give_grant(
            by=by,
            person=member.person,
            role=Role(member.role),
            scope=team.enrolment.enterprise.scope,
            valid_from=window.valid_from,
            valid_until=window.valid_until,
            reason="accept_team",
            tells=False,
        )
        member.save(update_fields=["grant"])


def _link_organisation(by: Account | None, team: Team, window: Window) -> ScopeLink | None:
    if team.organisation is None or team.kind not in LINKS_ORGANISATION:
        return None
    return link_scopes(
        by=by,
        outer=team.organisation.scope,
        inner=team.enrolment.enterprise.scope,
        valid_from=window.valid_from,
        valid_until=window.valid_until,
        reason="accept_team",
    )


def _move_access(by: Account | None, team: Team, before: datetime, after: datetime) -> None:
    # What somebody ended by hand stays ended: only access that ran to the team's last day moves with it.
    for grant in _grants(team).filter(valid_until=before):
        move_grant_end(by=by, grant=grant, valid_until=after, reason="move_team_end")
    if team.link and team.link.valid_until == before:
        _move_link_end(by, team.link, after)


def _move_link_end(by: Account | None, link: ScopeLink, valid_until: datetime) -> None:
    changes = audit.changed(link, valid_until=valid_until)
    audit.apply(link, changes)
    audit.record(
        by=by,
        action="move_link_end",
        subject=link,
        scope_id=link.inner_id,
        changes=changes,
        reason="move_team_end",
    )


def _tell(by: Account | None, team: Team, kind: MessageKind, people: Iterable[int]) -> None:
    label = TeamKind(team.kind).label
    tell(
        by=by,
        people=people,
        kind=kind,
        cause=f"team-{team.pk}-{kind}",
        scope_id=team.enrolment.enterprise.scope_id,
        about=Text(team.name or label.th, team.name or label.en),
        url=team.get_absolute_url(),
    )


def _record(
    by: Account | None,
    action: str,
    team: Team,
    *,
    changes: dict[str, tuple[object, object]],
    reason: str = "",
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=team,
        scope_id=team.enrolment.enterprise.scope_id,
        changes=changes,
        reason=reason,
    )
