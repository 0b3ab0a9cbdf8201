from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.bin import Binnable, PresentManager
from ruamphon.core.choices import choices_of
from ruamphon.core.models import StoredFile
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.enums import SECRET_KINDS, DeliverableKind, DeliverableState
from ruamphon.programmes.models.cohort import Enrolment

SCOPE = "enrolment__enterprise__scope"


class DeliverableQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Deliverables this account may see now; the secret kinds only with `secret_read`."""
        readable = reaches(account, Permission.DELIVERABLE_READ, SCOPE)
        trusted = reaches(account, Permission.SECRET_READ, SCOPE)
        open_kinds = Q(readable) & ~Q(kind__in=SECRET_KINDS)
        return self.filter(open_kinds | Q(trusted))


PresentDeliverables = PresentManager.from_queryset(DeliverableQuerySet)
"""Deliverables that are not in the bin."""
AllDeliverables = models.Manager.from_queryset(DeliverableQuerySet)


class OfPresentDeliverable(PresentManager):
    """Rows whose deliverable is not in the bin."""

    path = "deliverable__"


class Deliverable(Binnable):
    """A piece of work a team makes for a group: drafted, checked by the adviser, accepted by the group."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="deliverables")
    kind = models.CharField(max_length=20, choices=choices_of(DeliverableKind))
    title = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=choices_of(DeliverableState), default=DeliverableState.DRAFT
    )
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = PresentDeliverables()
    with_bin = AllDeliverables()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def is_secret(self):
        """Whether it tells of recipes, costs or margins."""
        return self.kind in SECRET_KINDS

    @property
    def current(self):
        """The newest version; every deliverable has at least one."""
        return self.versions.all()[0]

    def scopes_told(self):
        return [self.enrolment.enterprise.scope_id]

    def own_files(self):
        return StoredFile.objects.filter(
            pk__in=DeliverableVersion.with_bin.filter(deliverable=self).values("file")
        )

    def get_absolute_url(self):
        return reverse("programmes:deliverable", args=[self.pk])


class DeliverableVersion(models.Model):
    """One version of a deliverable: a few words and, if there is one, a file. Versions are never overwritten.

    Who checked and accepted it stays here, so that a later draft does not undo what the group once accepted.
    """

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    summary = models.TextField(max_length=4000)
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(
        null=True, help_text="given back with a comment; the team's turn again"
    )
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    objects = OfPresentDeliverable()
    with_bin = models.Manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="version_accepted_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="version_checked_who_and_when",
            ),
            models.UniqueConstraint(fields=["deliverable", "number"], name="deliverable_version_once"),
        ]

    def __str__(self):
        return f"v{self.number}"


class DeliverableComment(models.Model):
    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="comments")
    version = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField(default=timezone.now)

    objects = OfPresentDeliverable()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return self.text[:40]
