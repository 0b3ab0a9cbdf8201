"""Audit rows: written with the change they tell of, never changed afterwards, never personal."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import structlog
from django.db import DatabaseError, connection, transaction

from ruamphon.core import audit
from ruamphon.core.enums import FileKind
from ruamphon.core.models import AuditEntry, Source
from tests.cast import account, person

REFUSAL = "audit rows are written once"


@pytest.fixture
def source(db):
    return Source.objects.create(code="article-1", title_th="บทความ", publisher="สมาคม")


def write(source, **values):
    return audit.record(by=None, action="edit_source", subject=source, **values)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(source):
    with pytest.raises(RuntimeError, match="belongs in the transaction"):
        write(source)
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_row_falls_with_the_change_it_tells_of(source):
    with transaction.atomic():
        write(source)
        transaction.set_rollback(True)
    assert AuditEntry.objects.count() == 0


def test_who_what_for_whom_and_why(source):
    officer, member = account("officer", "ออมสิน"), person("มาลี")
    structlog.contextvars.bind_contextvars(request_id="abc123")
    entry = audit.record(
        by=officer,
        action="edit_source",
        subject=source,
        scope_id=7,
        changes={"publisher": ("สมาคม", "มหาวิทยาลัย")},
        on_behalf_of=member,
        reason="พิมพ์ผิด",
    )
    structlog.contextvars.clear_contextvars()
    entry.refresh_from_db()
    assert (entry.person_id, entry.on_behalf_of_id) == (officer.person_id, member.pk)
    assert (entry.action, entry.record_type, entry.record_id) == ("edit_source", "core.source", source.pk)
    assert (entry.scope_id, entry.reason, entry.request_id) == (7, "พิมพ์ผิด", "abc123")
    assert entry.changes == {"publisher": ["สมาคม", "มหาวิทยาลัย"]}


def test_the_platform_itself_is_nobody_and_there_may_be_no_request(source):
    entry = write(source)
    assert (entry.person_id, entry.on_behalf_of_id, entry.request_id, entry.changes) == (None, None, "", {})


def test_a_personal_field_is_kept_by_name_only(source):
    entry = write(
        source, changes={"phone": ("0811112222", "0899998888"), "code": ("a", "b")}, personal=["phone"]
    )
    entry.refresh_from_db()
    assert entry.changes == {"phone": None, "code": ["a", "b"]}


def test_every_kind_of_value_is_kept_as_plain_json(source):
    values = {
        "nothing": None,
        "flag": True,
        "count": 3,
        "money": Decimal("12.50"),
        "day": date(2026, 6, 14),
        "moment": datetime(2026, 6, 14, 2, 30, tzinfo=UTC),
        "record": source,
        "kind": FileKind.PDF,
        "several": [source, date(2026, 6, 14), "x"],
    }
    entry = write(source, changes={name: (None, value) for name, value in values.items()})
    entry.refresh_from_db()
    assert {name: after for name, (_, after) in entry.changes.items()} == {
        "nothing": None,
        "flag": True,
        "count": 3,
        "money": "12.50",
        "day": "2026-06-14",
        "moment": "2026-06-14T02:30:00+00:00",
        "record": source.pk,
        "kind": "pdf",
        "several": [source.pk, "2026-06-14", "x"],
    }


def test_changed_tells_what_differs_and_apply_saves_just_that(source):
    changes = audit.changed(source, title_th="บทความ", publisher="มหาวิทยาลัย")
    assert changes == {"publisher": ("สมาคม", "มหาวิทยาลัย")}
    assert source.publisher == "สมาคม"
    Source.objects.filter(pk=source.pk).update(title_th="อีกคนแก้")
    audit.apply(source, changes)
    source.refresh_from_db()
    assert (source.title_th, source.publisher) == ("อีกคนแก้", "มหาวิทยาลัย")


def test_applying_nothing_asks_nothing_of_the_database(source, django_assert_num_queries):
    with django_assert_num_queries(0):
        audit.apply(source, audit.changed(source, title_th="บทความ"))


TAMPERINGS = {
    "a queryset's update": lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(reason="x"),
    "a queryset's delete": lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
    "a save": lambda entry: AuditEntry(**{**_values(entry), "reason": "x"}).save(force_update=True),
    "a delete": lambda entry: AuditEntry.objects.get(pk=entry.pk).delete(),
    "raw UPDATE": lambda entry: _execute("UPDATE core_auditentry SET reason = 'x' WHERE id = %s", entry.pk),
    "raw UPDATE that changes nothing": lambda entry: _execute(
        "UPDATE core_auditentry SET reason = reason WHERE id = %s", entry.pk
    ),
    "raw DELETE": lambda entry: _execute("DELETE FROM core_auditentry WHERE id = %s", entry.pk),
}


def _values(entry):
    return {field.attname: getattr(entry, field.attname) for field in AuditEntry._meta.concrete_fields}


def _execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_row_once_written_is_refused_to_change_or_go(source, tamper):
    entry = write(source, reason="เดิม")
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        tamper(entry)
    assert list(AuditEntry.objects.values_list("pk", "reason")) == [(entry.pk, "เดิม")]


def test_rows_are_found_by_record_and_by_scope_newest_first(source):
    other = Source.objects.create(code="article-2", title_th="อื่น")
    first, second = write(source, scope_id=7), write(source, scope_id=8)
    third = write(other, scope_id=7)
    assert list(AuditEntry.objects.of(source)) == [second, first]
    assert list(AuditEntry.objects.inside(7)) == [third, first]
