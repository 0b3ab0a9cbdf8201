from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import Source
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import buddhist_year
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.domain.agreement import Standing, standing
from ruamphon.programmes.enums import AgreementState
from ruamphon.programmes.models.cohort import Cohort
from ruamphon.programmes.models.programme import Programme
from ruamphon.registry.models import Organisation

LONGEST_TERM = timedelta(days=20 * 365 + 5)
"""An agreement may run for twenty years."""


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Agreements of the programmes this account may read now."""
        return self.filter(reaches(account, Permission.PROGRAMME_READ, "programme__scope"))


class Agreement(models.Model):
    """A memorandum of understanding (บันทึกความร่วมมือ) that opens a cohort. Its state is worked out, never stored."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="agreements")
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, blank=True, related_name="agreements")
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    signed_on = ThaiDateField(null=True, blank=True)
    begins_on = ThaiDateField(null=True, blank=True, help_text="first day of the term")
    ends_on = ThaiDateField(null=True, blank=True, latest=LONGEST_TERM, help_text="last day of the term")
    venue_th = models.CharField(max_length=200, blank=True)
    venue_en = models.CharField(max_length=200, blank=True)
    witness = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    witness_post_th = models.CharField(max_length=200, blank=True)
    witness_post_en = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)
    draft_key = models.UUIDField(
        null=True, unique=True, help_text="made with the form: the same page sent twice is one agreement"
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(begins_on__isnull=True)
                | Q(ends_on__gte=F("begins_on")),
                name="agreement_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.title_th

    def get_absolute_url(self):
        return reverse("programmes:agreement", args=[self.pk])

    def state(self, on) -> AgreementState:
        """Planned, in force, ended, or signed with no term known, on a day."""
        return standing(Standing(self.signed_on, self.begins_on, self.ends_on), on=on)

    @property
    def title(self):
        """The title in both languages."""
        return Text(self.title_th, self.title_en or self.title_th)

    @property
    def venue(self):
        """Where it was signed, in both languages."""
        return Text(self.venue_th, self.venue_en or self.venue_th)

    @property
    def witness_post(self):
        """The witness's post, in both languages."""
        return Text(self.witness_post_th, self.witness_post_en or self.witness_post_th)


class AgreementParty(models.Model):
    """An organisation that is party to an agreement; who signed for it is in its signatories."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="party_once"),
        ]

    def __str__(self):
        return str(self.organisation)


class Milestone(models.Model):
    """A published moment in a programme's life: a day where known, else the year."""

    code = models.SlugField(max_length=60, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="milestones")
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, blank=True, related_name="milestones")
    happened_on = ThaiDateField(null=True, blank=True)
    year = models.PositiveIntegerField(help_text="CE; known even where the day is not")
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    text_th = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    venue_th = models.CharField(max_length=200, blank=True)
    venue_en = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, models.PROTECT)

    class Meta:
        ordering = ["-year", "-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=1900) & Q(year__lte=2200), name="milestone_year_is_ce"
            ),
        ]

    def __str__(self):
        return self.title_th

    @property
    def title(self):
        """The title in both languages."""
        return Text(self.title_th, self.title_en)

    @property
    def text(self):
        """The story in both languages."""
        return Text(self.text_th, self.text_en or self.text_th)

    @property
    def year_be(self):
        """The Buddhist-Era year."""
        return buddhist_year(self.year)
