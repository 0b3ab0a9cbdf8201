"""Giving and taking back consent, tagging people in photos, asking to be erased, and erasing. Audited without values."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.files import store
from ruamphon.core.models import StoredFile
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.people import actions as people
from ruamphon.people.consent.enums import ErasureState, How, Purpose
from ruamphon.people.consent.models import Consent, ConsentText, ErasureRequest, PersonInPhoto
from ruamphon.people.consent.rules import check_reason
from ruamphon.people.consent.texts import wording_for
from ruamphon.people.models import ERASED, Account, Grant, Person

NEWER_TEXT = Text(
    "ข้อความที่ขอความยินยอมเปลี่ยนไปแล้ว อ่านข้อความใหม่ก่อนตกลง",
    "The words to agree to have changed meanwhile. Please read the new ones first.",
)
ALREADY = Text("ตกลงเรื่องนี้ไว้แล้ว ไม่ต้องบันทึกซ้ำ", "This has been agreed to already; there is nothing to add.")
NOT_GIVEN = Text("เรื่องนี้ถอนความยินยอมไปแล้ว", "Consent to this has been withdrawn already.")
NEEDS_WITNESS = Text("เลือกพยานที่ได้ยินด้วย", "Choose the witness who heard it too.")
WITNESS_IS_PERSON = Text(
    "พยานต้องเป็นคนอื่น ไม่ใช่เจ้าของข้อมูล", "The witness must be somebody other than the person concerned."
)
GONE_ALREADY = Text("ข้อมูลของคนนี้ถูกลบไปแล้ว", "This person's data has been erased already.")
ASKED_ALREADY = Text("มีคำขอลบข้อมูลที่รอพิจารณาอยู่แล้ว", "A request to erase is waiting already.")
DECIDED = Text("คำขอนี้มีผลตัดสินหรือถูกถอนไปแล้ว", "This request has been decided or taken back already.")


def _locked(person: Person) -> Person:
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.erased_at:
        raise Impossible(GONE_ALREADY)
    return locked


@transaction.atomic
def give_consent(
    *,
    by: Account,
    person: Person,
    purpose: Purpose,
    version: int,
    how: How,
    given_on: date | None = None,
    witness: Person | None = None,
    evidence: CheckedUpload | None = None,
) -> Consent:
    """Keep that a person agreed to a purpose, in the words of `version`, which must be those in force on that day.

    Raises Impossible when newer words are in force, the person has agreed already or has been erased, or a word given
    by voice has no witness. Whoever agreed to older words and agrees to the new ones has the old consent ended.
    """
    locked = _locked(person)
    given_on = given_on or timezone.localdate()
    wording = wording_for(purpose, given_on)
    if version != wording.version:
        raise Impossible(NEWER_TEXT)
    if how == How.VOICE and witness is None:
        raise Impossible(NEEDS_WITNESS, "witness")
    if witness is not None and witness.pk == locked.pk:
        raise Impossible(WITNESS_IS_PERSON, "witness")
    standing = Consent.objects.standing(purpose).filter(person=locked).select_related("text").first()
    if standing and standing.text.version >= version:
        raise Impossible(ALREADY)
    if standing:
        _end(by, standing, how)
    text, _ = ConsentText.objects.get_or_create(
        purpose=purpose,
        version=version,
        defaults={"text_th": wording.text.th, "text_en": wording.text.en},
    )
    made = Consent.objects.create(
        person=locked,
        purpose=purpose,
        text=text,
        how=how,
        given_on=given_on,
        recorded_by=by.person,
        witness=witness if how == How.VOICE else None,
        evidence=store(evidence.checked, name=evidence.name, by=by) if evidence else None,
    )
    changes = {"purpose": (None, purpose), "how": (None, how), "version": (None, version)}
    audit.record(
        by=by, action="give_consent", subject=locked, changes=changes, on_behalf_of=_other(by, locked)
    )
    return made


@transaction.atomic
def withdraw_consent(*, by: Account, person: Person, purpose: Purpose, how: How) -> None:
    """Keep that a person took a consent back; what rested on it stops that second. No reason is asked for.

    Raises Impossible when no consent to the purpose stands.
    """
    locked = _locked(person)
    standing = Consent.objects.select_for_update().standing(purpose).filter(person=locked).first()
    if standing is None:
        raise Impossible(NOT_GIVEN)
    _end(by, standing, how)
    changes = {"purpose": (purpose, None), "how": (None, how)}
    audit.record(
        by=by, action="withdraw_consent", subject=locked, changes=changes, on_behalf_of=_other(by, locked)
    )


def _end(by: Account, consent: Consent, how: How) -> None:
    consent.withdrawn_at, consent.withdrawn_how, consent.withdrawn_by = timezone.now(), how, by.person
    consent.save(update_fields=["withdrawn_at", "withdrawn_how", "withdrawn_by"])


def _other(by: Account, person: Person) -> Person | None:
    return None if by.person_id == person.pk else person


@transaction.atomic
def tag_people(*, by: Account, file: StoredFile, people: Collection[Person]) -> bool:
    """Say who is in a photo: these and nobody else of those known. Gives whether anything changed.

    The room that owns the photo audits, and takes it off the public pages when somebody was added or taken out.
    """
    StoredFile.objects.select_for_update().get(pk=file.pk)
    before = set(PersonInPhoto.objects.filter(file=file).values_list("person_id", flat=True))
    after = {person.pk for person in people}
    PersonInPhoto.objects.filter(file=file, person__in=before - after).delete()
    PersonInPhoto.objects.bulk_create(
        PersonInPhoto(file=file, person_id=pk, tagged_by=by.person) for pk in sorted(after - before)
    )
    return before != after


@transaction.atomic
def ask_erasure(*, by: Account, person: Person, how: How) -> ErasureRequest:
    """Keep a person's wish to be erased; a manager decides it. Raises Impossible when one is waiting already."""
    locked = _locked(person)
    if locked.erasure_requests.open().exists():
        raise Impossible(ASKED_ALREADY)
    made = ErasureRequest.objects.create(person=locked, how=how, recorded_by=by.person)
    audit.record(
        by=by,
        action="ask_erasure",
        subject=locked,
        changes={"how": (None, how)},
        on_behalf_of=_other(by, locked),
    )
    return made


