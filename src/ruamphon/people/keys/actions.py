"""Adding and taking away the keys of one's own account, and closing it on other devices."""

from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.keys import codes
from ruamphon.people.keys.models import Authenticator, LineLink, Passkey, RecoveryCode, SignIn
from ruamphon.people.keys.sealing import line_hash, recovery_hash, seal
from ruamphon.people.keys.webauthn_ceremony import NewPasskey, owner_handle
from ruamphon.people.models import Account, Person

MOST_PASSKEYS = 10

ALREADY_KNOWN = Text("พาสคีย์นี้เพิ่มไว้แล้ว", "This passkey has been added already.")
ENOUGH = Text(
    "มีพาสคีย์ครบ {most} อันแล้ว เอาอันที่ไม่ใช้ออกก่อน",
    "There are {most} passkeys already. Take away one you do not use.",
)
HAS_APP = Text(
    "บัญชีนี้มีแอปยืนยันตัวตนแล้ว เอาอันเดิมออกก่อนตั้งอันใหม่",
    "This account has an authenticator app already. Take it away before setting up another.",
)
NEEDS_A_KEY = Text(
    "ตั้งแอปยืนยันตัวตนหรือพาสคีย์ก่อน จึงจะมีรหัสสำรอง",
    "Set up an authenticator app or a passkey first; recovery codes come with it.",
)
LINE_TAKEN = Text(
    "LINE นี้เชื่อมกับบัญชีอื่นอยู่แล้ว เลิกเชื่อมที่บัญชีนั้นก่อน",
    "This LINE account opens another account already. Unlink it there first.",
)


@transaction.atomic
def add_authenticator(*, by: Account, secret: str, step: int) -> list[str]:
    """Let the codes of an app be the second step; `step` is that of the code just shown, which is spent by it.

    Returns new recovery codes when this is the account's first key, else nothing. Raises Impossible when the account
    has an app already.
    """
    account = _locked(by)
    if Authenticator.objects.filter(account=account).exists():
        raise Impossible(HAS_APP)
    first = _has_no_key(account)
    Authenticator.objects.create(account=account, secret=seal(secret), last_step=step)
    audit.record(by=by, action="add_authenticator", subject=account.person)
    return _new_codes(account) if first else []


@transaction.atomic
def remove_authenticator(*, by: Account) -> None:
    """Take the app away. With the last key the recovery codes go too. Taking away what is not there does nothing."""
    account = _locked(by)
    if Authenticator.objects.filter(account=account).delete()[0]:
        audit.record(by=by, action="remove_authenticator", subject=account.person)
        _drop_codes_without_key(account)


@transaction.atomic
def make_recovery_codes(*, by: Account) -> list[str]:
    """Ten new recovery codes; the old ones stop working. They are known only here: hashes are kept.

    Raises Impossible when the account has neither app nor passkey.
    """
    account = _locked(by)
    if _has_no_key(account):
        raise Impossible(NEEDS_A_KEY)
    audit.record(by=by, action="make_recovery_codes", subject=account.person)
    return _new_codes(account)


@transaction.atomic
def add_passkey(*, by: Account, name: str, passkey: NewPasskey) -> list[str]:
    """Keep a passkey that the browser has just made. Returns recovery codes as `add_authenticator`.

    Raises Impossible when it is known already, here or at another account, or when there are ten.
    """
    account = _locked(by)
    if Passkey.objects.filter(account=account).count() >= MOST_PASSKEYS:
        raise Impossible(ENOUGH.format(most=MOST_PASSKEYS))
    first = _has_no_key(account)
    try:
        with transaction.atomic():
            Passkey.objects.create(
                account=account,
                name=name,
                credential_id=passkey.credential_id,
                public_key=passkey.public_key,
                owner=owner_handle(account.pk),
                sign_count=passkey.sign_count,
                transports=passkey.transports,
            )
    except IntegrityError as error:
        raise Impossible(ALREADY_KNOWN) from error
    audit.record(by=by, action="add_passkey", subject=account.person)
    return _new_codes(account) if first else []


