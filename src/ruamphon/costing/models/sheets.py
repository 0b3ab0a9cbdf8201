"""Cost sheets that were handed in: frozen versions beside the deliverable's, what was said of a line, who may look."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.costing.enums import Grade
from ruamphon.costing.models.columns import number, satang
from ruamphon.costing.models.recipes import Recipe
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.models import Deliverable, DeliverableVersion


class CostSheet(models.Model):
    """A recipe's cost sheet as a piece of work in a cohort; checked and accepted as every deliverable is (ADR 24)."""

    recipe = models.ForeignKey(Recipe, models.PROTECT, related_name="sheets")
    deliverable = models.OneToOneField(Deliverable, models.CASCADE, related_name="cost_sheet")

    def __str__(self):
        return str(self.recipe)


class CostSheetVersionQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Versions of groups whose secrets this account may read now."""
        path = "sheet__deliverable__enrolment__enterprise__scope"
        return self.filter(reaches(account, Permission.SECRET_READ, path), sheet__deliverable__binned_at=None)

    def shared_with(self, account):
        """Versions that the group lets this person see today."""
        running = SheetShare.objects.running().filter(person=account.person_id)
        return self.filter(shares__in=running, sheet__deliverable__binned_at=None).distinct()


class CostSheetVersion(models.Model):
    """What was handed in, frozen: everything the engine was given, what it said, and which engine it was.

    `inputs` replay to `figures`; `sha256` is of the inputs.
    """

    sheet = models.ForeignKey(CostSheet, models.CASCADE, related_name="versions")
    version = models.OneToOneField(DeliverableVersion, models.CASCADE, related_name="cost_sheet")
    revision = models.PositiveIntegerField(help_text="the recipe's, when it was handed in")
    engine = models.CharField(max_length=20)
    inputs = models.JSONField()
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    price = number(null=True)
    cash_low = satang()
    cash_likely = satang(null=True)
    cash_high = satang(null=True)
    full_low = satang()
    full_likely = satang(null=True)
    full_high = satang(null=True)
    grade = models.CharField(max_length=1, choices=choices_of(Grade))

    objects = CostSheetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-version__number"]

    def __str__(self):
        return f"{self.sheet} {self.version}"

    def get_absolute_url(self):
        return reverse("costing:version", args=[self.pk])


class SheetComment(models.Model):
    """What somebody said of one line of a version, or of the whole; it may ask for a change until that is settled."""

    version = models.ForeignKey(CostSheetVersion, models.CASCADE, related_name="comments")
    line_code = models.CharField(max_length=40, blank=True)
    line_name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    asks_change = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return self.text[:40]


class SheetShareQuerySet(models.QuerySet):
    def running(self, at=None):
        """Shares that hold at a moment (now if not given)."""
        at = at or timezone.now()
        return self.filter(valid_from__lte=at, valid_until__gt=at)


class SheetShare(models.Model):
    """The group lets one person see one version until a moment; ending it early moves that moment."""

    version = models.ForeignKey(CostSheetVersion, models.CASCADE, related_name="shares")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    valid_from = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField()
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = SheetShareQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="share_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return str(self.person)
