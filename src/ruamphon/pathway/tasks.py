"""What the worker does for rules: look at every programme once a day, and soon after something was recorded."""

from datetime import timedelta

import structlog
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from ruamphon.core.models import AuditEntry
from ruamphon.pathway.actions import apply_rules
from ruamphon.pathway.models import RuleFiring, RuleSetVersion
from ruamphon.programmes.models import Enrolment, Programme

JUST_NOW = timedelta(minutes=3)
"""How far back the look each minute reaches: a little more than a minute, so that nothing falls between two."""
OWN_WORDS = ("rule_fires", "rule_ends", "publish_rules")
log = structlog.get_logger(__name__)


@task()
def apply_all_rules() -> int:
    """Evaluate the rules of every programme that has some. Returns how many effects were new. Twice changes nothing."""
    return sum(_apply(programme) for programme in Programme.objects.filter(_is_ruled()).distinct())


def _is_ruled() -> Q:
    standing = RuleFiring.objects.standing().values("enrolment__cohort__programme")
    return Q(pk__in=RuleSetVersion.objects.values("programme")) | Q(pk__in=standing)


def _apply(programme: Programme) -> int:
    done = apply_rules(by=None, programme=programme)
    log.info("applied rules", programme=programme.code, looked_at=done.looked_at, effects=done.effects)
    return done.effects


@task()
def apply_rules_to(enrolments: list[int]) -> int:
    """Evaluate the rules for some enrolments. Returns how many effects were new."""
    programmes = Programme.objects.filter(cohorts__enrolments__in=enrolments).distinct()
    return sum(
        apply_rules(by=None, programme=programme, only=set(enrolments)).effects for programme in programmes
    )


def look_at_what_changed() -> None:
    """Queue an evaluation of the groups about which something was written down just now."""
    if not RuleSetVersion.objects.exists():
        return
    fresh = AuditEntry.objects.filter(at__gte=timezone.now() - JUST_NOW, scope_id__isnull=False)
    scopes = set(fresh.exclude(action__in=OWN_WORDS).values_list("scope_id", flat=True))
    rows = Enrolment.objects.in_progress().filter(
        enterprise__scope__in=scopes, cohort__programme__in=RuleSetVersion.objects.values("programme")
    )
    enrolments = sorted(rows.values_list("pk", flat=True))
    if enrolments:
        apply_rules_to.enqueue(enrolments)
