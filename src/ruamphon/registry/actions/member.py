from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import Q

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import text as said_day
from ruamphon.core.thai_text import search_key
from ruamphon.people.actions import add_person
from ruamphon.people.models import Account, Person
from ruamphon.registry import rules
from ruamphon.registry.changes import By, Changes, check_order, filled
from ruamphon.registry.enums import Post
from ruamphon.registry.models import Enterprise, Membership

PERSONAL: Final = ("household",)
NO_NAME: Final = Text(
    "กรุณาใส่ชื่อ–นามสกุล หรือเลือกคนที่มีชื่ออยู่แล้ว", "Type the full name, or choose someone already listed."
)
IS_MEMBER: Final = Text(
    "คนนี้เป็นสมาชิกของกลุ่มอยู่แล้ว แก้ตำแหน่งได้ที่ชื่อของเขาในรายชื่อสมาชิก",
    "This person is a member already. Change the post at their name in the list of members.",
)
SAME_NAME: Final = Text(
    "มีสมาชิกชื่อ {name} อยู่แล้ว ถ้าเป็นคนละคน ใส่ชื่อเล่นให้ต่างกัน",
    "There is a member called {name} already. If this is someone else, give a different nickname.",
)
LEFT_FIRST: Final = Text(
    "วันที่ออกอยู่ก่อนวันที่เข้ากลุ่ม ตรวจวันที่ทั้งสองช่องอีกครั้ง",
    "The day of leaving comes before the day of joining. Check both dates.",
)
OVERLAPS: Final = Text(
    "คนนี้เคยเป็นสมาชิกถึง {left} วันที่เข้าใหม่ต้องไม่อยู่ก่อนวันนั้น",
    "This person was a member until {left}. The new day of joining must not be earlier.",
)


@transaction.atomic
def add_member(
    *,
    by: By,
    enterprise: Enterprise,
    person: Person | None = None,
    name_th: str = "",
    nickname: str = "",
    phone: str = "",
    post: str = Post.MEMBER,
    joined_on: date | None = None,
    household: str = "",
) -> Membership:
    """Write someone into a group: a person of the group already known, or a new one by name.

    Raises Impossible for a present member, for a namesake without another nickname, and for a day of joining
    before the person last left. Gives no access: inviting is another thing.
    """
    locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if person is None:
        _check_new_name(locked, name_th, nickname)
        person = add_person(
            by=by, name_th=name_th.strip(), scope_id=locked.scope_id, nickname=nickname, phone=phone
        )
    _check_free(locked, person, joined_on)
    values = {"person": person, "post": post, "joined_on": joined_on, "household": household}
    membership = Membership.objects.create(enterprise=locked, **values)
    _record(by, "add_member", membership, filled(values))
    return membership


def _check_new_name(enterprise: Enterprise, name: str, nickname: str) -> None:
    if not search_key(name):
        raise Impossible(NO_NAME, "name_th")
    for member in enterprise.memberships.filter(left_on=None).select_related("person"):
        same = search_key(member.person.name_th) == search_key(name)
        if same and search_key(member.person.nickname) == search_key(nickname):
            raise Impossible(SAME_NAME.format(name=member.person.name_th), "name_th")


def _check_free(enterprise: Enterprise, person: Person, joined_on: date | None) -> None:
    earlier = enterprise.memberships.filter(person=person)
    if earlier.filter(left_on=None).exists():
        raise Impossible(IS_MEMBER, "person")
    last = earlier.order_by("-left_on").values_list("left_on", flat=True).first()
    _check_after(last, joined_on)


def _check_after(left_on: date | None, joined_on: date | None) -> None:
    if left_on and (joined_on is None or joined_on < left_on):
        raise Impossible(OVERLAPS.format(left=said_day(left_on)), "joined_on")


@transaction.atomic
def change_membership(
    *,
    by: By,
    membership: Membership,
    post: str,
    joined_on: date | None = None,
    left_on: date | None = None,
    household: str | None = None,
) -> Membership:
    """Change a member's post, days and house; `left_on` ends the membership, None lets it run; a house of None stays.

    Raises Impossible when it would end before it began, or run twice at a time.
    """
    Enterprise.objects.select_for_update().get(pk=membership.enterprise_id)
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    check_order(joined_on, left_on, "left_on", LEFT_FIRST)
    _check_alone(locked, left_on)
    house = locked.household if household is None else household
    changes = audit.changed(locked, post=post, joined_on=joined_on, left_on=left_on, household=house)
    audit.apply(locked, changes)
    if changes:
        _record(
            by, "end_membership" if "left_on" in changes and left_on else "change_membership", locked, changes
        )
    return locked


def _check_alone(membership: Membership, left_on: date | None) -> None:
    others = Membership.objects.filter(enterprise=membership.enterprise_id, person=membership.person_id)
    if left_on is None and others.exclude(pk=membership.pk).filter(Q(left_on=None)).exists():
        raise Impossible(IS_MEMBER, "left_on")


@transaction.atomic
def correct_member(
    *, by: Account, membership: Membership, name_th: str, nickname: str = "", phone: str = ""
) -> Person:
    """Put right the name, nickname or phone of someone known here and nowhere else; see the rule of that name.

    Raises Refused when the person keeps these themselves. The audit keeps the names of the fields only.
    """
    person = Person.objects.select_for_update().get(pk=membership.person_id)
    rules.check_can_correct_person(by, membership)
    changes = audit.changed(person, name_th=name_th, nickname=nickname, phone=phone)
    audit.apply(person, changes)
    if changes:
        scope_id = membership.enterprise.scope_id
        audit.record(
            by=by,
            action="correct_member",
            subject=membership,
            scope_id=scope_id,
            changes=changes,
            personal=list(changes),
        )
    return person


def _record(by: By, action: str, membership: Membership, changes: Changes) -> None:
    scope_id = membership.enterprise.scope_id
    audit.record(
        by=by, action=action, subject=membership, scope_id=scope_id, changes=changes, personal=PERSONAL
    )
