"""Which keys an account has, and where it is open."""

from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from ruamphon.people.enums import Role
from ruamphon.people.keys.models import Authenticator, LineLink, Passkey, RecoveryCode, SignIn
from ruamphon.people.models import Account, Grant
from ruamphon.people.permissions import STAFF


@dataclass(frozen=True)
class Keys:
    """Everything that opens one account beside its password."""

    authenticator: Authenticator | None
    passkeys: list[Passkey]
    codes_left: int
    line: LineLink | None

    @property
    def has_second_step(self) -> bool:
        """Whether a password alone does not open the account."""
        return bool(self.authenticator or self.passkeys)


def keys_of(account: Account) -> Keys:
    """The keys of an account; four queries."""
    return Keys(
        authenticator=Authenticator.objects.filter(account=account).first(),
        passkeys=list(Passkey.objects.filter(account=account)),
        codes_left=RecoveryCode.objects.filter(account=account, used_at=None).count(),
        line=LineLink.objects.filter(account=account).first(),
    )


def has_second_step(account: Any) -> bool:
    """Whether a password alone does not open the account: it has an app or a passkey."""
    return (
        Authenticator.objects.filter(account=account).exists()
        or Passkey.objects.filter(account=account).exists()
    )


def is_staff(account: Account) -> bool:
    """Whether somebody is manager or officer of any programme now."""
    roles = [Role(role) for role in STAFF]
    return Grant.objects.running().filter(person=account.person_id, role__in=roles).exists()


def open_sign_ins(account: Account) -> QuerySet[SignIn]:
    """Where the account is open now, last seen first: sessions that have not expired."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return SignIn.objects.filter(account=account, session_key__in=alive)
