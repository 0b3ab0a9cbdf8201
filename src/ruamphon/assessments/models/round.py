from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.assessments.enums import Purpose, RoundState
from ruamphon.assessments.models.rubric import Rubric
from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person, Scope


class RoundQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Rounds of the scopes whose assessments this account may read now."""
        return self.filter(reaches(account, Permission.ASSESSMENT_READ, "scope"))

    def in_order(self):
        """The earliest first: the first one is the baseline."""
        return self.order_by("opens_on", "pk")


class Round(models.Model):
    """Several assessors looking at the same groups, with one rubric version, between two days (รอบประเมิน)."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="rounds")
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="rounds")
    purpose = models.CharField(max_length=20, choices=choices_of(Purpose))
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    opens_on = ThaiDateField()
    due_on = ThaiDateField(help_text="the last day on which answers are taken")
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        indexes = [models.Index(fields=["scope", "purpose", "opens_on"], name="round_by_scope")]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="round_due_after_it_opens"),
        ]

    def __str__(self):
        return self.title_th

    def get_absolute_url(self):
        return reverse("assessments:round", args=[self.pk])

    @property
    def title(self):
        """The title in both languages."""
        return Text(self.title_th, self.title_en or self.title_th)

    def state(self, on):
        """Not begun, under way or over, on a day."""
        if on < self.opens_on:
            return RoundState.PLANNED
        return RoundState.OPEN if on <= self.due_on else RoundState.OVER
