"""What the tests of the outbox share: messages on their way out, and a mail server on loopback with moods."""

import socket
import threading

from django.db import transaction

from ruamphon.people.outbox import actions
from ruamphon.people.outbox.enums import MailLanguage, MessageKind
from ruamphon.people.outbox.models import Message, Outgoing


def wants(account, *kinds, language=MailLanguage.THAI, email="somebody@example.org"):
    """An account with an address that wants these kinds by e-mail."""
    account.email = email
    account.save(update_fields=["email"])
    actions.choose_mail(by=account, kinds=[kind.value for kind in kinds], language=language)


def told(account, kind=MessageKind.TASK_GIVEN, cause="a-cause", **more):
    """One message to somebody, and what of it goes outward (None when nothing does)."""
    with transaction.atomic():
        actions.tell(by=None, people=[account.person_id], kind=kind, cause=cause, **more)
    message = Message.objects.get(person=account.person_id, cause=cause)
    return message, Outgoing.objects.filter(message=message).first()


class MailServer(threading.Thread):
    """A tiny SMTP server: keeps what it takes, answers DATA as it is told, or hangs up in the middle.

    `answer` is the line given to the end of a letter; "" hangs up after having taken it.
    """

    def __init__(self, answer="250 taken", recipient="250 known"):
        super().__init__(daemon=True)
        self.answer, self.recipient = answer, recipient
        self.letters = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def run(self):
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            with line:
                self._talk(line)

    def stop(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.join(5)

    def _talk(self, line):
        lines = line.makefile("rwb")

        def say(words):
            lines.write(f"{words}\r\n".encode())
            lines.flush()

        say("220 loopback")
        while heard := lines.readline():
            verb = heard[:4].upper().strip()
            if verb == b"DATA":
                say("354 go on")
                letter = b"".join(iter(lines.readline, b".\r\n"))
                self.letters.append(letter.decode())
                if not self.answer:
                    return
                say(self.answer)
            elif verb == b"RCPT":
                say(self.recipient)
            elif verb == b"QUIT":
                say("221 bye")
                return
            else:
                say("250 fine")
