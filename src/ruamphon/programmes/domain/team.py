"""Who may be in which kind of team, and what a team must have before it can be proposed."""

from collections.abc import Collection

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.enums import Role
from ruamphon.programmes.enums import TeamKind

ROLES_IN: dict[TeamKind, tuple[Role, ...]] = {
    TeamKind.STUDENTS: (Role.ADVISER, Role.STUDENT),
    TeamKind.MENTOR: (Role.MENTOR,),
    TeamKind.FACILITATORS: (Role.FACILITATOR,),
    TeamKind.EXPERTS: (Role.EXPERT,),
}
"""The roles a team of each kind can give. No team can give an officer's role."""

LINKS_ORGANISATION: frozenset[TeamKind] = frozenset({TeamKind.MENTOR, TeamKind.EXPERTS})
"""Kinds whose organisation reaches the group as a whole while the team works."""

NEEDS_COURSE = Text("ใส่รายวิชาของทีมนักศึกษา เช่น บช.312", "Enter the student team's course, for example AC312.")
NEEDS_TERM = Text("ใส่ภาคเรียน เช่น 1/2569", "Enter the term, for example 1/2569.")
NEEDS_ADVISER = Text(
    "ทีมนักศึกษาต้องมีอาจารย์ที่ปรึกษาอย่างน้อยหนึ่งคน",
    "A student team needs at least one faculty adviser.",
)
NEEDS_STUDENT = Text("ใส่ชื่อนักศึกษาอย่างน้อยหนึ่งคน", "Enter at least one student.")
NEEDS_ORGANISATION = Text("เลือกองค์กรพี่เลี้ยง", "Choose the mentor organisation.")
NEEDS_SOMEBODY = Text("ใส่ชื่อคนในทีมอย่างน้อยหนึ่งคน", "Enter at least one person.")
WRONG_ROLE = Text("“{kind}” มีคนในบทบาท “{role}” ไม่ได้", "“{kind}” cannot have a “{role}”.")


def check_team(
    kind: TeamKind, *, roles: Collection[Role], has_organisation: bool, course: str = "", term: str = ""
) -> None:
    """Raise Impossible, naming the form field, when something a team of this kind needs is missing."""
    _check_roles(kind, roles)
    if kind == TeamKind.STUDENTS:
        _check_students(roles, course, term)
    if kind == TeamKind.MENTOR and not has_organisation:
        raise Impossible(NEEDS_ORGANISATION, "organisation")
    if not roles:
        raise Impossible(NEEDS_SOMEBODY, "people")


def _check_roles(kind: TeamKind, roles: Collection[Role]) -> None:
    for role in roles:
        if role not in ROLES_IN[kind]:
            raise Impossible(WRONG_ROLE.format(kind=kind.label, role=role.label))


def _check_students(roles: Collection[Role], course: str, term: str) -> None:
    if not course.strip():
        raise Impossible(NEEDS_COURSE, "course")
    if not term.strip():
        raise Impossible(NEEDS_TERM, "term")
    if Role.ADVISER not in roles:
        raise Impossible(NEEDS_ADVISER, "advisers")
    if Role.STUDENT not in roles:
        raise Impossible(NEEDS_STUDENT, "people")
