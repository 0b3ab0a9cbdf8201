"""A deliverable from its first draft to the group's acceptance. What it says never enters the audit."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.files import store
from ruamphon.core.models import StoredFile
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.people.models import Account, Person
from ruamphon.programmes import rules
from ruamphon.programmes.enums import DeliverableKind, DeliverableState, EnrolmentState
from ruamphon.programmes.models import Deliverable, DeliverableComment, DeliverableVersion, Enrolment
from ruamphon.programmes.rules.deliverable import LEFT
from ruamphon.programmes.states import DELIVERABLE_MOVES, check_move
from ruamphon.registry.models import Membership

NEWER_VERSION = Text(
    "ระหว่างที่คุณอ่าน มีคนส่งรุ่นที่ {number} เข้ามาแล้ว เปิดหน้านี้ใหม่เพื่อดูรุ่นล่าสุดก่อน",
    "While you were reading, version {number} came in. Open the page again and look at it first.",
)
MEANWHILE_CHECKED = Text(
    "{person} ตรวจรุ่นนี้ไปแล้ว เปิดหน้านี้ใหม่เพื่อดูผล",
    "{person} has checked this version already. Open the page again to see the result.",
)
NEEDS_COMMENT = Text(
    "เขียนว่าต้องแก้อะไร ทีมจะได้ทำต่อได้",
    "Write what should change, so that the team can go on.",
)
NEEDS_WORDS = Text("เขียนอะไรสักหน่อยก่อนส่ง", "Write something before you send it.")
NAME_THE_MEMBER = Text(
    "คุณไม่ได้เป็นสมาชิกกลุ่ม เลือกสมาชิกที่ตกลงรับผลงานนี้",
    "You do not belong to the group. Choose the member who agreed to accept this work.",
)
NOT_A_MEMBER = Text(
    "{person} ไม่ได้เป็นสมาชิกของกลุ่มในวันนี้ เลือกสมาชิกคนอื่น",
    "{person} is not a member of the group today. Choose another member.",
)


@transaction.atomic
def start_deliverable(
    *,
    by: Account,
    enrolment: Enrolment,
    kind: DeliverableKind,
    title: str,
    summary: str,
    file: Sequence[CheckedUpload] = (),
) -> Deliverable:
    """Begin a piece of work with its first version. `file` holds one upload or none.

    Raises Impossible when the group has left. The audit keeps the title only of kinds that hold no secrets.
    """
    _check_present(Enrolment.objects.select_for_update().get(pk=enrolment.pk))
    deliverable = Deliverable.objects.create(
        enrolment=enrolment, kind=kind, title=title, made_by_id=by.person_id
    )
    _write_version(by, deliverable, 1, summary, file)
    changes = {"kind": (None, kind), "title": (None, title), "version": (None, 1)}
    personal = ["title"] if deliverable.is_secret else []
    _record(by, "start_deliverable", deliverable, changes, personal=personal)
    return deliverable


@transaction.atomic
def add_version(
    *, by: Account, deliverable: Deliverable, summary: str, file: Sequence[CheckedUpload] = ()
) -> DeliverableVersion:
    """Hand in a new version; the deliverable is a draft again. Earlier versions, and what was accepted, stay.

    Raises Impossible when the group has left.
    """
    deliverable = _locked(deliverable)
    _check_present(deliverable.enrolment)
    number = deliverable.current.number + 1
    version = _write_version(by, deliverable, number, summary, file)
    changes: dict[str, tuple[object, object]] = {"version": (number - 1, number)}
    if deliverable.state != DeliverableState.DRAFT:
        changes |= _move(deliverable, DeliverableState.DRAFT)
    _record(by, "add_version", deliverable, changes)
    return version


@transaction.atomic
def comment_on_deliverable(*, by: Account, deliverable: Deliverable, text: str) -> DeliverableComment:
    """Say something about the newest version. Raises Impossible for an empty comment."""
    if not text.strip():
        raise Impossible(NEEDS_WORDS, "text")
    deliverable = _locked(deliverable)
    comment = _write_comment(by, deliverable, text)
    _record(by, "comment_on_deliverable", deliverable, {"version": (None, comment.version)})
    return comment


@transaction.atomic
def check_deliverable(*, by: Account, deliverable: Deliverable, version: int) -> Deliverable:
    """Say that the version read is right, so that the group can accept it.

    Raises Refused for one's own version, and Impossible when a newer one came in or somebody else was quicker.
    """
    deliverable = _locked(deliverable)
    current = _current(deliverable, version)
    if current.checked_by:
        raise Impossible(MEANWHILE_CHECKED.format(person=current.checked_by.name))
    rules.check_can_check(by, deliverable)
    current.checked_by_id, current.checked_at = by.person_id, timezone.now()
    current.save(update_fields=["checked_by", "checked_at"])
    changes = _move(deliverable, DeliverableState.CHECKED)
    _record(by, "check_deliverable", deliverable, {"version": (None, version), **changes})
    return deliverable


@transaction.atomic
def return_deliverable(*, by: Account, deliverable: Deliverable, version: int, comment: str) -> Deliverable:
    """Give the version back to its team with a comment; it is a draft again.

    Raises Impossible without a comment, or when a newer version came in.
    """
    if not comment.strip():
        raise Impossible(NEEDS_COMMENT, "comment")
    deliverable = _locked(deliverable)
    current = _current(deliverable, version)
    rules.check_can_return(by, deliverable)
    current.returned_at = timezone.now()
    current.save(update_fields=["returned_at"])
    _write_comment(by, deliverable, comment)
    changes = (
        _move(deliverable, DeliverableState.DRAFT) if deliverable.state != DeliverableState.DRAFT else {}
    )
    _record(by, "return_deliverable", deliverable, {"version": (None, version), **changes})
    return deliverable


@transaction.atomic
def accept_deliverable(
    *, by: Account, deliverable: Deliverable, version: int, for_member: Person | None = None
) -> Deliverable:
    """Accept checked work for the group: a member in their own name, an officer for a member they name.

    The audit then names the member as the one it was done for. Raises Impossible when no present member is
    named, or a newer version came in.
    """
    deliverable = _locked(deliverable)
    current = _current(deliverable, version)
    rules.check_can_accept(by, deliverable)
    own = rules.accepts_as_member(by, deliverable)
    member = by.person if own else _named_member(deliverable, for_member)
    current.accepted_by, current.accepted_at = member, timezone.now()
    current.save(update_fields=["accepted_by", "accepted_at"])
    changes = _move(deliverable, DeliverableState.ACCEPTED)
    _record(
        by,
        "accept_deliverable",
        deliverable,
        {"version": (None, version), **changes},
        on_behalf_of=None if own else member,
    )
    return deliverable


def _check_present(enrolment: Enrolment) -> None:
    if enrolment.state == EnrolmentState.LEFT:
        raise Impossible(LEFT)


def _named_member(deliverable: Deliverable, person: Person | None) -> Person:
    if person is None:
        raise Impossible(NAME_THE_MEMBER, "for_member")
    present = Membership.objects.on(timezone.localdate()).filter(enterprise=deliverable.enrolment.enterprise)
    if not present.filter(person=person).exists():
        raise Impossible(NOT_A_MEMBER.format(person=person.name), "for_member")
    return person


def _locked(deliverable: Deliverable) -> Deliverable:
    return (
        Deliverable.objects.select_for_update(of=("self",))
        .select_related("enrolment__enterprise")
        .get(pk=deliverable.pk)
    )


def _current(deliverable: Deliverable, read: int) -> DeliverableVersion:
    """The newest version, if it is the one that was read."""
    current: DeliverableVersion = deliverable.current
    if current.number != read:
        raise Impossible(NEWER_VERSION.format(number=current.number))
    return current


def _write_version(
    by: Account, deliverable: Deliverable, number: int, summary: str, file: Sequence[CheckedUpload]
) -> DeliverableVersion:
    if not summary.strip():
        raise Impossible(NEEDS_WORDS, "summary")
    return DeliverableVersion.objects.create(
        deliverable=deliverable,
        number=number,
        summary=summary,
        file=_kept(by, file),
        made_by_id=by.person_id,
    )


def _kept(by: Account, file: Sequence[CheckedUpload]) -> StoredFile | None:
    return store(file[0].checked, name=file[0].name, by=by) if file else None


def _write_comment(by: Account, deliverable: Deliverable, text: str) -> DeliverableComment:
    return DeliverableComment.objects.create(
        deliverable=deliverable,
        version=deliverable.current.number,
        person_id=by.person_id,
        text=text.strip(),
    )


def _move(deliverable: Deliverable, state: DeliverableState) -> dict[str, tuple[object, object]]:
    check_move(DELIVERABLE_MOVES, DeliverableState(deliverable.state), state)
    changes = audit.changed(deliverable, state=state)
    audit.apply(deliverable, changes)
    return changes


def _record(
    by: Account,
    action: str,
    deliverable: Deliverable,
    changes: Mapping[str, tuple[object, object]],
    *,
    personal: Sequence[str] = (),
    on_behalf_of: Person | None = None,
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=deliverable,
        scope_id=deliverable.enrolment.enterprise.scope_id,
        changes=changes,
        personal=personal,
        on_behalf_of=on_behalf_of,
    )
