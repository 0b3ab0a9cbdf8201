from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from ruamphon.core.models import Source
from ruamphon.programmes import actions
from ruamphon.programmes.enums import PlaybookState
from ruamphon.programmes.models import Agreement, Cohort
from ruamphon.registry.models import Office
from tests import cast as cast_module
from tests.programmes import making


@pytest.fixture
def agreement(cast):
    return actions.prepare_agreement(
        by=cast.officer,
        programme=cast.programme,
        draft_key=uuid4(),
        title_th="บันทึก (ตัวอย่าง)",
        parties=[cast.mentor_company, cast.university],
        signed_on=date(2026, 1, 5),
    )


@pytest.fixture
def officer(cast, client):
    client.force_login(cast.officer)
    return client


def sent(client, page, *args, **values):
    return client.post(reverse(f"programmes:{page}", args=args), values)


def test_an_agreement_is_prepared_and_edited(cast, officer):
    parties = [cast.mentor_company.pk, cast.university.pk]
    values = {
        "title_th": "บันทึกใหม่",
        "parties": parties,
        "draft_key": str(uuid4()),
        "signed_on": "14 มิ.ย. 2565",
    }
    response = sent(officer, "agreement-new", cast.programme.pk, **values)
    made = Agreement.objects.get()
    assert (response.status_code, response.url) == (302, made.get_absolute_url())
    assert made.signed_on == date(2022, 6, 14)
    assert sent(officer, "agreement-new", cast.programme.pk, **values).url == made.get_absolute_url()
    sent(officer, "agreement-edit", made.pk, title_th="บันทึกใหม่", parties=parties, ends_on="13 มิ.ย. 2568")
    made.refresh_from_db()
    assert (made.signed_on, made.ends_on, Agreement.objects.count()) == (None, date(2025, 6, 13), 1)


def test_a_form_that_cannot_be_keeps_what_was_typed(cast, officer, agreement):
    response = sent(
        officer, "agreement-edit", agreement.pk, title_th="ชื่อ", parties=[cast.university.pk], venue_th="ที่หนึ่ง"
    )
    form = response.context["form"]
    assert (form.errors["parties"], form["venue_th"].value()) == (
        ["เลือกคู่ความร่วมมืออย่างน้อยสององค์กร"],
        "ที่หนึ่ง",
    )


def test_a_known_office_holder_brings_the_post_along(cast, officer, agreement):
    person = cast_module.person("ดร.คณบดี ตัวอย่าง")
    Office.objects.create(organisation=cast.university, person=person, title_th="คณบดี", title_en="Dean")
    party = agreement.parties.get(organisation=cast.university)
    sent(officer, "signatory-new", agreement.pk, party=party.pk, person=person.pk)
    signatory = party.signatories.get()
    assert (signatory.person, signatory.post_th, signatory.post_en) == (person, "คณบดี", "Dean")


@pytest.mark.parametrize("values", [{}, {"person": True, "name": "อีกคน"}])
def test_one_person_signs_neither_none_nor_two(cast, officer, agreement, values):
    person = cast_module.person("ดร.คณบดี ตัวอย่าง")
    Office.objects.create(organisation=cast.university, person=person, title_th="คณบดี")
    party = agreement.parties.first()
    typed = {name: person.pk if value is True else value for name, value in values.items()}
    response = sent(officer, "signatory-new", agreement.pk, party=party.pk, **typed)
    assert list(response.context["form"].errors) == ["name"]
    assert party.signatories.count() == 0


def test_a_signatory_is_taken_off_after_asking(officer, agreement, cast):
    party = agreement.parties.first()
    signatory = actions.add_signatory(by=cast.officer, agreement=agreement, party=party, name="ใครสักคน")
    url = reverse("programmes:signatory-remove", args=[signatory.pk])
    assert officer.get(url).status_code == 200
    assert party.signatories.count() == 1
    assert officer.post(url).url == agreement.get_absolute_url()
    assert party.signatories.count() == 0


