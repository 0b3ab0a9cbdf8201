"""Evidence packs. The file goes after its time; the row with the hashes stays."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.models import Enrolment
from ruamphon.reports.enums import PackContents, PackState
from ruamphon.reports.states import UNDER_WAY

SCOPE = "enrolment__enterprise__scope"


class PackQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Packs this account may open now: who may read the evidence, and all else that is inside."""
        rows = self.filter(reaches(account, Permission.EVIDENCE_READ, SCOPE))
        rows = rows.filter(reaches(account, Permission.GATE_READ, SCOPE))
        reads_work = Q(reaches(account, Permission.DELIVERABLE_READ, SCOPE))
        reads_secrets = Q(reaches(account, Permission.SECRET_READ, SCOPE))
        return rows.filter(
            Q(contents=PackContents.EVIDENCE)
            | (Q(contents=PackContents.DELIVERABLES) & reads_work)
            | (Q(contents=PackContents.SECRETS) & reads_work & reads_secrets)
        )

    def under_way(self):
        """Those still to come."""
        return self.filter(state__in=UNDER_WAY)

    def abandoned(self, now):
        """Those whose worker has been silent for longer than its lease."""
        return self.filter(state=PackState.MAKING, leased_until__lt=now)

    def over(self, now):
        """Those whose file has stayed its time."""
        return self.filter(state=PackState.READY, expires_at__lte=now)


class Pack(models.Model):
    """An evidence pack of an enrolment, or of one of its stages: asked for, made by the worker, kept for a while.

    `planned` lists the files that were there when it was asked for; one that has gone since stops the making.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False, help_text="stands in the pack itself")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="packs")
    stage_number = models.PositiveSmallIntegerField(null=True, help_text="empty for all stages")
    contents = models.CharField(
        max_length=12, choices=choices_of(PackContents), default=PackContents.EVIDENCE
    )
    state = models.CharField(max_length=10, choices=choices_of(PackState), default=PackState.WAITING)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    planned = models.JSONField(default=list)
    people = models.JSONField(default=list, help_text="numbers of the persons it names")
    done = models.PositiveIntegerField(default=0, help_text="files written so far")
    total = models.PositiveIntegerField(default=0, help_text="files to write")
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    problem_th = models.TextField(blank=True)
    problem_en = models.TextField(blank=True)
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    size = models.PositiveBigIntegerField(null=True, help_text="bytes of the ZIP")
    zip_sha256 = models.CharField(max_length=64, blank=True, help_text="of the ZIP")
    manifest_sha256 = models.CharField(max_length=64, blank=True, help_text="of manifest.json")
    files_sha256 = models.CharField(max_length=64, blank=True, help_text="of files.json, printed on the PDF")
    expires_at = models.DateTimeField(null=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PackState.READY)
                | (Q(file__isnull=False, expires_at__isnull=False) & ~Q(manifest_sha256="")),
                name="pack_ready_has_its_file",
            ),
            models.CheckConstraint(
                condition=~Q(state=PackState.FAILED) | ~Q(problem_th=""), name="pack_failed_says_why"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "asked_by"],
                condition=Q(state__in=UNDER_WAY),
                name="pack_one_under_way_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment} · {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("reports:pack", args=[self.pk])

    @property
    def is_under_way(self):
        """Whether it is still to come."""
        return self.state in UNDER_WAY

    @property
    def problem(self):
        """Why it could not be made, and what to do."""
        return Text(self.problem_th, self.problem_en)

    @property
    def last_day(self):
        """The last day on which the file can be had."""
        return timezone.localtime(self.expires_at - timedelta(seconds=1)).date() if self.expires_at else None
