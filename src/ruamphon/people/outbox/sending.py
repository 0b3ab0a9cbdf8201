"""Sending what is due: a lease for one worker, one try, and what is known afterwards. Never inside a transaction."""

from contextlib import suppress
from datetime import datetime
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from uuid import uuid4

import structlog
from django.core.mail import get_connection
from django.db.models import F
from django.utils import timezone

from ruamphon.people.models import Account
from ruamphon.people.outbox.addresses import address_of
from ruamphon.people.outbox.enums import OutgoingState, Problem
from ruamphon.people.outbox.mail import write_mail
from ruamphon.people.outbox.models import Outgoing, wish_of
from ruamphon.people.outbox.queries import still_theirs
from ruamphon.people.outbox.states import LEASE, MOST_TRIES, pause_after, states_before

FOR_GOOD = 500
"""From here on an SMTP answer means "never"; below it, "not now"."""

log = structlog.get_logger(__name__)


def claim(now: datetime) -> Outgoing | None:
    """Take the longest due one for this worker alone, or None. Two workers never get the same one.

    One conditional UPDATE decides, on SQLite as on PostgreSQL: who changes the row has it.
    """
    for pk in Outgoing.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:20]:
        taken = Outgoing.objects.due(now).filter(pk=pk)
        mine = uuid4().hex
        if taken.update(
            state=OutgoingState.SENDING,
            lease=mine,
            leased_until=now + LEASE,
            tries=F("tries") + 1,
            handed_over_at=None,
        ):
            found = Outgoing.objects.select_related("message__person").filter(lease=mine).first()
            if found:  # gone when its person was erased this moment
                return found
    return None


def reclaim(now: datetime) -> int:
    """Settle what stopped workers left behind. Returns how many.

    What had not been handed to the mail server goes back to waiting; of the rest nobody knows: an officer decides.
    """
    left = Outgoing.objects.abandoned(now)
    doubtful = left.filter(handed_over_at__isnull=False).update(
        state=OutgoingState.DOUBTFUL, problem=Problem.STOPPED_MIDWAY
    )
    untouched = left.filter(handed_over_at=None)
    spent = untouched.filter(tries__gte=MOST_TRIES).update(
        state=OutgoingState.FAILED, problem=Problem.NO_CONNECTION
    )
    waiting = untouched.update(state=OutgoingState.WAITING, due_at=now, lease="", leased_until=None)
    return int(doubtful + spent + waiting)


def deliver(outgoing: Outgoing) -> None:
    """One try. Everything is asked anew: the account, the address, the wish, and what the person may see."""
    account = Account.objects.select_related("person").filter(person=outgoing.message.person_id).first()
    address = address_of(account) if account and account.is_active else ""
    wish = wish_of(outgoing.message.person_id)
    if account is None or not account.is_active:
        _settle(outgoing, OutgoingState.DROPPED, Problem.NO_ACCOUNT)
    elif outgoing.message.kind not in wish.kinds:
        _settle(outgoing, OutgoingState.DROPPED, Problem.NOT_WANTED)
    elif not still_theirs(account, outgoing.message):
        _settle(outgoing, OutgoingState.DROPPED, Problem.NOT_THEIRS)
    elif not address:
        _settle(outgoing, OutgoingState.FAILED, Problem.BAD_ADDRESS)
    else:
        _try(outgoing, write_mail(outgoing, address=address, language=wish.language))


def _try(outgoing, mail) -> None:
    server = get_connection()
    try:
        server.open()
    except (SMTPException, OSError):
        _later(outgoing, Problem.NO_CONNECTION)
        return
    try:
        if _hands_over(outgoing):
            _hand_over(outgoing, server, mail)
    finally:
        with suppress(SMTPException, OSError):  # it is out already, or settled otherwise
            server.close()


def _hands_over(outgoing) -> bool:
    """Note, before the server gets it, that from now on it may be out. False when the lease was lost."""
    own = Outgoing.objects.filter(pk=outgoing.pk, lease=outgoing.lease, state=OutgoingState.SENDING)
    return bool(own.update(handed_over_at=timezone.now()))


def _hand_over(outgoing, server, mail) -> None:
    try:
        sent = server.send_messages([mail])
    except SMTPRecipientsRefused as refused:
        _refused(outgoing, max(code for code, _ in refused.recipients.values()))
    except SMTPResponseException as answer:
        _refused(outgoing, answer.smtp_code)
    except SMTPNotSupportedError:
        _settle(outgoing, OutgoingState.FAILED, Problem.REFUSED)
    except (SMTPException, OSError):
        _settle(outgoing, OutgoingState.DOUBTFUL, Problem.CUT_OFF)
    except ValueError:  # Django refuses a header or an address before anything is sent
        _settle(outgoing, OutgoingState.FAILED, Problem.BAD_ADDRESS)
    else:
        if sent:
            _settle(outgoing, OutgoingState.SENT, sent_at=timezone.now())
        else:
            _settle(outgoing, OutgoingState.FAILED, Problem.BAD_ADDRESS)


def _refused(outgoing, code: int) -> None:
    if code < FOR_GOOD:
        _later(outgoing, Problem.NOT_NOW)
    else:
        _settle(outgoing, OutgoingState.FAILED, Problem.REFUSED)


def _later(outgoing, problem: Problem) -> None:
    """It surely did not go out: wait longer each time, and give up in the end."""
    pause = pause_after(outgoing.tries)
    if pause is None:
        _settle(outgoing, OutgoingState.FAILED, problem)
    else:
        _settle(outgoing, OutgoingState.WAITING, problem, due_at=timezone.now() + pause)


def _settle(outgoing, state: OutgoingState, problem: str = "", **more) -> None:
    """Write down what is known now. Only the holder of the lease may: late, but true, also over a doubt.

    An officer who has decided meanwhile has taken the lease away.
    """
    lease = {} if state is OutgoingState.DOUBTFUL else {"lease": "", "leased_until": None}
    own = Outgoing.objects.filter(pk=outgoing.pk, lease=outgoing.lease, state__in=states_before(state))
    settled = own.update(state=state, problem=problem, **lease, **more)
    log.info("outgoing", id=outgoing.pk, state=state.value, problem=str(problem), settled=bool(settled))
