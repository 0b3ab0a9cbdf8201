"""Inviting, joining, granting and ending."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.enums import InvitationKind, Role, ScopeKind
from ruamphon.people.keys.actions import remove_keys
from ruamphon.people.models import Account, Grant, Invitation, Person, Scope, ScopeLink
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.permissions import ROLE_PLACES

By = Account | Person | None

ENDS_BEFORE = Text(
    "วันสิ้นสุดสิทธิ์อยู่ก่อนวันเริ่ม เลือกวันสิ้นสุดหลังวันเริ่ม",
    "The access would end before it begins. Choose a later end.",
)
LINK_SPENT = Text(
    "ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ ขอลิงก์ใหม่จากเจ้าหน้าที่โครงการได้เลย",
    "This link has been used or has expired. Ask a programme officer for a new one.",
)
TAKEN = Text(
    "มีคนใช้ชื่อนี้ อีเมล หรือเบอร์โทรนี้แล้ว ลองชื่ออื่น หรือเว้นอีเมลและเบอร์โทรไว้ก่อน",
    "This username, e-mail or phone is already in use. Try another name, or leave e-mail and phone empty.",
)

CONTACT_TAKEN = Text(
    "มีคนใช้อีเมลหรือเบอร์โทรนี้เข้าสู่ระบบอยู่แล้ว ตรวจดูอีกครั้ง หรือเว้นว่างไว้",
    "Somebody already signs in with this e-mail or phone. Check it, or leave it empty.",
)
NOT_THERE = Text(
    "เชิญคนมาเป็น{role}ใน{place}ไม่ได้ เลือก{places}แทน",
    "Nobody can be {role} in this {place}. Choose: {places}.",
)
ALL_DIGITS = Text(
    "ชื่อผู้ใช้ต้องมีตัวอักษรอังกฤษอย่างน้อยหนึ่งตัว เช่น somsri2569",
    "A username needs at least one letter a–z, e.g. somsri2569.",
)
CLOSED = Text(
    "บัญชีนี้ปิดอยู่ ติดต่อเจ้าหน้าที่โครงการ",
    "This account is closed. Ask a programme officer.",
)


TWO_WORLDS = Text(
    "ข้อมูลตัวอย่างกับข้อมูลจริงอยู่ด้วยกันไม่ได้ เลือกรายการจากฝั่งเดียวกัน",
    "Example data and real data cannot be put together. Choose records of one kind.",
)


def make_scope(*, kind: ScopeKind, label_th: str, label_en: str = "", within: Scope | None = None) -> Scope:
    """A scope for a new programme, cohort, enterprise or organisation. Its owner's action audits.

    One that is made `within` the example programme belongs to it for good.
    """
    is_demo = within is not None and within.is_demo
    return Scope.objects.create(kind=kind, label_th=label_th[:200], label_en=label_en[:200], is_demo=is_demo)


@transaction.atomic
def link_scopes(
    *,
    by: By,
    outer: Scope,
    inner: Scope,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    reason: str = "",
) -> ScopeLink:
    """Put `inner` inside `outer` for a time. A running link without end between the two is reused.

    Raises Impossible when one is of the example programme and the other is not.
    """
    if outer.is_demo != inner.is_demo:
        raise Impossible(TWO_WORLDS)
    begins = valid_from or timezone.now()
    _check_span(begins, valid_until)
    if valid_until is None:
        running: ScopeLink | None = (
            ScopeLink.objects.running(begins).filter(outer=outer, inner=inner, valid_until=None).first()
        )
        if running:
            return running
    link = ScopeLink.objects.create(outer=outer, inner=inner, valid_from=begins, valid_until=valid_until)
    changes = {"outer": (None, outer), "valid_until": (None, valid_until)}
    audit.record(by=by, action="link_scopes", subject=link, scope_id=inner.pk, changes=changes, reason=reason)
    return link


@transaction.atomic
def end_link(*, by: By, link: ScopeLink, reason: str) -> None:
    """End a link now; whoever reached the inner scope through it stops that second."""
    link = ScopeLink.objects.select_for_update().get(pk=link.pk)
    ends = max(timezone.now(), link.valid_from)
    if link.valid_until is not None and link.valid_until <= ends:
        return
    changes = audit.changed(link, valid_until=ends)
    audit.apply(link, changes)
    audit.record(
        by=by, action="end_link", subject=link, scope_id=link.inner_id, changes=changes, reason=reason
    )


@transaction.atomic
def give_grant(
    *,
    by: By,
    person: Person,
    role: Role,
    scope: Scope,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    reason: str = "",
    tells: bool = True,
) -> Grant:
    """Give a role on a scope, and tell the person unless the caller does. Raises Impossible when it would end before it begins."""
    begins = valid_from or timezone.now()
    _check_span(begins, valid_until)
    grant = Grant.objects.create(
        person=person,
        role=role,
        scope=scope,
        valid_from=begins,
        valid_until=valid_until,
        given_by_id=audit.person_id(by),
        reason=reason,
    )
    changes = {"person": (None, person), "role": (None, role), "valid_until": (None, valid_until)}
    audit.record(by=by, action="give_grant", subject=grant, scope_id=scope.pk, changes=changes, reason=reason)
    if tells:
        tell(
            by=by,
            people=[person.pk],
            kind=MessageKind.GRANT_GIVEN,
            cause=f"grant-{grant.pk}-given",
            scope_id=scope.pk,
            about=Role(role).label,
            url=reverse("people:account"),
        )
    return grant


@transaction.atomic
def end_grant(*, by: By, grant: Grant, reason: str) -> bool:
    """End a grant now; it stops working that second. Ending twice changes nothing. Returns whether it ended now."""
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    ends = max(timezone.now(), grant.valid_from)
    if grant.valid_until is not None and grant.valid_until <= ends:
        return False
    changes = audit.changed(grant, valid_until=ends)
    audit.apply(grant, changes)
    audit.record(
        by=by, action="end_grant", subject=grant, scope_id=grant.scope_id, changes=changes, reason=reason
    )
    return True


@transaction.atomic
def end_grants(*, by: By, grants: Collection[Grant], reason: str) -> int:
    """End several grants at once, all or none. Returns how many ran or were still to come."""
    ended = [end_grant(by=by, grant=grant, reason=reason) for grant in grants]
    return sum(ended)


@transaction.atomic
def move_grant_end(*, by: By, grant: Grant, valid_until: datetime | None, reason: str = "") -> None:
    """Let a grant end at another moment. Raises Impossible when that is before it begins."""
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    _check_span(grant.valid_from, valid_until)
    changes = audit.changed(grant, valid_until=valid_until)
    audit.apply(grant, changes)
    if changes:
        audit.record(
            by=by,
            action="move_grant_end",
            subject=grant,
            scope_id=grant.scope_id,
            changes=changes,
            reason=reason,
        )


def _check_span(begins: datetime, ends: datetime | None) -> None:
    if ends is not None and ends <= begins:
        raise Impossible(ENDS_BEFORE, "valid_until")


@transaction.atomic
def add_person(*, by: By, name_th: str, scope_id: int | None = None, **fields: str | bool) -> Person:
    """Write down a person, without an account. The audit keeps which fields were filled, never the values."""
    person = Person.objects.create(name_th=name_th, **fields)
    filled = {"name_th": (None, name_th), **{name: (None, value) for name, value in fields.items() if value}}
    audit.record(
        by=by, action="add_person", subject=person, scope_id=scope_id, changes=filled, personal=list(filled)
    )
    return person


@transaction.atomic
def invite_person(
    *,
    by: By,
    name_th: str,
    role: Role,
    scope: Scope,
    valid_until: datetime | None = None,
    phone: str = "",
    is_placeholder: bool = False,
) -> tuple[Person, str]:
    """Write down a new person, give the role, and make a one-use link. Returns the person and the token.

    The token is known only here: the database keeps its hash. Raises Impossible when the role does not exist in
    such a place (a student of a whole programme would see every group's secrets).
    """
    _check_place(role, ScopeKind(scope.kind))
    person = add_person(by=by, name_th=name_th, scope_id=scope.pk, phone=phone, is_placeholder=is_placeholder)
    give_grant(by=by, person=person, role=role, scope=scope, valid_until=valid_until)
    return person, make_link(by=by, person=person)


def _check_place(role: Role, kind: ScopeKind) -> None:
    allowed = [each for each in ScopeKind if each in ROLE_PLACES[role]]
    if kind not in allowed:
        places = Text(
            " หรือ".join(each.label.th for each in allowed), " or ".join(each.label.en for each in allowed)
        )
        raise Impossible(NOT_THERE.format(role=role.label, place=kind.label, places=places), "scope")


@transaction.atomic
def make_link(*, by: By, person: Person, life: timedelta = Invitation.LIFE) -> str:
    """A new one-use link for a person: to join, or to set a new password. Earlier open links stop working."""
    now = timezone.now()
    person = Person.objects.select_for_update().get(pk=person.pk)  # two at once would leave two open links
    _revoke_links(person)
    token = secrets.token_urlsafe(24)
    has_account = Account.objects.filter(person=person).exists()
    invitation = Invitation.objects.create(
        person=person,
        kind=InvitationKind.RESET if has_account else InvitationKind.JOIN,
        token_hash=Invitation.hash_of(token),
        made_by_id=audit.person_id(by),
        made_at=now,
        expires_at=now + life,
    )
    audit.record(by=by, action="make_link", subject=person, changes={"kind": (None, invitation.kind)})
    return token


def _revoke_links(person: Person) -> None:
    person.invitations.filter(used_at=None, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def join(
    *,
    token: str,
    username: str,
    password: str,
    name_th: str = "",
    email: str = "",
    phone: str = "",
) -> Account:
    """Use an invitation: make the account, or set its new password and lift a lock. Done by whom the link names.

    A new password takes app, passkeys, recovery codes and LINE away and closes every session: the phone may be lost.

    Raises Impossible when the link is spent, the account is closed, the username has no letter (it could be taken
    for somebody's phone number), or the username, e-mail or phone belongs to somebody else. A name given for a
    placeholder is kept, and the phone and e-mail become the person's contact as well.
    """
    invitation = Invitation.objects.select_for_update().filter(token_hash=Invitation.hash_of(token)).first()
    if invitation is None or not invitation.is_open():
        raise Impossible(LINK_SPENT)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    person = Person.objects.select_for_update().get(pk=invitation.person_id)
    if invitation.kind == InvitationKind.RESET:
        return _set_new_password(person, password)
    given: dict[str, str | bool] = {
        name: value for name, value in (("phone", phone), ("email", email)) if value
    }
    if person.is_placeholder and name_th:
        given |= {"name_th": name_th, "is_placeholder": False}
    changes = audit.changed(person, **given)
    audit.apply(person, changes)
    account = _make_account(person, username=username, password=password, email=email, phone=phone)
    fields = [*changes, "username", "password"]
    audit.record(
        by=person, action="join", subject=person, changes=dict.fromkeys(fields, (None, "")), personal=fields
    )
    return account


def _make_account(person: Person, *, username: str, password: str, email: str, phone: str) -> Account:
    if not any(letter.isalpha() for letter in username):
        raise Impossible(ALL_DIGITS, "username")
    account = Account(
        person=person, username=username.strip().lower(), email=email.lower() or None, phone=phone or None
    )
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise Impossible(TAKEN, "username") from error
    return account


def _set_new_password(person: Person, password: str) -> Account:
    account = Account.objects.select_for_update().get(person=person)
    if not account.is_active:
        raise Impossible(CLOSED)
    account.set_password(password)
    account.failed_sign_ins, account.locked_until = 0, None
    account.save(update_fields=["password", "failed_sign_ins", "locked_until"])
    audit.record(
        by=person,
        action="set_password",
        subject=person,
        changes={"password": (None, "")},
        personal=["password"],
    )
    _tell_of_password(account)
    remove_keys(by=person, account=account)
    return account


def _tell_of_password(account: Account) -> None:
    """Their own doing or not: whoever did not do it must learn of it."""
    tell(
        by=None,
        people=[account.person_id],
        kind=MessageKind.PASSWORD_SET,
        cause=f"password-{account.pk}-{uuid4().hex}",
        url=reverse("people:account"),
    )


@transaction.atomic
def change_password(*, by: Account, password: str) -> None:
    """Set one's own new password. Links still open stop working: they would be another way in."""
    account = Account.objects.select_for_update().get(pk=by.pk)
    account.set_password(password)
    account.save(update_fields=["password"])
    _revoke_links(account.person)
    audit.record(
        by=by,
        action="set_password",
        subject=by.person,
        changes={"password": (None, "")},
        personal=["password"],
    )
    _tell_of_password(account)


@transaction.atomic
def edit_own_contact(*, by: Account, nickname: str, email: str, phone: str) -> None:
    """Change one's own nickname, e-mail and phone; e-mail and phone can be used to sign in.

    Raises Impossible when the e-mail or phone belongs to somebody else. Changing nothing leaves no audit row.
    """
    account = Account.objects.select_for_update().get(pk=by.pk)
    sign_in = audit.changed(account, email=email.lower() or None, phone=phone or None)
    contact = audit.changed(account.person, nickname=nickname, email=email, phone=phone)
    try:
        with transaction.atomic():
            audit.apply(account, sign_in)
    except IntegrityError as error:
        raise Impossible(CONTACT_TAKEN, "phone" if set(sign_in) == {"phone"} else "email") from error
    audit.apply(account.person, contact)
    if changes := contact | sign_in:
        audit.record(
            by=by, action="edit_own_contact", subject=account.person, changes=changes, personal=list(changes)
        )
