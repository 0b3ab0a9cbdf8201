"""Evidence, sign-offs and gates. Criteria live in the playbook version they were read from (see queries)."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import StoredFile
from ruamphon.pathway.enums import EvidenceStatus, GateState, Outcome
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Person
from ruamphon.programmes.models import Enrolment, PlaybookVersion, Task


class OnEnrolmentQuerySet(models.QuerySet):
    read_permission = Permission.EVIDENCE_READ

    def visible_to(self, account):
        """Rows of the enterprises this account may see now."""
        return self.filter(reaches(account, self.read_permission, "enrolment__enterprise__scope"))


class EvidenceQuerySet(OnEnrolmentQuerySet):
    def awaiting_review(self):
        """Handed in and not yet reviewed."""
        return self.filter(status=EvidenceStatus.SUBMITTED)


class Evidence(models.Model):
    """What somebody handed in for one criterion, and what the reviewer said.

    The criterion is named by its code, which stays the same from one playbook version to the next.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="evidence")
    criterion_code = models.CharField(max_length=60)
    note = models.TextField(max_length=2000, help_text="what it shows, in a few words")
    happened_on = ThaiDateField(latest=timedelta(0))
    status = models.CharField(
        max_length=10, choices=choices_of(EvidenceStatus), default=EvidenceStatus.SUBMITTED
    )
    revision = models.PositiveIntegerField(default=1, help_text="grows with each review or new hand-in")
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.TextField(max_length=2000, blank=True)
    accepted_at = models.DateTimeField(null=True, help_text="stays when it is withdrawn later")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        verbose_name_plural = "evidence"
        indexes = [
            models.Index(fields=["enrolment", "criterion_code", "status"], name="evidence_by_criterion")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="evidence_reviewed_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("submitted_by")),
                name="evidence_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=EvidenceStatus.ACCEPTED) | Q(accepted_at__isnull=False),
                name="evidence_accepted_when",
            ),
        ]

    def __str__(self):
        return f"{self.criterion_code}: {self.note[:40]}"

    def get_absolute_url(self):
        return reverse("pathway:evidence", args=[self.pk])

    @property
    def supplier(self):
        """Whose evidence it is: the person it was handed in for, else the one who handed it in."""
        return self.on_behalf_of or self.submitted_by

    def current_files(self):
        """The files of the latest hand-in that had any; a text-only improvement keeps the files before it."""
        files = list(self.files.all())
        latest = max((kept.revision for kept in files), default=0)
        return [kept for kept in files if kept.revision == latest]


class EvidenceFile(models.Model):
    """A file of a piece of evidence. Files of an earlier hand-in stay, marked by their revision."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)


class SignOff(models.Model):
    """A person's word, in a role, that a criterion is met; it can be withdrawn with a reason."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="sign_offs")
    criterion_code = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=choices_of(Role))
    statement = models.TextField(max_length=1000)
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = OnEnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "criterion_code", "signed_by"],
                condition=Q(withdrawn_at__isnull=True, on_behalf_of__isnull=True),
                name="sign_off_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "criterion_code", "on_behalf_of"],
                condition=Q(withdrawn_at__isnull=True, on_behalf_of__isnull=False),
                name="sign_off_once_on_behalf",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="sign_off_withdrawn_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.criterion_code}: {self.signed_by}"

    @property
    def signer(self):
        """Whose word it is."""
        return self.on_behalf_of or self.signed_by


class GateQuerySet(OnEnrolmentQuerySet):
    read_permission = Permission.GATE_READ

    def standing(self):
        """Decisions that hold: decided, and not reopened since."""
        return self.filter(state=GateState.DECIDED)

    def passed(self):
        """Standing decisions by which a group passed its stage."""
        return self.standing().filter(outcome__in=[Outcome.PASSED, Outcome.PASSED_WITH_CONDITIONS])


class Gate(models.Model):
    """One proposal to decide a stage for a group, and the decision another officer took on it.

    `record` holds the criteria, facts and evidence hashes the decision was based on; it replays to the same
    answer for as long as it is kept, whatever happens to the playbook.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="gates")
    stage_number = models.PositiveSmallIntegerField()
    playbook = models.ForeignKey(PlaybookVersion, models.PROTECT, related_name="gates")
    state = models.CharField(max_length=10, choices=choices_of(GateState), default=GateState.PROPOSED)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_outcome = models.CharField(max_length=30, choices=choices_of(Outcome))
    proposal_reason = models.TextField(max_length=2000)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_on = ThaiDateField(null=True, help_text="the day the facts and evidence were taken on")
    outcome = models.CharField(max_length=30, choices=choices_of(Outcome), blank=True)
    decision_reason = models.TextField(max_length=2000, blank=True)
    record = models.JSONField(null=True)
    record_sha256 = models.CharField(max_length=64, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, help_text="when withdrawn or reopened")
    closed_reason = models.TextField(max_length=2000, blank=True)

    objects = GateQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "stage_number"],
                condition=Q(state=GateState.PROPOSED),
                name="gate_one_open_proposal",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="gate_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=GateState.DECIDED)
                | Q(decided_by__isnull=False, decided_at__isnull=False, record__isnull=False),
                name="gate_decided_who_when_and_on_what",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.stage_number} · {self.state}"

    def get_absolute_url(self):
        return reverse("pathway:gate", args=[self.pk])


class GateCondition(models.Model):
    """What a group passed on condition of, by when; it is also a task."""

    gate = models.ForeignKey(Gate, models.CASCADE, related_name="conditions")
    text = models.CharField(max_length=300)
    due_on = ThaiDateField()
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text


from ruamphon.pathway.models_rules import (  # noqa: E402 — the room's tables in one place for all who read them
    RuleEffect,
    RuleEvaluation,
    RuleFiring,
    RuleSetVersion,
)

__all__ = [
    "Evidence",
    "EvidenceFile",
    "Gate",
    "GateCondition",
    "RuleEffect",
    "RuleEvaluation",
    "RuleFiring",
    "RuleSetVersion",
    "SignOff",
]
