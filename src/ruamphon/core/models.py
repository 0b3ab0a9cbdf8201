"""Audit rows, stored files and the sources that published facts point to."""

from django.db import models
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.enums import FileKind
from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key, sort_key


def type_of(record: models.Model) -> str:
    """'registry.enterprise': how audit rows name the table of a record."""
    return record._meta.label_lower  # noqa: SLF001 — Django's documented meta API


class AuditQuerySet(models.QuerySet):
    def of(self, record):
        """The rows about one record, newest first."""
        return self.filter(record_type=type_of(record), record_id=record.pk)

    def inside(self, scope_id):
        """The rows about anything that belongs to one scope, newest first."""
        return self.filter(scope_id=scope_id)


class AuditEntry(models.Model):
    """Who did what to which record, and why. Written once: triggers refuse UPDATE and DELETE.

    People and scopes are plain numbers here, not foreign keys: an audit row outlives an erased person, and a
    key that has to be set to null would be the very UPDATE that the trigger refuses.
    """

    at = models.DateTimeField(default=timezone.now)
    person_id = models.BigIntegerField(null=True, help_text="who; empty for the platform itself")
    on_behalf_of_id = models.BigIntegerField(null=True, help_text="the person it was done for")
    action = models.CharField(max_length=60, help_text="the action's name, e.g. review_evidence")
    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    scope_id = models.BigIntegerField(null=True, help_text="the scope the record belongs to")
    changes = models.JSONField(default=dict, help_text="field → [before, after], or null for personal fields")
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["record_type", "record_id", "-at"], name="audit_by_record"),
            models.Index(fields=["scope_id", "-at"], name="audit_by_scope"),
        ]

    def __str__(self):
        return f"{self.action} {self.record_type} {self.record_id}"


class Source(models.Model):
    """Where a published fact was read: every seeded fact points to one."""

    code = models.SlugField(max_length=60, unique=True)
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=700, blank=True)
    published_on = ThaiDateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.title_th


class StoredFile(models.Model):
    """A checked file on disk. It has no address of its own: the room that owns it serves it."""

    kind = models.CharField(max_length=10, choices=choices_of(FileKind))
    name = models.CharField(max_length=200, help_text="as the sender named it, for downloads only")
    path = models.CharField(max_length=100, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64, db_index=True)
    width = models.PositiveIntegerField(null=True, help_text="pixels, photos only")
    height = models.PositiveIntegerField(null=True, help_text="pixels, photos only")
    stored_at = models.DateTimeField(default=timezone.now)
    stored_by_id = models.BigIntegerField(null=True, help_text="the person who sent it")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Named(models.Model):
    """A record with a Thai name, an English one where known, and keys that search and sort alike everywhere."""

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    search_text = models.TextField(editable=False, default="")
    sort_text = models.CharField(max_length=240, editable=False, default="", db_index=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_th

    def search_words(self):
        """Everything a person may type to find this record."""
        return [self.name_th, self.name_en]

    def save(self, **kwargs):
        self.search_text = " ".join(search_key(words) for words in self.search_words() if words)
        self.sort_text = sort_key(self.name_th)
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "search_text", "sort_text"}
        super().save(**kwargs)

    @property
    def name(self):
        """The name in both languages; English falls back to Thai where no English name is known."""
        return Text(self.name_th, self.name_en or self.name_th)
