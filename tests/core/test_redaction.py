"""Taking words out of written audit rows: only in a transaction, only those words."""

import pytest
from django.db import DatabaseError, transaction

from ruamphon.core import audit
from ruamphon.core.models import AuditEntry, Source
from ruamphon.core.redaction import redact_audit, replaced


@pytest.fixture
def entries(db):
    source = Source.objects.create(code="a", title_th="บทความ")
    told = {"title": (None, "โทรหา ป้าแดง ใจดี"), "count": (1, 2), "note": (None, "อื่น")}
    return [
        audit.record(by=None, action="edit", subject=source, changes=told),
        audit.record(by=None, action="edit", subject=source, reason="ป้าแดง ใจดี ขอ"),
        audit.record(by=None, action="edit", subject=source, reason="ไม่มีชื่อ"),
    ]


def test_words_go_and_the_rest_stays(entries):
    assert redact_audit({"ป้าแดง ใจดี": "(ลบ)"}) == 2
    rows = AuditEntry.objects.order_by("pk").values_list("changes", "reason")
    assert list(rows) == [
        ({"title": [None, "โทรหา (ลบ)"], "count": [1, 2], "note": [None, "อื่น"]}, ""),
        ({}, "(ลบ) ขอ"),
        ({}, "ไม่มีชื่อ"),
    ]
    assert [row.at for row in AuditEntry.objects.order_by("pk")] == [entry.at for entry in entries]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_afterwards_rows_are_written_once_again(entries, change):
    redact_audit({"ป้าแดง ใจดี": "(ลบ)"})
    rows = AuditEntry.objects.all()
    slip = {"update": lambda: rows.update(reason="x"), "delete": rows.delete}[change]
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        slip()


def test_nothing_to_take_out_touches_nothing(entries):
    assert redact_audit({}) == 0
    assert redact_audit({"ไม่มีคำนี้": "(ลบ)"}) == 0


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused():
    with pytest.raises(RuntimeError, match="in the transaction"):
        redact_audit({"x": "y"})


def test_texts_inside_lists_and_dicts():
    assert replaced({"a": ["ขขก", 1, None]}, {"ข": "-"}) == {"a": ["--ก", 1, None]}
