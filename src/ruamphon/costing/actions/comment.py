"""What is said of a line of a version; a wish for a change gives the version back to its team."""

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.costing import rules
from ruamphon.costing.models import CostSheetVersion, SheetComment
from ruamphon.costing.queries.versions import names_of_lines
from ruamphon.people.models import Account
from ruamphon.programmes import actions as programmes
from ruamphon.programmes import rules as programme_rules

NEEDS_WORDS = Text("เขียนอะไรสักหน่อยก่อนส่ง", "Write something before you send it.")
NO_LINE = Text("ไม่มีรายการนี้ในฉบับนี้แล้ว เลือกใหม่", "This version has no such line. Choose again.")
OLD_VERSION = Text("มีฉบับใหม่กว่านี้แล้ว ขอให้แก้ในฉบับล่าสุด", "There is a newer version. Ask for the change there.")
SETTLED = Text("เรื่องนี้แก้แล้ว", "This has been settled already.")
WHOLE = Text("ทั้งใบ", "the whole sheet")


@transaction.atomic
def comment_on_line(
    *, by: Account, version: CostSheetVersion, text: str, line_code: str = "", asks_change: bool = False
) -> SheetComment:
    """Say something of one line, or of the whole sheet. `asks_change` gives the version back, if it is not back yet.

    Raises Impossible for an empty text or a line that is not there, Refused for who may not give it back.
    """
    rules.check_can_see_costs(by, version.sheet.recipe.enterprise)
    if not text.strip():
        raise Impossible(NEEDS_WORDS, "text")
    names = names_of_lines(version)
    if line_code and line_code not in names:
        raise Impossible(NO_LINE, "line")
    name = names.get(line_code, "")
    if asks_change:
        _give_back(by, version, name, text)
    comment = SheetComment.objects.create(
        version=version,
        line_code=line_code,
        line_name=name[:120],
        person_id=by.person_id,
        text=text.strip(),
        asks_change=asks_change,
    )
    _tell(by, "ask_change" if asks_change else "comment_on_sheet", version)
    return comment


@transaction.atomic
def settle_change(*, by: Account, comment: SheetComment) -> SheetComment:
    """Say that what was asked for has been done. For those who write the group's costs."""
    comment = SheetComment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    rules.check_can_write_costs(by, comment.version.sheet.recipe.enterprise)
    if comment.settled_at or not comment.asks_change:
        raise TooLate(SETTLED)
    comment.settled_by_id, comment.settled_at = by.person_id, timezone.now()
    comment.save(update_fields=["settled_by", "settled_at"])
    _tell(by, "settle_change", comment.version)
    return comment


def _give_back(by: Account, version: CostSheetVersion, name: str, text: str) -> None:
    deliverable = version.sheet.deliverable
    if deliverable.current.pk != version.version_id:
        raise Impossible(OLD_VERSION)
    if deliverable.current.returned_at:
        return
    programme_rules.check_can_return(by, deliverable)
    words = f"{name or WHOLE.th}: {text.strip()}"[:2000]
    programmes.return_deliverable(
        by=by, deliverable=deliverable, version=version.version.number, comment=words
    )


def _tell(by: Account, action: str, version: CostSheetVersion) -> None:
    recipe = version.sheet.recipe
    audit.record(
        by=by,
        action=action,
        subject=recipe,
        scope_id=recipe.enterprise.scope_id,
        changes={"version": (None, version.version.number)},
    )
