"""Loading what has been published: from nothing, again, after the data changed, after people edited."""

from datetime import date
from importlib.resources import files

import pytest
from django.apps import apps
from django.db import connection
from django.forms.models import model_to_dict
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.models import AuditEntry, Source
from ruamphon.pathway.enums import Severity
from ruamphon.pathway.queries import read_playbook
from ruamphon.people.models import Account, Grant, Person, Scope, ScopeLink
from ruamphon.programmes.forms import NewCohortForm
from ruamphon.programmes.models import (
    Agreement,
    Cohort,
    Enrolment,
    Milestone,
    PlaybookVersion,
    Programme,
    ProgrammePartner,
)
from ruamphon.programmes.queries.clones import next_cohort
from ruamphon.registry.models import (
    Belonging,
    Enterprise,
    Identity,
    MemberCount,
    Office,
    Organisation,
    Product,
    Subdistrict,
)
from ruamphon.seeds import ledger, playbook, reading
from ruamphon.seeds.load import load_all

COHORT_7 = [
    ("วิสาหกิจชุมชนแม่บ้านประมงเรือเล็กตากวน-อ่าวประดู่", "มาบตาพุด", "fishery"),
    ("วิสาหกิจชุมชนกลุ่มตัดเย็บเครื่องหนัง ชนันทน์วัชเครื่องหนัง", "บ้านฉาง", "craft"),
    ("วิสาหกิจชุมชนเกษตรอินทรีย์หอมมะหาด", "บ้านฉาง", "crop"),
    ("วิสาหกิจชุมชนชากลูกหญ้าพัฒนา", "ห้วยโป่ง", "unknown"),
    ("วิสาหกิจชุมชนหัตถกรรมสุขใจ", "เนินพระ", "craft"),
    ("วิสาหกิจชุมชนครัวแม่ฉัน By Nana", "เนินพระ", "food"),
    ("วิสาหกิจชุมชนมุนดินฟาร์มเกษตร", "บ้านฉาง", "crop"),
    ("วิสาหกิจชุมชนโคเนื้อบาร์มันบ้านแซมไฮซ์", "บ้านฉาง", "livestock"),
    ("วิสาหกิจชุมชนสวนเกษตรผสมผสาน ฐานเรียนรู้สวนคุณย่าชุมชนหนองแฟบ", "มาบตาพุด", "learning_base"),
]
SOURCED = [
    Belonging,
    Enrolment,
    Enterprise,
    Identity,
    MemberCount,
    Milestone,
    Office,
    Organisation,
    Product,
    Programme,
    ProgrammePartner,
    Agreement,
]


def silent(_):
    """Says nothing."""


