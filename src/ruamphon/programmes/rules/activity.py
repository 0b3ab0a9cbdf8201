"""Activities."""

from ruamphon.core.refusals import Refused
from ruamphon.people.access import NOT_YOURS, check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.models import Activity, Cohort, Enrolment
from ruamphon.programmes.rules.own import check_may, may


def check_can_record(account: Account, enrolment: Enrolment) -> None:
    """Recording a visit asks for `activity_record` on the group."""
    check_may(account, Permission.ACTIVITY_RECORD, enrolment)


def check_can_record_in_cohort(account: Account, cohort: Cohort) -> None:
    """Recording a workshop or meeting of several groups asks for `activity_record` on the cohort."""
    check_permission(account, Permission.ACTIVITY_RECORD, cohort.scope_id)


def check_can_note_attendance(account: Account, activity: Activity) -> None:
    """Saying who came asks for `activity_record` on one of the activity's groups."""
    groups = activity.enrolments.select_related("enterprise", "cohort")
    if not any(may(account, Permission.ACTIVITY_RECORD, group) for group in groups):
        raise Refused(NOT_YOURS.format(permission=Permission.ACTIVITY_RECORD.label))
