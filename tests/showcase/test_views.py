"""The public pages: in both languages, for anybody, with nothing on them that is not published."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ruamphon.people.enums import ScopeKind
from ruamphon.people.models import Person, Scope
from ruamphon.programmes.models import Cohort, Enrolment, Milestone, Programme
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise, Membership, Product
from ruamphon.showcase.queries import groups as group_queries

FRONT = "/"
PROGRAMME = "/show/programmes/thammasat-model/"
COHORT_7 = f"{PROGRAMME}cohorts/7/"
EN = {"accept-language": "en"}


@pytest.fixture
def real(kept_programme, db):
    """The published programme."""


def group(name):
    return Enterprise.objects.get(name_th=name)


def page_of(row):
    return reverse("showcase:enterprise", args=[row.code])


def read(client, url, **headers):
    response = client.get(url, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def more_groups(count, **fields):
    """Published groups without a source, as officers register them."""
    scopes = [Scope.objects.create(kind="enterprise", label_th="x") for _ in range(count)]
    return [
        Enterprise.objects.create(
            code=f"CE-1{scope.pk:04}",
            scope=scope,
            published_at="2026-01-01T00:00:00Z",
            **{"name_th": f"กลุ่มที่ {scope.pk:04}", "place_label": "บ้านค่าย", "work_kind": "food"} | fields,
        )
        for scope in scopes
    ]


class TestFront:
    def test_tells_what_it_is_in_thai_first(self, real, client):
        html = read(client, FRONT)
        assert '<html lang="th">' in html
        assert "จากทุนที่ชุมชนมี" in html
        assert "จัดทำจากแหล่งข้อมูลที่เผยแพร่แล้ว ไม่ใช่เว็บไซต์ทางการของสมาคม" in html

    def test_and_in_english(self, real, client):
        html = read(client, FRONT, **EN)
        assert "From what a community has" in html
        assert "Built from published sources; not an official site of the association." in html
        assert "Suk Jai Handicrafts" in html

    def test_shows_the_four_stages_of_the_playbook(self, real, client):
        html = read(client, FRONT)
        titles = re.findall(r"<h3>(ขั้น[^<]+)</h3>", html)
        assert titles == ["ขั้นพื้นฐาน", "ขั้นก้าวหน้า", "ขั้นสร้างเครือข่าย", "ขั้นขยายผล Show &amp; Share &amp; Tourism"]

    def test_lists_every_group_under_its_printed_place(self, real, client):
        page = client.get(FRONT).context["page"]
        places = {place.label: [row.name.th for row in place.groups] for place in page.groups.places}
        assert places["ห้วยโป่ง"] == ["วิสาหกิจชุมชนชากลูกหญ้าพัฒนา", "วิสาหกิจชุมชนสกรีนเสื้อผ้าชุมชนตลาดห้วยโป่ง"]
        assert list(places) == ["ชุมชนหนองแฟบ มาบตาพุด", "เนินพระ", "บ้านฉาง", "มาบตาพุด", "ห้วยโป่ง", ""]

    def test_leaves_gaps_between_published_cohorts_open_and_claims_none_beyond(self, real, client):
        cohorts = client.get(FRONT).context["page"].cohorts
        assert [(row.number, row.is_gap) for row in cohorts] == [
            (1, False),
            (2, True),
            (3, False),
            (4, False),
            (5, False),
            (6, True),
            (7, False),
            (8, False),
            (9, False),
        ]

    def test_big_numbers_stand_on_sources(self, real, client):
        figures = client.get(FRONT).context["page"].figures
        assert [(figure.number.th, figure.cite.source.code) for figure in figures] == [
            ("พ.ศ. 2559", "press-se-day-2019"),
            ("รุ่น 9", "pheupuangchon-cohort-9"),
            ("9", "press-mou-cohort-7"),
            ("12", "press-mou-cohort-7"),
        ]

    def test_every_citation_opens_a_source_on_the_page(self, real, client):
        for url in (FRONT, PROGRAMME, COHORT_7):
            html = read(client, url)
            cited = set(re.findall(r'href="#(source-\d+)"', html))
            assert cited
            assert cited == set(re.findall(r'<li id="(source-\d+)"', html))

    def test_filters_by_kind_of_work(self, real, client):
        page = client.get(FRONT, {"kind": "craft"}).context["page"]
        kinds = {row.kind for place in page.groups.places for row in place.groups}
        assert kinds == {WorkKind.CRAFT}
        assert page.groups.total == 4

    def test_an_unknown_kind_means_all(self, real, client):
        assert client.get(FRONT, {"kind": "' OR 1"}).context["page"].groups.total == 13

    def test_a_kind_without_groups_says_so(self, real, client):
        assert "ยังไม่มีกลุ่มที่เผยแพร่ในประเภทนี้" in read(client, f"{FRONT}?kind=service")

    def test_the_list_goes_on_page_by_page_without_losing_or_repeating(self, real, client, monkeypatch):
        monkeypatch.setattr(group_queries, "A_PAGE", 4)
        more_groups(5, name_th="กลุ่มชื่อซ้ำกัน")
        seen, after = [], ""
        for _ in range(6):
            groups = client.get(FRONT, {"after": after}).context["page"].groups
            seen += [row.code for place in groups.places for row in place.groups]
            after = groups.after
            if not after:
                break
        assert len(seen) == len(set(seen)) == 18
        assert after == ""

    def test_as_many_queries_for_three_groups_as_for_twelve(self, real, client, django_assert_num_queries):
        client.get(FRONT)
        with django_assert_num_queries(9):
            client.get(FRONT)
        more_groups(30)
        with django_assert_num_queries(9):
            client.get(FRONT)


class TestOnlyWhatIsPublished:
    def test_an_unpublished_group_is_nowhere(self, real, client):
        hidden = group("วิสาหกิจชุมชนหัตถกรรมสุขใจ")
        Enterprise.objects.filter(pk=hidden.pk).update(published_at=None)
        assert client.get(page_of(hidden)).status_code == 404
        assert "หัตถกรรมสุขใจ" not in read(client, FRONT)
        assert "หัตถกรรมสุขใจ" not in read(client, COHORT_7)

    def test_a_demo_group_is_nowhere(self, real, client):
        shown = group("วิสาหกิจชุมชนหัตถกรรมสุขใจ")
        Enterprise.objects.filter(pk=shown.pk).update(is_demo=True)
        assert client.get(page_of(shown)).status_code == 404
        assert "หัตถกรรมสุขใจ" not in read(client, FRONT)

    def test_a_programme_that_is_not_public_is_nowhere(self, real, client):
        shown = group("วิสาหกิจชุมชนหัตถกรรมสุขใจ")
        Programme.objects.update(is_public=False)
        assert client.get(PROGRAMME).status_code == 404
        assert client.get(COHORT_7).status_code == 404
        assert "7/2565" not in read(client, page_of(shown))
        assert "ธรรมศาสตร์โมเดล</p>" not in read(client, FRONT)

    @pytest.mark.parametrize("number", [2, 6, 10, 11, 0])
    def test_a_gap_has_no_page(self, real, client, number):
        assert client.get(f"{PROGRAMME}cohorts/{number}/").status_code == 404

    def test_no_person_and_no_phone_is_on_any_page(self, real, client):
        row = group("วิสาหกิจชุมชนหัตถกรรมสุขใจ")
        Enterprise.objects.filter(pk=row.pk).update(phone="0812345678")
        Membership.objects.create(enterprise=row, person=Person.objects.create(name_th="สมศรี ใจดี"))
        names = list(Person.objects.values_list("name_th", "name_en"))
        for url in (FRONT, PROGRAMME, COHORT_7, page_of(row)):
            for headers in ({}, EN):
                html = read(client, url, **headers)
                assert [name for pair in names for name in pair if name and name in html] == []
                assert not re.search(r"081[- ]?234[- ]?5678", html)


class TestProgramme:
    def test_tells_who_does_what_and_founders_as_printed(self, real, client):
        page = client.get(PROGRAMME).context["page"]
        bank = next(row for row in page.partners if row.organisation.name_en == "Government Savings Bank")
        assert [part.cite.source.code for part in bank.parts] == ["press-mou-cohort-7", "press-se-day-2019"]
        html = read(client, PROGRAMME)
        assert "จีพีเอสซี" in html
        assert "Glow Group" in html

    def test_a_moment_without_a_day_shows_its_year(self, real, client):
        html = read(client, PROGRAMME)
        before = html[: html.index("วันรวมพลวิสาหกิจชุมชน SE&#x27; Day 2019")]
        assert before.rindex("พ.ศ. 2562") > before.rindex("moments-when")

    def test_in_english(self, real, client):
        html = read(client, PROGRAMME, **EN)
        assert "Who does what" in html
        assert "24 May 2011" in html

    def test_queries_do_not_grow_with_what_happened(self, real, client, django_assert_num_queries):
        client.get(PROGRAMME)
        with django_assert_num_queries(9):
            client.get(PROGRAMME)
        old = Milestone.objects.first()
        for number in range(12):
            Milestone.objects.create(
                code=f"m-{number}",
                programme=old.programme,
                year=2020,
                title_th="ก",
                title_en="a",
                source=old.source,
            )
        with django_assert_num_queries(9):
            client.get(PROGRAMME)


class TestCohort:
    def test_shows_the_nine_and_the_agreement_with_the_witness_by_office(self, real, client):
        page = client.get(COHORT_7).context["page"]
        assert len(page.groups) == 9
        html = read(client, COHORT_7)
        assert "ผู้ว่าราชการจังหวัดระยอง ประธานและพยานในพิธี" in html
        assert "14 มิถุนายน 2565" in html

    def test_one_without_names_says_so(self, real, client):
        html = read(client, f"{PROGRAMME}cohorts/8/")
        assert "7 กลุ่ม" in html
        assert "ยังไม่พบรายชื่อกลุ่มของรุ่นนี้ในแหล่งที่เผยแพร่" in html

    def test_in_english(self, real, client):
        assert "Groups of this cohort" in read(client, COHORT_7, **EN)

    def test_a_new_cohort_with_published_groups_gets_a_page(self, real, client):
        scope = Scope.objects.create(kind=ScopeKind.COHORT, label_th="รุ่น 10")
        ten = Cohort.objects.create(programme=Cohort.objects.get(number=9).programme, scope=scope, number=10)
        (made,) = more_groups(1)
        Enrolment.objects.create(cohort=ten, enterprise=made)
        assert made.name_th in read(client, f"{PROGRAMME}cohorts/10/")

    def test_queries_do_not_grow_with_groups(self, real, client, django_assert_num_queries):
        cohort = Cohort.objects.get(number=7)
        client.get(COHORT_7)
        with django_assert_num_queries(8):
            client.get(COHORT_7)
        for made in more_groups(12):
            Enrolment.objects.create(cohort=cohort, enterprise=made)
        with django_assert_num_queries(8):
            client.get(COHORT_7)


class TestEnterprise:
    def test_names_in_both_languages_place_as_printed_and_cohort(self, real, client):
        html = read(client, page_of(group("วิสาหกิจชุมชนแม่บ้านประมงเรือเล็กตากวน-อ่าวประดู่")))
        assert "วิสาหกิจชุมชนแม่บ้านประมงเรือเล็กตากวน-อ่าวประดู่</h1>" in html
        assert "Ta Kuan – Ao Pradu Small-Boat Fishery Housewives" in html
        assert '<span lang="th">มาบตาพุด</span>' in html
        assert f'href="{COHORT_7}"' in html

    def test_the_reader_of_english_meets_the_english_name_first(self, real, client):
        html = read(client, page_of(group("วิสาหกิจชุมชนแม่บ้านประมงเรือเล็กตากวน-อ่าวประดู่")), **EN)
        assert "Ta Kuan – Ao Pradu Small-Boat Fishery Housewives</h1>" in html
        assert '<p class="portrait-other" lang="th">วิสาหกิจชุมชนแม่บ้าน' in html

    def test_products_each_with_its_source(self, real, client):
        page = client.get(page_of(group("วิสาหกิจชุมชนคลองน้ำหู ผ้าหมักน้ำนมข้าว"))).context["page"]
        assert {row.product.name_th: row.cite.source.code for row in page.products} == {
            "ผ้าหมักน้ำนมข้าว": "tu-award-2021",
            "หน้ากากผ้าใส่แผ่นกรอง": "qswownews-pandemic",
        }

    def test_a_retired_product_is_gone(self, real, client):
        Product.objects.filter(name_th="ผ้าหมักน้ำนมข้าว").update(
            registered_on=date(2020, 1, 1), retired_on=date(2021, 1, 1)
        )
        page = client.get(page_of(group("วิสาหกิจชุมชนคลองน้ำหู ผ้าหมักน้ำนมข้าว"))).context["page"]
        assert [row.product.name_th for row in page.products] == ["หน้ากากผ้าใส่แผ่นกรอง"]

    def test_a_group_without_a_known_cohort_says_so(self, real, client):
        html = read(client, page_of(group("วิสาหกิจชุมชนลุฟฟาลา")))
        assert "ยังไม่พบแหล่งที่บอกว่าอยู่รุ่นใด" in html

    def test_a_pin_only_where_somebody_set_one(self, real, client):
        row = group("วิสาหกิจชุมชนลุฟฟาลา")
        assert "geo:" not in read(client, page_of(row))
        Enterprise.objects.filter(pk=row.pk).update(latitude="12.70000", longitude="101.15000")
        assert 'href="geo:12.70000,101.15000"' in read(client, page_of(row))

    def test_nothing_is_accepted_but_reading(self, real, client):
        assert client.post(FRONT).status_code == 405


def test_an_empty_platform_has_a_front_page(db, client):
    assert "ยังไม่มีกลุ่มที่เผยแพร่ กลับมาดูใหม่เร็ว ๆ นี้" in read(client, FRONT)


def test_the_cast_of_unpublished_groups_shows_nowhere(cast, client):
    html = read(client, FRONT)
    assert "ตัวอย่าง" not in html


def test_an_unknown_one_is_not_found(db, client):
    assert client.get("/show/programmes/nowhere/").status_code == 404


def test_a_group_without_a_source_has_a_page_without_footnotes(db, client):
    (made,) = more_groups(1)
    html = read(client, page_of(made))
    assert made.name_th in html
    assert "#source-" not in html


def test_an_unknown_code_is_not_found(db, client):
    assert client.get("/show/groups/CE-99999/").status_code == 404
