from typing import Final

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.models import Account
from ruamphon.registry import rules
from ruamphon.registry.merging import apply_moves, fingerprints, plan_merge, written_since
from ruamphon.registry.models import Enterprise, Merge, NotSame

CLASHES: Final = Text(
    "ยังรวมไม่ได้ เพราะทั้งสองกลุ่มมีรายการที่ขัดกัน ดูรายการด้านบนแล้วแก้ให้เหลือรายการเดียวก่อน",
    "They cannot be merged yet: both have records that exclude each other. Settle those listed above first.",
)
MERGED_BEFORE: Final = Text(
    "มีคนรวมกลุ่มนี้ไปแล้ว เปิดรายการกลุ่มที่อาจซ้ำอีกครั้ง", "Somebody has merged this group already. Open the list again."
)
UNDONE_BEFORE: Final = Text("การรวมนี้ถูกยกเลิกไปแล้ว", "This merge has been undone already.")
WRITTEN_SINCE: Final = Text(
    "ยกเลิกการรวมไม่ได้ เพราะมีการบันทึกเพิ่มหลังจากรวมแล้ว {n} รายการ ดูรายการด้านบน",
    "The merge cannot be undone: {n} records have been written on since. They are listed above.",
)


@transaction.atomic
def tell_apart(*, by: Account, one: Enterprise, other: Enterprise) -> NotSame:
    """Remember that two groups are two: the pair is not shown as likely again. Said twice, it is kept once."""
    rules.check_can_merge(by, one, other)
    first, second = sorted((one, other), key=lambda group: group.pk)
    said, is_new = NotSame.objects.get_or_create(first=first, second=second, defaults={"said_by": by.person})
    if is_new:
        changes = {"other_code": (None, second.code)}
        audit.record(by=by, action="tell_apart", subject=first, scope_id=first.scope_id, changes=changes)
    return said


@transaction.atomic
def merge_enterprises(*, by: Account, kept: Enterprise, gone: Enterprise, reason: str) -> Merge:
    """Make two records one: all that points to `gone` moves to `kept`, running access included.

    `gone` itself stays as it was, off the public pages, and leads to `kept`. Its own history stays with it. Raises
    Refused without the right on both, Impossible when rows exclude each other or one was merged meanwhile.
    """
    pks = [kept.pk, gone.pk]
    locked = {row.pk: row for row in Enterprise.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    kept, gone = locked[kept.pk], locked[gone.pk]
    if Merge.objects.standing().filter(gone__in=pks).exists():
        raise Impossible(MERGED_BEFORE)
    rules.check_can_merge(by, kept, gone)
    plan = plan_merge(kept, gone, timezone.now())
    if plan.clashes:
        raise Impossible(CLASHES)
    apply_moves(plan.moves)
    merge = Merge.objects.create(
        kept=kept,
        gone=gone,
        merged_by=by.person,
        reason=reason,
        moves=plan.moves,
        seen=fingerprints(plan.moves),
    )
    _audit_both(by, merge, "merge_enterprises", reason)
    return merge


@transaction.atomic
def undo_merge(*, by: Account, merge: Merge, reason: str) -> Merge:
    """Give everything that moved back to the group it came from.

    Raises Refused without the right on the kept group, Impossible when it was undone before or when something has
    been written on the moved rows since.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise Impossible(UNDONE_BEFORE)
    rules.check_can_undo_merge(by, merge)
    if in_the_way := written_since(merge):
        raise Impossible(WRITTEN_SINCE.format(n=len(in_the_way)))
    apply_moves(merge.moves, back=True)
    merge.undone_by, merge.undone_at, merge.undo_reason = by.person, timezone.now(), reason
    merge.save(update_fields=["undone_by", "undone_at", "undo_reason"])
    _audit_both(by, merge, "undo_merge", reason)
    return merge


def _audit_both(by: Account, merge: Merge, action: str, reason: str) -> None:
    """A row in the history of each, and of the merge, that names the other by its code."""
    for group, other in ((merge.kept, merge.gone), (merge.gone, merge.kept)):
        changes = {"other_code": (None, other.code)}
        audit.record(
            by=by, action=action, subject=group, scope_id=group.scope_id, changes=changes, reason=reason
        )
    audit.record(by=by, action=action, subject=merge, scope_id=merge.kept.scope_id, reason=reason)
