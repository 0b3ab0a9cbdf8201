"""Teams of a group."""

from ruamphon.core.refusals import TooLate
from ruamphon.core.text import Text
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState, TeamState
from ruamphon.programmes.models import Enrolment, Team
from ruamphon.programmes.rules.own import check_may

NOT_IN_PROGRAMME_NOW = Text(
    "กลุ่มนี้ “{state}” แล้ว จึงจัดทีมใหม่ไม่ได้ เปลี่ยนสถานะการเข้าร่วมก่อน",
    "This group is “{state}”, so no new team can be formed. Change its enrolment first.",
)
ALREADY = Text("ทีมนี้ “{state}” จึงรับอีกไม่ได้", "This team is “{state}”, so it cannot be accepted again.")
OVER = Text("ทีมนี้สิ้นสุดแล้ว จัดทีมใหม่แทนได้", "This team has ended. Form a new one instead.")


def check_can_form_team(account: Account, enrolment: Enrolment) -> None:
    """Forming a team asks for `team_manage` on the group, which must still be in its cohort."""
    check_may(account, Permission.TEAM_MANAGE, enrolment)
    if enrolment.state == EnrolmentState.LEFT:
        raise TooLate(NOT_IN_PROGRAMME_NOW.format(state=EnrolmentState.LEFT.label))


def check_can_accept_team(account: Account, team: Team) -> None:
    """Accepting gives people access: it asks for `team_manage`, on a proposed team only."""
    check_can_form_team(account, team.enrolment)
    if team.state != TeamState.PROPOSED:
        raise TooLate(ALREADY.format(state=TeamState(team.state).label))


def check_can_change_team(account: Account, team: Team) -> None:
    """Ending a team or moving its last day asks for `team_manage`; an ended team stays as it was."""
    check_may(account, Permission.TEAM_MANAGE, team.enrolment)
    if team.state == TeamState.ENDED:
        raise TooLate(OVER)


def check_can_invite_members(account: Account, team: Team) -> None:
    """Making join links for the people of a team asks for `people_invite` on the group."""
    check_may(account, Permission.PEOPLE_INVITE, team.enrolment)
