"""Secrets at rest: sealed when they must be read again, as keyed hashes when they need only be recognised."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"ruamphon accounts: "


def seal(text: str) -> str:
    """Encrypt and sign a text with a key derived from SECRET_KEY."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The text again; None when it was sealed with a key nobody has any more, or was tampered with."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def keyed_hash(kind: str, value: str) -> str:
    """SHA-256 with a key (HMAC), one key a kind: a stolen table alone cannot be searched for a value."""
    key = _derived(settings.SECRET_KEY, b"hash " + kind.encode())
    return hmac.new(key, value.encode(), sha256).hexdigest()


def line_hash(subject: str) -> str:
    """What is kept of LINE's number of a person."""
    return keyed_hash("line", subject)


def recovery_hash(account_id: int, code: str) -> str:
    """What is kept of a recovery code, given plain; of no use at another account."""
    return keyed_hash("recovery code", f"{account_id} {code}")


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(_derived(settings.SECRET_KEY, b"seal")))


def _derived(key: str | bytes, use: bytes) -> bytes:
    box = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE + use)
    return box.derive(force_bytes(key))
