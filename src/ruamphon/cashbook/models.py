"""Entries of a group's cash book, their slips, closed months, and tables that are being brought in."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Category, Direction, ImportState
from ruamphon.cashbook.money import BahtField
from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import StoredFile
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.registry.models import Enterprise

KEPT = timedelta(days=7)
"""How long the cells of a table that nobody finished bringing in are kept."""


class OfBook(models.QuerySet):
    """Rows that belong to a group's cash book: a secret of the group."""

    path = "enterprise"

    def visible_to(self, account):
        """Those of groups whose recipes, costs and cash this account may see now."""
        return self.filter(reaches(account, Permission.SECRET_READ, f"{self.path}__scope"))


class CashEntryQuerySet(OfBook):
    def of(self, enterprise):
        """The book of one group."""
        return self.filter(enterprise=enterprise)

    def within(self, month: Month):
        """What happened in a month."""
        return self.filter(happened_on__gte=month.first, happened_on__lte=month.last)

    def standing(self):
        """Entries that were not taken back, without those that take others back."""
        return self.filter(reverses=None, reversal=None)

    def totals(self):
        """(came in, went out) in baht; what was taken back counts on neither side."""
        sums = self.aggregate(
            came=models.Sum("amount", filter=Q(direction=Direction.IN)),
            went=models.Sum("amount", filter=Q(direction=Direction.OUT)),
        )
        return sums["came"] or Decimal("0.00"), sums["went"] or Decimal("0.00")

    def balance(self):
        """Baht that should be there after these entries."""
        came, went = self.totals()
        return came - went


class CashEntry(models.Model):
    """Money that came in or went out on a day. Never edited, never deleted: a wrong one is reversed.

    A reversal is an entry on the same side with the amount below zero, so that sums of a side, a category or a month
    come out as if the wrong one had never been, and both stay readable.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="cash_entries")
    direction = models.CharField(max_length=3, choices=choices_of(Direction))
    amount = BahtField(help_text="above zero; below it for a reversal")
    happened_on = ThaiDateField(latest=timedelta(0))
    category = models.CharField(max_length=20, choices=choices_of(Category))
    note = models.CharField(max_length=200, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    reason = models.CharField(max_length=300, blank=True, help_text="why a reversal was made")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    draft_key = models.UUIDField(
        default=uuid4, unique=True, help_text="made with the form: the same draft sent twice is one entry"
    )
    origin = models.CharField(
        max_length=100, blank=True, help_text="what in another room this came of; one entry each"
    )
    origin_url = models.CharField(max_length=200, blank=True, help_text="where that is put right")

    objects = CashEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name_plural = "cash entries"
        indexes = [
            models.Index(fields=["enterprise", "-happened_on", "-id"], name="cash_entry_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="cash_entry_of_origin_once"
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0),
                name="cash_entry_above_zero_reversal_below",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, reason="") | (Q(reverses__isnull=False) & ~Q(reason="")),
                name="cash_reversal_says_why",
            ),
        ]

    def __str__(self):
        return (
            f"{self.happened_on} #{self.pk}"  # no sum: names of rows are shown to people who may not see it
        )

    def get_absolute_url(self):
        return reverse("cashbook:entry", args=[self.pk])

    @property
    def change(self):
        """Baht added to the balance; negative when money went out."""
        return self.amount if self.direction == Direction.IN else -self.amount

    @property
    def month(self):
        """The month it stands in."""
        return Month.of(self.happened_on)


class OfEntry(OfBook):
    path = "entry__enterprise"


class CashSlip(models.Model):
    """A photo of the slip, bill or receipt of an entry."""

    entry = models.ForeignKey(CashEntry, models.PROTECT, related_name="slips")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = OfEntry.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"#{self.pk}"


class MonthCloseQuerySet(OfBook):
    def standing(self):
        """Months that are closed and were not opened again."""
        return self.filter(reopened_at=None)

    def standing_at(self, moment):
        """Months that were closed just before a moment."""
        reopened_later = Q(reopened_at__isnull=True) | Q(reopened_at__gte=moment)
        return self.filter(reopened_later, closed_at__lt=moment)


class MonthClose(models.Model):
    """The group looked a month over and closed it: nothing is written in it, nor before it, until it is opened again.

    Two may stand for one month after two records of a group were merged; then both are opened together.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="cash_closes")
    month = models.DateField(help_text="its first day")
    balance = BahtField(help_text="at the end of the month, as it was closed")
    entries = models.PositiveIntegerField(help_text="of the month, without what was taken back")
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)
    reopened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopen_reason = models.CharField(max_length=300, blank=True)

    objects = MonthCloseQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-pk"]
        indexes = [models.Index(fields=["enterprise", "-month"], name="cash_close_by_month")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_by__isnull=True, reopened_at__isnull=True, reopen_reason="")
                | (Q(reopened_by__isnull=False, reopened_at__isnull=False) & ~Q(reopen_reason="")),
                name="cash_reopened_who_when_why",
            ),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"

    def get_absolute_url(self):
        return reverse("cashbook:month", args=[self.enterprise_id, Month(self.month).key])


class CashImportQuerySet(OfBook):
    def of_person(self, account):
        """One's own, of groups whose book one may see still."""
        return self.visible_to(account).filter(person=account.person_id)


class CashImport(models.Model):
    """A table handed in for a group's book: its cells while it is a draft, then what became of it."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="cash_imports")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices_of(ImportState), default=ImportState.DRAFT)
    file_name = models.CharField(max_length=200, blank=True, help_text="empty for pasted cells")
    sha256 = models.CharField(max_length=64, help_text="of the file, or of the pasted text")
    columns = models.JSONField(default=list, help_text="what each column is, or an empty text")
    rows = models.JSONField(default=list, help_text="[row number in the sheet, cells]; emptied when done")
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects = CashImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.sha256[:8]

    def get_absolute_url(self):
        return reverse("cashbook:import-review", args=[self.pk])
