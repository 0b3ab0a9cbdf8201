"""Preparing an agreement, its parties and signatories, its wording in numbered versions, and scans of the paper."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from ruamphon.core import audit
from ruamphon.core.files import store
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.people.models import Account, Person
from ruamphon.programmes.domain.agreement import Standing
from ruamphon.programmes.models import (
    Agreement,
    AgreementParty,
    AgreementScan,
    AgreementSignatory,
    AgreementText,
    Cohort,
    Programme,
)
from ruamphon.registry.models import Organisation

NO_PARTIES = Text("เลือกคู่ความร่วมมืออย่างน้อยสององค์กร", "Choose at least two organisations.")
FEWEST_PARTIES = 2
PARTY_SIGNS = Text(
    "{organisation} มีผู้ลงนามอยู่ เอาผู้ลงนามออกก่อน แล้วจึงเอาองค์กรนี้ออก",
    "{organisation} has signatories. Take them off first, then the organisation.",
)
OTHER_COHORT = Text("รุ่นที่เลือกไม่ได้อยู่ในโครงการนี้", "The chosen cohort is not in this programme.")
OTHER_PARTY = Text(
    "องค์กรที่เลือกไม่ได้อยู่ในบันทึกนี้แล้ว เปิดหน้านี้ใหม่",
    "The chosen organisation is no longer in this agreement. Open the page again.",
)
SIGNS_ALREADY = Text(
    "{name} เป็นผู้ลงนามขององค์กรนี้อยู่แล้ว",
    "{name} signs for this organisation already.",
)
SENT_BEFORE = Text(
    "หน้านี้เคยส่ง “{title}” ไปแล้ว และข้อมูลไม่เหมือนเดิม ถ้าเป็นอีกฉบับหนึ่ง กดบันทึกอีกครั้ง",
    "This page already sent “{title}”, and the details differ now. If this is another agreement, press save again.",
)
SAME_WORDS = Text(
    "เนื้อความเหมือนฉบับที่ {number} ทุกตัวอักษร จึงไม่ต้องเก็บเป็นฉบับใหม่",
    "The wording is the same as version {number}, letter by letter; there is nothing to keep.",
)
NEWER_TEXT = Text(
    "ระหว่างที่คุณเขียน มีคนเก็บฉบับที่ {number} เข้ามาแล้ว เปิดหน้าบันทึกดูฉบับนั้นก่อน",
    "While you were writing, version {number} came in. Look at it on the agreement's page first.",
)


@transaction.atomic
def prepare_agreement(
    *,
    by: Account,
    programme: Programme,
    draft_key: UUID,
    parties: Collection[Organisation],
    witness_name: str = "",
    **fields: Any,
) -> Agreement:
    """A new agreement of a programme with its parties, once a page: the same page sent twice gives back the first.

    `fields` are those of `edit_agreement`. Raises Impossible as that does, and when the same page comes again
    with other words.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    sent: Agreement | None = Agreement.objects.filter(draft_key=draft_key, programme=programme).first()
    if sent:
        if audit.changed(sent, **fields):
            raise Impossible(SENT_BEFORE.format(title=sent.title), "draft_key")
        return sent
    _check(programme, fields, parties)
    witness = _person_called(programme, witness_name)
    agreement = Agreement.objects.create(programme=programme, draft_key=draft_key, witness=witness, **fields)
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, organisation=organisation) for organisation in parties
    )
    given = {field: (None, value) for field, value in fields.items() if value not in (None, "")}
    changes = given | {"parties": (None, sorted(one.name_th for one in parties))}
    if witness:
        changes["witness"] = (None, witness)
    _record(by, "prepare_agreement", agreement, changes)
    return agreement


