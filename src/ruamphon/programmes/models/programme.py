from django.db import models
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import Named, Source
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person, Scope
from ruamphon.programmes.enums import PlaybookState
from ruamphon.registry.models import Organisation


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Programmes this account may see now."""
        return self.filter(reaches(account, Permission.PROGRAMME_READ, "scope"))


class Programme(Named):
    """A development programme (โครงการ) that takes cohorts of community enterprises through stages."""

    code = models.SlugField(max_length=40, unique=True)
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="programme")
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="leads")
    about_th = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    area_th = models.CharField(max_length=300, blank=True)
    area_en = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_text", "pk"]

    @property
    def about(self):
        """What the programme is, in both languages."""
        return Text(self.about_th, self.about_en or self.about_th)

    @property
    def area(self):
        """Where it works, in both languages."""
        return Text(self.area_th, self.area_en or self.area_th)

    def get_absolute_url(self):
        return reverse("programmes:programme", args=[self.pk])


class ProgrammePartner(models.Model):
    """An organisation's part in a programme, as a source tells it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    part_th = models.CharField(max_length=200)
    part_en = models.CharField(max_length=200, blank=True)
    from_on = ThaiDateField(null=True, blank=True)
    to_on = ThaiDateField(null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "part_th"], name="partner_part_once"
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.part_th}"

    @property
    def part(self):
        """The part in both languages."""
        return Text(self.part_th, self.part_en or self.part_th)


class PlaybookVersion(models.Model):
    """One version of what a programme asks at each stage. Pathway keeps the stages and criteria of it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="playbooks")
    number = models.PositiveIntegerField()
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=choices_of(PlaybookState), default=PlaybookState.DRAFT)
    toml = models.TextField(
        help_text="the text it was read from, so that a version can be compared and moved"
    )
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="playbook_number_once"),
        ]

    def __str__(self):
        return f"{self.title_th} v{self.number}"

    @property
    def title(self):
        """The title in both languages."""
        return Text(self.title_th, self.title_en)
