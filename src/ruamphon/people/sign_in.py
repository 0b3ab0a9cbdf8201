"""Signing in with a username, an e-mail address or a phone number, and the lock after repeated failures."""

from datetime import timedelta

from django.contrib.auth.backends import BaseBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ruamphon.people.keys.queries import has_second_step
from ruamphon.people.models import Account
from ruamphon.people.outbox.models import unread_of
from ruamphon.people.phones import phone_in

TRIES = 5
LOCKED_FOR = timedelta(minutes=10)


def find_account(identifier: str) -> Account | None:
    """The account that a username, e-mail address or phone number belongs to, or None.

    At most one fits: a username has a letter and no @ (see actions), so it is never a phone number or an address.
    """
    typed = identifier.strip().lower()
    wanted = Q(username=typed) | Q(email=typed)
    if phone := phone_in(typed):
        wanted |= Q(phone=phone)
    return Account.objects.select_related("person").filter(wanted).order_by("pk").first() if typed else None


def is_locked(account: Account) -> bool:
    """Whether the account is shut after too many wrong passwords."""
    return account.locked_until is not None and timezone.now() < account.locked_until


class AccountBackend(BaseBackend):
    """Checks a password against one account. Five wrong ones in a row shut that account, not the address.

    Where a second step follows, only that forgives the wrong tries: or codes could be tried for ever in between.
    """

    def authenticate(self, request, identifier=None, password=None, **_):  # noqa: ARG002 — Django's signature
        account = find_account(identifier or "")
        if account is None or is_locked(account) or not account.is_active:
            Account().set_password(
                password or ""
            )  # the same time as a real check, so that names are not told
            return None
        if account.check_password(password or ""):
            if not has_second_step(account):  # else the second step forgives
                forgive(account)
            return account
        count_failure(account)
        return None

    def get_user(self, user_id):
        accounts = Account.objects.select_related("person").annotate(unread=unread_of("person_id"))
        return accounts.filter(pk=user_id, is_active=True).first()


def forgive(account: Account) -> None:
    """Forget the wrong tries of an account that somebody has fully signed in to."""
    Account.objects.filter(pk=account.pk).update(failed_sign_ins=0, locked_until=None)


@transaction.atomic
def count_failure(account: Account) -> None:
    """Count a wrong password or code; the fifth in a row shuts the account for ten minutes."""
    Account.objects.filter(pk=account.pk).update(failed_sign_ins=F("failed_sign_ins") + 1)
    Account.objects.filter(pk=account.pk, failed_sign_ins__gte=TRIES).update(
        failed_sign_ins=0, locked_until=timezone.now() + LOCKED_FOR
    )
