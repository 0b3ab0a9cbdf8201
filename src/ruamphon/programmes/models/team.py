from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateField
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Grant, Person, ScopeLink
from ruamphon.programmes.enums import TeamKind, TeamState
from ruamphon.programmes.models.cohort import Enrolment
from ruamphon.registry.models import Organisation


class TeamQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Teams of the enterprises this account may see now."""
        return self.filter(reaches(account, Permission.ENTERPRISE_READ, "enrolment__enterprise__scope"))

    def at_work(self, on):
        """Accepted teams whose days hold `on`."""
        return self.filter(state=TeamState.ACCEPTED, begins_on__lte=on, ends_on__gte=on)


class Team(models.Model):
    """People who help one enrolled group for a time: students with their adviser, a mentor, experts.

    Accepting a team writes the grants (and the organisation's link); they end with `ends_on`.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="teams")
    kind = models.CharField(max_length=20, choices=choices_of(TeamKind))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="teams"
    )
    name = models.CharField(max_length=120, blank=True)
    course = models.CharField(max_length=120, blank=True, help_text="student teams: the course code or name")
    term = models.CharField(max_length=40, blank=True, help_text="student teams: e.g. 1/2569")
    begins_on = ThaiDateField()
    ends_on = ThaiDateField()
    state = models.CharField(max_length=10, choices=choices_of(TeamState), default=TeamState.PROPOSED)
    link = models.ForeignKey(ScopeLink, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="team_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return self.name or str(self.get_kind_display())

    def get_absolute_url(self):
        return reverse("programmes:team", args=[self.pk])

    def is_over(self, on):
        """Whether the team's work is behind it on a day: ended by hand, or its last day has passed."""
        return self.state == TeamState.ENDED or self.ends_on < on


class TeamMember(models.Model):
    """One person in a team, with the role they have there and the grant that came of it."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="teams")
    role = models.CharField(max_length=20, choices=choices_of(Role))
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], name="team_member_once"),
        ]

    def __str__(self):
        return f"{self.person} ({self.role})"
