from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from ruamphon.assessments.enums import AssessmentState
from ruamphon.assessments.models.reach import assessing_scopes
from ruamphon.assessments.models.round import Round
from ruamphon.assessments.models.rubric import RubricItem
from ruamphon.core.audit import person_id
from ruamphon.core.choices import choices_of
from ruamphon.core.models import StoredFile
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.registry.models import Enterprise


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, account):
        """One's own, and those of others that are handed in: for who runs the round, and for fellow assessors.

        Whoever has still to hand in an answer of their own on the same group sees nobody else's, officers included:
        answers count for something only when they are given independently.
        """
        others = Q(state=AssessmentState.HANDED_IN) & ~Q(self._own(account, AssessmentState.OPEN))
        runs = Q(reaches(account, Permission.ROUND_MANAGE, "round__scope"))
        fellow = Q(self._own(account, AssessmentState.HANDED_IN)) & Q(
            round__scope__in=assessing_scopes(account)
        )
        return self.filter(self._mine(account) | others & (runs | fellow))

    def own(self, account):
        """Those this account was asked for and may still give."""
        return self.filter(self._mine(account))

    def _mine(self, account):
        return Q(assessor=person_id(account), round__scope__in=assessing_scopes(account))

    def _own(self, account, state):
        """The condition that the account has an assessment of the same group in the same round, in a state."""
        same = Assessment.objects.filter(round=OuterRef("round"), enterprise=OuterRef("enterprise"))
        return Exists(same.filter(assessor=person_id(account), state=state))

    def handed_in(self):
        """Those that count."""
        return self.filter(state=AssessmentState.HANDED_IN)

    def with_scores(self):
        """With what was said of each item, in one further query."""
        return self.prefetch_related("scores__item")


class Assessment(models.Model):
    """One assessor's answers on one group in one round. Handed in, it is frozen until somebody reopens it."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="assessments")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(Person, models.PROTECT, related_name="assessments")
    seat = models.PositiveSmallIntegerField(help_text="first, second … assessor of this group, from 1")
    state = models.CharField(max_length=10, choices=choices_of(AssessmentState), default=AssessmentState.OPEN)
    revision = models.PositiveIntegerField(default=0, help_text="grows with each saving")
    note = models.TextField(max_length=2000, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reopened_reason = models.CharField(max_length=500, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["round", "enterprise", "seat"]
        constraints = [
            # The seat stands first: two groups of one round are then no twins, and a merge would lose no answers.
            models.UniqueConstraint(fields=["round", "enterprise", "seat"], name="assessment_seat_once"),
            models.UniqueConstraint(
                fields=["round", "enterprise", "assessor"], name="assessment_once_an_assessor"
            ),
            models.CheckConstraint(
                condition=~Q(state=AssessmentState.HANDED_IN) | Q(handed_in_at__isnull=False),
                name="assessment_handed_in_when",
            ),
        ]

    def __str__(self):
        return f"{self.round} · {self.enterprise} · {self.seat}"

    def get_absolute_url(self):
        return reverse("assessments:assessment", args=[self.pk])

    @property
    def is_handed_in(self):
        """Whether it is frozen and counts."""
        return self.state == AssessmentState.HANDED_IN


class Score(models.Model):
    """What an assessor said of one item: a level, or that it could not be told, with a note and what was seen."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    item = models.ForeignKey(RubricItem, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, help_text="empty: not answered, or could not be told")
    cannot_tell = models.BooleanField(default=False)
    note = models.TextField(max_length=1000, blank=True)
    evidence = models.TextField(max_length=1000, blank=True, help_text="what was seen, where to look it up")

    class Meta:
        ordering = ["item__place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="score_once_an_item"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, cannot_tell=False),
                name="score_level_or_none",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.level}"


class ScoreFile(models.Model):
    """A photo or document that shows why a level was given."""

    score = models.ForeignKey(Score, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)
