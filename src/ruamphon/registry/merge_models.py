"""Two records of one group: told apart by somebody, or merged into one, with everything needed to undo it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.people.models import Person
from ruamphon.registry.models import Enterprise


class NotSame(models.Model):
    """Somebody looked at two groups and said they are two; the pair is not shown as likely again."""

    first = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="+", help_text="the lower number of the two"
    )
    second = models.ForeignKey(Enterprise, models.PROTECT, related_name="+")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_same_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="not_same_in_order"),
        ]

    def __str__(self):
        return f"{self.first_id} ≠ {self.second_id}"


class MergeQuerySet(models.QuerySet):
    def standing(self):
        """Merges that have not been undone."""
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """`gone` was found to be the same group as `kept`: its rows moved there, and its code leads there.

    `moves` is what was changed, as [table, row, field, before, after]; `seen` is a fingerprint of each moved row and
    of every row that hangs on it, taken right after the merge. As long as they are the same the merge can be undone.
    """

    kept = models.ForeignKey(Enterprise, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Enterprise, models.PROTECT, related_name="merged_into")
    merged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500)
    moves = models.JSONField(default=list)
    seen = models.JSONField(default=dict)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undo_reason = models.CharField(max_length=500, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merged_away_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_joins_two_groups"),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="merge_undone_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.gone_id} → {self.kept_id}"

    def get_absolute_url(self):
        return reverse("registry:merge", args=[self.pk])
