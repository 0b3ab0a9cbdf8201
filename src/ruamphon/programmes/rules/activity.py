"""Activities."""

from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.programmes.rules.own import check_may


def check_can_record(account: Account, enrolment: Enrolment) -> None:
    """Recording a visit asks for `activity_record` on the group."""
    check_may(account, Permission.ACTIVITY_RECORD, enrolment)


def check_can_record_in_cohort(account: Account, cohort: Cohort) -> None:
    """Recording a workshop or meeting of several groups asks for `activity_record` on the cohort."""
    check_permission(account, Permission.ACTIVITY_RECORD, cohort.scope_id)
