"""Sets of rules, what they found about each group, and what was done about it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.text import Text
from ruamphon.pathway.enums import EffectKind
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.models import Enrolment, Programme, Task


class RuleSetQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Sets of the programmes this account may see now."""
        return self.filter(reaches(account, Permission.PROGRAMME_READ, "programme__scope"))

    def in_force(self):
        """The newest version of each programme: the one that rules."""
        newer = RuleSetVersion.objects.filter(
            programme=models.OuterRef("programme"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))


class RuleSetVersion(models.Model):
    """One published version of a programme's rules, as the text it was read from. The newest one is in force."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rule_sets")
    number = models.PositiveIntegerField()
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    toml = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="rule_set_number_once"),
        ]

    def __str__(self):
        return f"{self.title_th} v{self.number}"

    @property
    def title(self):
        """The title in both languages."""
        return Text(self.title_th, self.title_en)

    def get_absolute_url(self):
        return reverse("pathway:rule-set", args=[self.pk])


class OfGroupQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Rows of the enterprises this account may see now."""
        return self.filter(reaches(account, Permission.GATE_READ, "enrolment__enterprise__scope"))


class RuleEvaluation(models.Model):
    """One evaluation of one group that changed something: the day, the facts it used and the version that ruled.

    Evaluated again in their order, a group's rows give all its firings and effects. No version: no rules held.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="rule_evaluations")
    version = models.ForeignKey(RuleSetVersion, models.PROTECT, null=True, related_name="evaluations")
    on = ThaiDateField()
    facts = models.JSONField()
    evaluated_at = models.DateTimeField(default=timezone.now)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.enrolment} · {self.on}"


class FiringQuerySet(OfGroupQuerySet):
    def standing(self):
        """Rules that fire now."""
        return self.filter(ended_on__isnull=True)


class RuleFiring(models.Model):
    """That a rule fires for a group, from a day until a day, and why: its reason with the figures of the first day."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="rule_firings")
    rule_code = models.CharField(max_length=30)
    began_on = ThaiDateField()
    ended_on = ThaiDateField(null=True)
    version = models.ForeignKey(RuleSetVersion, models.PROTECT, related_name="firings")
    reason_th = models.CharField(max_length=1000)
    reason_en = models.CharField(max_length=1000)
    facts = models.JSONField(help_text="the figures it rests on, by fact")
    because = models.JSONField(default=list, help_text="the codes of rules it rests on")
    told_at = models.DateTimeField(
        default=timezone.now, help_text="when reason and facts were last worked out"
    )

    objects = FiringQuerySet.as_manager()

    class Meta:
        ordering = ["-began_on", "rule_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "rule_code", "began_on"], name="rule_fires_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "rule_code"],
                condition=Q(ended_on__isnull=True),
                name="rule_stands_once",
            ),
        ]

    def __str__(self):
        return f"{self.rule_code}: {self.reason_th[:40]}"

    @property
    def reason(self):
        """Why, in both languages."""
        return Text(self.reason_th, self.reason_en)


class RuleEffect(models.Model):
    """Something a firing rule did, or has to do, once. `key` names it for good; `done_at` is empty while it waits.

    What waits is a task for a role that nobody holds: the next evaluation tries again.
    """

    firing = models.ForeignKey(RuleFiring, models.PROTECT, related_name="effects")
    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=choices_of(EffectKind))
    gate = models.PositiveSmallIntegerField(default=0, help_text="the stage whose gate is blocked")
    role = models.CharField(max_length=20, blank=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")
    told = models.PositiveIntegerField(default=0, help_text="how many people were notified")
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.key
