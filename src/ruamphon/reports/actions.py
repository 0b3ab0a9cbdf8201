"""Asking for packs, cancelling them, handing them out, letting their files go."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from ruamphon.core import audit
from ruamphon.core.files import erase_file
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.people.models import Account, Person
from ruamphon.programmes.models import Enrolment
from ruamphon.reports import rules
from ruamphon.reports.enums import PackContents, PackState
from ruamphon.reports.models import Pack
from ruamphon.reports.queries import contents_of, planned_of, stages_of
from ruamphon.reports.queries.contents.held_back import is_held_back

MAKE = "ruamphon.reports.tasks.make_pack"
ONE_AT_A_TIME = Text(
    "คุณสั่งทำแฟ้มของกลุ่มนี้ไว้แล้วและยังทำไม่เสร็จ รอให้เสร็จหรือยกเลิกอันนั้นก่อน",
    "You have asked for a pack of this group already and it is not finished. Wait for it, or cancel it first.",
)
NO_STAGE = Text(
    "เกณฑ์ที่กลุ่มใช้ไม่มีขั้นที่ {number} เลือกขั้นจากรายการ",
    "The group's playbook has no stage {number}. Choose one from the list.",
)
HELD_BACK = Text(
    "มีคนในรูปถอนความยินยอมหลังจากทำแฟ้มนี้ จึงไม่ให้ดาวน์โหลดแล้ว สั่งทำแฟ้มใหม่ ซึ่งจะกันรูปนั้นไว้",
    "Somebody in a photo took back their consent after this pack was made, so it is no longer handed out. Ask for a "
    "new one, which leaves that photo out.",
)
ERASED = Text("ลบข้อมูลส่วนบุคคลของคนที่มีชื่อในแฟ้ม", "A person named in it was erased")


@transaction.atomic
def ask_pack(
    *, by: Account, enrolment: Enrolment, contents: PackContents, stage_number: int | None = None
) -> Pack:
    """Ask for an evidence pack of an enrolment, or of one stage; the worker makes it.

    Raises Refused for who may not read all of it; Impossible when there is no such stage, when a file of it is missing
    or in the bin (by name, with the fix), or when the same person has one of this group under way.
    """
    rules.check_can_ask(by, enrolment, contents)
    if stage_number is not None and stage_number not in {stage.number for stage in stages_of(enrolment)}:
        raise Impossible(NO_STAGE.format(number=stage_number), "stage")
    gathered = contents_of(enrolment, contents, stage_number, on=timezone.localdate())
    if gathered.obstacles:
        raise Impossible(gathered.obstacles[0])
    pack = _new(by, enrolment, contents, stage_number, planned_of(gathered))
    audit.record(
        by=by,
        action="ask_pack",
        subject=pack,
        scope_id=enrolment.enterprise.scope_id,
        changes={"contents": (None, contents), "stage_number": (None, stage_number)},
    )
    transaction.on_commit(lambda: import_string(MAKE).enqueue(pack.pk))
    return pack


def _new(
    by: Account,
    enrolment: Enrolment,
    contents: PackContents,
    stage_number: int | None,
    planned: list[dict[str, str]],
) -> Pack:
    try:
        with transaction.atomic():
            return Pack.objects.create(
                enrolment=enrolment,
                contents=contents,
                stage_number=stage_number,
                asked_by=by.person,
                planned=planned,
                total=len(planned),
            )
    except IntegrityError:
        raise Impossible(ONE_AT_A_TIME) from None


@transaction.atomic
def cancel_pack(*, by: Account, pack: Pack) -> Pack:
    """Stop the making. The worker notices at the next file. Raises Refused, or TooLate when it is over already."""
    found = _locked(pack.pk)
    rules.check_can_cancel(by, found)
    audit.apply(found, audit.changed(found, state=PackState.CANCELLED, finished_at=timezone.now(), lease=""))
    _tell(found, by, "cancel_pack")
    return found


@transaction.atomic
def hand_out_pack(*, by: Account, pack: Pack) -> Pack:
    """Note that somebody takes the file away. The caller has loaded it with visible_to.

    Raises TooLate when there is no file, or when somebody in one of its photos has taken back their consent since.
    """
    found = _locked(pack.pk)
    rules.check_can_download(found)
    if is_held_back([one["sha256"] for one in found.planned]):
        raise TooLate(HELD_BACK)
    _tell(found, by, "hand_out_pack")
    return found


@transaction.atomic
def expire_pack(*, by: Account | None, pack: Pack, reason: str = "") -> Pack:
    """Let the file go; the row keeps the hashes, so that a copy can still be checked. Twice changes nothing."""
    found = _locked(pack.pk)
    if found.state != PackState.READY or found.file is None:
        return found
    file = found.file
    audit.apply(found, audit.changed(found, state=PackState.EXPIRED, file=None))
    _tell(found, by, "expire_pack", reason)
    erase_file(file)
    return found


@transaction.atomic
def drop_packs_of_person(*, by: Account, person: Person) -> int:
    """Let go the files of all packs that name a person who is being erased, and stop those under way. How many."""
    naming = [pack for pack in Pack.objects.filter(state=PackState.READY) if person.pk in pack.people]
    for pack in naming:
        expire_pack(by=by, pack=pack, reason=ERASED.th)
    under_way = Pack.objects.under_way()
    for pack in under_way:
        found = _locked(pack.pk)
        audit.apply(found, audit.changed(found, state=PackState.CANCELLED, finished_at=timezone.now()))
        _tell(found, by, "cancel_pack", ERASED.th)
    return len(naming)


def _locked(pk: int) -> Pack:
    rows = Pack.objects.select_for_update(of=("self",))
    found: Pack = rows.select_related("enrolment__enterprise", "enrolment__cohort", "file").get(pk=pk)
    return found


def _tell(pack: Pack, by: Account | None, action: str, reason: str = "") -> None:
    scope = pack.enrolment.enterprise.scope_id
    audit.record(by=by, action=action, subject=pack, scope_id=scope, reason=reason)
