"""Enterprises, members, organisations, products and places."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.bin import Binnable, PresentManager
from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.models import Named, Source
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person, Scope
from ruamphon.registry.enums import (
    BelongingKind,
    OrganisationKind,
    Post,
    ProductKind,
    PublicationState,
    WorkKind,
)

NOT_IN_FUTURE = timedelta(0)


class Subdistrict(models.Model):
    """A tambon with its amphoe and changwat, from the list of the Department of Provincial Administration.

    The amphoe is a column of its own: it must never be read off the tambon code, which keeps old prefixes.
    """

    code = models.CharField(max_length=6, unique=True)
    tambon_th = models.CharField(max_length=100)
    tambon_en = models.CharField(max_length=100, blank=True)
    amphoe_th = models.CharField(max_length=100)
    amphoe_en = models.CharField(max_length=100, blank=True)
    changwat_th = models.CharField(max_length=100, db_index=True)
    changwat_en = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["changwat_th", "amphoe_th", "tambon_th"]

    def __str__(self):
        return f"ต.{self.tambon_th} อ.{self.amphoe_th} จ.{self.changwat_th}"

    @property
    def typed(self):
        """How it is typed and offered in a form: 'เนินพระ, เมืองระยอง, ระยอง'."""
        return f"{self.tambon_th}, {self.amphoe_th}, {self.changwat_th}"

    @property
    def name(self):
        """The full place in both languages; English falls back to Thai where the list has none."""
        english = ", ".join(part for part in (self.tambon_en, self.amphoe_en, self.changwat_en) if part)
        return Text(str(self), english or str(self))


class ScopedQuerySet(models.QuerySet):
    """Rows that own a scope, or hang on one through `scope_path`."""

    scope_path = "scope"
    read_permission = Permission.ENTERPRISE_READ

    def visible_to(self, account):
        """The rows this account may see now: loading through here is authorising."""
        return self.filter(reaches(account, self.read_permission, self.scope_path))


class EnterpriseQuerySet(ScopedQuerySet):
    def published(self):
        """Groups that the public may see."""
        return self.filter(published_at__isnull=False)


class Enterprise(Named):
    """A community enterprise (วิสาหกิจชุมชน). Its code never changes, whatever cohort it is in."""

    code = models.CharField(max_length=12, unique=True, help_text="CE-00001; given once, for life")
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="enterprise")
    work_kind = models.CharField(max_length=20, choices=choices_of(WorkKind), default=WorkKind.UNKNOWN)
    about_th = models.TextField(blank=True, max_length=2000)
    about_en = models.TextField(blank=True, max_length=2000)
    phone = models.CharField(max_length=20, blank=True)
    place_label = models.CharField(max_length=120, blank=True, help_text="the place as printed in the source")
    subdistrict = models.ForeignKey(Subdistrict, models.PROTECT, null=True, blank=True)
    municipality = models.CharField(max_length=120, blank=True)
    community = models.CharField(max_length=120, blank=True, help_text="ชุมชน, which is not a tambon")
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(21)],
    )
    longitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(97), MaxValueValidator(106)],
    )
    founded_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    publication_proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    publication_proposed_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        ordering = ["sort_text", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="enterprise_pin_has_both_numbers",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(publication_proposed_by__isnull=True)
                | ~Q(published_by=F("publication_proposed_by")),
                name="enterprise_published_by_two_people",
            ),
        ]

    def search_words(self):
        # No phone here: finding by a number would tell it to people who may not see contact details.
        return [*super().search_words(), self.code, self.place_label]

    @property
    def publication(self):
        """Whether the public sees this group: private, proposed by one person, or published."""
        if self.published_at:
            return PublicationState.PUBLISHED
        return PublicationState.PROPOSED if self.publication_proposed_at else PublicationState.PRIVATE

    @property
    def about(self):
        """What the group says of itself, in both languages."""
        return Text(self.about_th, self.about_en or self.about_th)

    def get_absolute_url(self):
        return reverse("registry:enterprise", args=[self.pk])


class EnterprisePartQuerySet(ScopedQuerySet):
    scope_path = "enterprise__scope"


class MembershipQuerySet(EnterprisePartQuerySet):
    def on(self, day):
        """Those who belonged to the group on a day."""
        return self.filter(Q(joined_on__isnull=True) | Q(joined_on__lte=day)).filter(
            Q(left_on__isnull=True) | Q(left_on__gt=day)
        )


class Membership(models.Model):
    """A person in an enterprise, with a post and the days it began and ended."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    post = models.CharField(max_length=20, choices=choices_of(Post), default=Post.MEMBER)
    joined_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    left_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    household = models.CharField(
        max_length=60, blank=True, help_text="house number; the law counts one person a house"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=F("joined_on")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "person"],
                condition=Q(left_on__isnull=True),
                name="membership_once_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.person} — {self.enterprise}"


class OrganisationQuerySet(ScopedQuerySet):
    read_permission = Permission.ORGANISATION_READ