@transaction.atomic
def take_back_erasure(*, by: Account, request: ErasureRequest) -> None:
    """The person wants to stay after all. Raises Impossible when the request is no longer open."""
    _close(by, request, ErasureState.TAKEN_BACK, "take_back_erasure", decided=False)


@transaction.atomic
def refuse_erasure(*, by: Account, request: ErasureRequest, reason: str) -> None:
    """A manager says no, with the reason the person will read. Raises Impossible for no reason, or one that names them."""
    check_reason(request.person, reason)
    _close(by, request, ErasureState.REFUSED, "refuse_erasure", reason=reason.strip())


def _close(
    by: Account,
    request: ErasureRequest,
    state: ErasureState,
    action: str,
    *,
    reason: str = "",
    decided: bool = True,
) -> ErasureRequest:
    locked = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state != ErasureState.ASKED:
        raise Impossible(DECIDED)
    values: dict[str, Any] = {"state": state}
    if decided:
        values |= {"decided_by": by.person, "decided_at": timezone.now(), "decision_reason": reason}
    changes = audit.changed(locked, **values)
    audit.apply(locked, changes)
    audit.record(
        by=by,
        action=action,
        subject=locked.person,
        changes={"state": changes["state"]},
        reason=reason,
        on_behalf_of=None if decided else _other(by, locked.person),
    )
    return locked


@transaction.atomic
def erase_person(*, by: Account, request: ErasureRequest, reason: str) -> list[str]:
    """Turn a person into a placeholder, for good. Gives the paths of files to remove once this is committed.

    Gone: names, nickname, phone, e-mail, search keys, the account with all that hangs on it, sessions, open links,
    running access, consents' papers and every consent, tags in photos. The row stays, so that what was decided and
    written together with others still adds up; the audit says "(ลบข้อมูลแล้ว)". Other rooms' texts are the caller's.
    Raises Impossible when the request is no longer open, or the reason is missing or names the person.
    """
    check_reason(request.person, reason)
    person = _locked(request.person)
    _close(by, request, ErasureState.DONE, "erase_person", reason=reason.strip())
    for grant in Grant.objects.not_over().filter(person=person):
        people.end_grant(by=by, grant=grant, reason=str(ERASED))
    person.invitations.all().delete()
    for account in Account.objects.filter(person=person):
        _end_sessions(account)
        account.delete()
    PersonInPhoto.objects.filter(person=person).delete()
    for consent in Consent.objects.standing().filter(person=person):
        _end(by, consent, How.PLATFORM)
    papers = _remove_papers(person)
    person.name_th, person.name_en = ERASED.th, ERASED.en
    person.nickname = person.phone = person.email = ""
    person.is_placeholder, person.erased_at = False, timezone.now()
    person.save()
    return papers


def _end_sessions(account: Account) -> None:
    """Sessions are sealed rows: each is opened to see whose it is. Rare enough to look at all of them."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()


def _remove_papers(person: Person) -> list[str]:
    kept = Consent.objects.filter(person=person, evidence__isnull=False).select_related("evidence")
    papers = [consent.evidence for consent in kept if consent.evidence]
    kept.update(evidence=None)
    for paper in papers:
        paper.delete()
    return [paper.path for paper in papers]
