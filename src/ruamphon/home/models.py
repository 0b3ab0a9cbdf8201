"""The one table of this room: the links by which a calendar app reads a person's calendar."""

from hashlib import sha256

from django.db import models
from django.utils import timezone

from ruamphon.people.models import Person


class CalendarLink(models.Model):
    """A secret address of a person's calendar, until it is revoked. Only the secret's hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_links")
    name = models.CharField(max_length=60, blank=True, help_text="where it is used, e.g. phone")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"calendar of {self.person_id}"

    @staticmethod
    def hash_of(token):
        """What is stored for a secret."""
        return sha256(token.encode()).hexdigest()
