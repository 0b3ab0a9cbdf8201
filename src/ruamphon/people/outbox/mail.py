"""A message as an e-mail: neutral words in the reader's language, a link, and a way to stop it."""

from urllib.parse import urlparse

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from ruamphon.core.text import Text
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.outbox.models import Outgoing

SUBJECT = Text("รวมพล: {kind}", "Ruamphon: {kind}")
SALT = "outbox.stop"


def write_mail(outgoing: Outgoing, *, address: str, language: str) -> EmailMultiAlternatives:
    """The e-mail of one outgoing message. It says what kind of thing happened, never about whom or which group.

    The same outgoing message has the same Message-ID at every try, so that a mailbox can drop the second one.
    """
    kind = MessageKind(outgoing.message.kind)
    stop = _address(reverse("people:mail-stop", args=[stop_token(outgoing.message.person_id, kind)]))
    with override(language):
        words = {
            "kind": kind.label,
            "url": _address(reverse("people:messages")),
            "wishes": _address(reverse("people:mail")),
            "stop": stop,
            "language": language,
        }
        mail = EmailMultiAlternatives(
            subject=str(SUBJECT.format(kind=kind.label)),
            body=render_to_string("people/outbox/mail.txt", words),
            to=[address],
            headers={
                "Message-ID": message_id(outgoing.key),
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string("people/outbox/mail.html", words), "text/html")
    return mail


def message_id(key: str) -> str:
    """The Message-ID of an idempotency key."""
    return f"<{key}@{urlparse(settings.PUBLIC_URL).hostname}>"


def _address(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def stop_token(person_id: int, kind: MessageKind) -> str:
    """Names a person and a kind; whoever has it can stop that kind by e-mail, and nothing else."""
    return signing.dumps([person_id, kind.value], salt=SALT)


def read_stop_token(token: str) -> tuple[int, MessageKind] | None:
    """Whom and what a token names; None for one that is not ours."""
    try:
        person_id, kind = signing.loads(token, salt=SALT)
        return person_id, MessageKind(kind)
    except (signing.BadSignature, ValueError):
        return None
