from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.bin import Binnable, PresentManager
from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import StoredFile
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.models.cohort import Cohort, Enrolment


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Activities of at least one enterprise this account may see now."""
        joined = Activity.enrolments.through.objects.filter(activity=models.OuterRef("pk"))
        seen = joined.filter(reaches(account, Permission.ENTERPRISE_READ, "enrolment__enterprise__scope"))
        return self.filter(models.Exists(seen))


PresentActivities = PresentManager.from_queryset(ActivityQuerySet)
"""Activities that are not in the bin."""
AllActivities = models.Manager.from_queryset(ActivityQuerySet)


class OfPresentActivity(PresentManager):
    """Rows whose activity is not in the bin."""

    path = "activity__"


class Activity(Binnable):
    """A visit, workshop or meeting that took place: three lines, who came, photos, and the next date."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="activities")
    enrolments = models.ManyToManyField(Enrolment, related_name="activities")
    kind = models.CharField(max_length=10, choices=choices_of(ActivityKind), default=ActivityKind.VISIT)
    happened_on = ThaiDateField(latest=timedelta(0))
    found = models.CharField(max_length=500, help_text="what we found")
    done = models.CharField(max_length=500, blank=True, help_text="what we did or advised")
    agreed = models.CharField(max_length=500, blank=True, help_text="what was agreed")
    next_on = ThaiDateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    draft_key = models.UUIDField(
        default=uuid4, unique=True, help_text="made with the form: the same draft sent twice is one activity"
    )

    objects = PresentActivities()
    with_bin = AllActivities()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name_plural = "activities"

    def __str__(self):
        return f"{self.kind} {self.happened_on}"

    def get_absolute_url(self):
        return reverse("programmes:activity", args=[self.pk])

    def scopes_told(self):
        return self.enrolments.values_list("enterprise__scope_id", flat=True)

    def own_files(self):
        return StoredFile.objects.filter(pk__in=ActivityPhoto.with_bin.filter(activity=self).values("file"))


class ActivityPhoto(models.Model):
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="photos")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    objects = OfPresentActivity()
    with_bin = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)


class Attendance(models.Model):
    """A person who came to an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")

    objects = OfPresentActivity()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="attendance_once"),
        ]

    def __str__(self):
        return str(self.person)
