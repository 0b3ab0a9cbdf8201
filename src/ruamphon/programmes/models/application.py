"""Applications to a cohort: the call with its days and questions, and what each group answers."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.people.permissions import PROGRAMME_WIDE
from ruamphon.programmes.enums import ApplicationState, CohortState
from ruamphon.programmes.models.cohort import Cohort
from ruamphon.registry.models import Enterprise


class ApplicationCallQuerySet(models.QuerySet):
    def open_on(self, day):
        """Calls that take applications on a day."""
        return self.filter(opens_on__lte=day, closes_on__gte=day).exclude(cohort__state=CohortState.CLOSED)


class ApplicationCall(models.Model):
    """That a cohort takes applications, from one day to another, and what it asks."""

    cohort = models.OneToOneField(Cohort, models.PROTECT, related_name="call")
    opens_on = ThaiDateField()
    closes_on = ThaiDateField(help_text="the last day on which an application can be handed in")
    about_th = models.TextField(max_length=2000, blank=True)
    about_en = models.TextField(max_length=2000, blank=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = ApplicationCallQuerySet.as_manager()

    class Meta:
        ordering = ["closes_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="call_closes_after_it_opens"
            ),
        ]

    def __str__(self):
        return f"{self.cohort}"

    @property
    def about(self):
        """What the call says, in both languages."""
        return Text(self.about_th, self.about_en or self.about_th)

    def is_open(self, on):
        """Whether an application can be handed in on a day. The cohort must have been loaded."""
        return self.opens_on <= on <= self.closes_on and self.cohort.state != CohortState.CLOSED


class CallQuestion(models.Model):
    """One question of a call, in its order."""

    call = models.ForeignKey(ApplicationCall, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text_th = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="call_question_number_once")]

    def __str__(self):
        return self.text_th

    @property
    def text(self):
        """The question in both languages."""
        return Text(self.text_th, self.text_en or self.text_th)


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Those of one's own groups, and those to cohorts of programmes one may read.

        A group may be in two programmes: officers of the one do not read what it wrote to the other.
        """
        own = reaches(account, Permission.ENTERPRISE_EDIT, "enterprise__scope", without=PROGRAMME_WIDE)
        to_ours = reaches(account, Permission.PROGRAMME_READ, "call__cohort__scope")
        return self.filter(Q(own) | Q(to_ours))

    def before_selection(self):
        """Those that were handed in and stand: what a cohort chooses from, decided or not."""
        return self.exclude(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN])


class Application(models.Model):
    """A group's application to a cohort: written by its member, or by a helper for a named member."""

    call = models.ForeignKey(ApplicationCall, models.PROTECT, related_name="applications")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="applications")
    state = models.CharField(
        max_length=10, choices=choices_of(ApplicationState), default=ApplicationState.DRAFT
    )
    needs = models.TextField(max_length=1000, blank=True, help_text="what the group needs, in its words")
    revision = models.PositiveIntegerField(default=1, help_text="grows with each saving")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    handed_in_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["call", "enterprise__sort_text", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "enterprise"], name="application_once_a_call"),
            models.CheckConstraint(
                condition=Q(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN])
                | Q(handed_in_at__isnull=False),
                name="application_handed_in_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="application_withdrawn_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.enterprise} → {self.call}"

    def get_absolute_url(self):
        return reverse("programmes:application", args=[self.pk])

    @property
    def applicant(self):
        """Whose application it is: the named member, else the one who wrote it."""
        return self.on_behalf_of or self.written_by


class ApplicationAnswer(models.Model):
    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.ForeignKey(CallQuestion, models.PROTECT, related_name="answers")
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["question__number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "question"], name="application_answer_once")
        ]

    def __str__(self):
        return self.text[:60]
