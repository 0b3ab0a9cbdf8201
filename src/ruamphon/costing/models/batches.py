"""Batches as they were really made: what was used and what came out, beside the plan as it stood that day."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.bin import PresentManager
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.costing.models.columns import number, satang
from ruamphon.costing.models.materials import OfGroupQuerySet
from ruamphon.costing.models.recipes import Recipe
from ruamphon.people.models import Person
from ruamphon.registry.models import NOT_IN_FUTURE


class BatchQuerySet(OfGroupQuerySet):
    scope_path = "recipe__enterprise__scope"


class OfPresentRecipes(PresentManager):
    """Rows whose recipe is not in the bin."""

    path = "recipe__"


PresentBatches = OfPresentRecipes.from_queryset(BatchQuerySet)


class MadeBatch(models.Model):
    """One batch that was made. `plan` is everything the engine was given for the sheet of that day, so that what was
    planned never changes afterwards; the four amounts are what the comparison said, to the satang.

    A wrong one is voided with a reason and stays readable.
    """

    recipe = models.ForeignKey(Recipe, models.CASCADE, related_name="made_batches")
    draft_key = models.UUIDField(unique=True)
    made_on = ThaiDateField(latest=NOT_IN_FUTURE)
    plan = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    actual_cash = satang()
    actual_full = satang()
    planned_cash = satang()
    planned_full = satang()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    voided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=300, blank=True)

    objects = PresentBatches()
    with_bin = models.Manager()

    class Meta:
        verbose_name_plural = "made batches"
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="batch_voided_who_and_when",
            )
        ]

    def __str__(self):
        return f"{self.recipe} {self.made_on}"

    def get_absolute_url(self):
        return reverse("costing:batch", args=[self.pk])


class BatchUse(models.Model):
    """What was really used of a line of the plan, in the unit of its planned price, and what one of it cost.

    `code` is the plan's line; one that was not planned has a code of its own.
    """

    batch = models.ForeignKey(MadeBatch, models.CASCADE, related_name="uses")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    quantity = number()
    cash = number()
    full = number()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "code"], name="batch_uses_a_line_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0, cash__gte=0, full__gte=models.F("cash")),
                name="batch_use_not_negative",
            ),
        ]

    def __str__(self):
        return self.name


class BatchGood(models.Model):
    """How many good ones of an output came out."""

    batch = models.ForeignKey(MadeBatch, models.CASCADE, related_name="goods")
    code = models.CharField(max_length=40)
    quantity = number()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "code"], name="batch_gives_an_output_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="batch_good_not_negative"),
        ]

    def __str__(self):
        return self.code
