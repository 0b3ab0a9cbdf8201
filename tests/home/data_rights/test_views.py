import pytest
from django.urls import reverse

from ruamphon.people.consent.enums import ErasureState, How, Purpose
from ruamphon.people.models import Consent, ErasureRequest, Person
from ruamphon.registry.models import Membership
from tests.cast import person


def test_an_officer_records_what_was_said_before_a_witness(world, client):
    client.force_login(world.cast.officer)
    page = reverse("home:person-consents", args=[world.silent_person])
    said = {
        "purpose": "contact",
        "step": "give",
        "how": "voice",
        "given_on": "20 พ.ย. 2569",
        "witness": world.cast.facilitator.person_id,
    }
    assert client.post(page, {**said, "witness": ""}).context["form"].errors == {
        "witness": ["เลือกพยานที่ได้ยินด้วย"]
    }
    assert client.post(page, said)["Location"] == page
    row = Consent.objects.standing(Purpose.CONTACT).get()
    assert (row.person_id, row.how, row.given_on.isoformat(), row.witness, row.recorded_by) == (
        world.silent_person,
        How.VOICE,
        "2026-11-20",
        world.cast.facilitator.person,
        world.cast.officer.person,
    )
    client.post(page, {**said, "step": "withdraw", "how": "paper"})
    row.refresh_from_db()
    assert (row.withdrawn_how, row.withdrawn_by) == ("paper", world.cast.officer.person)


def test_one_asks_takes_back_and_reads_the_refusal(world, client):
    client.force_login(world.cast.member)
    mine, ask = reverse("home:my-data"), reverse("home:erasure-ask")
    assert client.post(ask, {"sure": ""}).context["form"].errors == {"sure": ["ติ๊กช่องนี้ก่อน"]}
    assert client.post(ask, {"sure": "on"})["Location"] == mine
    request = ErasureRequest.objects.get(person=world.cast.member.person)
    assert "รอผู้จัดการพิจารณา" in client.get(mine).text
    client.post(reverse("home:erasure-take-back"))
    request.refresh_from_db()
    assert request.state == ErasureState.TAKEN_BACK
    client.post(ask, {"sure": "on"})
    again = ErasureRequest.objects.open().get(person=world.cast.member.person)
    client.force_login(world.cast.manager)
    client.post(reverse("home:erasure", args=[again.pk]), {"reason": "ยังลงนามแทนกลุ่มอยู่"})
    client.force_login(world.cast.member)
    assert "ยังลงนามแทนกลุ่มอยู่" in client.get(mine).text


def test_a_request_waits_on_the_managers_today_and_on_nobody_elses(world, client):
    way = reverse("home:erasure", args=[world.erasure])
    seen = {}
    for who in ("manager", "officer", "member"):
        client.force_login(world.cast.accounts[who])
        seen[who] = way in client.get(reverse("home:today")).text
    assert seen == {"manager": True, "officer": False, "member": False}


def test_a_manager_erases_after_the_confirm_page(world, client):
    client.force_login(world.cast.manager)
    confirm = reverse("home:erasure-confirm", args=[world.erasure])
    assert client.post(confirm, {"reason": "ขอเอง"}).context["form"].errors == {"sure": ["ติ๊กช่องนี้ก่อนลบ"]}
    assert Person.objects.get(pk=world.silent_person).erased_at is None
    assert client.post(confirm, {"reason": "ขอเอง", "sure": "on"})["Location"] == reverse("home:erasures")
    assert Person.objects.get(pk=world.silent_person).name_th == "(ลบข้อมูลแล้ว)"
    assert client.get(reverse("home:erasures")).context["rows"].count() == 0
    assert client.get(confirm).status_code == 404


@pytest.mark.parametrize("extra", [0, 12])
def test_the_groups_page_asks_the_same_however_many_members(world, client, django_assert_num_queries, extra):
    for number in range(extra):
        Membership.objects.create(enterprise=world.cast.enterprise, person=person(f"คนที่ {number:02}"))
    client.force_login(world.cast.officer)
    with django_assert_num_queries(8):
        page = client.get(reverse("home:group-consents", args=[world.enterprise]))
    assert len(page.context["rows"]) == 4 + extra


def test_officers_of_another_programme_find_nobody(world, client):
    alone = person("คนนอก ตัวอย่าง")
    client.force_login(world.cast.officer)
    assert client.get(reverse("home:person-consents", args=[alone.pk])).status_code == 404
