"""What hangs on an agreement: who signs, its text in numbered versions, and scans of the signed paper."""

from django.db import models
from django.utils import timezone

from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.people.models import Person
from ruamphon.programmes.models.agreement import Agreement, AgreementParty


class AgreementSignatory(models.Model):
    """A person who signs an agreement for one of its parties, with the post held on that day."""

    party = models.ForeignKey(AgreementParty, models.PROTECT, related_name="signatories")
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    post_th = models.CharField(max_length=200, blank=True)
    post_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["party", "pk"]
        verbose_name_plural = "agreement signatories"
        constraints = [
            models.UniqueConstraint(fields=["party", "person"], name="signatory_once_a_party"),
        ]

    def __str__(self):
        return str(self.person)

    @property
    def post(self):
        """The post in both languages."""
        return Text(self.post_th, self.post_en or self.post_th)


class AgreementText(models.Model):
    """One version of an agreement's wording. Never changed: a new wording is the next number."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    body = models.TextField(max_length=30000)
    note = models.CharField(max_length=300, blank=True, help_text="what changed since the version before")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_text_number_once"),
        ]

    def __str__(self):
        return f"{self.agreement} v{self.number}"


class AgreementScan(models.Model):
    """A scan or photo of the signed paper."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="scans")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)