class Organisation(Named):
    """An association, university, company, bank or agency that takes part."""

    scope = models.OneToOneField(Scope, models.PROTECT, related_name="organisation")
    kind = models.CharField(max_length=20, choices=choices_of(OrganisationKind))
    short_th = models.CharField(max_length=60, blank=True)
    short_en = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    part_in_programme = models.CharField(max_length=300, blank=True)
    begun_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    registered_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_text", "pk"]

    def search_words(self):
        return [*super().search_words(), self.short_th, self.short_en]

    def get_absolute_url(self):
        return reverse("registry:organisation", args=[self.pk])


class OrganisationPartQuerySet(ScopedQuerySet):
    scope_path = "organisation__scope"
    read_permission = Permission.ORGANISATION_READ


class Belonging(models.Model):
    """An organisation as founder or member of another, from and to a day as far as known.

    `seen_on` is the day a source shows it to hold; the true first and last day stay empty until published.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="belongings")
    member = models.ForeignKey(Organisation, models.PROTECT, related_name="belongs_to")
    kind = models.CharField(max_length=20, choices=choices_of(BelongingKind))
    name_as_printed = models.CharField(max_length=200, blank=True)
    from_on = ThaiDateField(null=True, blank=True)
    to_on = ThaiDateField(null=True, blank=True)
    seen_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    objects = OrganisationPartQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="belonging_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.member} → {self.organisation}"


class MemberCount(models.Model):
    """How many member groups an organisation had on a day, as published."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="member_counts")
    counted_on = ThaiDateField(latest=NOT_IN_FUTURE)
    groups = models.PositiveIntegerField()
    source = models.ForeignKey(Source, models.PROTECT)

    class Meta:
        ordering = ["counted_on"]

    def __str__(self):
        return f"{self.groups} ({self.counted_on})"


class Office(models.Model):
    """A person's post in an organisation, from and to a day, or seen to hold on a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    title_th = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    from_on = ThaiDateField(null=True, blank=True)
    to_on = ThaiDateField(null=True, blank=True)
    seen_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    objects = OrganisationPartQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "seen_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="office_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.title_th} {self.person}"

    @property
    def title(self):
        """The post in both languages."""
        return Text(self.title_th, self.title_en or self.title_th)


class ProductQuerySet(EnterprisePartQuerySet):
    def on(self, day):
        """Products that had been registered by a day and not yet retired."""
        return self.filter(registered_on__lte=day).filter(Q(retired_on__isnull=True) | Q(retired_on__gt=day))


PresentProducts = PresentManager.from_queryset(ProductQuerySet)
"""Products that are not in the bin."""
AllProducts = models.Manager.from_queryset(ProductQuerySet)


class Product(Binnable, Named):
    """Something an enterprise makes or does for others: a good or a service."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="products")
    kind = models.CharField(max_length=10, choices=choices_of(ProductKind), default=ProductKind.GOOD)
    about_th = models.TextField(blank=True, max_length=1000)
    about_en = models.TextField(blank=True, max_length=1000)
    registered_on = ThaiDateField(latest=NOT_IN_FUTURE)
    retired_on = ThaiDateField(null=True, blank=True, latest=NOT_IN_FUTURE)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    objects = PresentProducts()
    with_bin = AllProducts()

    class Meta:
        ordering = ["sort_text", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | Q(retired_on__gte=F("registered_on")),
                name="product_retired_after_registered",
            ),
        ]

    def scopes_told(self):
        return [self.enterprise.scope_id]

    @property
    def about(self):
        """What the product is, in both languages."""
        return Text(self.about_th, self.about_en or self.about_th)


class VariantsOfPresent(PresentManager):
    """Variants whose product is not in the bin."""

    path = "product__"


class ProductVariant(models.Model):
    """One size, flavour or form of a product, with its present selling price where known."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=40, help_text="what one price buys: ชิ้น, ขวด 250 มล., คน/ครั้ง")
    price = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="baht; empty is not known, which is not zero",
    )

    objects = VariantsOfPresent()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="variant_price_not_negative"
            ),
        ]

    def __str__(self):
        return self.name_th

    @property
    def name(self):
        """The variant's name in both languages."""
        return Text(self.name_th, self.name_en or self.name_th)


class Identity(Named):
    """What a place is known for, in the words a source gives it (อัตลักษณ์ของท้องถิ่น)."""

    holder_th = models.CharField(max_length=200, help_text="whose identity: a municipality or a ชุมชน")
    holder_en = models.CharField(max_length=200, blank=True)
    story_th = models.TextField(blank=True)
    story_en = models.TextField(blank=True)
    source = models.ForeignKey(Source, models.PROTECT)

    class Meta:
        ordering = ["sort_text", "pk"]
        verbose_name_plural = "identities"


from ruamphon.registry.merge_models import Merge, NotSame  # noqa: E402 — they hang on the tables above
from ruamphon.registry.models_legal import LegalStatus, NeedNote  # noqa: E402, F401 — the room's tables in one place
from ruamphon.registry.sheet_models import ColumnMemory, SheetImport  # noqa: E402, F401 — tables of this app too

__all__ = [
    "Belonging",
    "Enterprise",
    "Identity",
    "MemberCount",
    "Membership",
    "Merge",
    "NotSame",
    "Office",
    "Organisation",
    "Product",
    "ProductVariant",
    "Subdistrict",
]