def test_a_wording_and_a_scan_are_kept(cast, officer, agreement):
    sent(officer, "agreement-text-new", agreement.pk, body="ข้อหนึ่ง", after=0)
    late = sent(officer, "agreement-text-new", agreement.pk, body="ข้อสอง", after=0)
    assert "ฉบับที่ 1" in str(late.context["form"].errors)
    sent(officer, "agreement-scan-new", agreement.pk, file=making.photo_sent("ลงนาม.jpg"))
    assert (agreement.texts.get().body, agreement.scans.get().file.name) == ("ข้อหนึ่ง", "ลงนาม.jpg")


def test_who_only_reads_sees_no_button_to_change(cast, client, agreement):
    client.force_login(cast.observer)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert reverse("programmes:agreement-sheet", args=[agreement.pk]) in page
    assert reverse("programmes:agreement-edit", args=[agreement.pk]) not in page


def test_a_published_agreement_keeps_the_name_of_its_witness(cast, officer):
    source = Source.objects.create(code="news", title_th="ข่าว")
    witness = cast_module.person("นายพยาน ตัวอย่าง")
    made = Agreement.objects.create(
        programme=cast.programme, title_th="บันทึกที่ตีพิมพ์", witness=witness, source=source
    )
    page = officer.get(made.get_absolute_url()).content.decode()
    assert ("นายพยาน ตัวอย่าง" in page, "ข่าว" in page) == (True, True)


def test_the_list_asks_the_same_however_many_agreements(cast, officer, django_assert_num_queries):
    url = reverse("programmes:agreements", args=[cast.programme.pk])

    def prepare(many):
        for number in range(many):
            actions.prepare_agreement(
                by=cast.officer,
                programme=cast.programme,
                draft_key=uuid4(),
                title_th=f"บันทึก {number}",
                cohort=cast.cohort,
                parties=[cast.mentor_company, cast.university],
            )

    prepare(2)
    officer.get(url)
    with django_assert_num_queries(10):
        assert len(officer.get(url).context["rows"]) == 2
    prepare(30)
    with django_assert_num_queries(10):
        assert len(officer.get(url).context["rows"]) == 20
    assert len(officer.get(url, {"page": 2}).context["rows"]) == 12


def test_unsigned_agreements_stand_first(cast, officer, agreement):
    unsigned = Agreement.objects.create(programme=cast.programme, title_th="ยังไม่ลงนาม")
    rows = officer.get(reverse("programmes:agreements", args=[cast.programme.pk])).context["rows"]
    assert [row.agreement for row, _ in rows] == [unsigned, agreement]


def clone(client, cast, **changes):
    values = {"draft_key": str(uuid4()), "number": 2, "label": "2/2570", "year": "2570"}
    return sent(client, "cohort-clone", cast.cohort.pk, **(values | changes))


def test_the_next_cohort_is_shown_before_it_is_opened(cast, officer):
    response = officer.get(reverse("programmes:cohort-clone", args=[cast.cohort.pk]))
    form = response.context["form"]
    shown = {name: form[name].value() for name in ("number", "label", "year", "begins_on", "seats", "groups")}
    assert shown == {
        "number": 2,
        "label": "2/2570",
        "year": 2570,
        "begins_on": date(2027, 5, 31),
        "seats": 9,
        "groups": None,
    }
    assert "วันจันทร์" in response.content.decode()
    assert Cohort.objects.count() == 1


def test_it_opens_once_with_the_groups_ticked(cast, officer):
    key = str(uuid4())
    values = {"draft_key": key, "groups": [cast.enrolment.pk], "playbook": cast.playbook.pk}
    first, second = clone(officer, cast, **values), clone(officer, cast, **values)
    made = Cohort.objects.get(number=2)
    assert first.url == second.url == made.get_absolute_url()
    assert (made.year, made.playbook) == (2027, cast.playbook)
    assert made.playbook.state == PlaybookState.PUBLISHED
    assert [enrolment.enterprise for enrolment in made.enrolments.all()] == [cast.enterprise]


def test_a_number_in_use_comes_back_with_everything_typed(cast, officer):
    response = clone(officer, cast, number=1, label="พิเศษ")
    form = response.context["form"]
    assert (list(form.errors), form["label"].value(), Cohort.objects.count()) == (["number"], "พิเศษ", 1)
