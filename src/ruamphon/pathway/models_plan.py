"""Development plans: one a group in a cohort, in versions that are never rewritten once they are in force."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.pathway.enums import PlanState
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.models import Enrolment, Task

LIVE = (PlanState.DRAFT, PlanState.PROPOSED, PlanState.AGREED)
"""The states of the one version that is still on its way."""


class Plan(models.Model):
    """What a group and its helpers promised each other. Its words are in its versions."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="plan")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.enrolment)

    def get_absolute_url(self):
        return reverse("pathway:plan", args=[self.enrolment_id])


class PlanVersionQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Versions of the groups this account may see now."""
        return self.filter(reaches(account, Permission.ENTERPRISE_READ, "plan__enrolment__enterprise__scope"))

    def live(self):
        """Those on their way: being drafted, waiting for the group or for an officer."""
        return self.filter(state__in=LIVE)


class PlanVersion(models.Model):
    """One version of a plan: drafted, agreed by the group, approved by an officer, in force until the next one.

    `revision` grows with each change, so that nobody agrees to or approves what they have not seen.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=choices_of(PlanState), default=PlanState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_reason = models.CharField(max_length=500, blank=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, help_text="since when it is in force")
    approval_note = models.CharField(max_length=500, blank=True)
    replaced_at = models.DateTimeField(null=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state__in=LIVE), name="plan_one_version_on_its_way"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state=PlanState.IN_FORCE), name="plan_one_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("agreed_by")) & (Q(agreed_for=None) | ~Q(approved_by=F("agreed_for")))),
                name="plan_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlanState.IN_FORCE, PlanState.REPLACED])
                | Q(agreed_at__isnull=False, approved_by__isnull=False, approved_at__isnull=False),
                name="plan_in_force_agreed_and_approved",
            ),
        ]

    def __str__(self):
        return f"{self.plan} · {self.number}"

    def get_absolute_url(self):
        return reverse("pathway:plan-version", args=[self.pk])

    @property
    def agreed_with(self):
        """Whose agreement it is: the member it was recorded for, else the one who agreed."""
        return self.agreed_for or self.agreed_by


class PlanGoal(models.Model):
    """What shall be true, by when and measured how. A draft may still have gaps."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="goals")
    code = models.UUIDField(default=uuid4, help_text="the same goal from version to version")
    position = models.PositiveSmallIntegerField()
    aim = models.CharField(max_length=300, blank=True)
    due_on = ThaiDateField(null=True)
    measure = models.CharField(max_length=300, blank=True)
    criterion_code = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="plan_goal_once")]

    def __str__(self):
        return self.aim


class PlanAction(models.Model):
    """What one person does for a goal by a day. Its task tells how far it is."""

    goal = models.ForeignKey(PlanGoal, models.CASCADE, related_name="actions")
    code = models.UUIDField(default=uuid4, help_text="the same action from version to version")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = ThaiDateField(null=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["goal", "code"], name="plan_action_once")]

    def __str__(self):
        return self.title
