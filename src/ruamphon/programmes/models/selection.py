from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.enums import SelectionOutcome, SelectionState
from ruamphon.programmes.models.application import Application


class SelectionQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Those of cohorts in programmes this account may read; the group reads the outcome on its application."""
        return self.filter(reaches(account, Permission.PROGRAMME_READ, "application__call__cohort__scope"))


class Selection(models.Model):
    """One officer's proposal for an application, and another's decision on it.

    `figures` holds what the ranking showed at the moment of the decision; it is never written again.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="selections")
    state = models.CharField(
        max_length=10, choices=choices_of(SelectionState), default=SelectionState.PROPOSED
    )
    proposed_outcome = models.CharField(max_length=10, choices=choices_of(SelectionOutcome))
    proposal_reason = models.TextField(max_length=2000)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=choices_of(SelectionOutcome), blank=True)
    decision_reason = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    figures = models.JSONField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, help_text="when the proposal was withdrawn")
    closed_reason = models.TextField(max_length=2000, blank=True)

    objects = SelectionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "state"],  # two open ones stand in the way of a merge
                condition=Q(state=SelectionState.PROPOSED),
                name="selection_one_open_proposal",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="selection_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=SelectionState.DECIDED)
                | Q(decided_by__isnull=False, decided_at__isnull=False, figures__isnull=False),
                name="selection_decided_who_when_and_on_what",
            ),
        ]

    def __str__(self):
        return f"{self.application} · {self.state}"

    def get_absolute_url(self):
        return reverse("programmes:selection", args=[self.pk])
