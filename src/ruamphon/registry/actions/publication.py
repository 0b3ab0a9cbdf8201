from typing import Final

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.models import Account
from ruamphon.registry import rules
from ruamphon.registry.enums import PublicationState
from ruamphon.registry.models import Enterprise

ALREADY: Final = {
    PublicationState.PROPOSED: Text(
        "มีคนเสนอให้เผยแพร่กลุ่มนี้แล้ว รอเจ้าหน้าที่อีกคนอนุมัติ",
        "This group has already been proposed for publication. Another officer approves it.",
    ),
    PublicationState.PUBLISHED: Text(
        "กลุ่มนี้เผยแพร่อยู่แล้ว ไม่ต้องทำอะไรเพิ่ม", "This group is public already. There is nothing more to do."
    ),
    PublicationState.PRIVATE: Text(
        "ข้อเสนอเผยแพร่ถูกถอนไปแล้ว ถ้ายังต้องการ ให้เสนอใหม่",
        "The proposal has been withdrawn. Propose again if it is still wanted.",
    ),
}
NOT_PUBLIC: Final = Text(
    "กลุ่มนี้ไม่ได้เผยแพร่อยู่ ไม่มีอะไรให้เอาออก", "This group is not public; there is nothing to take down."
)
WHY: Final = Text("กรุณาบอกเหตุผลสั้น ๆ ให้คนอื่นเข้าใจ", "Say shortly why, so that others understand.")


@transaction.atomic
def propose_publication(*, by: Account, enterprise: Enterprise) -> Enterprise:
    """Ask that a group be shown to the public. Raises Impossible when it is proposed or public already."""
    locked = _locked_in(enterprise, PublicationState.PRIVATE)
    return _change(
        by,
        locked,
        "propose_publication",
        publication_proposed_by=by.person,
        publication_proposed_at=timezone.now(),
    )


@transaction.atomic
def confirm_publication(*, by: Account, enterprise: Enterprise) -> Enterprise:
    """Show a proposed group to the public from now on.

    Raises Refused when `by` is the one who proposed, Impossible when nothing is proposed any more.
    """
    locked = _locked_in(enterprise, PublicationState.PROPOSED)
    rules.check_can_confirm_publication(by, locked)
    return _change(by, locked, "confirm_publication", published_by=by.person, published_at=timezone.now())


@transaction.atomic
def unpublish(*, by: Account, enterprise: Enterprise, reason: str) -> Enterprise:
    """Take a group off the public pages, or withdraw the proposal, at once. One person is enough to stop."""
    locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if locked.publication == PublicationState.PRIVATE:
        raise Impossible(NOT_PUBLIC)
    if not reason.strip():
        raise Impossible(WHY, "reason")
    return _change(
        by,
        locked,
        "unpublish",
        reason=reason.strip(),
        publication_proposed_by=None,
        publication_proposed_at=None,
        published_by=None,
        published_at=None,
    )


def _locked_in(enterprise: Enterprise, state: PublicationState) -> Enterprise:
    locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if locked.publication != state:
        raise Impossible(ALREADY[locked.publication])
    return locked


def _change(
    by: Account, enterprise: Enterprise, action: str, *, reason: str = "", **values: object
) -> Enterprise:
    changes = audit.changed(enterprise, **values)
    audit.apply(enterprise, changes)
    audit.record(
        by=by,
        action=action,
        subject=enterprise,
        scope_id=enterprise.scope_id,
        changes=changes,
        reason=reason,
    )
    return enterprise
