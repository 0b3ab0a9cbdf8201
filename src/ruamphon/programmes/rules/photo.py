"""Photos of activities."""

from ruamphon.core.refusals import Refused
from ruamphon.people.access import NOT_YOURS, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.models import ActivityPhoto, Enrolment
from ruamphon.programmes.rules.own import may


def check_can_tag(account: Account, photo: ActivityPhoto) -> None:
    """Saying who is in a photo asks for `activity_record` on one of the activity's groups."""
    groups = photo.activity.enrolments.select_related("enterprise", "cohort")
    if not any(may(account, Permission.ACTIVITY_RECORD, group) for group in groups):
        raise Refused(NOT_YOURS.format(permission=Permission.ACTIVITY_RECORD.label))


def groups_to_publish_for(account: Account, photo: ActivityPhoto) -> list[Enrolment]:
    """The activity's groups for which this account may choose a photo: those it may publish."""
    groups = photo.activity.enrolments.select_related("enterprise")
    return [one for one in groups if has_permission(account, Permission.PUBLISH, one.enterprise.scope_id)]


def check_can_publish_photo(account: Account, photo: ActivityPhoto) -> None:
    """Choosing a photo for a public page, and taking it off, ask for `publish` on one of the activity's groups."""
    if not groups_to_publish_for(account, photo):
        raise Refused(NOT_YOURS.format(permission=Permission.PUBLISH.label))