@transaction.atomic
def rename_passkey(*, by: Account, passkey: Passkey, name: str) -> None:
    """Call one's passkey something else."""
    passkey = Passkey.objects.select_for_update().get(pk=passkey.pk, account=by)
    if changes := audit.changed(passkey, name=name):
        audit.apply(passkey, changes)
        audit.record(
            by=by, action="rename_passkey", subject=by.person, changes=changes, personal=list(changes)
        )


@transaction.atomic
def remove_passkey(*, by: Account, passkey: Passkey) -> None:
    """Take a passkey away: it opens nothing from now on. With the last key the recovery codes go too."""
    account = _locked(by)
    if Passkey.objects.filter(pk=passkey.pk, account=account).delete()[0]:
        audit.record(by=by, action="remove_passkey", subject=account.person)
        _drop_codes_without_key(account)


@transaction.atomic
def link_line(*, by: Account, subject: str) -> None:
    """Let a LINE account open this one; an earlier one stops doing so. Raises Impossible when it opens another."""
    account = _locked(by)
    try:
        with transaction.atomic():
            LineLink.objects.update_or_create(
                account=account,
                defaults={"subject_hash": line_hash(subject), "linked_at": timezone.now()},
            )
    except IntegrityError as error:
        raise Impossible(LINE_TAKEN) from error
    audit.record(by=by, action="link_line", subject=account.person)


@transaction.atomic
def unlink_line(*, by: Account) -> None:
    """LINE opens this account no longer. Doing it twice does nothing."""
    account = _locked(by)
    if LineLink.objects.filter(account=account).delete()[0]:
        audit.record(by=by, action="unlink_line", subject=account.person)


@transaction.atomic
def end_sign_in(*, by: Account, sign_in: SignIn) -> None:
    """Sign one's account out on one device: its next request has no session."""
    if _close(by, SignIn.objects.filter(account=by, pk=sign_in.pk)):
        audit.record(by=by, action="end_sign_in", subject=by.person)


@transaction.atomic
def end_sign_ins(*, by: Account) -> int:
    """Sign one's account out everywhere, here too. Returns on how many devices it was open."""
    closed = _close(by, SignIn.objects.filter(account=by))
    audit.record(by=by, action="end_sign_ins", subject=by.person)
    return closed


@transaction.atomic
def close_elsewhere(*, by: Account, keep: str | None) -> int:
    """Close the account on every device but the session `keep`, as part of a change that is audited itself."""
    return _close(by, SignIn.objects.filter(account=by).exclude(session_key=keep))


@transaction.atomic
def remove_keys(*, by: Person, account: Account) -> None:
    """Take away app, passkeys, recovery codes and LINE, and close every session: whoever holds a new link has no phone.

    Part of setting a new password by an officer's link. Without keys only the sessions are closed.
    """
    tables = (Authenticator, Passkey, RecoveryCode, LineLink)
    found = [table.objects.filter(account=account).delete()[0] for table in tables]
    _close(account, SignIn.objects.filter(account=account))
    if any(found):
        audit.record(by=by, action="remove_keys", subject=account.person)


def _locked(account: Account) -> Account:
    """The account's row, locked: two changes of its keys come one after the other."""
    return Account.objects.select_for_update().get(pk=account.pk)


def _has_no_key(account: Account) -> bool:
    with_app = Authenticator.objects.filter(account=account).exists()
    return not with_app and not Passkey.objects.filter(account=account).exists()


def _new_codes(account: Account) -> list[str]:
    RecoveryCode.objects.filter(account=account).delete()
    made = codes.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=recovery_hash(account.pk, codes.plain_recovery_code(code)))
        for code in made
    )
    return made


def _drop_codes_without_key(account: Account) -> None:
    if _has_no_key(account):
        RecoveryCode.objects.filter(account=account).delete()


def _close(account: Account, sign_ins: models.QuerySet[SignIn]) -> int:
    keys = list(sign_ins.filter(account=account).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return SignIn.objects.filter(session_key__in=keys).delete()[0]
