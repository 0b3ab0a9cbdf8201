from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from ruamphon.core import audit
from ruamphon.core.models import AuditEntry
from ruamphon.core.text import Text
from ruamphon.people.history import GONE, NOBODY, history_rows, render_history
from ruamphon.people.history_words import ACTIONS, FIELDS, say_action, say_field
from ruamphon.people.models import Person
from tests.cast import person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 2, 30, tzinfo=UTC)


@pytest.fixture
def somsri():
    return person("สมศรี ตัวอย่าง")


def write(by, record, *, action="give_grant", **values):
    return audit.record(by=by, action=action, subject=record, **values)


def page_of(client, account, record, query=""):
    request = RequestFactory().get(f"/history/{query}")
    request.user, request.LANGUAGE_CODE = account, "th"
    answer = render_history(request, record=record, title=Text("ประวัติของเรื่องนี้", "Of this"), back="/back/")
    return answer.content.decode()


def test_the_page_shows_names_and_never_personal_values(client, cast, somsri):
    write(
        cast.officer,
        somsri,
        action="edit_own_contact",
        changes={"phone": ("0811112222", "0899998888"), "role": ("member", "mentor")},
        personal=["phone"],
        on_behalf_of=cast.member,
        reason="ขอมาเอง",
    )
    page = page_of(client, cast.officer, somsri)
    assert "<strong>ออมสิน เจ้าหน้าที่</strong>" in page
    assert "ในนามของ มาลี ประธานกลุ่ม" in page
    assert "แก้ไขข้อมูลติดต่อของตัวเอง" in page
    assert "ขอมาเอง" in page
    assert "เบอร์โทร</dt><dd>เปลี่ยนแล้ว (ข้อมูลส่วนบุคคลไม่เก็บค่าไว้)" in page
    assert "0811112222" not in page
    assert "0899998888" not in page
    assert 'href="/back/"' in page


def test_only_the_rows_of_the_record_newest_first(cast, somsri):
    other = person("คนอื่น")
    first, second = write(cast.officer, somsri), write(cast.manager, somsri, action="end_grant")
    write(cast.officer, other)
    assert list(AuditEntry.objects.of(somsri)) == [second, first]
    rows = history_rows(list(AuditEntry.objects.of(somsri)))
    assert [row.who for row in rows] == ["มานี ผู้จัดการ", "ออมสิน เจ้าหน้าที่"]


def test_the_platform_and_the_erased_have_words(somsri):
    gone = Person.objects.create(name_th="ลบแล้ว")
    write(None, somsri)
    write(gone, somsri, on_behalf_of=gone)
    gone.delete()
    assert [(row.who, row.on_behalf_of) for row in history_rows(list(AuditEntry.objects.of(somsri)))] == [
        (GONE, GONE),
        (NOBODY, ""),
    ]


def test_names_take_one_query_however_many_rows(cast, somsri, django_assert_num_queries):
    for who in cast.accounts.values():
        write(who, somsri)
    entries = list(AuditEntry.objects.of(somsri))
    with django_assert_num_queries(1):
        assert len(history_rows(entries)) == len(cast.accounts)


VALUES = [
    (None, "–", "–"),
    ("", "–", "–"),
    (True, "ใช่", "yes"),
    (False, "ไม่", "no"),
    (0, "0", "0"),
    ("กล้วย", "กล้วย", "กล้วย"),
    ("2026-11-02", "2 พ.ย. 2569", "2 Nov 2026"),
    ("2026-11-02T02:30:00+00:00", "2 พ.ย. 2569 09:30 น.", "2 Nov 2026 09:30"),
    ("2026-11-02T02:30:00.123456+00:00", "2 พ.ย. 2569 09:30 น.", "2 Nov 2026 09:30"),
    ("2026-13-45", "2026-13-45", "2026-13-45"),
    ("2026-11-02 ประชุม", "2026-11-02 ประชุม", "2026-11-02 ประชุม"),
    (["กล้วย", "2026-11-02"], "กล้วย, 2 พ.ย. 2569", "กล้วย, 2 Nov 2026"),
]


@pytest.mark.parametrize(("kept", "thai", "english"), VALUES)
def test_values_read_as_people_write_them(somsri, kept, thai, english):
    entry = write(None, somsri, changes={"thing": (None, None)})
    entry.changes = {"thing": [kept, None]}
    for language, said in (("th", thai), ("en", english)):
        with override(language):
            assert history_rows([entry])[0].changes[0].before == said


def test_codes_show_their_labels_and_people_their_names(cast, somsri, django_assert_num_queries):
    given = cast.mentor.person.grants.get()
    entry = write(
        cast.officer,
        given,
        changes={
            "person": (None, cast.mentor.person),
            "role": ("student", "mentor"),
            "scope": (None, given.scope),
        },
    )
    with django_assert_num_queries(1):
        rows = history_rows([entry])
    assert [(change.before, change.after) for change in rows[0].changes] == [
        ("–", "เมธี พี่เลี้ยง"),
        ("นักศึกษา", "พี่เลี้ยง"),
        ("–", str(given.scope_id)),
    ]


def test_fifty_a_page(client, cast, somsri):
    for number in range(61):
        write(cast.officer, somsri, reason=f"ครั้งที่ {number:02}.")
    first, second = page_of(client, cast.officer, somsri), page_of(client, cast.officer, somsri, "?page=2")
    assert (first.count("history-row"), second.count("history-row")) == (50, 11)
    assert ("ครั้งที่ 60." in first, "ครั้งที่ 10." in second, "ครั้งที่ 11." in second) == (True, True, False)


def test_an_empty_history_says_so(client, cast, somsri):
    assert "ยังไม่มีการแก้ไขที่บันทึกไว้" in page_of(client, cast.officer, somsri)


def test_what_a_person_wrote_is_printed_as_text(client, cast, somsri):
    write(cast.officer, somsri, reason="<script>x</script>", changes={"reason": ("<i>", "</dl>")})
    page = page_of(client, cast.officer, somsri)
    assert "<script>x" not in page
    assert "&lt;i&gt; → &lt;/dl&gt;" in page


def test_a_code_nobody_has_words_for_shows_itself():
    assert say_action("plant_tree") == Text("plant_tree", "plant tree")
    assert say_field("tree_on") == Text("tree_on", "tree on")


def test_time_in_the_history_is_the_clock_of_thailand(client, cast, somsri):
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                at=AT, action="join", record_type="people.person", record_id=somsri.pk, person_id=somsri.pk
            )
        ]
    )
    assert "2 พ.ย. 2569 09:30 น." in page_of(client, cast.officer, somsri)


@pytest.mark.parametrize("words", [*ACTIONS.values(), *FIELDS.values()])
def test_every_word_is_there_in_both_languages(words):
    assert words.th.strip()
    assert words.en.strip()
    assert not words.th.isascii()
