from datetime import date
from uuid import uuid4

import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.people.models import Person
from ruamphon.programmes import actions
from ruamphon.programmes.models import Agreement
from ruamphon.registry.enums import OrganisationKind
from tests.cast import organisation
from tests.programmes import making

FIELDS = {"title_th": "บันทึกความร่วมมือ (ตัวอย่าง)", "signed_on": date(2026, 6, 14)}


def prepared(cast, **changes):
    values = {
        "programme": cast.programme,
        "draft_key": uuid4(),
        "parties": [cast.mentor_company, cast.university],
        **FIELDS,
    }
    return actions.prepare_agreement(by=cast.officer, **(values | changes))


def edited(cast, agreement, **changes):
    values = {"parties": [cast.mentor_company, cast.university], **FIELDS}
    return actions.edit_agreement(by=cast.manager, agreement=agreement, **(values | changes))


def names(agreement):
    return [party.organisation.name_th for party in agreement.parties.all()]


def actions_on(agreement):
    return list(AuditEntry.objects.of(agreement).order_by("pk").values_list("action", flat=True))


def test_an_agreement_has_its_parties_and_an_audit_row(cast):
    made = prepared(cast, witness_name="  ประธาน   ตัวอย่าง ")
    assert names(made) == ["บริษัทพี่เลี้ยงตัวอย่าง", "มหาวิทยาลัยตัวอย่าง"]
    assert made.witness.name_th == "ประธาน ตัวอย่าง"
    row = AuditEntry.objects.of(made).get()
    assert (row.action, row.scope_id) == ("prepare_agreement", cast.programme.scope_id)
    assert row.changes == {
        "title_th": [None, "บันทึกความร่วมมือ (ตัวอย่าง)"],
        "signed_on": [None, "2026-06-14"],
        "parties": [None, ["บริษัทพี่เลี้ยงตัวอย่าง", "มหาวิทยาลัยตัวอย่าง"]],
        "witness": [None, made.witness_id],
    }


def test_the_same_page_twice_is_one_agreement_and_other_words_are_asked_about(cast):
    key = uuid4()
    made = prepared(cast, draft_key=key)
    assert prepared(cast, draft_key=key) == made
    with pytest.raises(Impossible) as refused:
        prepared(cast, draft_key=key, title_th="อีกฉบับ")
    assert (refused.value.field, Agreement.objects.count()) == ("draft_key", 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"ends_on": date(2026, 6, 13)}, "ends_on"), ({"parties": []}, "parties")],
)
def test_what_cannot_be_is_refused_at_its_field(cast, changes, field):
    with pytest.raises(Impossible) as refused:
        prepared(cast, **changes)
    assert (refused.value.field, Agreement.objects.count()) == (field, 0)


def test_editing_keeps_the_witness_of_the_same_name(cast):
    made = prepared(cast, witness_name="ประธาน ตัวอย่าง")
    before = Person.objects.count()
    edited(cast, made, witness_name="ประธาน ตัวอย่าง", venue_th="หอประชุม")
    made.refresh_from_db()
    assert (made.venue_th, Person.objects.count()) == ("หอประชุม", before)
    assert AuditEntry.objects.of(made).first().changes == {"venue_th": ["", "หอประชุม"]}
    edited(cast, made, witness_name="ประธาน ตัวอย่าง", venue_th="หอประชุม")
    assert actions_on(made) == ["prepare_agreement", "edit_agreement"]


def test_a_party_that_somebody_signs_for_stays(cast):
    made = prepared(cast)
    party = made.parties.get(organisation=cast.university)
    actions.add_signatory(by=cast.officer, agreement=made, party=party, name="ผู้ลงนาม ตัวอย่าง")
    with pytest.raises(Impossible) as refused:
        edited(cast, made, parties=[cast.mentor_company, *_more(cast)])
    assert (refused.value.field, names(made)[1]) == ("parties", "มหาวิทยาลัยตัวอย่าง")
    assert "มหาวิทยาลัยตัวอย่าง" in refused.value.reason.th


def test_parties_come_and_go(cast):
    made = prepared(cast)
    edited(cast, made, parties=[cast.mentor_company, *_more(cast)])
    assert names(made) == ["บริษัทพี่เลี้ยงตัวอย่าง", "ธนาคารตัวอย่าง"]


def _more(cast):
    return [organisation(cast.programme.scope, "ธนาคารตัวอย่าง", OrganisationKind.BANK)]


def test_the_history_of_a_signatory_names_the_organisation_and_no_person(cast):
    made = prepared(cast)
    party = made.parties.get(organisation=cast.university)
    actions.add_signatory(
        by=cast.officer, agreement=made, party=party, name="ผู้ลงนาม ตัวอย่าง", post_th="อธิการบดี"
    )
    row = AuditEntry.objects.of(made).first()
    assert row.changes == {"signatory": None, "organisation": [None, "มหาวิทยาลัยตัวอย่าง"]}
    with pytest.raises(Impossible) as refused:
        actions.add_signatory(by=cast.officer, agreement=made, party=party, name="ผู้ลงนาม ตัวอย่าง")
    assert (refused.value.field, party.signatories.count()) == ("name", 1)


def test_a_signatory_is_corrected_and_taken_off(cast):
    made = prepared(cast)
    one, other = made.parties.all()
    signatory = actions.add_signatory(by=cast.officer, agreement=made, party=one, name="ผู้ลงนาม ตัวอย่าง")
    actions.edit_signatory(by=cast.officer, signatory=signatory, party=other, post_th="คณบดี")
    signatory.refresh_from_db()
    assert (signatory.party, signatory.post_th) == (other, "คณบดี")
    actions.remove_signatory(by=cast.officer, signatory=signatory)
    actions.remove_signatory(by=cast.officer, signatory=signatory)
    assert (other.signatories.count(), actions_on(made)) == (
        0,
        ["prepare_agreement", "add_signatory", "edit_signatory", "remove_signatory"],
    )


def test_a_party_of_another_agreement_is_refused(cast):
    made, other = prepared(cast), prepared(cast)
    with pytest.raises(Impossible) as refused:
        actions.add_signatory(by=cast.officer, agreement=made, party=other.parties.first(), name="ใครสักคน")
    assert refused.value.field == "party"


def test_every_wording_is_kept_under_its_number(cast):
    made = prepared(cast)
    for after, body in enumerate(("ฉบับแรก", "ฉบับที่สอง")):
        actions.add_agreement_text(by=cast.officer, agreement=made, body=body, after=after)
    again = actions.add_agreement_text(by=cast.officer, agreement=made, body="ฉบับที่สอง", after=1)
    assert again.number == 2
    assert list(made.texts.values_list("number", "body")) == [(2, "ฉบับที่สอง"), (1, "ฉบับแรก")]
    with pytest.raises(Impossible) as late:
        actions.add_agreement_text(by=cast.manager, agreement=made, body="อื่น", after=1)
    with pytest.raises(Impossible) as same:
        actions.add_agreement_text(by=cast.officer, agreement=made, body="ฉบับที่สอง", after=2)
    assert (late.value.field, same.value.field, made.texts.count()) == ("after", "body", 2)


def test_a_scan_is_kept_once(cast):
    made = prepared(cast)
    photo = making.photo("ลงนาม.jpg")
    first = actions.add_agreement_scan(by=cast.officer, agreement=made, file=[photo])
    assert actions.add_agreement_scan(by=cast.officer, agreement=made, file=[photo]) == first
    assert (made.scans.count(), first.file.name) == (1, "ลงนาม.jpg")
