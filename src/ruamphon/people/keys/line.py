"""Signing in with LINE by OpenID Connect: authorization code with state, nonce and PKCE."""

import hmac
import secrets
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from requests import RequestException

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text

FAILED = Text(
    "ยืนยันกับ LINE ไม่สำเร็จ ลองอีกครั้ง หรือเข้าด้วยรหัสผ่าน",
    "LINE could not confirm you. Try again, or use your password.",
)
SECONDS = 10
"""How long LINE may take to answer."""


def is_on() -> bool:
    """Whether this site has a LINE channel: LINE_CHANNEL_ID and LINE_CHANNEL_SECRET are set."""
    return bool(settings.LINE["id"] and settings.LINE["secret"])


def begin(redirect_uri: str) -> tuple[str, dict[str, str]]:
    """Where to send the browser, and what to remember until it is back."""
    kept = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
    }
    with _session(redirect_uri) as session:
        url, _ = session.create_authorization_url(
            settings.LINE["authorize"],
            state=kept["state"],
            nonce=kept["nonce"],
            code_verifier=kept["verifier"],
        )
    return url, kept


def subject(redirect_uri: str, kept: dict[str, str], given: Any) -> str:
    """LINE's number of whoever came back. Raises Impossible unless state, code, signature and claims are right.

    The identity token of LINE's web sign-in is signed with the channel secret (HS256); its issuer, audience, times
    and nonce are checked. Source: LINE Developers, "Get profile information from ID tokens".
    """
    if not hmac.compare_digest(kept.get("state", "").encode(), given.get("state", "").encode()):
        raise Impossible(FAILED)
    if not given.get("code"):
        raise Impossible(FAILED)
    try:
        with _session(redirect_uri) as session:
            token = session.fetch_token(
                settings.LINE["token"],
                grant_type="authorization_code",
                code=given["code"],
                code_verifier=kept["verifier"],
                timeout=SECONDS,
            )
        return _subject_of(token["id_token"], kept["nonce"])
    except (AuthlibBaseError, RequestException, JoseError, KeyError, ValueError, TypeError) as error:
        raise Impossible(FAILED) from error


def _session(redirect_uri: str) -> OAuth2Session:
    return OAuth2Session(
        client_id=settings.LINE["id"],
        client_secret=settings.LINE["secret"],
        scope="openid",
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post",  # noqa: S106 — the name of a method
    )


def _subject_of(id_token: str, nonce: str) -> str:
    token = jwt.decode(id_token, OctKey.import_key(settings.LINE["secret"]), algorithms=["HS256"])
    wanted: dict[str, Any] = {
        "iss": {"essential": True, "value": settings.LINE["issuer"]},
        "aud": {"essential": True, "value": settings.LINE["id"]},
        "nonce": {"essential": True, "value": nonce},
        "exp": {"essential": True},
        "sub": {"essential": True},
    }
    jwt.JWTClaimsRegistry(**wanted).validate(token.claims)
    return str(token.claims["sub"])
