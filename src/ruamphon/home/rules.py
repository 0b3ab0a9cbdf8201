"""May this account look at the list of groups at all?"""

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.access import permissions_anywhere
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account

NO_GROUPS = Text(
    "ตอนนี้บัญชีของคุณไม่มีสิทธิ์ดูกลุ่มใด ถ้าควรมี บอกเจ้าหน้าที่โครงการให้ต่อเวลาหรือเชิญอีกครั้ง",
    "Your account may see no group at present. If it should, ask a programme officer to extend it or invite you again.",
)


def check_can_list(account: Account) -> None:
    """The list asks for `enterprise_read` somewhere; with it, the list may still be empty."""
    if Permission.ENTERPRISE_READ not in permissions_anywhere(account):
        raise Refused(NO_GROUPS)
