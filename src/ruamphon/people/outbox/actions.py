"""Telling people something, reading it, saying what one wants by e-mail, deciding what is in doubt."""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from ruamphon.core import audit
from ruamphon.core.refusals import TooLate
from ruamphon.core.text import Text
from ruamphon.people.models import Account, Person
from ruamphon.people.outbox import rules
from ruamphon.people.outbox.addresses import address_of
from ruamphon.people.outbox.enums import Channel, Decision, MailLanguage, MessageKind, OutgoingState
from ruamphon.people.outbox.kinds import BY_MAIL_UNASKED
from ruamphon.people.outbox.models import MailWish, Message, Outgoing, wish_of
from ruamphon.people.outbox.states import DECIDED, decisions_for

By = Account | Person | None

SETTLED = Text(
    "เรื่องนี้ “{state}” แล้ว จึงไม่ต้องตัดสินอีก",
    "This is “{state}” now; there is nothing left to decide.",
)
NOTHING = Text("", "")
SEND = "ruamphon.people.outbox.tasks.send_outgoing"  # by name: tasks stand above actions


def tell(
    *,
    by: By,
    people: Iterable[int | None],
    kind: MessageKind,
    cause: str,
    scope_id: int | None = None,
    about: Text = NOTHING,
    url: str = "",
    also_self: bool = False,
) -> int:
    """Write one message to each person (ids), once for each cause however often it is told. Returns how many are new.

    Must be called inside the transaction of what it tells of; the worker is woken after the commit. Whoever did it
    (`by`) is left out unless `also_self`. `url` is a path inside the platform; ValueError for any other.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A message belongs in the transaction of what it tells of.")
    if url and (not url.startswith("/") or url.startswith(("//", "/\\"))):
        raise ValueError("A message leads to a path inside the platform.")
    wanted = {number for number in people if number and (also_self or number != audit.person_id(by))}
    told = set(Message.objects.filter(person__in=wanted, cause=cause).values_list("person", flat=True))
    new = sorted(wanted - told)
    rows = [
        Message(
            person_id=number,
            kind=kind,
            cause=cause,
            scope_id=scope_id,
            about_th=about.th[:300],
            about_en=about.en[:300],
            url=url,
        )
        for number in new
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    if new and settings.EMAIL_IS_ON:
        _send_outward(new, kind, cause)
    return len(new)


def _send_outward(people: Collection[int], kind: MessageKind, cause: str) -> None:
    wishers = {wish.person_id: wish.kinds for wish in MailWish.objects.filter(person__in=people)}
    unasked = sorted(BY_MAIL_UNASKED)
    reachable = {
        account.person_id
        for account in Account.objects.filter(person__in=people, is_active=True).select_related("person")
        if kind in wishers.get(account.person_id, unasked) and address_of(account)
    }
    messages = Message.objects.filter(person__in=reachable, cause=cause)
    rows = [
        Outgoing(message=message, key=Outgoing.key_of(Channel.EMAIL, message.person_id, cause))
        for message in messages
    ]
    if rows:
        Outgoing.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Queue the sending of what is due. Losing this call loses nothing: the worker looks by itself every minute."""
    import_string(SEND).enqueue()


@transaction.atomic
def read_message(*, by: Account, message: Message) -> None:
    """Mark one's own message as read; the first time counts."""
    Message.objects.visible_to(by).unread().filter(pk=message.pk).update(read_at=timezone.now())


@transaction.atomic
def read_messages(*, by: Account, up_to: int) -> int:
    """Mark one's own messages as read, up to the newest one that was on the page. Returns how many."""
    own = Message.objects.visible_to(by).unread().filter(pk__lte=up_to)
    return int(own.update(read_at=timezone.now()))


@transaction.atomic
def choose_mail(*, by: Account, kinds: Collection[str], language: MailLanguage) -> MailWish:
    """Say which kinds one wants by e-mail, and in which language. Saying the same again leaves no audit row."""
    Person.objects.select_for_update().get(pk=by.person_id)  # two at once would make two rows
    wish = wish_of(by.person_id)
    changes = audit.changed(
        wish, kinds=sorted({MessageKind(kind).value for kind in kinds}), language=language
    )
    if not changes and wish.pk:
        return wish
    for field, (_, after) in changes.items():
        setattr(wish, field, after)
    wish.save()
    audit.record(by=by, action="choose_mail", subject=wish, changes=changes)
    return wish


@transaction.atomic
def stop_mail(*, by: Person, kind: MessageKind) -> None:
    """Stop one kind by e-mail, by the link that stands in every one of them. Done by whom the link names."""
    Person.objects.select_for_update().get(pk=by.pk)
    wish = wish_of(by.pk)
    if kind not in wish.kinds:
        return
    changes = audit.changed(wish, kinds=[one for one in wish.kinds if one != kind])
    wish.kinds = changes["kinds"][1]
    wish.save()
    audit.record(by=by, action="choose_mail", subject=wish, changes=changes, reason="stop_mail")


@transaction.atomic
def decide_outgoing(*, by: Account, outgoing: Outgoing, decision: Decision) -> Outgoing:
    """Decide what is in doubt or failed: send again, note that it arrived, or leave it.

    A worker that was slow has no say any more. Raises Refused, or TooLate when it has been settled meanwhile.
    """
    found: Outgoing = (
        Outgoing.objects.select_for_update(of=("self",)).select_related("message").get(pk=outgoing.pk)
    )
    rules.check_can_decide(by, found)
    state = OutgoingState(found.state)
    if decision not in decisions_for(state):
        raise TooLate(SETTLED.format(state=state.label))
    now, after = timezone.now(), DECIDED[decision]
    changes = audit.changed(found, state=after, decided_by=by.person, decided_at=now)
    rest = audit.changed(found, lease="", leased_until=None)
    if after is OutgoingState.SENT:
        rest |= audit.changed(found, sent_at=found.handed_over_at or now)
    if after is OutgoingState.WAITING:
        rest |= audit.changed(found, tries=0, due_at=now, problem="", handed_over_at=None)
        transaction.on_commit(wake, robust=True)
    audit.apply(found, changes | rest)
    audit.record(
        by=by,
        action="decide_outgoing",
        subject=found,
        scope_id=found.message.scope_id,
        changes=changes,
    )
    return found