@transaction.atomic
def edit_agreement(
    *,
    by: Account,
    agreement: Agreement,
    parties: Collection[Organisation],
    witness_name: str = "",
    **fields: Any,
) -> Agreement:
    """Change an agreement's title, cohort, days, place, witness or parties.

    Raises Impossible for fewer than two parties, a party taken off while somebody signs for it, a cohort of
    another programme, or a last day before the first or the day of signing.
    """
    agreement = (
        Agreement.objects.select_for_update(of=("self",)).select_related("programme").get(pk=agreement.pk)
    )
    _check(agreement.programme, fields, parties)
    witness = _same_witness(agreement, witness_name)
    changes = audit.changed(agreement, witness=witness, **fields)
    audit.apply(agreement, changes)
    moved = _set_parties(agreement, parties)
    if changes or moved:
        _record(by, "edit_agreement", agreement, changes | moved)
    return agreement


def _check(programme: Programme, fields: dict[str, Any], parties: Collection[Organisation]) -> None:
    if len(parties) < FEWEST_PARTIES:
        raise Impossible(NO_PARTIES, "parties")
    cohort: Cohort | None = fields.get("cohort")
    if cohort and cohort.programme_id != programme.pk:
        raise Impossible(OTHER_COHORT, "cohort")
    Standing(fields.get("signed_on"), fields.get("begins_on"), fields.get("ends_on")).check()


def _set_parties(
    agreement: Agreement, wanted: Collection[Organisation]
) -> dict[str, tuple[list[str], list[str]]]:
    """Make the parties those wanted; what changed, by organisation, or nothing."""
    present = {party.organisation_id: party for party in agreement.parties.select_related("organisation")}
    keys = {organisation.pk for organisation in wanted}
    if keys == set(present):
        return {}
    for key in set(present) - keys:
        if present[key].signatories.exists():
            raise Impossible(PARTY_SIGNS.format(organisation=present[key].organisation.name), "parties")
        present[key].delete()
    new = [one for one in wanted if one.pk not in present]
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, organisation=organisation) for organisation in new
    )
    before = sorted(party.organisation.name_th for party in present.values())
    return {"parties": (before, sorted(one.name_th for one in wanted))}


def _same_witness(agreement: Agreement, name: str) -> Person | None:
    if agreement.witness and agreement.witness.name_th == name.strip():
        kept: Person = agreement.witness
        return kept
    return _person_called(agreement.programme, name)


def _person_called(programme: Programme, name: str) -> Person | None:
    """The person of this name who signed or witnessed in the programme before, else a new one; None for no name."""
    plain = " ".join(name.split())
    if not plain:
        return None
    signed = AgreementSignatory.objects.filter(party__agreement__programme=programme)
    witnessed = Agreement.objects.filter(programme=programme, witness__isnull=False)
    known: Person | None = Person.objects.filter(
        Q(pk__in=signed.values("person")) | Q(pk__in=witnessed.values("witness")), name_th=plain
    ).first()
    return known or Person.objects.create(name_th=plain)


@transaction.atomic
def add_signatory(
    *,
    by: Account,
    agreement: Agreement,
    party: AgreementParty,
    person: Person | None = None,
    name: str = "",
    post_th: str = "",
    post_en: str = "",
) -> AgreementSignatory:
    """Somebody who signs for a party: a known `person`, or a `name` that is written down now.

    Raises Impossible for a party of another agreement, and for who signs for that party already.
    """
    agreement = (
        Agreement.objects.select_for_update(of=("self",)).select_related("programme").get(pk=agreement.pk)
    )
    _check_party(agreement, party)
    signer = person or _person_called(agreement.programme, name)
    if signer is None:
        raise Impossible(Text("ใส่ชื่อผู้ลงนาม", "Enter who signs."), "name")
    if party.signatories.filter(person=signer).exists():
        raise Impossible(SIGNS_ALREADY.format(name=signer.name), "person" if person else "name")
    made = AgreementSignatory.objects.create(party=party, person=signer, post_th=post_th, post_en=post_en)
    changes = {"signatory": (None, signer.pk), "organisation": (None, party.organisation.name_th)}
    _record(by, "add_signatory", agreement, changes)
    return made


