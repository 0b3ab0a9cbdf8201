"""Importing a playbook, putting it in use, and moving a cohort to another version."""

from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.pathway import queries, rules
from ruamphon.people.models import Account
from ruamphon.programmes.enums import PlaybookState
from ruamphon.programmes.models import Cohort, PlaybookVersion, Programme

OTHER_PROGRAMME = Text(
    "เกณฑ์นี้เขียนไว้สำหรับโครงการ “{written}” แต่กำลังนำเข้าให้ “{here}” แก้บรรทัด programme ในไฟล์ให้ตรงกัน",
    "This playbook is written for “{written}” but is being imported into “{here}”. "
    "Make the programme line in the file match.",
)
SAME_TEXT = Text(
    "ข้อความนี้เหมือนฉบับที่ {number} ทุกตัวอักษร ไม่ต้องนำเข้าซ้ำ",
    "This text is the same as version {number}, letter by letter. No need to import it again.",
)
ALREADY_IN_USE = Text("เกณฑ์ฉบับนี้เปิดใช้อยู่แล้ว", "This version is already in use.")
NOT_PUBLISHED = Text(
    "เกณฑ์ฉบับนี้ยังเป็นร่าง ต้องเปิดใช้ก่อน จึงจะย้ายรุ่นมาใช้ได้",
    "This version is still a draft. Put it in use before moving a cohort to it.",
)
NOT_OF_PROGRAMME = Text(
    "เกณฑ์ฉบับนี้เป็นของโครงการอื่น เลือกฉบับของโครงการนี้",
    "This version belongs to another programme. Choose one of this programme.",
)
MOVED_SINCE = Text(
    "หลังจากที่คุณเปิดหน้านี้ มีคนเปลี่ยนเกณฑ์ของรุ่นไปแล้ว ดูสิ่งที่จะเปลี่ยนอีกครั้งก่อนยืนยัน",
    "Somebody changed the cohort's playbook after you opened this page. Look at the changes again before confirming.",
)
ALREADY_FOLLOWED = Text("รุ่นนี้ใช้เกณฑ์ฉบับนี้อยู่แล้ว", "The cohort follows this version already.")


@transaction.atomic
def import_playbook(*, by: Account | None, programme: Programme, toml_text: str) -> PlaybookVersion:
    """Keep a playbook text as the programme's next draft version.

    Raises domain.PlaybookProblems with everything wrong with the text at once (nothing is kept), or
    Impossible when it is written for another programme or is there already.
    """
    _check_may_manage(by, programme)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    read = queries.read_playbook(toml_text)
    if read.programme != programme.code:
        raise Impossible(OTHER_PROGRAMME.format(written=read.programme, here=programme.code), "toml")
    digest = sha256(toml_text.encode()).hexdigest()
    _check_new(programme, digest)
    version = PlaybookVersion.objects.create(
        programme=programme,
        number=(programme.playbooks.aggregate(last=Max("number"))["last"] or 0) + 1,
        title_th=read.title.th,
        title_en=read.title.en,
        toml=toml_text,
        sha256=digest,
        made_by=by.person if by else None,
    )
    _record(by, "import_playbook", version, {"number": (None, version.number), "sha256": (None, digest)})
    return version


@transaction.atomic
def publish_playbook(*, by: Account | None, playbook: PlaybookVersion) -> PlaybookVersion:
    """Put a draft version in use: cohorts can be moved to it. Its text never changes afterwards."""
    _check_may_manage(by, playbook.programme)
    version = (
        PlaybookVersion.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=playbook.pk)
    )
    if version.state == PlaybookState.PUBLISHED:
        raise Impossible(ALREADY_IN_USE)
    queries.read_playbook(version.toml)
    changes = audit.changed(version, state=PlaybookState.PUBLISHED, published_at=timezone.now())
    audit.apply(version, changes)
    _record(by, "publish_playbook", version, changes)
    return version


@transaction.atomic
def move_cohort(*, by: Account, cohort: Cohort, playbook: PlaybookVersion, expected_sha: str) -> Cohort:
    """Let a cohort follow another version from now on. Decisions already taken keep the version they were taken on.

    `expected_sha` is the SHA-256 of the version the page compared from ("" for none), so that nobody confirms
    changes they did not see. Raises Refused or Impossible.
    """
    cohort = (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("playbook", "programme")
        .get(pk=cohort.pk)
    )
    rules.check_can_move_cohort(by, cohort)
    _check_can_follow(cohort, playbook, expected_sha)
    changes = audit.changed(cohort, playbook=playbook)
    audit.apply(cohort, changes)
    audit.record(by=by, action="move_cohort", subject=cohort, scope_id=cohort.scope_id, changes=changes)
    return cohort


def _check_may_manage(by: Account | None, programme: Programme) -> None:
    """The platform itself (a seed) needs no permission; an account does."""
    if by is not None:
        rules.check_can_manage_playbooks(by, programme)


def _check_new(programme: Programme, digest: str) -> None:
    there = programme.playbooks.filter(sha256=digest).first()
    if there:
        raise Impossible(SAME_TEXT.format(number=there.number), "toml")


def _check_can_follow(cohort: Cohort, playbook: PlaybookVersion, expected_sha: str) -> None:
    if playbook.programme_id != cohort.programme_id:
        raise Impossible(NOT_OF_PROGRAMME, "playbook")
    if playbook.state != PlaybookState.PUBLISHED:
        raise Impossible(NOT_PUBLISHED, "playbook")
    if (cohort.playbook.sha256 if cohort.playbook else "") != expected_sha:
        raise Impossible(MOVED_SINCE)
    if cohort.playbook_id == playbook.pk:
        raise Impossible(ALREADY_FOLLOWED, "playbook")


def _record(
    by: Account | None, action: str, version: PlaybookVersion, changes: dict[str, tuple[object, object]]
) -> None:
    audit.record(by=by, action=action, subject=version, scope_id=version.programme.scope_id, changes=changes)
