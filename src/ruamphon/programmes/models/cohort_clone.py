from django.db import models
from django.utils import timezone

from ruamphon.people.models import Person
from ruamphon.programmes.models.cohort import Cohort


class CohortClone(models.Model):
    """That a cohort was opened as the next year's copy of another, by whom, and from which filled-in page."""

    source = models.ForeignKey(Cohort, models.PROTECT, related_name="clones")
    made = models.OneToOneField(Cohort, models.PROTECT, related_name="cloned_from")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    draft_key = models.UUIDField(
        unique=True, help_text="made with the form: the same page sent twice is one cohort"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.source} → {self.made}"
