"""May this account do this here, now? Each `check_can_…` raises `Refused` with a sentence for people."""

from ruamphon.programmes.rules.activity import (
    check_can_note_attendance,
    check_can_record,
    check_can_record_in_cohort,
)
from ruamphon.programmes.rules.agreement import check_can_edit_agreement, check_can_make_agreement
from ruamphon.programmes.rules.application import (
    applies_as_member,
    check_can_apply,
    check_can_withdraw_application,
    check_may_write_for,
    may_write_for,
    people_of,
)
from ruamphon.programmes.rules.asking import allows, why_not
from ruamphon.programmes.rules.bin import (
    check_can_delete_activity,
    check_can_delete_deliverable,
    check_can_delete_task,
)
from ruamphon.programmes.rules.cohort import (
    can_see_cohort,
    can_see_programme,
    check_can_change_enrolment,
    check_can_enrol,
    check_can_manage_cohort,
    check_can_open_cohort,
    no_room,
)
from ruamphon.programmes.rules.deliverable import (
    accepts_as_member,
    check_can_accept,
    check_can_add_version,
    check_can_check,
    check_can_return,
    check_can_write,
)
from ruamphon.programmes.rules.own import check_may, grants_for, may, permissions_for, roles_for
from ruamphon.programmes.rules.photo import check_can_publish_photo, check_can_tag, groups_to_publish_for
from ruamphon.programmes.rules.selection import check_can_decide_selection, check_can_propose_selection
from ruamphon.programmes.rules.task import check_can_assign, check_can_finish
from ruamphon.programmes.rules.team import (
    check_can_accept_team,
    check_can_change_team,
    check_can_form_team,
    check_can_invite_members,
)

__all__ = [
    "accepts_as_member",
    "allows",
    "applies_as_member",
    "can_see_cohort",
    "can_see_programme",
    "check_can_accept",
    "check_can_accept_team",
    "check_can_add_version",
    "check_can_apply",
    "check_can_assign",
    "check_can_change_enrolment",
    "check_can_change_team",
    "check_can_check",
    "check_can_decide_selection",
    "check_can_delete_activity",
    "check_can_delete_deliverable",
    "check_can_delete_task",
    "check_can_edit_agreement",
    "check_can_enrol",
    "check_can_finish",
    "check_can_form_team",
    "check_can_invite_members",
    "check_can_make_agreement",
    "check_can_manage_cohort",
    "check_can_note_attendance",
    "check_can_open_cohort",
    "check_can_propose_selection",
    "check_can_publish_photo",
    "check_can_record",
    "check_can_record_in_cohort",
    "check_can_return",
    "check_can_tag",
    "check_can_withdraw_application",
    "check_can_write",
    "check_may",
    "check_may_write_for",
    "grants_for",
    "groups_to_publish_for",
    "may",
    "may_write_for",
    "no_room",
    "people_of",
    "permissions_for",
    "roles_for",
    "why_not",
]
