"""What goes in and what it costs: materials with their lots and prices, equipment, the group's own rate."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.costing.domain import Price, Range
from ruamphon.costing.enums import Basis, Known, Paid, Part, PriceWay
from ruamphon.costing.models.columns import number, range_of
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.registry.models import NOT_IN_FUTURE, Enterprise


class OfGroupQuerySet(models.QuerySet):
    """Rows of a group's costs; `scope_path` leads to the group's scope."""

    scope_path = "enterprise__scope"

    def visible_to(self, account):
        """Costs are secrets of the group: only those who hold `secret_read` on it now."""
        return self.filter(reaches(account, Permission.SECRET_READ, self.scope_path))


class Material(models.Model):
    """Something with a price that lines share: a material, packaging, a rate of work, a monthly cost, equipment.

    The six price columns are what one `price_for` of `unit` costs now, worked out from lots, told prices or equipment
    whenever those change; `likely` and `high` are empty while nobody has told. Own things cost no cash.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="materials")
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=10, choices=choices_of(Part), default=Part.MATERIAL)
    unit = models.CharField(max_length=20, help_text="the unit of its price, a code of costing.domain.UNITS")
    way = models.CharField(max_length=10, choices=choices_of(PriceWay), default=PriceWay.ROLLING)
    is_own_rate = models.BooleanField(
        default=False, help_text="what an hour of the group's own people counts"
    )
    cash_low = number(default=0)
    cash_likely = number(null=True)
    cash_high = number(null=True)
    full_low = number(default=0)
    full_likely = number(null=True)
    full_high = number(null=True)
    price_for = number(default=1)
    paid = models.CharField(max_length=10, choices=choices_of(Paid), default=Paid.BOUGHT)
    known = models.CharField(max_length=10, choices=choices_of(Known), default=Known.GUESSED)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"], condition=Q(is_own_rate=True), name="material_one_own_rate"
            ),
            models.CheckConstraint(condition=Q(price_for__gt=0), name="material_price_for_something"),
            models.CheckConstraint(
                condition=Q(cash_low__gte=0) & Q(full_low__gte=0), name="material_price_not_negative"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        """What the engine calls it."""
        return f"material-{self.pk}"

    @property
    def price(self):
        """What one of its units costs now."""
        cash, full = (range_of(self, name).over(Range.of(self.price_for)) for name in ("cash", "full"))
        return Price(unit=self.unit, cash=cash, full=full, paid=Paid(self.paid), known=Known(self.known))

    def get_absolute_url(self):
        return reverse("costing:material", args=[self.pk])


class ToldPrice(models.Model):
    """A price somebody knows without anything having come in: heard at the market, asked for, estimated."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="told_prices")
    told_on = ThaiDateField(latest=NOT_IN_FUTURE)
    value_low = number()
    value_likely = number()
    value_high = number()
    paid = models.CharField(max_length=10, choices=choices_of(Paid), default=Paid.BOUGHT)
    known = models.CharField(max_length=10, choices=choices_of(Known), default=Known.ESTIMATED)
    came_from = models.CharField(max_length=200, blank=True)
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-told_on", "-pk"]

    def __str__(self):
        return f"{self.material} {self.told_on}"


class IntakeQuerySet(OfGroupQuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(voided_at=None)


class Intake(models.Model):
    """What came in on one day from one place: a slip with its lots, a harvest, a catch, a gift.

    A wrong one is voided with a reason and stays readable.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="intakes")
    draft_key = models.UUIDField(unique=True)
    came_on = ThaiDateField(latest=NOT_IN_FUTURE)
    paid = models.CharField(max_length=10, choices=choices_of(Paid), default=Paid.BOUGHT)
    supplier = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    voided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=300, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-came_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="intake_voided_who_and_when",
            )
        ]

    def __str__(self):
        return f"{self.supplier} {self.came_on}".strip()

    @property
    def origin(self):
        """The name by which the cash book knows this slip; one entry each, for good."""
        return f"costing.purchase:{self.pk}"

    def get_absolute_url(self):
        return reverse("costing:intake", args=[self.pk])


class Lot(models.Model):
    """A quantity of one material that came in, worth `value` baht in all; our own at market price."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="lots")
    material = models.ForeignKey(Material, models.PROTECT, related_name="lots")
    quantity = number()
    unit = models.CharField(max_length=20)
    value = number()
    known = models.CharField(max_length=10, choices=choices_of(Known), default=Known.MEASURED)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="lot_of_something"),
            models.CheckConstraint(condition=Q(value__gte=0), name="lot_value_not_negative"),
        ]

    def __str__(self):
        return str(self.material)


class Equipment(models.Model):
    """What a machine was bought for and how long it lasts; its wear is the price of the material it belongs to."""

    material = models.OneToOneField(Material, models.CASCADE, related_name="equipment")
    bought_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    bought_for = number()
    worth_in_the_end = number(default=0)
    life = number(help_text="in months, batches, hours or pieces, as `per` says")
    per = models.CharField(max_length=10, choices=choices_of(Basis), default=Basis.MONTH)

    class Meta:
        verbose_name_plural = "equipment"
        constraints = [
            models.CheckConstraint(condition=Q(life__gt=0), name="equipment_lasts"),
            models.CheckConstraint(
                condition=Q(bought_for__gte=models.F("worth_in_the_end")) & Q(worth_in_the_end__gte=0),
                name="equipment_loses_value",
            ),
        ]

    def __str__(self):
        return str(self.material)