def dump():
    """Every row of every table."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        return {table: rows_of(cursor, table) for table in tables if table != "django_migrations"}


def rows_of(cursor, table):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608 — our own tables
    return cursor.fetchall()


@pytest.fixture
def loaded(kept_programme, db):
    """The published programme, as it is loaded into empty tables."""


def change(monkeypatch, file, table, position, **fields):
    """Loading reads the data files with these fields of one row changed."""
    original = reading.read

    def read(asked):
        tables = original(asked)
        if asked == file:
            tables[table][position].update(fields)
        return tables

    monkeypatch.setattr(reading, "read", read)


class TestFromNothing:
    def test_the_nine_of_cohort_7_with_places_as_printed(self, loaded):
        groups = Enterprise.objects.filter(enrolments__cohort__number=7).order_by("code")
        assert list(groups.values_list("name_th", "place_label", "work_kind")) == COHORT_7

    def test_no_tambon_is_derived_from_a_label(self, loaded):
        assert set(Enterprise.objects.values_list("subdistrict", "municipality", "latitude")) == {
            (None, "", None)
        }

    def test_the_cohorts_with_their_gaps_open(self, loaded):
        rows = Cohort.objects.order_by("number").values_list(
            "number", "label", "year", "enterprises_published", "state"
        )
        assert list(rows) == [
            (1, "", 2016, None, "running"),
            (2, "", None, None, "planned"),
            (3, "3/2561", 2018, 7, "closed"),
            (4, "4/2561", 2018, None, "running"),
            (5, "5/2563", 2020, None, "paused"),
            (6, "", None, None, "planned"),
            (7, "7/2565", 2022, 9, "running"),
            (8, "", 2023, 7, "running"),
            (9, "", 2024, None, "running"),
        ]

    def test_a_cohort_that_states_anything_has_a_source(self, loaded):
        bare = Cohort.objects.filter(source__isnull=True).values_list("number", flat=True)
        assert sorted(bare) == [2, 6]

    def test_the_association_with_its_days_and_member_counts(self, loaded):
        association = Organisation.objects.get(name_th="สมาคมเพื่อนชุมชน")
        assert (association.begun_on, association.registered_on) == (date(2010, 6, 23), date(2011, 5, 24))
        counts = MemberCount.objects.filter(organisation=association)
        assert list(counts.values_list("counted_on", "groups")) == [
            (date(2020, 11, 29), 17),
            (date(2022, 6, 14), 12),
        ]

    def test_founders_as_each_source_prints_them(self, loaded):
        printed = Belonging.objects.order_by("pk").values_list("source__code", "name_as_printed", "seen_on")
        assert [(name, seen) for code, name, seen in printed if code == "press-mou-cohort-7"] == [
            (name, date(2022, 6, 14))
            for name in ["กลุ่ม ปตท.", "เอสซีจี", "บีแอลซีพี", "กลุ่ม บ. ดาวประเทศไทย", "จีพีเอสซี"]
        ]
        assert [name for code, name, _ in printed if code == "bangkok-post-2014"] == [
            "PTT Group",
            "SCG",
            "BLCP Power",
            "Dow Thailand",
            "Glow Group",
        ]

    def test_the_agreement_names_parties_and_witness_but_no_signatory(self, loaded):
        agreement = Agreement.objects.get()
        assert agreement.signed_on == date(2022, 6, 14)
        assert agreement.venue_th == "โรงแรมโกลเด้นซิตี้ จ.ระยอง"
        assert agreement.witness.name_th == "นายชาญนะ เอี่ยมแสง"
        parties = agreement.parties.values_list("organisation__name_en", "signatories")
        assert list(parties) == [
            ("Community Partnership Association", None),
            ("Thammasat Business School", None),
            ("Industrial Estate Authority of Thailand", None),
            ("Government Savings Bank", None),
        ]

    def test_se_day_has_a_year_and_no_invented_day(self, loaded):
        day = Milestone.objects.get(code="se-day-2019")
        assert (day.year, day.happened_on) == (2019, None)

    def test_identities(self, loaded):
        assert list(Identity.objects.order_by("pk").values_list("name_th", flat=True)) == [
            "สวน-ป่า-นา-เล",
            "ข้าวตันละ 2 ล้าน จากนาผืนสุดท้ายของเกาะกก",
        ]

    def test_named_people_have_no_account_no_grant_no_contact(self, loaded):
        assert Person.objects.count() == 5
        assert not Account.objects.exists()
        assert not Grant.objects.exists()
        assert set(Person.objects.values_list("phone", "email")) == {("", "")}

    def test_the_playbook_is_in_use_from_cohort_7_on(self, loaded):
        version = PlaybookVersion.objects.get()
        assert (version.number, version.state) == (1, "published")
        assert sorted(version.cohorts.values_list("number", flat=True)) == [7, 8, 9]

    def test_rayong_has_58_tambons_each_under_its_own_amphoe(self, loaded):
        assert Subdistrict.objects.filter(changwat_th="ระยอง").count() == 58
        assert Subdistrict.objects.get(tambon_th="น้ำเป็น").amphoe_th == "เขาชะเมา"

    def test_groups_are_published_by_their_sources(self, loaded):
        assert Enterprise.objects.published().count() == Enterprise.objects.count() == 13
        assert set(Enterprise.objects.values_list("published_by", "publication_proposed_by")) == {
            (None, None)
        }

    def test_officers_of_the_programme_reach_everything(self, loaded):
        inner = set(
            ScopeLink.objects.running()
            .filter(outer__programme__code="thammasat-model")
            .values_list("inner", flat=True)
        )
        owned = [*Enterprise.objects.all(), *Organisation.objects.all(), *Cohort.objects.all()]
        assert inner == {row.scope_id for row in owned}

    def test_each_enrolled_group_lies_in_its_cohort(self, loaded):
        pairs = set(
            ScopeLink.objects.filter(outer__cohort__isnull=False).values_list(
                "outer__cohort", "inner__enterprise"
            )
        )
        assert pairs == set(Enrolment.objects.values_list("cohort", "enterprise"))

    @pytest.mark.parametrize("model", SOURCED, ids=lambda model: model.__name__)
    def test_every_fact_has_a_source(self, loaded, model):
        assert model.objects.exists()
        assert not model.objects.filter(source__isnull=True).exists()

    def test_every_source_is_used(self, loaded):
        pointing = [
            model
            for model in apps.get_models()
            if any(field.name == "source" for field in model._meta.get_fields())
        ]
        used = {pk for model in pointing for pk in model.objects.values_list("source", flat=True)}
        assert used - {None} == set(Source.objects.values_list("pk", flat=True))

    @pytest.mark.parametrize("model", [*SOURCED, Source, Person, Cohort], ids=lambda model: model.__name__)
    def test_every_row_would_pass_its_own_checks(self, loaded, model):
        for row in model.objects.all():
            row.full_clean(exclude=[f.name for f in model._meta.fields if f.null and not f.blank])

    @pytest.mark.parametrize("model", [*SOURCED, Source, Person, Cohort], ids=lambda model: model.__name__)
    def test_what_is_said_in_thai_is_said_in_english(self, loaded, model):
        texts = [field.name for field in model._meta.fields if field.name.endswith("_th")]
        for row in model.objects.all():
            values = model_to_dict(row)
            lacking = [name for name in texts if values[name] and not values[f"{name[:-3]}_en"]]
            assert [name for name in lacking if name != "short_th"] == []


class TestAgain:
    def test_twice_changes_nothing(self, loaded):
        before = dump()
        load_all(say=silent)
        assert dump() == before

    def test_it_says_that_nothing_changed(self, loaded):
        said = []
        load_all(say=said.append)
        assert said[0] == "ตำบล 58"
        assert "วิสาหกิจชุมชน 13: ใหม่ 0 แก้ 0 เหมือนเดิม 13" in said

    def test_a_changed_text_is_brought_in_and_audited(self, loaded, monkeypatch):
        change(monkeypatch, "enterprises", "enterprises", 4, name={"th": "วิสาหกิจชุมชนสุขใจ", "en": "Suk Jai"})
        code = Enterprise.objects.get(name_th="วิสาหกิจชุมชนหัตถกรรมสุขใจ").code
        load_all(say=silent)
        row = Enterprise.objects.get(code=code)
        assert (row.name_th, row.name_en, row.scope.label_th) == (
            "วิสาหกิจชุมชนสุขใจ",
            "Suk Jai",
            "วิสาหกิจชุมชนสุขใจ",
        )
        assert Enterprise.objects.count() == 13
        entry = AuditEntry.objects.of(row).first()
        assert entry.changes["name_th"] == ["วิสาหกิจชุมชนหัตถกรรมสุขใจ", "วิสาหกิจชุมชนสุขใจ"]

    def test_the_audit_never_holds_a_persons_name(self, loaded, monkeypatch):
        change(monkeypatch, "organisations", "persons", 1, name={"th": "วริทธิ์ นามวงศ์", "en": "Varit Namwong"})
        load_all(say=silent)
        entry = AuditEntry.objects.of(Person.objects.get(name_th="วริทธิ์ นามวงศ์")).first()
        assert entry.changes == {"name_th": None}

    def test_another_text_of_the_playbook_is_another_version_and_cohorts_stay(self, loaded, monkeypatch):
        first = PlaybookVersion.objects.get()
        monkeypatch.setattr(playbook, "packaged", lambda: f"{first.toml}\n# one line more\n")
        load_all(say=silent)
        assert list(PlaybookVersion.objects.order_by("number").values_list("number", "state")) == [
            (1, "published"),
            (2, "published"),
        ]
        assert sorted(first.cohorts.values_list("number", flat=True)) == [7, 8, 9]


class TestPeopleHaveEdited:
    def edit(self, row, **values):
        changes = audit.changed(row, **values)
        audit.apply(row, changes)
        someone = Person.objects.create(name_th="ออมสิน เจ้าหน้าที่")
        audit.record(
            by=someone, action="edit_enterprise", subject=row, scope_id=row.scope_id, changes=changes
        )

    def test_their_words_stay_and_it_says_so(self, loaded):
        group = Enterprise.objects.get(name_th="วิสาหกิจชุมชนหัตถกรรมสุขใจ")
        self.edit(group, name_th="กลุ่มสุขใจใหม่", work_kind="service")
        said = []
        load_all(say=said.append)
        group.refresh_from_db()
        assert (group.name_th, group.work_kind) == ("กลุ่มสุขใจใหม่", "service")
        assert Enterprise.objects.count() == 13
        assert said[-1] == "ไม่แตะ “กลุ่มสุขใจใหม่” เพราะมีคนแก้ในระบบแล้ว"

    def test_a_group_taken_off_the_public_pages_stays_off(self, loaded):
        group = Enterprise.objects.get(name_th="วิสาหกิจชุมชนหัตถกรรมสุขใจ")
        self.edit(group, published_at=None)
        load_all(say=silent)
        group.refresh_from_db()
        assert group.published_at is None

    def test_a_link_that_was_ended_stays_ended(self, loaded):
        link = ScopeLink.objects.filter(outer__cohort__number=7).first()
        ScopeLink.objects.filter(pk=link.pk).update(valid_until=timezone.now())
        load_all(say=silent)
        assert ScopeLink.objects.filter(outer=link.outer, inner=link.inner).count() == 1


class TestAllOrNothing:
    def test_a_broken_row_leaves_the_database_empty(self, db, monkeypatch):
        change(monkeypatch, "identities", "identities", 1, surprise="a field nobody has")
        with pytest.raises(TypeError, match="surprise"):
            load_all(say=silent)
        assert not Source.objects.exists()
        assert not Enterprise.objects.exists()

    def test_a_key_used_twice_is_refused(self, db, monkeypatch):
        change(monkeypatch, "enterprises", "enterprises", 1, code="ta-kuan-ao-pradu")
        with pytest.raises(ledger.RepeatedKey, match="ta-kuan-ao-pradu"):
            load_all(say=silent)


def test_a_group_somebody_registered_first_is_taken_as_it_is(db):
    scope = Scope.objects.create(kind="enterprise", label_th=COHORT_7[0][0])
    mine = Enterprise.objects.create(code="CE-00001", name_th=COHORT_7[0][0], scope=scope, work_kind="food")
    audit.record(by=None, action="register_enterprise", subject=mine, scope_id=scope.pk)
    load_all(say=silent)
    mine.refresh_from_db()
    assert (mine.work_kind, mine.published_at) == ("food", None)
    assert Enterprise.objects.count() == 13
    assert Enterprise.objects.order_by("code").last().code == "CE-00013"


def test_cohorts_that_run_stay_on_the_first_version_and_a_new_one_begins_with_the_second(db, monkeypatch):
    first = (files("ruamphon.pathway") / "data" / "thammasat-model-1.toml").read_text(encoding="utf-8")
    with monkeypatch.context() as earlier:
        earlier.setattr(playbook, "packaged", lambda: first)
        load_all(say=silent)
    load_all(say=silent)
    old, new = PlaybookVersion.objects.order_by("number")
    assert (old.toml, new.toml) == (first, playbook.packaged())
    assert sorted(old.cohorts.values_list("number", flat=True)) == [7, 8, 9]
    assert not new.cohorts.exists()
    assert NewCohortForm(programme=new.programme)["playbook"].value() == new.pk
    assert next_cohort(old.cohorts.get(number=9)).playbook == new


def test_the_playbook_a_fresh_place_begins_with_counts_costs_and_the_cash_book():
    criteria = {row.code: row for row in read_playbook(playbook.packaged()).stage(1).criteria}
    asked = {
        code: (criteria[code].fact, criteria[code].severity, criteria[code].threshold)
        for code in ("cost-account", "price-covers-cost", "cash-book-kept")
    }
    assert asked == {
        "cost-account": ("every_product_costed", Severity.BLOCKS, None),
        "price-covers-cost": ("prices_cover_full_cost", Severity.WARNS, None),
        "cash-book-kept": ("cash_book_months", Severity.WARNS, 2),
    }
