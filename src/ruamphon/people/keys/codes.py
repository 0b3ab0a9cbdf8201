"""Codes that people type: six digits of an app, and recovery codes on paper. Knows no database."""

import hmac
import re
import secrets
from datetime import datetime

import pyotp

from ruamphon.people.phones import THAI_DIGITS

STEP = 30
"""Seconds a code lasts (RFC 6238)."""
DRIFT = 1
"""Steps a phone's clock may be off, either way."""
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without I, L, O, U, 0 and 1, which are mistaken for one another."""
PARTS, LETTERS = 3, 4
HOW_MANY = 10


def new_secret() -> str:
    """A fresh secret for an authenticator app: 160 random bits in base 32."""
    return pyotp.random_base32()


def setup_address(secret: str, username: str) -> str:
    """What the QR code holds: otpauth://totp/…"""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="Ruamphon")


def step_of_code(secret: str, typed: str, at: datetime, after: int) -> int | None:
    """The step whose code was typed, among those near `at` and later than `after`; None when there is none.

    A code of a step that has been used, or of an earlier one, is refused: a code works once.
    """
    digits = re.sub(r"\D", "", typed.translate(THAI_DIGITS))
    totp = pyotp.TOTP(secret)
    now = int(at.timestamp()) // STEP
    fits = [
        step
        for step in range(now - DRIFT, now + DRIFT + 1)
        if step > after and hmac.compare_digest(totp.generate_otp(step), digits)
    ]
    return fits[0] if fits else None


def new_recovery_codes() -> list[str]:
    """Ten codes as K7PM-3XQA-9DTE: nearly 59 random bits each."""
    return [_recovery_code() for _ in range(HOW_MANY)]


def _recovery_code() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(PARTS))


def plain_recovery_code(typed: str) -> str:
    """'k7pm 3xqa-9dte' → 'K7PM3XQA9DTE': how a code is hashed, however it was typed."""
    return re.sub(r"[^A-Z0-9]", "", typed.translate(THAI_DIGITS).upper())
