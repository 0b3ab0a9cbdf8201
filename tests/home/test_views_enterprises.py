import pytest
from django.urls import reverse

from ruamphon.core.thai_text import sort_key
from ruamphon.home.queries import listing
from ruamphon.pathway.enums import Outcome
from ruamphon.people.models import ScopeLink
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.registry.models import Enterprise
from tests import cast as people
from tests.home import filling

URL = "/enterprises/"
A, B = "วิสาหกิจชุมชนครัวตัวอย่าง", "วิสาหกิจชุมชนสวนตัวอย่าง"


@pytest.fixture
def see(cast, client):
    """The page as somebody of the cast sees it, with what they typed."""

    def see(who="officer", language="th", **typed):
        client.force_login(getattr(cast, who))
        response = client.get(URL, typed, headers={"accept-language": language})
        assert response.status_code == 200
        return response

    return see


def names(response):
    return [row.enterprise.name_th for row in response.context["page"].rows]


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(URL).url == f"{reverse('people:sign-in')}?next={URL}"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        *((who, [A, B]) for who in ("manager", "officer", "observer")),
        *((who, [A]) for who in ("facilitator", "member", "student", "adviser", "mentor", "expert")),
        *((who, [B]) for who in ("other_member", "other_mentor", "other_student")),
    ],
)
def test_each_sees_their_groups(see, who, expected):
    assert names(see(who)) == expected


@pytest.mark.parametrize("who", ["stranger", "lapsed_student"])
def test_without_any_running_role_the_list_is_refused_with_a_sentence(cast, client, who):
    client.force_login(getattr(cast, who))
    response = client.get(URL)
    assert response.status_code == 403
    assert "ตอนนี้บัญชีของคุณไม่มีสิทธิ์ดูกลุ่มใด" in response.content.decode()


def test_a_line_tells_where_a_group_stands(cast, see):
    filling.gate(cast, decided=True)
    filling.activity(cast, ago=3)
    filling.activity(cast, ago=9)
    first, second = see().context["page"].rows
    assert (first.mark, first.kind.th, first.cohort.th, first.state.th) == (
        "ค",
        "อาหารและเครื่องดื่ม",
        "รุ่น 1/2569",
        "กำลังพัฒนา",
    )
    assert (first.stage.dots, first.stage.label.th) == (
        ("done", "current", "next", "next"),
        "ขั้นก้าวหน้า · 2 จาก 4",
    )
    assert (first.last_activity_on, second.last_activity_on) == (filling.days_ago(3), None)
    assert second.stage.dots == ("current", "next", "next", "next")


def test_a_stopped_group_says_so(cast, see):
    filling.gate(cast, decided=True, outcome=Outcome.STOPPED)
    stage = see("member").context["page"].rows[0].stage
    assert (stage.dots, stage.is_stopped, stage.label.th) == (
        ("stopped", "next", "next", "next"),
        True,
        "หยุดไว้ที่ขั้นพื้นฐาน · 1 จาก 4",
    )


def test_both_languages(see):
    assert "Sample Kitchen" in see(language="en").content.decode()
    assert "ทั้งหมด 2 กลุ่ม เรียงตามพจนานุกรม" in see().content.decode()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"q": "ครัว"}, [A]),
        ({"q": "ตัวอย่าง"}, [A, B]),
        ({"q": "ตวอยาง"}, []),
        ({"q": "สวน  ตัวอย่าง"}, [B]),
        ({"q": "sample GARDEN"}, [B]),
        ({"q": "CE-90001"}, [A]),
        ({"q": "%"}, [A, B]),
        ({"q": "ไม่มีชื่อนี้"}, []),
        ({"kind": "crop"}, [B]),
        ({"kind": "food", "q": "ครัว"}, [A]),
        ({"kind": "fishery"}, []),
        ({"stage": "2"}, [A]),
        ({"stage": "1"}, [B]),
        ({"stage": "3"}, []),
        ({"stage": "5"}, []),
        ({"stage": "99", "kind": "nonsense", "cohort": "x"}, [A, B]),
        ({"q": "ก" * 101}, [A, B]),
    ],
)
def test_the_filter(cast, see, typed, expected):
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(code="CE-90001")
    cast.enterprise.refresh_from_db()
    cast.enterprise.save()
    filling.gate(cast, decided=True)
    assert names(see(**typed)) == expected


def test_all_stages_passed_is_a_choice_of_its_own(cast, see):
    for number in range(1, 5):
        filling.gate(cast, decided=True, number=number)
    assert [names(see(stage=number)) for number in ("4", "5")] == [[], [A]]
    assert see(stage="5").context["page"].rows[0].stage.dots == ("done",) * 4


