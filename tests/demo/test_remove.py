"""The example comes and goes whole: every table before it is as every table after it."""

import pytest
from django.db import connection, models

from ruamphon.cashbook import actions as cashbook
from ruamphon.core.models import AuditEntry, Source
from ruamphon.demo.belongings import belongings
from ruamphon.demo.make import DemoIsThere, is_there, make_demo
from ruamphon.demo.remove import DemoIsTangled, remove_demo
from ruamphon.people import actions as people
from ruamphon.people.consent.models import ConsentText
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Grant, Person, Scope
from ruamphon.programmes.models import Programme
from ruamphon.registry import actions as registry
from ruamphon.registry.models import Enterprise, Subdistrict
from ruamphon.registry.rules import can_edit
from ruamphon.registry.search_index import ids_holding
from tests.cashbook.keeping import wrote
from tests.cast import grant
from tests.costing import making
from tests.demo.conftest import files_on_disk, fingerprint, keys, rows_of
from tests.world import photo

SHARED = {Source, Subdistrict, ConsentText}
"""Published reference data, and the wordings of consents: to these a row of the example may point."""


@pytest.fixture
def made(at):
    """The keys of the rows that the example has, by table."""
    new = {model: after - at.there[model] for model, after in keys().items()}
    return {model: pks for model, pks in new.items() if pks and model is not AuditEntry}


def test_no_key_leads_from_a_row_of_it_to_a_real_row(made):
    outside = [
        (model._meta.label, field.name, pk, to)
        for model, new in made.items()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model not in SHARED
        for pk, to in models.QuerySet(model).filter(pk__in=new).values_list("pk", field.attname)
        if to is not None and to not in made.get(field.related_model, ())
    ]
    assert outside == []
    assert len(made) > 60


def test_what_is_found_is_what_was_made(made):
    assert belongings() == made


def test_a_second_time_is_refused_and_changes_nothing(at):
    before = fingerprint()
    with pytest.raises(DemoIsThere):
        make_demo()
    assert fingerprint() == before


@pytest.fixture
def only_these_files():
    """What a test stores is gone from the disk after it, as its rows are."""
    there = files_on_disk()
    yield
    for path in files_on_disk() - there:
        path.unlink()


def test_what_visitors_added_goes_too(at, only_these_files):
    world = at.example
    officer, within = world.accounts["officer"], world.programme.scope
    added = registry.register_enterprise(by=officer, within=within, name_th="กลุ่มที่ผู้มาลองเพิ่ม")
    assert (added.is_demo, added.scope.is_demo, added.code) == (True, True, "EX-00017")
    newcomer, token = people.invite_person(by=officer, name_th="ผู้มาลอง", role=Role.OBSERVER, scope=within)
    people.join(token=token, username="visitor", password="ลองดู-2569")
    group = next(one for one in world.groups.values() if can_edit(one.chair, one.enterprise))
    sold = wrote(world, 5, by=group.chair, enterprise=group.enterprise, on=world.today, slips=[photo()])
    cashbook.reverse(by=group.chair, entry=sold, reason="ลองดู")
    tried = making.first_sheet(group, by=group.chair, name="ของที่ผู้มาลองทำ")
    making.made_batch(group, tried, by=group.chair)
    remove_demo()
    connection.check_constraints()
    assert fingerprint() == at.before
    assert not Person.objects.filter(pk=newcomer.pk).exists()


def test_a_real_person_who_looked_at_it_stays(at, real):
    grant(real.observer, Role.OBSERVER, at.example.programme.scope)
    remove_demo()
    connection.check_constraints()
    assert fingerprint() == at.before


def test_an_invented_person_whom_a_real_programme_let_in_stays(at, real):
    expert = at.example.accounts["expert"]
    grant(expert, Role.EXPERT, real.enterprise.scope)
    remove_demo()
    connection.check_constraints()
    assert list(Account.objects.filter(is_demo=True)) == [expert]
    assert [held.scope for held in Grant.objects.filter(person=expert.person)] == [real.enterprise.scope]
    assert not is_there()


def test_a_real_record_on_the_example_is_named_and_nothing_goes(at):
    wrong = Scope.objects.create(kind="programme", label_th="จริง")
    lead = at.example.organisations["lead"]
    programme = Programme.objects.create(code="wrong", name_th="จริง", scope=wrong, lead=lead)
    before = fingerprint()
    with pytest.raises(DemoIsTangled, match=f"programmes.Programme {programme.pk}"):
        remove_demo()
    assert fingerprint() == before


def test_real_and_example_scopes_are_never_linked(at, real):
    world = at.example
    for outer, inner in (
        (real.programme.scope, world.groups["fish"].enterprise.scope),
        (world.programme.scope, real.enterprise.scope),
    ):
        with pytest.raises(people.Impossible, match="อยู่ด้วยกันไม่ได้"):
            people.link_scopes(by=real.officer, outer=outer, inner=inner)


def test_its_codes_count_apart(at, real):
    codes = Enterprise.objects.filter(is_demo=True).values_list("code", flat=True)
    assert sorted(codes) == [f"EX-{number:05d}" for number in range(1, 17)]
    following = registry.register_enterprise(by=real.officer, within=real.programme.scope, name_th="จริงสอง")
    assert following.code == "CE-90005"


def test_every_table_and_file_after_it_is_as_before(used_up, at, made, django_capture_on_commit_callbacks):
    officer = at.example.accounts["officer"].person_id
    scope = at.example.programme.scope_id
    told_by_officer = AuditEntry.objects.filter(person_id=officer).count()
    assert told_by_officer > 150
    assert len(files_on_disk() - at.files) > 150
    with django_capture_on_commit_callbacks(execute=True):
        gone = remove_demo()
    connection.check_constraints()
    assert gone == sum(len(new) for new in made.values())
    assert fingerprint() == at.before
    assert files_on_disk() == at.files
    assert ids_holding(Enterprise, ["สมมุติ"], 1000) == []
    assert remove_demo() == 0
    # The audit is written once: it stays, and tells of the removal.
    assert sorted(rows_of(AuditEntry))[: len(at.told)] == sorted(at.told)
    assert AuditEntry.objects.filter(person_id=officer).count() == told_by_officer
    last = AuditEntry.objects.order_by("-at", "-pk").first()
    assert (last.action, last.scope_id, last.person_id) == ("remove_demo", scope, None)
    assert last.reason == "ruamphon demo --remove"
