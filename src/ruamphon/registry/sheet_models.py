"""Tables brought in from a spreadsheet, and what their columns were taken for."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person, Scope
from ruamphon.registry.enums import SheetKind, SheetState

KEPT = timedelta(days=7)
"""How long the rows of an import that nobody finished are kept."""


class SheetImportQuerySet(models.QuerySet):
    def visible_to(self, account):
        """One's own imports and, once done, those of a scope whose history one may read; never without access."""
        mine = Q(person=account.person_id) & Q(reaches(account, Permission.ENTERPRISE_READ, "scope"))
        done = Q(state=SheetState.DONE) & Q(reaches(account, Permission.HISTORY_READ, "scope"))
        return self.filter(mine | done)


class SheetImport(models.Model):
    """One table handed in: by whom, for which scope, its hash, how its columns were read, what became of it.

    `headers` and `rows` hold its cells while it is a draft; they are emptied when it is done or discarded.
    """

    kind = models.CharField(max_length=20, choices=choices_of(SheetKind))
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="+", help_text="a programme or one group")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=choices_of(SheetState), default=SheetState.DRAFT)
    file_name = models.CharField(max_length=200, blank=True, help_text="empty for pasted cells")
    sha256 = models.CharField(max_length=64, help_text="of the file, or of the pasted text")
    headers = models.JSONField(default=list, help_text="the headings, left to right")
    columns = models.JSONField(default=list, help_text="what each column is taken for, or an empty text")
    rows = models.JSONField(default=list, help_text="[row number in the sheet, cells]")
    row_count = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["person", "-made_at"], name="sheet_import_by_person")]

    def __str__(self):
        return f"{self.kind} {self.sha256[:8]}"

    def get_absolute_url(self):
        return reverse("registry:import-review", args=[self.pk])


class ColumnMemory(models.Model):
    """What a person took a heading for the last time, so that it is proposed the next time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=choices_of(SheetKind))
    scope = models.ForeignKey(Scope, models.CASCADE, related_name="+")
    header = models.CharField(max_length=200, help_text="core.sheets.header_key of the heading")
    column = models.CharField(max_length=40, blank=True, help_text="empty: not brought in")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "scope", "header"], name="column_remembered_once"
            ),
        ]

    def __str__(self):
        return f"{self.header} → {self.column}"
