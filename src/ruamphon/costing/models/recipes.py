"""How things are made: recipes of many levels with their lines, and what they cost when last worked out."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.bin import Binnable, PresentManager
from ruamphon.core.choices import choices_of
from ruamphon.costing.enums import Basis, Form, Grade, Known, Made, Paid, Part
from ruamphon.costing.models.columns import number, range_of, satang
from ruamphon.costing.models.materials import Material, OfGroupQuerySet
from ruamphon.people.models import Person
from ruamphon.registry.models import Enterprise, Product

PresentRecipes = PresentManager.from_queryset(OfGroupQuerySet)
AllRecipes = models.Manager.from_queryset(OfGroupQuerySet)


class Recipe(Binnable):
    """One batch of something: its lines, what comes out, how much of it is good. The live sheet is worked out of it.

    `revision` grows with every change, so that nobody changes or hands in what they have not seen. `has_none` are the
    parts answered with "we have none of these".
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="recipes")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="recipes")
    draft_key = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    form = models.CharField(max_length=10, choices=choices_of(Form), default=Form.BATCH)
    good_low = number(default=1)
    good_likely = number(default=1)
    good_high = number(default=1)
    hours_low = number(null=True)
    hours_likely = number(null=True)
    hours_high = number(null=True)
    batches_low = number(null=True)
    batches_likely = number(null=True)
    batches_high = number(null=True)
    smallest = models.PositiveIntegerField(null=True, help_text="a smaller visiting group pays for so many")
    weight_low = number(null=True)
    weight_likely = number(null=True)
    weight_high = number(null=True)
    has_none = models.JSONField(default=list)
    price = number(null=True, help_text="what a piece of the main output sells for; empty is not known")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)

    objects = PresentRecipes()
    with_bin = AllRecipes()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(good_low__gt=0, good_high__lte=1), name="recipe_good_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="recipe_price_not_negative"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        """What the engine calls it."""
        return f"recipe-{self.pk}"

    @property
    def good(self):
        """The share that is good."""
        return range_of(self, "good")

    @property
    def hours(self):
        """How many hours a batch takes, if known."""
        return None if self.hours_likely is None else range_of(self, "hours")

    @property
    def weight(self):
        """What a living head of a herd weighs in kg, if known."""
        return None if self.weight_likely is None else range_of(self, "weight")

    @property
    def batches_a_month(self):
        """How many batches a month has, if known."""
        return None if self.batches_likely is None else range_of(self, "batches")

    def scopes_told(self):
        return [self.enterprise.scope_id]

    def get_absolute_url(self):
        return reverse("costing:sheet", args=[self.pk])


class OfPresentRecipe(PresentManager):
    """Rows whose recipe is not in the bin."""

    path = "recipe__"


class Output(models.Model):
    """What comes out of a batch, before loss. The first one is the main output.

    `weight` is its part of the cost against the sum of all weights, so that shares always make one whole.
    """

    recipe = models.ForeignKey(Recipe, models.CASCADE, related_name="outputs")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    quantity_low = number()
    quantity_likely = number()
    quantity_high = number()
    unit = models.CharField(max_length=20)
    unit_word = models.CharField(
        max_length=40, blank=True, help_text="what the group calls one: กระปุก, ใบ, คน"
    )
    weight = number(default=1)
    made = models.CharField(max_length=10, choices=choices_of(Made), default=Made.MAIN)
    price = number(null=True, help_text="what one sells for; the catch of a trip shares cost by it")

    objects = OfPresentRecipe()
    with_bin = models.Manager()

    class Meta:
        ordering = ["recipe", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=0), name="output_weight_not_negative"),
            models.CheckConstraint(condition=Q(quantity_low__gte=0), name="output_not_negative"),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        """What the engine calls it."""
        return f"output-{self.pk}"

    @property
    def quantity(self):
        """How many a batch gives."""
        return range_of(self, "quantity")


class Conversion(models.Model):
    """How many of its price's unit are in one unit of a thing's own: a bunch of it weighs 0.25 kg."""

    material = models.ForeignKey(Material, models.CASCADE, null=True, related_name="conversions")
    output = models.ForeignKey(Output, models.CASCADE, null=True, related_name="conversions")
    unit = models.CharField(max_length=20)
    size = number()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="conversion_above_zero"),
            models.CheckConstraint(
                condition=Q(material__isnull=True) ^ Q(output__isnull=True), name="conversion_of_one_thing"
            ),
            models.UniqueConstraint(fields=["material", "unit"], name="conversion_once_a_material"),
            models.UniqueConstraint(fields=["output", "unit"], name="conversion_once_an_output"),
        ]

    def __str__(self):
        return self.unit


class RecipeLine(models.Model):
    """One line: a quantity of a material, of what another recipe makes, or with a price of its own.

    Its own price is `value` baht for `value_for` of `unit`; empty while nobody has told. `crew_share` is a share of what
    the catch is worth less what the trip cost in cash. The three `taken` columns are how much of what is taken is in one
    good main output (costing.domain.bills), kept for the roll-up of a whole programme.
    """

    recipe = models.ForeignKey(Recipe, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=10, choices=choices_of(Part))
    basis = models.CharField(max_length=10, choices=choices_of(Basis), default=Basis.BATCH)
    quantity_low = number()
    quantity_likely = number()
    quantity_high = number()
    unit = models.CharField(max_length=20)
    known = models.CharField(max_length=10, choices=choices_of(Known), default=Known.ESTIMATED)
    loss_low = number(default=0)
    loss_likely = number(default=0)
    loss_high = number(default=0)
    material = models.ForeignKey(Material, models.PROTECT, null=True, related_name="lines")
    made = models.ForeignKey(Output, models.PROTECT, null=True, related_name="used_in")
    value_low = number(default=0)
    value_likely = number(null=True)
    value_high = number(null=True)
    value_for = number(default=1)
    paid = models.CharField(max_length=10, choices=choices_of(Paid), default=Paid.BOUGHT)
    price_known = models.CharField(max_length=10, choices=choices_of(Known), default=Known.ESTIMATED)
    crew_share = number(null=True)
    taken_low = models.FloatField(default=0, editable=False)
    taken_likely = models.FloatField(default=0, editable=False)
    taken_high = models.FloatField(default=0, editable=False)

    objects = OfPresentRecipe()
    with_bin = models.Manager()

    class Meta:
        ordering = ["recipe", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(material__isnull=True) | Q(made__isnull=True), name="line_takes_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(quantity_low__gte=0, value_low__gte=0, value_for__gt=0),
                name="line_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(loss_low__gte=0, loss_high__lt=1), name="line_loss_is_a_share"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        """What the engine calls it; the same from version to version."""
        return f"line-{self.pk}"

    @property
    def quantity(self):
        """How much goes in, for one of its basis."""
        return range_of(self, "quantity")

    @property
    def loss(self):
        """The share that is lost before it goes in."""
        return range_of(self, "loss")


class RecipeCost(models.Model):
    """What a good piece costs as last worked out: the six figures to the satang; empty where nobody knows.

    Kept for lists and for programmes; the page works its own out anew.
    """

    recipe = models.OneToOneField(Recipe, models.CASCADE, related_name="cost")
    cash_low = satang()
    cash_likely = satang(null=True)
    cash_high = satang(null=True)
    full_low = satang()
    full_likely = satang(null=True)
    full_high = satang(null=True)
    grade = models.CharField(max_length=1, choices=choices_of(Grade))
    worked_out_at = models.DateTimeField(default=timezone.now)

    objects = OfPresentRecipe()
    with_bin = models.Manager()

    def __str__(self):
        return str(self.recipe)
