"""The second step: is this code, paper code or passkey good, now, once? Wrong codes count as wrong passwords do."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.people.keys import codes, webauthn_ceremony
from ruamphon.people.keys.models import Authenticator, Passkey, RecoveryCode
from ruamphon.people.keys.sealing import recovery_hash, unseal
from ruamphon.people.keys.webauthn_ceremony import Site
from ruamphon.people.models import Account
from ruamphon.people.sign_in import count_failure, is_locked


@transaction.atomic
def check_code(account: Account, typed: str) -> bool:
    """Whether the app's code is right. It is spent by this; a wrong one counts towards the account's lock."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if is_locked(account):
        return False
    authenticator = Authenticator.objects.filter(account=account).first()
    step = authenticator and _step(authenticator, typed)
    if not authenticator or not step:
        count_failure(account)
        return False
    authenticator.last_step = step
    authenticator.save(update_fields=["last_step"])
    return True


def _step(authenticator: Authenticator, typed: str) -> int | None:
    secret = unseal(authenticator.secret)
    if secret is None:  # sealed with a SECRET_KEY that is gone: an officer's new link helps
        return None
    return codes.step_of_code(secret, typed, timezone.now(), authenticator.last_step)


@transaction.atomic
def check_recovery_code(account: Account, typed: str) -> bool:
    """Whether a recovery code is right and unused. It is spent by this; a wrong one counts towards the lock."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if is_locked(account):
        return False
    code_hash = recovery_hash(account.pk, codes.plain_recovery_code(typed))
    spent = RecoveryCode.objects.filter(account=account, code_hash=code_hash, used_at=None).update(
        used_at=timezone.now()
    )
    if not spent:
        count_failure(account)
        return False
    audit.record(by=account, action="use_recovery_code", subject=account.person)
    return True


@transaction.atomic
def check_passkey(
    site: Site, challenge: str, answer: str, *, account: Account | None = None, with_finger: bool = True
) -> Account | None:
    """The account that a passkey opens; None when it is unknown, closed, or not truly shown.

    With `account` only a passkey of that account will do. A signature cannot be guessed, so a wrong one does not
    count towards the lock, and the lock does not keep a passkey out.
    """
    wanted: dict[str, Any] = {"account": account} if account else {}
    passkey = (
        Passkey.objects.select_for_update(of=("self",))
        .select_related("account__person")
        .filter(credential_id=webauthn_ceremony.credential_id_in(answer), account__is_active=True, **wanted)
        .first()
    )
    if passkey is None:
        return None
    count = webauthn_ceremony.shown(site, challenge, answer, passkey, with_finger=with_finger)
    if count is None:
        return None
    passkey.sign_count, passkey.last_used_at = count, timezone.now()
    passkey.save(update_fields=["sign_count", "last_used_at"])
    return passkey.account
