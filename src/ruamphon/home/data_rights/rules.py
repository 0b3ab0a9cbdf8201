"""May this account record consent for somebody, or decide a request to be erased?"""

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.home.data_rights.reach import is_all_in_reach
from ruamphon.people.access import check_permission_somewhere
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, ErasureRequest

NOT_YOURSELF = Text(
    "ตัดสินคำขอของตัวเองไม่ได้ ขอให้ผู้จัดการอีกคนพิจารณา",
    "You cannot decide your own request. Ask another manager.",
)
ALSO_ELSEWHERE = Text(
    "คนนี้ยังมีหน้าที่ในโครงการอื่นที่คุณไม่ได้ดูแล ให้สิ้นสุดที่นั่นก่อน หรือให้ผู้จัดการของโครงการนั้นพิจารณา",
    "This person still has a part in a programme you do not manage. It must end there first, or its manager decides.",
)


def check_can_list_erasures(account: Account) -> None:
    """The list asks for `programme_manage` somewhere."""
    check_permission_somewhere(account, Permission.PROGRAMME_MANAGE)


def check_can_decide_erasure(account: Account, request: ErasureRequest) -> None:
    """A manager of everything the person is in decides, and never about themselves."""
    if request.person_id == account.person_id:
        raise Refused(NOT_YOURSELF)
    if not is_all_in_reach(account, request.person):
        raise Refused(ALSO_ELSEWHERE)
