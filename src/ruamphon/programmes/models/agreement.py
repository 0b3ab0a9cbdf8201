from django.db import models
from django.db.models import Q

from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import Source
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import buddhist_year
from ruamphon.people.models import Person
from ruamphon.programmes.models.cohort import Cohort
from ruamphon.programmes.models.programme import Programme
from ruamphon.registry.models import Organisation


class Agreement(models.Model):
    """A memorandum of understanding (บันทึกความร่วมมือ) that opens a cohort."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="agreements")
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, related_name="agreements")
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    signed_on = ThaiDateField(null=True, blank=True)
    venue_th = models.CharField(max_length=200, blank=True)
    venue_en = models.CharField(max_length=200, blank=True)
    witness = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    witness_post_th = models.CharField(max_length=200, blank=True)
    witness_post_en = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["-signed_on", "-pk"]

    def __str__(self):
        return self.title_th

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
    """An organisation that is party to an agreement; who signed stays empty until published."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    signatory = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

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
