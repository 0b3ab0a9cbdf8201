"""What an hour of the group's own people counts: a rate the group chooses itself."""

from fractions import Fraction

from django.db import transaction

from ruamphon.costing import rules
from ruamphon.costing.domain import Range
from ruamphon.costing.models import Material
from ruamphon.costing.recosting import recost
from ruamphon.costing.writing.rates import write_own_rate
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise


@transaction.atomic
def set_own_rate(*, by: Account, enterprise: Enterprise, rate: Fraction) -> Material:
    """Choose what an hour of the group's own work counts, in baht. Every sheet with own work is costed anew."""
    enterprise = Enterprise.objects.select_for_update(of=("self",)).get(pk=enterprise.pk)
    rules.check_can_write_costs(by, enterprise)
    row = write_own_rate(by, enterprise, Range.of(rate))
    recost(enterprise.pk, [row.code])
    return row
