from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.assessments.domain import LEAST_LEVELS, MOST_LEVELS, Item, RubricText
from ruamphon.assessments.enums import RubricState
from ruamphon.core.choices import choices_of
from ruamphon.core.models import Source
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person, Scope

MOST_WEIGHT = 100


class RubricQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Rubrics of the scopes whose assessments this account may read now."""
        return self.filter(reaches(account, Permission.ASSESSMENT_READ, "scope"))

    def published(self):
        """Versions that rounds may use."""
        return self.filter(state=RubricState.PUBLISHED)

    def with_text(self):
        """With items and levels, in two further queries however many versions."""
        return self.prefetch_related("items__levels")


class Rubric(models.Model):
    """One version of a rubric (แบบประเมิน). Versions share scope and code; a published one is never changed."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="rubrics")
    code = models.SlugField(max_length=60, help_text="the same in every version")
    number = models.PositiveIntegerField(help_text="the version")
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    note_th = models.TextField(max_length=1000, blank=True)
    note_en = models.TextField(max_length=1000, blank=True)
    top = models.PositiveSmallIntegerField(
        default=4, validators=[MinValueValidator(LEAST_LEVELS), MaxValueValidator(MOST_LEVELS)]
    )
    is_proposed = models.BooleanField(default=False, help_text="proposed, to be confirmed by the programme")
    state = models.CharField(max_length=10, choices=choices_of(RubricState), default=RubricState.DRAFT)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)

    objects = RubricQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "code", "number"], name="rubric_number_once"),
            models.UniqueConstraint(
                fields=["scope", "code"], condition=Q(state="draft"), name="rubric_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state=RubricState.DRAFT, published_at__isnull=True)
                | Q(state=RubricState.PUBLISHED, published_at__isnull=False),
                name="rubric_published_when",
            ),
            models.CheckConstraint(
                condition=Q(top__gte=LEAST_LEVELS, top__lte=MOST_LEVELS), name="rubric_levels_in_range"
            ),
        ]

    def __str__(self):
        return f"{self.title_th} ({self.number})"

    def get_absolute_url(self):
        return reverse("assessments:rubric", args=[self.pk])

    @property
    def title(self):
        """The title in both languages."""
        return Text(self.title_th, self.title_en or self.title_th)

    @property
    def note(self):
        """What it is for, in both languages."""
        return Text(self.note_th, self.note_en or self.note_th)

    @property
    def is_draft(self):
        """Whether it may still be changed."""
        return self.state == RubricState.DRAFT

    def text(self):
        """What the domain reads. Load `with_text()` first where there are several."""
        return RubricText(self.top, tuple(item.text() for item in self.items.all()))

    def write_items(self, items):
        """Write items with their levels into a new version; for actions and seeds, inside their transaction."""
        for place, item in enumerate(items, 1):
            self.write_item(item, place)

    def write_item(self, item, place):
        """Write one item at a place; levels that are not described yet are written empty."""
        made = RubricItem.objects.create(
            rubric=self,
            code=item.code,
            place=place,
            title_th=item.title.th,
            title_en=item.title.en,
            weight=item.weight,
        )
        described = [*item.levels, *[Text("", "")] * self.top][: self.top]
        RubricLevel.objects.bulk_create(
            RubricLevel(item=made, number=number, text_th=level.th, text_en=level.en)
            for number, level in enumerate(described, 1)
        )
        return made


class RubricItem(models.Model):
    """One thing that is looked at. Its code stays the same from one version to the next."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="items")
    code = models.SlugField(max_length=60)
    place = models.PositiveSmallIntegerField(help_text="its order in the rubric, from 1")
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_WEIGHT)]
    )

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "code"], name="rubric_item_code_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="rubric_item_weighs_something"),
        ]

    def __str__(self):
        return self.title_th

    @property
    def title(self):
        """The title in both languages."""
        return Text(self.title_th, self.title_en)

    def text(self):
        """What the domain reads."""
        levels = tuple(level.description for level in self.levels.all())
        return Item(self.code, self.title, levels, self.weight)


class RubricLevel(models.Model):
    """What a group on this level of an item looks like; 1 is the lowest."""

    item = models.ForeignKey(RubricItem, models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    text_th = models.TextField(max_length=500, blank=True)
    text_en = models.TextField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="rubric_level_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_LEVELS), name="rubric_level_in_range"
            ),
        ]

    def __str__(self):
        return f"{self.number}: {self.text_th}"

    @property
    def description(self):
        """The description in both languages."""
        return Text(self.text_th, self.text_en)
