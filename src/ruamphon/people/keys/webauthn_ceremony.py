"""The two ceremonies of WebAuthn, for this site: making a passkey and showing that one has it."""

import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ruamphon.people.keys.models import Passkey
from ruamphon.people.keys.sealing import keyed_hash

REFUSALS = (WebAuthnException, UnsupportedAlgorithm, ValueError, TypeError, KeyError, AttributeError)
"""What a broken or forged answer of a browser makes the library raise."""


@dataclass(frozen=True)
class Site:
    """The site as a browser sees it. A passkey belongs to the host name; the origin must be the very one asked."""

    host: str
    origin: str


@dataclass(frozen=True)
class NewPasskey:
    """What is kept of a passkey just made."""

    credential_id: str
    public_key: bytes
    sign_count: int
    transports: list[str]


def site_of(request: Any) -> Site:
    """The site of a request. Django has checked its host against RUAMPHON_HOSTS, so nobody can name another."""
    host = request.get_host()
    return Site(host.rsplit(":", 1)[0] if not host.endswith("]") else host, f"{request.scheme}://{host}")


def owner_handle(account_id: int) -> str:
    """The number an authenticator keeps for the owner: says nothing about the person to whoever reads it there."""
    return keyed_hash("passkey owner", str(account_id))


def ask_to_make(site: Site, account: Any) -> tuple[dict[str, Any], str]:
    """What the browser needs to make a passkey, and the challenge to remember."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="รวมพล Ruamphon",
        user_id=bytes.fromhex(owner_handle(account.pk)),
        user_name=account.username,
        user_display_name=account.person.name_th,
        exclude_credentials=_named(account.passkeys.all()),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return json.loads(options_to_json(options)), bytes_to_base64url(options.challenge)


def made(site: Site, challenge: str, answer: str) -> NewPasskey | None:
    """The passkey that the browser says it made for this challenge on this site; None when that is not so."""
    try:
        given = json.loads(answer)
        verified = verify_registration_response(
            credential=given,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
        told = given["response"].get("transports") or []
    except REFUSALS:
        return None
    return NewPasskey(
        bytes_to_base64url(verified.credential_id),
        verified.credential_public_key,
        verified.sign_count,
        [word for word in told if isinstance(word, str)][:6],
    )


def ask_to_show(site: Site, passkeys: Any = ()) -> tuple[dict[str, Any], str]:
    """What the browser needs to show a passkey: one of `passkeys`, or any it has for this site."""
    options = generate_authentication_options(
        rp_id=site.host,
        allow_credentials=_named(passkeys),
        user_verification=UserVerificationRequirement.PREFERRED
        if passkeys
        else UserVerificationRequirement.REQUIRED,
    )
    return json.loads(options_to_json(options)), bytes_to_base64url(options.challenge)


def credential_id_in(answer: str) -> str:
    """Which passkey an answer claims to come from; '' when it says nothing readable."""
    try:
        return str(json.loads(answer)["id"])[:1400]
    except REFUSALS:
        return ""


def shown(site: Site, challenge: str, answer: str, passkey: Passkey, *, with_finger: bool) -> int | None:
    """The new count of a passkey that was truly shown for this challenge on this site; None when it was not.

    A count that does not rise means a copied key, and is refused. `with_finger` asks that the key has checked its
    owner (finger, face, screen lock): then it stands for the password as well.
    """
    try:
        given = json.loads(answer)
        handle = given["response"].get("userHandle")
        if handle and base64url_to_bytes(handle).hex() != passkey.owner:
            return None
        verified = verify_authentication_response(
            credential=given,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=with_finger,
        )
    except REFUSALS:
        return None
    return verified.new_sign_count


def _named(passkeys: Any) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in passkeys]
