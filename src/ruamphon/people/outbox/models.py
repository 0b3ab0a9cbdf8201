"""Messages, what of them goes outward, and who wants which by e-mail."""

from hashlib import sha256

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.text import Text
from ruamphon.people.outbox.enums import Channel, MailLanguage, MessageKind, OutgoingState, Problem
from ruamphon.people.outbox.kinds import BY_MAIL_UNASKED
from ruamphon.people.outbox.states import FOR_AN_OFFICER


class MessageQuerySet(models.QuerySet):
    def visible_to(self, account):
        """One's own messages and nobody else's."""
        return self.filter(person=account.person_id)

    def unread(self):
        """Those not opened yet."""
        return self.filter(read_at=None)


class Message(models.Model):
    """Something a person was told, once for each cause.

    `about` and `url` may speak of things the reader loses sight of later: queries.message_page leaves them out then.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=30, choices=choices_of(MessageKind))
    cause = models.CharField(max_length=120, help_text="the same cause is told to a person once")
    scope = models.ForeignKey("people.Scope", models.PROTECT, null=True, related_name="+")
    about_th = models.CharField(max_length=300, blank=True)
    about_en = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=200, blank=True, help_text="a path inside the platform")
    written_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["person", "-id"], name="message_by_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="message_unread"),
        ]
        constraints = [models.UniqueConstraint(fields=["person", "cause"], name="message_once_a_cause")]

    def __str__(self):
        return f"{self.kind} → {self.person_id}"

    @property
    def about(self):
        """What it is about, in both languages."""
        return Text(self.about_th, self.about_en or self.about_th)


def unread_of(person_path):
    """How many unread messages the person at `person_path` has, as an expression for a query."""
    unread = Message.objects.unread().filter(person=OuterRef(person_path)).order_by()
    counted = unread.values("person").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class OutgoingQuerySet(models.QuerySet):
    def for_an_officer(self):
        """In doubt or failed: somebody has to decide."""
        return self.filter(state__in=FOR_AN_OFFICER)

    def due(self, now):
        """Waiting, and their time has come."""
        return self.filter(state=OutgoingState.WAITING, due_at__lte=now)

    def abandoned(self, now):
        """Being sent by a worker whose time is over: it was stopped in the middle."""
        return self.filter(state=OutgoingState.SENDING, leased_until__lte=now)


class Outgoing(models.Model):
    """One message on its way out by one channel. See states.py, and ADR 14 for what happens when a worker dies."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="outgoing")
    channel = models.CharField(max_length=10, choices=choices_of(Channel), default=Channel.EMAIL)
    key = models.CharField(max_length=64, unique=True, help_text="the same at every try; the Message-ID")
    state = models.CharField(max_length=10, choices=choices_of(OutgoingState), default=OutgoingState.WAITING)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    lease = models.CharField(max_length=32, blank=True, help_text="whose turn it is; only they may settle it")
    leased_until = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True, help_text="set just before it is given to the server")
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=20, choices=choices_of(Problem), blank=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "outgoing"
        indexes = [models.Index(fields=["state", "due_at"], name="outgoing_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="outgoing_once_a_channel"),
            models.CheckConstraint(
                condition=~Q(state=OutgoingState.SENDING) | (~Q(lease="") & Q(leased_until__isnull=False)),
                name="outgoing_sent_under_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=OutgoingState.SENT) | Q(sent_at__isnull=False), name="outgoing_sent_when"
            ),
        ]

    def __str__(self):
        return f"{self.channel} {self.state}"

    def get_absolute_url(self):
        return reverse("people:outgoing", args=[self.pk])

    @staticmethod
    def key_of(channel, person_id, cause):
        """The idempotency key of a cause, a person and a channel."""
        return sha256(f"{channel}\n{person_id}\n{cause}".encode()).hexdigest()[:40]


class MailWish(models.Model):
    """Which kinds of message a person wants by e-mail, and in which language. No row: only BY_MAIL_UNASKED, in Thai."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="mail_wish")
    kinds = models.JSONField(default=list)
    language = models.CharField(max_length=2, choices=choices_of(MailLanguage), default=MailLanguage.THAI)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.person_id}: {len(self.kinds)}"


def wish_of(person_id: int) -> MailWish:
    """A person's wish; what holds unasked for who never said."""
    kept = MailWish.objects.filter(person=person_id).first()
    return kept or MailWish(person_id=person_id, kinds=sorted(BY_MAIL_UNASKED))