@transaction.atomic
def edit_signatory(
    *,
    by: Account,
    signatory: AgreementSignatory,
    party: AgreementParty,
    post_th: str = "",
    post_en: str = "",
) -> AgreementSignatory:
    """Correct for whom somebody signs, and with which post. Raises Impossible as `add_signatory` does."""
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=signatory.party.agreement_id)
    signatory = AgreementSignatory.objects.select_related("person").get(pk=signatory.pk)
    _check_party(agreement, party)
    if party.signatories.filter(person=signatory.person).exclude(pk=signatory.pk).exists():
        raise Impossible(SIGNS_ALREADY.format(name=signatory.person.name), "party")
    changes = audit.changed(signatory, party=party, post_th=post_th, post_en=post_en)
    audit.apply(signatory, changes)
    if changes:
        told = {name: pair for name, pair in changes.items() if name != "party"}
        if "party" in changes:
            told["organisation"] = tuple(one.organisation.name_th for one in changes["party"])
        _record(by, "edit_signatory", agreement, told | {"signatory": (signatory.person_id,) * 2})
    return signatory


@transaction.atomic
def remove_signatory(*, by: Account, signatory: AgreementSignatory) -> None:
    """Take somebody off an agreement. Taking off twice changes nothing."""
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=signatory.party.agreement_id)
    if not AgreementSignatory.objects.filter(pk=signatory.pk).exists():
        return
    changes = {
        "signatory": (signatory.person_id, None),
        "organisation": (signatory.party.organisation.name_th, None),
    }
    AgreementSignatory.objects.filter(pk=signatory.pk).delete()
    _record(by, "remove_signatory", agreement, changes)


def _check_party(agreement: Agreement, party: AgreementParty) -> None:
    if party.agreement_id != agreement.pk:
        raise Impossible(OTHER_PARTY, "party")


@transaction.atomic
def add_agreement_text(
    *, by: Account, agreement: Agreement, body: str, note: str = "", after: int
) -> AgreementText:
    """Keep a new wording under the next number; `after` is the number its writer began from, 0 for none.

    Raises Impossible when a newer version came in meanwhile, or the wording is that of the newest. The same page
    sent twice gives back the version it made.
    """
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    newest: AgreementText | None = agreement.texts.first()
    number = newest.number if newest else 0
    if newest and number == after + 1 and newest.body == body and newest.made_by_id == by.person_id:
        return newest
    if number != after:
        raise Impossible(NEWER_TEXT.format(number=number), "after")
    if newest and newest.body == body:
        raise Impossible(SAME_WORDS.format(number=number), "body")
    made = AgreementText.objects.create(
        agreement=agreement, number=number + 1, body=body, note=note, made_by=by.person
    )
    _record(by, "add_agreement_text", agreement, {"version": (number or None, made.number)})
    return made


@transaction.atomic
def add_agreement_scan(*, by: Account, agreement: Agreement, file: list[CheckedUpload]) -> AgreementScan:
    """Keep a scan of the signed paper. The same file sent twice is kept once."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    [upload] = file
    kept: AgreementScan | None = agreement.scans.filter(file__sha256=upload.checked.sha256).first()
    if kept:
        return kept
    stored = store(upload.checked, name=upload.name, by=by)
    made = AgreementScan.objects.create(agreement=agreement, file=stored)
    _record(by, "add_agreement_scan", agreement, {"file": (None, stored.sha256)})
    return made


def _record(by: Account, action: str, agreement: Agreement, changes: dict[str, tuple[Any, Any]]) -> None:
    """The history tells organisations by name; who signs it tells only that it changed."""
    audit.record(
        by=by,
        action=action,
        subject=agreement,
        scope_id=agreement.programme.scope_id,
        changes=changes,
        personal=("signatory",),
    )
