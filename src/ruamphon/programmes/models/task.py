from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.bin import Binnable, PresentManager
from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Person
from ruamphon.programmes.enums import TaskState
from ruamphon.programmes.models.cohort import Enrolment


class TaskQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Tasks of the enterprises this account may see now."""
        return self.filter(reaches(account, Permission.ENTERPRISE_READ, "enrolment__enterprise__scope"))

    def open(self):
        """Those still to do."""
        return self.filter(state=TaskState.OPEN)


PresentTasks = PresentManager.from_queryset(TaskQuerySet)
"""Tasks that are not in the bin."""
AllTasks = models.Manager.from_queryset(TaskQuerySet)


BY_HAND = ("form-", "activity-")
"""How the keys of tasks begin that a person gave. What a gate or a rule asked for is cancelled, never deleted."""


class Task(Binnable):
    """Something one person has promised to do for a group, by a day, and why it came about."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="tasks")
    due_on = ThaiDateField(null=True, blank=True)
    origin_th = models.CharField(
        max_length=300, help_text="the sentence that says where this task comes from"
    )
    origin_en = models.CharField(max_length=300)
    origin_url = models.CharField(max_length=200, blank=True, help_text="a path inside the platform")
    key = models.CharField(max_length=80, unique=True, help_text="the same cause never makes two tasks")
    state = models.CharField(max_length=10, choices=choices_of(TaskState), default=TaskState.OPEN)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_note = models.CharField(max_length=500, blank=True)

    objects = PresentTasks()
    with_bin = AllTasks()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "state", "due_on"], name="task_by_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by__isnull=True, done_at__isnull=True)
                | Q(done_by__isnull=False, done_at__isnull=False),
                name="task_done_who_and_when",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def origin(self):
        """Where the task comes from, in both languages."""
        return Text(self.origin_th, self.origin_en)

    @property
    def is_by_hand(self):
        """Whether a person gave it, and not a gate or a rule of the platform."""
        return self.key.startswith(BY_HAND)

    def scopes_told(self):
        return [self.enrolment.enterprise.scope_id]

    def get_absolute_url(self):
        return reverse("programmes:task", args=[self.pk])
