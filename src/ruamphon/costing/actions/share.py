"""The group lets one person see one version of a cost sheet until a day, and may end that at once."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ruamphon.core import audit, thai_dates
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.costing import rules
from ruamphon.costing.models import CostSheetVersion, SheetShare
from ruamphon.costing.queries.versions import people_to_share_with
from ruamphon.people.models import Account, Person
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.programmes.domain.term import end_of

NOT_OFFERED = Text(
    "เลือกคนที่ทำงานกับกลุ่มและยังไม่เห็นต้นทุน",
    "Choose somebody who works with the group and does not see its costs yet.",
)
ALREADY_OVER = Text("วันสุดท้ายต้องเป็นวันนี้หรือหลังจากนี้", "The last day must be today or later.")
TOO_LONG = Text("ให้ดูได้ครั้งละไม่เกินหนึ่งปี", "At most a year at a time.")
OVER = Text("การให้ดูนี้สิ้นสุดแล้ว", "This has ended already.")
UNTIL = Text("ดูได้ถึง {day}", "Until {day}")
MOST_DAYS = 366


@transaction.atomic
def share_version(
    *, by: Account, version: CostSheetVersion, person: Person, until: date, reason: str
) -> SheetShare:
    """Let a person see this version until the end of a day. It ends by itself that second."""
    rules.check_can_share(by, version)
    today = timezone.localdate()
    if until < today:
        raise Impossible(ALREADY_OVER, "until")
    if (until - today).days > MOST_DAYS:
        raise Impossible(TOO_LONG, "until")
    if not people_to_share_with(version).filter(pk=person.pk).exists():
        raise Impossible(NOT_OFFERED, "person")
    share = SheetShare.objects.create(
        version=version,
        person=person,
        reason=reason.strip(),
        valid_until=end_of(until),
        given_by_id=by.person_id,
    )
    _record(by, "share_version", share)
    _tell(by, share, until)
    return share


@transaction.atomic
def end_share(*, by: Account, share: SheetShare) -> SheetShare:
    """End it now. Raises TooLate when it has ended."""
    share = SheetShare.objects.select_for_update(of=("self",)).get(pk=share.pk)
    rules.check_can_share(by, share.version)
    now = timezone.now()
    if share.valid_until <= now:
        raise TooLate(OVER)
    share.valid_until, share.ended_by_id = now, by.person_id
    share.save(update_fields=["valid_until", "ended_by"])
    _record(by, "end_share", share)
    return share


def _tell(by: Account, share: SheetShare, until: date) -> None:
    """The person is told until when, and of nothing that is in the sheet: the words outlive the share."""
    tell(
        by=by,
        people=[share.person_id],
        kind=MessageKind.SHEET_SHARED,
        cause=f"sheet-share-{share.pk}",
        scope_id=share.version.sheet.recipe.enterprise.scope_id,
        about=UNTIL.format(day=thai_dates.text(until)),
        url=reverse("costing:shared-sheets"),
    )


def _record(by: Account, action: str, share: SheetShare) -> None:
    recipe = share.version.sheet.recipe
    audit.record(
        by=by,
        action=action,
        subject=recipe,
        scope_id=recipe.enterprise.scope_id,
        changes={
            "version": (None, share.version.version.number),
            "person": (None, None),
            "valid_until": (None, share.valid_until),
        },
        personal=["person"],
    )
