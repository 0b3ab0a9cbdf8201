"""Consents with the words agreed to, people in photos, and requests to be erased.

Persons are named as "people.Person": the module of Person brings these tables in at its end.
"""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.people.consent.enums import ErasureState, How, Purpose

ANSWER_WITHIN = timedelta(days=30)
"""How long an answer to a request of the person may take (PDPA section 30 gives thirty days for access)."""


class ConsentText(models.Model):
    """One version of the words for a purpose, kept as they stood when somebody first agreed to them. Never changed."""

    purpose = models.CharField(max_length=20, choices=choices_of(Purpose))
    version = models.PositiveSmallIntegerField()
    text_th = models.TextField()
    text_en = models.TextField()

    class Meta:
        ordering = ["purpose", "version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="consent_text_once_a_version")
        ]

    def __str__(self):
        return f"{self.purpose} {self.version}"

    @property
    def text(self):
        """The words in both languages."""
        return Text(self.text_th, self.text_en)


class ConsentQuerySet(models.QuerySet):
    def standing(self, purpose=None):
        """Consents given and not taken back, for one purpose if named."""
        given = self.filter(withdrawn_at__isnull=True)
        return given.filter(purpose=purpose) if purpose else given


class Consent(models.Model):
    """A person's yes to one purpose, in the words of one version, and its end (PDPA section 19)."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=choices_of(Purpose))
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    how = models.CharField(max_length=10, choices=choices_of(How))
    given_on = ThaiDateField(latest=timedelta(0), help_text="the day of the signature or the word")
    given_at = models.DateTimeField(default=timezone.now, help_text="when it was written down here")
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    witness = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.OneToOneField(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=10, choices=choices_of(How), blank=True)
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(how=How.VOICE) | Q(witness__isnull=False), name="consent_by_voice_has_a_witness"
            ),
            models.CheckConstraint(
                condition=Q(witness__isnull=True) | ~Q(witness=F("person")), name="consent_witness_is_another"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.purpose}"


class PersonInPhoto(models.Model):
    """A person who can be seen in a photo. The room that owns the photo says who may tag and look."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="photos")
    tagged_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    tagged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "people in photos"
        constraints = [models.UniqueConstraint(fields=["file", "person"], name="person_once_in_a_photo")]

    def __str__(self):
        return f"{self.person_id} in {self.file_id}"


class ErasureQuerySet(models.QuerySet):
    def open(self):
        """Requests nobody has decided, taken back or refused."""
        return self.filter(state=ErasureState.ASKED)


class ErasureRequest(models.Model):
    """A person's wish to be erased, and what a manager decided (PDPA section 33)."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="erasure_requests")
    how = models.CharField(max_length=10, choices=choices_of(How))
    asked_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices_of(ErasureState), default=ErasureState.ASKED)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=500, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=ErasureState.ASKED), name="erasure_one_open_request"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="erasure_decided_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.state}"

    @property
    def answer_by(self):
        """The moment by which the person should have an answer."""
        return self.asked_at + ANSWER_WITHIN
