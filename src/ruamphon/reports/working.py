"""The worker's side of a pack: a lease for one worker, the making, and what came of it.

Never inside a transaction as a whole: files are copied while others write. Who holds the lease may finish; a worker
that was slow, or whose pack was cancelled, throws its work away.
"""

import tempfile
from datetime import datetime
from typing import IO
from uuid import uuid4

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.enums import FileKind
from ruamphon.core.files import note_made, put_made
from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.reports import rules
from ruamphon.reports.enums import PackContents, PackState
from ruamphon.reports.making import CannotBeMade, Sealed, check_whole, write_pack
from ruamphon.reports.models import Pack
from ruamphon.reports.queries import contents_for, planned_of
from ruamphon.reports.states import KEPT_FOR, LEASE, MOST_TRIES

log = structlog.get_logger(__name__)
BROKEN = Text(
    "ระบบทำแฟ้มไม่สำเร็จด้วยเหตุที่ไม่คาดไว้ ลองสั่งทำใหม่ ถ้ายังไม่สำเร็จ แจ้งผู้ดูแลระบบพร้อมรหัสแฟ้ม {key}",
    "Something unexpected stopped the making. Ask for the pack again; if that fails too, tell the operator this code: {key}.",
)
STOPPED_OFTEN = Text(
    "เครื่องที่ทำแฟ้มหยุดกลางคันหลายครั้ง แจ้งผู้ดูแลระบบให้ตรวจพื้นที่ดิสก์และตัวทำงานเบื้องหลัง แล้วสั่งทำใหม่",
    "The worker stopped in the middle several times. Have the operator check the disk's space and the worker, then ask "
    "for the pack again.",
)


class Stopped(Exception):  # noqa: N818 — reads as what happened
    """The pack was cancelled, or another worker has it now."""


def make(pack_id: int) -> str:
    """Make one pack that waits; gives the state it is in afterwards. May run twice at once without harm."""
    pack = claim(pack_id, timezone.now())
    if pack is not None:
        try:
            _make(pack)
        except CannotBeMade as problem:
            fail(pack, problem.reason)
        except Refused as refusal:
            fail(pack, refusal.reason)
        except Stopped:
            log.info("pack stopped", pack=pack_id)
        except Exception:
            fail(pack, BROKEN.format(key=str(pack.key)[:8]))
            raise
    return Pack.objects.values_list("state", flat=True).get(pk=pack_id)


def claim(pack_id: int, now: datetime) -> Pack | None:
    """Take a waiting pack for this worker alone, by one conditional UPDATE; None when it waits no longer."""
    mine = uuid4().hex
    waiting = Pack.objects.filter(pk=pack_id, state=PackState.WAITING)
    taken = waiting.update(
        state=PackState.MAKING, lease=mine, leased_until=now + LEASE, tries=F("tries") + 1, done=0
    )
    if not taken:
        return None
    people = ("enrolment__enterprise", "enrolment__cohort__programme", "enrolment__cohort__playbook")
    return Pack.objects.select_related("asked_by", *people).get(pk=pack_id)


def reclaim(now: datetime) -> list[int]:
    """Put packs whose worker fell silent back to waiting, or call them failed after several tries. Those waiting."""
    for pack in Pack.objects.abandoned(now).filter(tries__gte=MOST_TRIES):
        fail(pack, STOPPED_OFTEN)
    left = list(Pack.objects.abandoned(now).values_list("pk", flat=True))
    Pack.objects.abandoned(now).filter(pk__in=left).update(
        state=PackState.WAITING, lease="", leased_until=None
    )
    return left


def _make(pack: Pack) -> None:
    rules.check_can_ask(pack.asked_by, pack.enrolment, PackContents(pack.contents))
    contents = contents_for(pack, on=timezone.localdate())
    check_whole(pack, contents)
    _renew(pack, total=len(contents.files))
    at = timezone.now().replace(microsecond=0)
    with tempfile.TemporaryFile() as out:
        sealed = write_pack(pack, contents, out, at=at, tick=lambda done: _renew(pack, done=done))
        planned = planned_of(contents)
        _finish(pack, sealed, out, {"planned": planned, "people": sorted(contents.people)})


def _renew(pack: Pack, **values: int) -> None:
    """Say how far it is and hold on to it; Stopped when it is no longer this worker's."""
    mine = Pack.objects.filter(pk=pack.pk, state=PackState.MAKING, lease=pack.lease)
    if not mine.update(leased_until=timezone.now() + LEASE, **values):
        raise Stopped


def _finish(pack: Pack, sealed: Sealed, out: IO[bytes], held: dict[str, list]) -> None:
    path = put_made(out, FileKind.ZIP)
    try:
        _note(pack, sealed, path, held)
    except Stopped:
        default_storage.delete(path)
        raise


@transaction.atomic
def _note(pack: Pack, sealed: Sealed, path: str, held: dict[str, list]) -> None:
    found = Pack.objects.select_for_update().get(pk=pack.pk)
    if found.state != PackState.MAKING or found.lease != pack.lease:
        raise Stopped
    now = timezone.now()
    name = f"evidence-pack-{pack.enrolment.enterprise.code}-{timezone.localdate():%Y%m%d}.zip"
    file = note_made(
        path,
        kind=FileKind.ZIP,
        name=name,
        size=sealed.size,
        sha256=sealed.zip_sha256,
        by_id=pack.asked_by_id,
    )
    seals = audit.changed(
        found,
        manifest_sha256=sealed.manifest_sha256,
        files_sha256=sealed.files_sha256,
        zip_sha256=sealed.zip_sha256,
        size=sealed.size,
    )
    rest = audit.changed(
        found, state=PackState.READY, file=file, finished_at=now, expires_at=now + KEPT_FOR, lease="", **held
    )
    audit.apply(found, seals | rest)
    audit.record(
        by=None,
        on_behalf_of=pack.asked_by,
        action="finish_pack",
        subject=found,
        scope_id=pack.enrolment.enterprise.scope_id,
        changes=seals,
    )


@transaction.atomic
def fail(pack: Pack, reason: Text) -> None:
    """Write down why it could not be made, unless it is no longer this worker's."""
    rows = Pack.objects.select_for_update(of=("self",)).select_related("enrolment__enterprise")
    found = rows.get(pk=pack.pk)
    if found.state != PackState.MAKING or found.lease != pack.lease:
        return
    audit.apply(
        found,
        audit.changed(
            found,
            state=PackState.FAILED,
            problem_th=reason.th,
            problem_en=reason.en,
            finished_at=timezone.now(),
            lease="",
        ),
    )
    audit.record(
        by=None,
        on_behalf_of=found.asked_by,
        action="fail_pack",
        subject=found,
        scope_id=found.enrolment.enterprise.scope_id,
    )
