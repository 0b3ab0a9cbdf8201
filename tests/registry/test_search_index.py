import pytest
from django.db import connection

from ruamphon.core.thai_text import search_key
from ruamphon.people.enums import ScopeKind
from ruamphon.people.models import Person, Scope
from ruamphon.registry import search_index
from ruamphon.registry.models import Enterprise, Organisation, Product
from ruamphon.registry.search_index import ids_holding, ids_sharing, install

pytestmark = pytest.mark.django_db


def group(name="ครัวมาบตาพุด", **fields):
    scope = Scope.objects.create(kind=ScopeKind.ENTERPRISE, label_th=name)
    return Enterprise(code=f"CE-{scope.pk:05}", name_th=name, scope=scope, **fields)


def held(words, model=Enterprise, column="search_text"):
    return ids_holding(model, search_key(words).split(), 50, column=column)


def by_save(name):
    made = group("ชื่อเดิม")
    made.save()
    made.name_th = name
    made.save(update_fields=["name_th"])


def by_update(name):
    group("ชื่อเดิม").save()
    Enterprise.objects.update(name_th=name)


def by_bulk_update(name):
    made = group("ชื่อเดิม")
    made.save()
    made.name_th = name
    Enterprise.objects.bulk_update([made], ["name_th"])


def by_sql(name):
    group("ชื่อเดิม").save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_enterprise SET name_th = %s", [name])


WRITERS = {
    "create": lambda name: group(name).save(),
    "bulk_create": lambda name: Enterprise.objects.bulk_create([group(name)]),
    "save": by_save,
    "update": by_update,
    "bulk_update": by_bulk_update,
    "sql": by_sql,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_no_way_of_writing_leaves_the_index_behind(write):
    write("สวน “เเม่” น้ำใส (๒)")
    made = Enterprise.objects.get()
    assert held("แม่น้ำ") == []
    assert held("แม่ นำใส 2") == [made.pk]
    assert held("ชื่อเดิม") == []
    assert search_key(made.name_th) in made.search_text


@pytest.mark.parametrize("delete", [lambda row: row.delete(), lambda row: Enterprise.objects.all().delete()])
def test_what_is_deleted_is_forgotten(delete):
    made = group()
    made.save()
    delete(made)
    assert held("มาบตาพุด") == []


def test_a_phone_is_looked_up_apart_and_follows_every_change():
    made = group(phone="0812345678")
    made.save()
    assert (held("2345"), held("2345", column="phone")) == ([], [made.pk])
    Enterprise.objects.update(phone="0899999999")
    assert (held("2345", column="phone"), held("9999", column="phone")) == ([], [made.pk])


@pytest.mark.parametrize(
    "create", [lambda person: person.save(), lambda person: Person.objects.bulk_create([person])]
)
def test_the_key_of_a_person_never_holds_the_phone(create):
    create(Person(name_th="สมศรี", nickname="อ้วน", phone="0812345678"))
    assert Person.objects.get().search_text == "สมศรี อวน"
    Person.objects.update(nickname="ผอม")
    assert Person.objects.get().search_text == "สมศรี ผอม"


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Person, {"name_th": "มาบตาพุด"}),
        (Organisation, {"name_th": "เทศบาลเมืองมาบตาพุด", "kind": "local_government"}),
        (Product, {"name_th": "กะปิมาบตาพุด", "registered_on": "2026-01-05"}),
    ],
)
def test_every_table_is_indexed(model, fields):
    if model is Product:
        fields |= {"enterprise": group("ครัว")}
        fields["enterprise"].save()
    if model is Organisation:
        fields |= {"scope": Scope.objects.create(kind=ScopeKind.ORGANISATION, label_th="-")}
    made = model.objects.create(**fields)
    assert held("มาบตาพุด", model) == [made.pk]
    assert ids_sharing(model, ["มาบ", "พุด", "xyz"], 5) == [made.pk]
    model.objects.update(name_th="อื่น")
    assert (held("มาบตาพุด", model), held("อื่น", model)) == ([], [made.pk])


@pytest.mark.parametrize("each", search_index.INDEXED, ids=lambda each: each.table)
def test_the_database_and_the_model_count_the_same_words(each):
    """A word added to search_words belongs in INDEXED too, or the triggers would lose it."""
    assert each.model(**{word: word for word in each.words}).search_words() == list(each.words)


def test_more_than_asked_for_and_short_words_are_left_to_a_scan():
    Enterprise.objects.bulk_create([group(f"ครัวที่ {number}") for number in range(3)])
    assert ids_holding(Enterprise, ["ครัว"], 2) is None
    assert ids_holding(Enterprise, ["คร"], 2) is None
    assert len(held("ครัวที่")) == 3


@pytest.mark.parametrize(
    "typed", ['"', "a OR b", "%%%", "____", "NEAR(", "abc*", "-abc", "search_text:x", "\\\\\\"]
)
def test_signs_of_the_database_mean_nothing(typed):
    group().save()
    assert ids_holding(Enterprise, [typed], 5) in ([], None)


def test_rows_that_share_more_come_first():
    near, far = group("มาบตาพุด"), group("มาบยางพร")
    far.save()
    near.save()
    assert ids_sharing(Enterprise, ["มาบ", "าบต", "บตา"], 5) == [near.pk, far.pk]
    assert ids_sharing(Enterprise, ["มาบ", "าบต", "บตา"], 1) == [near.pk]
    assert ids_sharing(Enterprise, [], 5) == []


def test_a_table_built_anew_gets_its_triggers_back_after_migrate():
    """SQLite forgets the triggers of a table that a migration rebuilds; the next step of every migrate mends it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps triggers through every change of a table")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_registry_enterprise_insert")
    made = group()
    made.save()
    assert held("มาบตาพุด") == []
    install()
    assert held("มาบตาพุด") == [made.pk]


def test_without_the_extension_postgresql_answers_the_same(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its index built in")
    made = group()
    made.save()
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    monkeypatch.setattr(search_index, "_has_trigrams", lambda: False)
    install()
    assert held("มาบตาพุด") == [made.pk]
    assert ids_sharing(Enterprise, ["มาบ", "xyz"], 5) == [made.pk]
