"""The groups a person belongs to or works with directly, and the next thing in the first of them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.home.marks import mark_of
from ruamphon.home.queries.listing import StagePicture, stage_picture
from ruamphon.pathway.queries import CurrentStage, Roadmap, current_stages, roadmap
from ruamphon.pathway.queries.roadmap import CriterionRow
from ruamphon.people.enums import Role, ScopeKind
from ruamphon.people.models import Account, Grant
from ruamphon.programmes.models import Enrolment

CLOSENESS = (Role.MEMBER, Role.STUDENT, Role.FACILITATOR, Role.ADVISER, Role.MENTOR, Role.EXPERT)
"""Whose page is about one group; of several groups the one where a person is closest comes first."""
GUIDED = (Role.MEMBER, Role.STUDENT)
"""Those who do the group's next thing themselves get it on a big card; helpers get their list of things to do."""
MOST_GROUPS = 12
MOST_TO_HAND_IN = 5


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """One of a person's groups, as a line."""

    enrolment: Enrolment
    mark: str
    role: Text
    stage: StagePicture | None
    url: str


@dataclass(frozen=True, slots=True)
class MainGroup:
    """The first of a person's groups, with the roadmap as they see it."""

    group: OwnGroup
    roadmap: Roadmap
    to_hand_in: tuple[CriterionRow, ...]


@dataclass(frozen=True, slots=True)
class OwnGroups:
    """A person's groups: the main one in full, the others as lines."""

    main: MainGroup | None
    others: tuple[OwnGroup, ...]

    @property
    def next_url(self) -> str:
        """Where the big card's button leads, "" without one: the same need not stand in the list again."""
        turn = self.main.roadmap.turn if self.main else None
        return turn.url if turn and turn.is_mine else ""


def own_groups(account: Account, *, today: date) -> OwnGroups:
    """The groups in progress on which a person holds a role of their own. The query count is constant."""
    roles = _roles_by_scope(account)
    found = Enrolment.objects.visible_to(account).in_progress().filter(enterprise__scope__in=list(roles))
    enrolments = list(
        found.select_related("enterprise", "cohort__playbook").order_by("-cohort__number", "pk")
    )
    enrolments.sort(key=lambda each: CLOSENESS.index(roles[each.enterprise.scope_id]))
    shown = enrolments[:MOST_GROUPS]
    stages = current_stages(shown)
    groups = [_group(each, roles[each.enterprise.scope_id], stages[each.pk]) for each in shown]
    if not groups or roles[shown[0].enterprise.scope_id] not in GUIDED:
        return OwnGroups(None, tuple(groups))
    return OwnGroups(_main(groups[0], account, today), tuple(groups[1:]))


def _roles_by_scope(account: Account) -> dict[int, Role]:
    """Scope id → the closest role held on that very group."""
    grants = Grant.objects.running().filter(
        person=account.person_id, scope__kind=ScopeKind.ENTERPRISE, role__in=CLOSENESS
    )
    held = [(scope, Role(role)) for scope, role in grants.values_list("scope_id", "role")]
    held.sort(key=lambda pair: CLOSENESS.index(pair[1]), reverse=True)
    return dict(held)


def _group(enrolment: Enrolment, role: Role, stage: CurrentStage | None) -> OwnGroup:
    return OwnGroup(
        enrolment=enrolment,
        mark=mark_of(enrolment.enterprise.name_th),
        role=role.label,
        stage=stage_picture(stage) if stage else None,
        url=reverse("pathway:roadmap", args=[enrolment.pk]),
    )


def _main(group: OwnGroup, account: Account, today: date) -> MainGroup:
    """The roadmap as this person sees it; below it what else is theirs to hand in or sign."""
    road = roadmap(group.enrolment, account, today)
    first = road.turn.url if road.turn and road.turn.is_mine else ""
    mine = [row for row in road.missing if row.url and row.url != first]
    return MainGroup(group, road, tuple(mine[:MOST_TO_HAND_IN]))
