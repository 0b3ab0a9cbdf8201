"""Candidates: groups in no cohort yet, what they need, and the way into a cohort without typing again."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.people.enums import Role
from ruamphon.programmes import queries
from ruamphon.programmes.enums import CohortState
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.registry import actions
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise, Subdistrict
from tests import cast as cast_module

LIST = reverse("programmes:candidates")


def register(cast, name, **fields):
    return actions.register_enterprise(by=cast.officer, within=cast.programme.scope, name_th=name, **fields)


def need(cast, group, words="ตู้อบ", on=date(2026, 1, 5), **fields):
    return actions.note_need(by=cast.officer, enterprise=group, needs=words, noted_on=on, **fields)


def enrol_url(group):
    return reverse("programmes:candidate-enrol", args=[group.pk])


def names(page):
    return [row.enterprise.name_th for row in page.rows]


@pytest.fixture
def three(cast):
    """Three candidates whose names a Thai dictionary has in another order than code points have."""
    place = Subdistrict.objects.create(
        code="210601", tambon_th="ทับมา", amphoe_th="เมืองระยอง", changwat_th="ระยอง"
    )
    return (
        register(cast, "ขนมตัวอย่าง", work_kind=WorkKind.FOOD, place_label="บ้านฉาง"),
        register(cast, "เกาะตัวอย่าง", work_kind=WorkKind.CRAFT, subdistrict=place),
        register(cast, "กล้วยตัวอย่าง", work_kind=WorkKind.FOOD, municipality="เทศบาลเนินพระ"),
    )


def test_candidates_are_in_no_cohort_and_stand_as_in_a_thai_dictionary(cast, three):
    page = queries.candidate_page(cast.officer)
    assert names(page) == ["กล้วยตัวอย่าง", "เกาะตัวอย่าง", "ขนมตัวอย่าง"]
    assert (page.count, page.after) == (3, None)


@pytest.mark.parametrize(
    ("kind", "place", "found"),
    [
        (WorkKind.FOOD, "", ["กล้วยตัวอย่าง", "ขนมตัวอย่าง"]),
        ("", "บ้านฉาง", ["ขนมตัวอย่าง"]),
        ("", "ระยอง", ["เกาะตัวอย่าง"]),
        ("", "เนินพระ", ["กล้วยตัวอย่าง"]),
        ("", "เกาะ", ["เกาะตัวอย่าง"]),
        (WorkKind.CRAFT, "บ้านฉาง", []),
        ("", "เชียงใหม่", []),
        ("", "\x00", ["กล้วยตัวอย่าง", "เกาะตัวอย่าง", "ขนมตัวอย่าง"]),
        ("", "'; --", []),
    ],
)
def test_filters_by_kind_of_work_and_place(cast, three, kind, place, found):
    page = queries.candidate_page(cast.officer, kind=kind, place=place)
    assert (names(page), page.count) == (found, len(found))


def test_the_newest_need_comes_with_who_when_and_where_from(cast, three, client):
    need(cast, three[0], "ตู้อบ", date(2026, 1, 5))
    need(cast, three[0], "ฉลากใหม่", date(2026, 2, 5), came_from="เกษตรอำเภอ")
    row = queries.candidate_page(cast.officer, place="บ้านฉาง").rows[0]
    assert (row.need.needs, row.notes, row.kind.en) == ("ฉลากใหม่", 2, "Food and drink")
    client.force_login(cast.officer)
    page = client.get(LIST).content.decode()
    for words in ("ฉลากใหม่", "5 ก.พ. 2569", "ออมสิน เจ้าหน้าที่", "เกษตรอำเภอ", "จดไว้ 2 ครั้ง"):
        assert words in page
    assert "ตู้อบ" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("manager", 200), ("observer", 403), ("member", 403), ("stranger", 403)],
)
def test_who_opens_the_list(cast, client, who, status):
    client.force_login(cast.accounts[who])
    assert client.get(LIST).status_code == status


def test_officers_of_another_programme_see_and_take_none_of_ours(cast, three, client):
    scope = cast.programme.scope.__class__.objects.create(kind="programme", label_th="โครงการอื่น")
    cast_module.grant(cast.stranger, Role.OFFICER, scope)
    assert names(queries.candidate_page(cast.stranger)) == []
    client.force_login(cast.stranger)
    assert client.get(enrol_url(three[0])).status_code == 404


@pytest.mark.parametrize("number", [3, 40])
def test_the_list_asks_the_same_however_many_and_goes_on_by_key(
    cast, client, django_assert_num_queries, number
):
    made = [register(cast, f"กลุ่มรอที่ {count:02}") for count in range(number)]
    for group in made:
        need(cast, group)
        need(cast, group, "อย่างอื่น")
    client.force_login(cast.officer)
    with django_assert_num_queries(7):
        page = client.get(LIST).context["page"]
    expected = [group.name_th for group in made]
    assert names(page) == expected[:24]
    assert page.after == (made[23].pk if number > 24 else None)
    if number > 24:
        assert names(client.get(LIST, {"after": made[23].pk}).context["page"]) == expected[24:]
        filtered = client.get(LIST, {"after": made[23].pk, "place": "กลุ่มรอ", "kind": "unknown"})
        assert names(filtered.context["page"]) == expected[24:]


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"kind": "nothing"}, {"after": "9" * 30}, {"place": "ก" * 101}]
)
def test_an_odd_address_shows_the_whole_list(cast, three, client, query):
    client.force_login(cast.officer)
    assert len(names(client.get(LIST, query).context["page"])) == 3


# Into a cohort ----------------------------------------------------------------------------------------------


def send(client, cast, group, **data):
    client.force_login(cast.officer)
    good = {"cohort": cast.cohort.pk, "enrolled_on": timezone.localdate().isoformat()}
    return client.post(enrol_url(group), good | data)


def test_a_candidate_goes_into_a_cohort_with_a_tap(cast, three, client):
    need(cast, three[0], "ตู้อบสองชั้น")
    client.force_login(cast.officer)
    page = client.get(enrol_url(three[0])).content.decode()
    assert "ตู้อบสองชั้น" in page
    assert "รุ่น 1/2569 · รับได้อีก 7 กลุ่ม" in page
    response = send(client, cast, three[0])
    made = Enrolment.objects.get(enterprise=three[0])
    assert (response.url, made.cohort, made.enrolled_on) == (
        made.get_absolute_url(),
        cast.cohort,
        timezone.localdate(),
    )
    assert names(queries.candidate_page(cast.officer)) == ["กล้วยตัวอย่าง", "เกาะตัวอย่าง"]


def test_a_full_cohort_says_so_and_takes_nobody(cast, three, client):
    Cohort.objects.update(seats=2)
    client.force_login(cast.officer)
    assert "รุ่น 1/2569 · เต็มแล้ว" in client.get(enrol_url(three[0])).content.decode()
    page = send(client, cast, three[0]).content.decode()
    assert "รุ่น 1/2569 รับครบ 2 กลุ่มแล้ว" in page
    assert not Enrolment.objects.filter(enterprise=three[0]).exists()


@pytest.mark.parametrize("why", ["closed", "invented", "already in it"])
def test_cohorts_that_cannot_take_the_group_are_not_offered(cast, three, client, why):
    group = cast.enterprise if why == "already in it" else three[0]
    Cohort.objects.update(state=CohortState.CLOSED if why == "closed" else CohortState.RUNNING)
    Enterprise.objects.filter(pk=group.pk).update(is_demo=why == "invented")
    client.force_login(cast.officer)
    assert "ไม่มีรุ่นที่รับกลุ่มนี้ได้" in client.get(enrol_url(group)).content.decode()
    before = Enrolment.objects.count()
    assert send(client, cast, group).status_code == 200
    assert Enrolment.objects.count() == before


@pytest.mark.parametrize(
    "data", [{"cohort": ""}, {"cohort": "x"}, {"cohort": "9" * 25}, {"enrolled_on": "1 ม.ค. 2999"}]
)
def test_bad_input_enrols_nobody(cast, three, client, data):
    assert send(client, cast, three[0], **data).status_code == 200
    assert not Enrolment.objects.filter(enterprise=three[0]).exists()
