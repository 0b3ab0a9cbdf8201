from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import Source
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Scope
from ruamphon.people.permissions import PROGRAMME_WIDE
from ruamphon.programmes.enums import CohortState, EnrolmentState, LeavingReason
from ruamphon.programmes.models.programme import PlaybookVersion, Programme
from ruamphon.registry.models import Enterprise

BUDDHIST_ERA = 543


class CohortQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Cohorts this account may see now."""
        return self.filter(reaches(account, Permission.PROGRAMME_READ, "scope"))


class Cohort(models.Model):
    """One intake (รุ่น) of a programme. Number and year are separate: rounds do not come once a year."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cohorts")
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="cohort")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True, help_text="as printed, e.g. 7/2565")
    year = models.PositiveIntegerField(null=True, blank=True, help_text="the year it is named after, CE")
    state = models.CharField(max_length=10, choices=choices_of(CohortState), default=CohortState.PLANNED)
    begins_on = ThaiDateField(null=True, blank=True)
    ends_on = ThaiDateField(null=True, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    enterprises_published = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="how many groups a source says took part, where their list is unknown",
    )
    note_th = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    playbook = models.ForeignKey(
        PlaybookVersion, models.PROTECT, null=True, blank=True, related_name="cohorts"
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="cohort_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(begins_on__isnull=True)
                | Q(ends_on__gte=F("begins_on")),
                name="cohort_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"รุ่น {self.label or self.number}"

    @property
    def name(self):
        """'รุ่น 7/2565' / 'Cohort 7/2565' — the printed label, else the number."""
        shown = self.label or self.number
        return Text(f"รุ่น {shown}", f"Cohort {shown}")

    @property
    def year_be(self):
        """The Buddhist-Era year, or None where no source gives a year."""
        return self.year + BUDDHIST_ERA if self.year else None

    @property
    def note(self):
        """A remark, in both languages."""
        return Text(self.note_th, self.note_en or self.note_th)

    def seats_left(self):
        """How many groups can still be taken, None where no number was set. A group that left frees its seat."""
        if self.seats is None:
            return None
        return max(self.seats - self.enrolments.exclude(state=EnrolmentState.LEFT).count(), 0)

    def get_absolute_url(self):
        return reverse("programmes:cohort", args=[self.pk])


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, account, permission=Permission.ENTERPRISE_READ):
        """Enrolments of the enterprises this account may see now."""
        return self.filter(reaches(account, permission, "enterprise__scope"))

    def acted_on_by(self, account, permission):
        """Those an account may do something for: by a role of its own on the group, or in this very programme.

        A group may be in two programmes; officers of each see it whole, and act on their own enrolment of it.
        """
        own = reaches(account, permission, "enterprise__scope", without=PROGRAMME_WIDE)
        return self.filter(Q(reaches(account, permission, "cohort__scope")) | Q(own))

    def of_row(self):
        """The condition, for rows that hang on an enrolment, that theirs is one of these: asked row by row."""
        return models.Exists(self.filter(pk=models.OuterRef("enrolment")))

    def in_progress(self):
        """Those being developed: selected or active."""
        return self.filter(state__in=[EnrolmentState.SELECTED, EnrolmentState.ACTIVE])


class Enrolment(models.Model):
    """An enterprise in a cohort: the thread that stages, teams, evidence and gates hang on."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="enrolments")
    state = models.CharField(
        max_length=10, choices=choices_of(EnrolmentState), default=EnrolmentState.SELECTED
    )
    enrolled_on = ThaiDateField(null=True, blank=True)
    ended_on = ThaiDateField(null=True, blank=True)
    left_reason = models.TextField(blank=True, max_length=1000)
    leaving = models.CharField(
        max_length=12, blank=True, choices=choices_of(LeavingReason), help_text="which kind of reason"
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["cohort", "enterprise__sort_text"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "enterprise"], name="enrolment_once_a_cohort"),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.LEFT) | ~Q(left_reason=""), name="leaving_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.enterprise} · {self.cohort}"

    def get_absolute_url(self):
        return reverse("programmes:enrolment", args=[self.pk])
