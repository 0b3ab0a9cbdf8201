"""Persons, accounts, scopes, grants, invitations."""

from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.models import Named
from ruamphon.core.text import Text
from ruamphon.people.enums import InvitationKind, Role, ScopeKind
from ruamphon.people.permissions import roles_with
from ruamphon.people.phones import show_phone

ERASED = Text("(ลบข้อมูลแล้ว)", "(erased)")
"""What stands where the name of an erased person stood."""


class Person(Named):
    """A human being: sage, lecturer, signatory, walk-in or user. An account is optional."""

    nickname = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="digits only, as dialled in Thailand")
    email = models.EmailField(blank=True)
    is_placeholder = models.BooleanField(
        default=False, help_text="the name is asked for at the first sign-in"
    )
    erased_at = models.DateTimeField(
        null=True, editable=False, help_text="nothing of the person is left but this row"
    )

    class Meta:
        ordering = ["sort_text", "pk"]

    def search_words(self):
        # No phone here: who may read it looks for it in its own column.
        return [] if self.erased_at else [*super().search_words(), self.nickname]

    @property
    def phone_shown(self):
        """The phone number with hyphens, as people write it."""
        return show_phone(self.phone)


class AccountManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class Account(AbstractBaseUser):
    """How a person signs in: by username, e-mail or phone number, with one password."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    username = models.CharField(max_length=60, unique=True, help_text="kept in lower case")
    email = models.EmailField(null=True, blank=True, unique=True)
    phone = models.CharField(max_length=20, null=True, blank=True, unique=True)
    is_active = models.BooleanField(default=True)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(
        default=False, help_text="an invented person's: anybody may step into it with one click"
    )

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["username"]

    def __str__(self):
        return self.username


class RunningQuerySet(models.QuerySet):
    """Rows that hold from `valid_from` until just before `valid_until`."""

    def running(self, at=None):
        """What holds at one moment; an ended row stops that second."""
        at = at or timezone.now()
        return self.not_over(at).filter(valid_from__lte=at)

    def not_over(self, at=None):
        """What holds at one moment or will begin to hold later."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=at or timezone.now()))


class ScopeQuerySet(models.QuerySet):
    def reached_by(self, person_id, permission, at=None, *, without=()):
        """Scopes on which a person holds a permission: granted there, or on a scope around it.

        Links are at most two deep: programme → cohort → enterprise, programme → organisation.
        Roles in `without` do not count.
        """
        roles = [role for role in roles_with(permission) if role not in without]
        granted = Grant.objects.running(at).filter(person_id=person_id, role__in=roles)
        return self.inside_or_at(granted.values("scope_id"), at)

    def inside_or_at(self, outer, at=None):
        """The scopes in the sub-query `outer`, and those that lie inside them by running links.

        Only a cohort is passed through. A partner organisation lies inside every programme it helps and around
        the groups it mentors: passing through it would let one programme read another's groups.
        """
        links = ScopeLink.objects.running(at)
        first = links.filter(outer__in=outer).values("inner_id")
        cohorts = first.filter(inner__kind=ScopeKind.COHORT)
        second = links.filter(outer__in=cohorts).values("inner_id")
        return self.filter(Q(pk__in=outer) | Q(pk__in=first) | Q(pk__in=second))


class Scope(models.Model):
    """A place where grants apply. A programme, a cohort, an enterprise and an organisation each own one."""

    kind = models.CharField(max_length=20, choices=choices_of(ScopeKind))
    label_th = models.CharField(max_length=200, help_text="what the owner is called, for lists of grants")
    label_en = models.CharField(max_length=200, blank=True)
    is_demo = models.BooleanField(
        default=False, help_text="inside the example programme: never linked with a real one"
    )

    objects = ScopeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.label_th

    @property
    def label(self):
        """What the owner is called in both languages; English falls back to Thai where none is known."""
        return Text(self.label_th, self.label_en or self.label_th)


class ScopeLink(models.Model):
    """`inner` lies inside `outer` for a time: whoever has a grant on the outer one has it on the inner one."""

    outer = models.ForeignKey(Scope, models.PROTECT, related_name="links_inward")
    inner = models.ForeignKey(Scope, models.PROTECT, related_name="links_outward")
    valid_from = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True, blank=True)

    objects = RunningQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["outer", "valid_from", "valid_until", "inner"], name="link_by_outer"),
            models.Index(fields=["inner", "outer"], name="link_by_inner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="link_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(outer=F("inner")), name="link_joins_two_scopes"),
        ]

    def __str__(self):
        return f"{self.outer_id} → {self.inner_id}"


class Grant(models.Model):
    """A role for a person on a scope, from one moment until another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=choices_of(Role))
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="grants")
    valid_from = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = RunningQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        indexes = [
            models.Index(fields=["person", "role", "valid_from", "valid_until"], name="grant_by_person"),
            models.Index(fields=["scope", "role"], name="grant_by_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="grant_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.role} @ {self.scope_id}"

    def runs_at(self, at):
        """Whether the grant holds at a moment."""
        return self.valid_from <= at and (self.valid_until is None or at < self.valid_until)


class Invitation(models.Model):
    """A one-use link by which a person makes an account, or a new password. Only the token's hash is kept."""

    LIFE = timedelta(days=7)

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    kind = models.CharField(max_length=10, choices=choices_of(InvitationKind))
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.kind} {self.person_id}"

    @staticmethod
    def hash_of(token):
        """What is stored for a token."""
        return sha256(token.encode()).hexdigest()

    def is_open(self, now=None):
        """Whether the link still works: not used, not replaced, not expired."""
        return not self.used_at and not self.revoked_at and (now or timezone.now()) < self.expires_at


# Tables that have a folder of their own; they name persons by their label, so there is no circle.
from ruamphon.people.consent.models import (  # noqa: E402
    Consent,
    ConsentText,
    ErasureRequest,
    PersonInPhoto,
)
from ruamphon.people.keys import models as _keys  # noqa: E402, F401 — Django finds a room's tables from here
from ruamphon.people.outbox.models import MailWish, Message, Outgoing  # noqa: E402

__all__ = [
    "ERASED",
    "Account",
    "Consent",
    "ConsentText",
    "ErasureRequest",
    "Grant",
    "Invitation",
    "MailWish",
    "Message",
    "Outgoing",
    "Person",
    "PersonInPhoto",
    "Scope",
    "ScopeLink",
]