def test_a_group_of_two_cohorts_is_shown_in_the_one_asked_for(cast, see):
    scope = cast.cohort.scope
    scope.pk = None
    scope.save()
    older = Cohort.objects.create(
        programme=cast.programme, scope=scope, number=2, label="2/2570", state="closed"
    )
    Enrolment.objects.create(cohort=older, enterprise=cast.enterprise, state="graduated")
    everywhere, in_older = see().context["page"].rows[0], see(cohort=older.pk).context["page"].rows
    assert (everywhere.cohort.th, everywhere.state.th) == ("รุ่น 1/2569", "กำลังพัฒนา")
    assert [(row.enterprise.name_th, row.cohort.th, row.state.th) for row in in_older] == [
        (A, "รุ่น 2/2570", "จบโครงการ")
    ]


def test_only_cohorts_of_visible_groups_can_be_chosen(cast, see):
    ScopeLink.objects.all().update(valid_until=None)
    choices = [str(label) for _, label in see("mentor").context["form"].fields["cohort"].choices]
    assert choices == ["ทุกรุ่น", "รุ่น 1/2569"]


def test_dictionary_order(cast, see):
    for number, name in enumerate(("แสงจันทร์", "กกเกาะ", "เกาะกก", "ไม้ตรี")):
        people.enterprise(f"CE-2000{number}", name, cast.programme.scope, cast.cohort, "craft")
    found = names(see())
    assert found == sorted(found, key=sort_key)
    assert found[:2] == ["กกเกาะ", "เกาะกก"]


def test_only_those_who_may_add_a_group_have_the_button(see):
    link = f'href="{reverse("registry:enterprise-new")}"'
    assert {
        who: link in see(who).content.decode()
        for who in ("officer", "manager", "member", "mentor", "observer")
    } == {
        "officer": True,
        "manager": True,
        "member": False,
        "mentor": False,
        "observer": False,
    }


def test_pages_by_key_hold_every_group_once(cast, client, see, monkeypatch):
    monkeypatch.setattr(listing, "A_PAGE", 3)
    filling.more_groups(cast, 6)
    found, after = [], None
    while True:
        page = see(**({"after": after} if after else {})).context["page"]
        found += [row.enterprise.pk for row in page.rows]
        after = page.after
        if after is None:
            break
    assert found == list(Enterprise.objects.order_by("sort_text", "pk").values_list("pk", flat=True))
    assert page.count == 8


@pytest.mark.parametrize("after", ["0", "-1", "x", "9" * 40, "999999", "๑"])
def test_a_broken_page_address_shows_the_start(see, after):
    assert names(see(after=after)) == [A, B]


def test_a_key_of_a_group_one_may_not_see_says_nothing(cast, see):
    assert names(see("member", after=cast.other_enterprise.pk)) == [A]


def test_counting_stops_at_a_hundred(cast, see, monkeypatch):
    monkeypatch.setattr(listing, "A_PAGE", 1)
    monkeypatch.setattr(listing, "MOST_COUNTED", 2)
    filling.more_groups(cast, 4)
    assert see().context["page"].count == 2


@pytest.mark.parametrize("who", ["officer", "observer", "member", "mentor", "other_student"])
@pytest.mark.parametrize("typed", [{}, {"q": "กลุ่ม"}, {"stage": "1"}, {"kind": "food"}])
def test_read_in_order_or_looked_up_the_list_is_the_same(cast, see, monkeypatch, who, typed):
    """Past MOST_LOOKED_UP groups the list is asked for in another way; nobody may see more, or less, for it."""
    filling.more_groups(cast, 5)
    looked_up = see(who, **typed).context
    monkeypatch.setattr(listing, "MOST_LOOKED_UP", 0)
    in_order = see(who, **typed).context
    assert [row.enterprise.pk for row in in_order["page"].rows] == [
        row.enterprise.pk for row in looked_up["page"].rows
    ]
    assert in_order["page"].count == looked_up["page"].count
    choices = [list(each["form"].fields["cohort"].queryset) for each in (looked_up, in_order)]
    assert choices[0] == choices[1] == [cast.cohort]


@pytest.mark.parametrize("number", [3, 12])
def test_the_list_asks_the_same_however_many_groups(cast, client, django_assert_num_queries, number):
    filling.more_groups(cast, number)
    client.force_login(cast.officer)
    with django_assert_num_queries(22):
        response = client.get(URL, {"q": "กลุ่ม", "stage": "1", "cohort": cast.cohort.pk})
    assert len(response.context["page"].rows) == number
