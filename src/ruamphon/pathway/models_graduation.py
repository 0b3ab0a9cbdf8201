"""Graduating a group by two people, and looking in on it one, two and three years later."""

from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.assessments.enums import AssessmentState
from ruamphon.assessments.models import Assessment, Round
from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.pathway.domain.follow_up import WINDOW, state_of
from ruamphon.pathway.enums import FollowUpState, GraduationOutcome, GraduationState
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment

TODAY = timedelta(0)
FIRST_YEAR, LAST_YEAR = 1, 3


class OnGroupQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Rows of the groups whose gate decisions this account may read now."""
        return self.filter(reaches(account, Permission.GATE_READ, "enrolment__enterprise__scope"))


class Graduation(models.Model):
    """One officer's proposal that a group graduates, and another's decision on it.

    `record` holds the items of readiness as they stood at the decision. `override_reason` says why the group graduates
    though something was missing.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="graduations")
    state = models.CharField(
        max_length=10, choices=choices_of(GraduationState), default=GraduationState.PROPOSED
    )
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    proposal_reason = models.TextField(max_length=2000)
    override_reason = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=choices_of(GraduationOutcome), blank=True)
    decision_reason = models.TextField(max_length=2000, blank=True)
    graduated_on = ThaiDateField(null=True, latest=TODAY)
    record = models.JSONField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, help_text="when the proposal was withdrawn")
    closed_reason = models.TextField(max_length=2000, blank=True)

    objects = OnGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "state"],  # two open ones stand in the way of a merge
                condition=Q(state=GraduationState.PROPOSED),
                name="graduation_one_open_proposal",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="graduation_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=GraduationState.DECIDED)
                | Q(decided_by__isnull=False, decided_at__isnull=False, record__isnull=False),
                name="graduation_decided_who_when_and_on_what",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=GraduationOutcome.GRADUATES) | Q(graduated_on__isnull=False),
                name="graduation_has_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.state}"

    def get_absolute_url(self):
        return reverse("pathway:graduation", args=[self.pk])


class FollowUpQuerySet(OnGroupQuerySet):
    def of_graduates(self):
        """Those of groups whose graduation stands."""
        return self.filter(enrolment__state=EnrolmentState.GRADUATED)

    def done(self):
        """Recorded by hand, or assessed by everybody who was asked."""
        return self.filter(self._is_done())

    def not_done(self):
        """Still to do."""
        return self.exclude(self._is_done())

    def due_by(self, on):
        """Those whose window has opened by a day."""
        return self.filter(due_on__lte=on + WINDOW)

    def _is_done(self):
        sheets = Assessment.objects.filter(
            round=OuterRef("round"), enterprise=OuterRef("enrolment__enterprise")
        )
        assessed = Exists(sheets) & ~Exists(sheets.filter(state=AssessmentState.OPEN))
        return Q(done_on__isnull=False) | Q(assessed)


class FollowUp(models.Model):
    """That a group is looked in on so many years after it graduated: by an assessment, or by a note of a visit."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="follow_ups")
    years = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    due_on = ThaiDateField(latest=timedelta(days=366 * 5))
    round = models.OneToOneField(Round, models.PROTECT, null=True, related_name="follow_up")
    done_on = ThaiDateField(null=True, latest=TODAY, help_text="where it was recorded without an assessment")
    note = models.TextField(max_length=2000, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on", "id"], name="follow_up_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "years"], name="follow_up_once_a_year"),
            models.CheckConstraint(
                condition=Q(years__gte=FIRST_YEAR, years__lte=LAST_YEAR), name="follow_up_in_three_years"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, recorded_by__isnull=True, recorded_at__isnull=True)
                | Q(done_on__isnull=False, recorded_at__isnull=False),
                name="follow_up_recorded_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.years}"

    def get_absolute_url(self):
        return reverse("pathway:follow-up", args=[self.pk])

    def state(self, on: date, *, is_assessed: bool = False) -> FollowUpState:
        """How it stands on a day; whether everybody asked has handed in is for the caller to say."""
        return state_of(self.due_on, on=on, is_done=is_assessed or self.done_on is not None)
