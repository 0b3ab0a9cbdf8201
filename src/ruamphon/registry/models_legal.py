"""The legal status of groups as dated entries, and what groups that no cohort has yet need."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import StoredFile
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.registry.domain.legal_status import COVERING, Entry, needed_year, number_key, year_to_renew
from ruamphon.registry.enums import LegalState

TODAY = timedelta(0)
STOPS = tuple(state for state in LegalState if state not in COVERING)


class OfGroupQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Rows of the groups this account may see now."""
        return self.filter(reaches(account, Permission.ENTERPRISE_READ, "enterprise__scope"))


class LegalStatusQuerySet(OfGroupQuerySet):
    def standing(self):
        """Entries that have not been put right by another or taken out."""
        return self.filter(voided_at__isnull=True)


class LegalStatus(models.Model):
    """A dated state of a group in the register of community enterprises. A wrong entry is voided, and stays readable."""

    enterprise = models.ForeignKey("registry.Enterprise", models.PROTECT, related_name="legal_statuses")
    state = models.CharField(max_length=12, choices=choices_of(LegalState))
    since_on = ThaiDateField(latest=TODAY, help_text="the day from which it holds")
    for_year = models.PositiveIntegerField(
        null=True, help_text="CE; the calendar year a registration or renewal holds for"
    )
    number = models.CharField(
        max_length=40, blank=True, help_text="registration number, as on the certificate"
    )
    number_key = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    note = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    voided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=500, blank=True)

    objects = LegalStatusQuerySet.as_manager()

    class Meta:
        ordering = ["-since_on", "-pk"]
        indexes = [models.Index(fields=["enterprise", "since_on"], name="legal_status_by_group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=COVERING, for_year__isnull=False)
                | Q(state__in=STOPS, for_year__isnull=True),
                name="legal_status_year_where_it_covers",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                name="legal_status_voided_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.enterprise_id}: {self.state} {self.since_on}"

    def save(self, **kwargs):
        self.number_key = number_key(self.number)
        fields = kwargs.get("update_fields")
        if fields is not None and "number" in fields:
            kwargs["update_fields"] = {*fields, "number_key"}
        super().save(**kwargs)

    def as_entry(self) -> Entry:
        """The same, as the domain reckons with it."""
        return Entry(LegalState(self.state), self.since_on, self.for_year, self.number, self.pk or 0)


def is_registered(on: date) -> Exists:
    """The condition, for rows of groups, that a registration holds on a day. It says what `standing_on` says."""
    return Exists(_covering(on).filter(for_year__gte=needed_year(on)))


def has_to_renew(on: date) -> Q:
    """The condition, for rows of groups, of those to be reminded on a day: due from December, and all that lapsed."""
    covered = Exists(_covering(on).filter(for_year__gte=year_to_renew(on)))
    return Q(Exists(_once_registered(on))) & ~Q(covered)


def has_lapsed(on: date) -> Q:
    """Of those that have to renew, the ones whose registration no longer holds."""
    return has_to_renew(on) & ~Q(is_registered(on))


def _known(on: date):
    return LegalStatus.objects.standing().filter(since_on__lte=on)


def _covering(on: date):
    """Registrations and renewals of a group that nothing has ended since."""
    later = Q(since_on__gt=OuterRef("since_on")) | Q(since_on=OuterRef("since_on"), pk__gt=OuterRef("pk"))
    stops = _known(on).filter(later, enterprise=OuterRef("enterprise"), state__in=STOPS)
    return _known(on).filter(~Exists(stops), enterprise=OuterRef("pk"), state__in=COVERING)


def _once_registered(on: date):
    """The latest entry of a group, unless it says that there is nothing to renew."""
    of_group = _known(on).filter(enterprise=OuterRef("enterprise")).order_by("-since_on", "-pk")
    latest = _known(on).filter(enterprise=OuterRef("pk"), pk=Subquery(of_group.values("pk")[:1]))
    return latest.exclude(state__in=[LegalState.NEW, LegalState.REVOKED])


class NeedNote(models.Model):
    """What a group needs, in whose words, noted when and by whom: what a candidate waits for."""

    enterprise = models.ForeignKey("registry.Enterprise", models.PROTECT, related_name="need_notes")
    needs = models.TextField(max_length=1000)
    came_from = models.CharField(max_length=200, blank=True, help_text="where it was heard or read")
    noted_on = ThaiDateField(latest=TODAY)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_on", "-pk"]
        indexes = [models.Index(fields=["enterprise", "-noted_on"], name="need_note_by_group")]

    def __str__(self):
        return self.needs[:60]
