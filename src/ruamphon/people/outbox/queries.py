"""One's messages as they may be shown now, and what went outward, for officers. Query counts do not grow."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Value

from ruamphon.core.text import Text
from ruamphon.people.access import scopes_for
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Grant
from ruamphon.people.outbox.addresses import address_of, masked
from ruamphon.people.outbox.enums import Decision, MessageKind, OutgoingState, Problem
from ruamphon.people.outbox.kinds import ICONS, READ_WITH
from ruamphon.people.outbox.models import Message, Outgoing
from ruamphon.people.outbox.rules import outgoing_of
from ruamphon.people.outbox.states import decisions_for

A_PAGE = 30
PERMISSIONS = tuple(sorted({permission for permission in READ_WITH.values() if permission}))


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message as its reader may see it now. `is_gone`: they may no longer see what it is about."""

    pk: int
    kind: Text
    icon: str
    place: Text | None
    about: Text | None
    url: str
    written_at: datetime
    is_read: bool
    is_gone: bool


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A page of messages, newest first; `after` is the key of the next page, None on the last."""

    rows: tuple[MessageRow, ...]
    after: int | None


def message_page(account: Account, *, after: int | None = None) -> MessagePage:
    """One's own messages, newest first. The number of queries is the same for one message and for thousands."""
    own = Message.objects.visible_to(account).select_related("scope")
    found = list((own.filter(pk__lt=after) if after else own)[: A_PAGE + 1])
    shown = found[:A_PAGE]
    seen = _seen(account, shown)
    rows = tuple(message_row(message, is_seen=_key(message) in seen) for message in shown)
    return MessagePage(rows, shown[-1].pk if len(found) > A_PAGE else None)


def still_theirs(account: Account, message: Message) -> bool:
    """Whether the reader may still see what a message is about."""
    return _key(message) in _seen(account, [message])


def message_row(message: Message, *, is_seen: bool) -> MessageRow:
    """One message; of one that is out of its reader's sight only the kind is told."""
    kind = MessageKind(message.kind)
    return MessageRow(
        pk=message.pk,
        kind=kind.label,
        icon=ICONS[kind],
        place=message.scope.label if is_seen and message.scope else None,
        about=message.about if is_seen and message.about_th else None,
        url=message.url if is_seen else "",
        written_at=message.written_at,
        is_read=message.read_at is not None,
        is_gone=not is_seen,
    )


def _key(message: Message) -> tuple[Permission | None, int | None]:
    return READ_WITH[MessageKind(message.kind)], message.scope_id


def _seen(account: Account, messages: Iterable[Message]) -> set[tuple[Permission | None, int | None]]:
    """Which (permission, scope) pairs of these messages the account holds now. Two queries."""
    scopes = {message.scope_id for message in messages if message.scope_id}
    held: set[tuple[Permission | None, int | None]] = {(None, None)}
    first, *others = (_reached(account, permission, scopes) for permission in PERMISSIONS)
    held |= {(Permission(name), pk) for name, pk in first.union(*others)}
    own = Grant.objects.not_over().filter(person=account.person_id, scope__in=scopes).order_by()
    return held | {(None, pk) for pk in own.values_list("scope", flat=True)}


def _reached(account: Account, permission: Permission, scopes: Collection[int]) -> Any:
    reached = scopes_for(account, permission).filter(pk__in=scopes).order_by()
    return reached.values_list(Value(permission.value), "pk")


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """One message on its way out, as officers see it: to whom and how far, never what it says."""

    pk: int
    person: str
    address: str
    kind: Text
    channel: str
    state: OutgoingState
    problem: Text | None
    tries: int
    made_at: datetime
    due_at: datetime
    sent_at: datetime | None
    decisions: tuple[Decision, ...]
    decided_by: str
    url: str


@dataclass(frozen=True, slots=True)
class OutgoingPage:
    """A page of them; `after` is the key of the next page, None on the last."""

    rows: tuple[OutgoingRow, ...]
    after: int | None


def outgoing_page(account: Account, *, everything: bool, after: int | None = None) -> OutgoingPage:
    """What this account looks after: what waits for a decision, or everything, newest first."""
    rows = _with_people(outgoing_of(account))
    if not everything:
        rows = rows.for_an_officer()
    found = list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return OutgoingPage(
        tuple(outgoing_row(row) for row in shown), shown[-1].pk if len(found) > A_PAGE else None
    )


def outgoing_for(account: Account) -> Any:
    """What this account looks after, ready to be shown one by one."""
    return _with_people(outgoing_of(account))


def _with_people(rows: Any) -> Any:
    return rows.select_related("message__person__account", "decided_by")


def outgoing_row(row: Outgoing) -> OutgoingRow:
    """One of them in words."""
    person, state = row.message.person, OutgoingState(row.state)
    account = getattr(person, "account", None)
    return OutgoingRow(
        pk=row.pk,
        person=str(person),
        address=masked(address_of(account)) if account else "",
        kind=MessageKind(row.message.kind).label,
        channel=str(row.get_channel_display()),
        state=state,
        problem=Problem(row.problem).label if row.problem else None,
        tries=row.tries,
        made_at=row.made_at,
        due_at=row.due_at,
        sent_at=row.sent_at,
        decisions=tuple(decisions_for(state)),
        decided_by=str(row.decided_by or ""),
        url=row.get_absolute_url(),
    )


def names_of_kinds(kinds: Collection[MessageKind] = tuple(MessageKind)) -> list[tuple[str, str]]:
    """Kinds as choices of a form."""
    return [(kind.value, str(kind.label)) for kind in kinds]
