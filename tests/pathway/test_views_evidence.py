from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from ruamphon.core import thai_dates
from ruamphon.pathway import actions
from ruamphon.pathway.enums import EvidenceStatus
from ruamphon.pathway.models import Evidence, SignOff
from tests.pathway.helping import accept, hand_in

pytestmark = pytest.mark.django_db
EN = {"headers": {"accept-language": "en"}}


def photo(name="photo.jpg"):
    picture = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    return SimpleUploadedFile(name, picture.getvalue(), content_type="image/jpeg")


def new_url(cast, code="potential-analysis"):
    return reverse("pathway:evidence-new", args=[cast.enrolment.pk, code])


def typed(**changed):
    return {"note": "ถ่ายที่บ้านประธาน", "happened_on": thai_dates.short(timezone.localdate())} | changed


def test_a_student_hands_in_a_photo(small, at):
    client = at(small.student)
    assert client.get(new_url(small)).status_code == 200
    response = client.post(new_url(small), typed(uploads=[photo()]))
    assert response.status_code == 302
    assert response.url == reverse("pathway:roadmap", args=[small.enrolment.pk])
    piece = Evidence.objects.get()
    assert (piece.note, piece.submitted_by) == ("ถ่ายที่บ้านประธาน", small.student.person)
    assert piece.files.get().file.kind == "photo"


def test_bad_input_is_told_and_nothing_typed_is_lost(small, at):
    wrong = typed(
        happened_on="14 มิ.ย. 2700", uploads=[SimpleUploadedFile("x.jpg", b"MZ\x90\x00 not a photo")]
    )
    response = at(small.student).post(new_url(small), wrong)
    page = response.content.decode()
    assert response.status_code == 200
    assert "ถ่ายที่บ้านประธาน" in page
    assert "14 มิ.ย. 2700" in page
    assert set(response.context["form"].errors) == {"uploads", "happened_on"}
    assert Evidence.objects.count() == 0


def test_a_file_is_needed(small, at):
    response = at(small.student).post(new_url(small), typed())
    assert "แนบภาพถ่ายหรือไฟล์อย่างน้อยหนึ่งอย่าง" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("student", 200),
        ("facilitator", 200),
        ("officer", 200),
        ("adviser", 403),
        ("mentor", 403),
        ("member", 403),
        ("observer", 403),
        ("other_student", 404),
        ("other_mentor", 404),
        ("lapsed_student", 404),
        ("stranger", 404),
    ],
)
def test_who_opens_the_form(small, at, who, status):
    assert at(small.accounts[who]).get(new_url(small)).status_code == status


def test_what_the_playbook_does_not_ask_for_is_not_found(small, at):
    assert at(small.student).get(new_url(small, "nothing")).status_code == 404
    assert at(small.student).get(new_url(small, "group-ready")).status_code == 404


def test_a_helper_chooses_for_whom(small, at):
    client = at(small.facilitator)
    without = client.post(new_url(small), typed(uploads=[photo()]))
    assert set(without.context["form"].errors) == {"on_behalf_of"}
    given = client.post(new_url(small), typed(uploads=[photo()], on_behalf_of=small.student.person_id))
    assert given.status_code == 302
    assert Evidence.objects.get().on_behalf_of == small.student.person


@pytest.mark.parametrize(
    "name", ["evidence", "evidence-review", "evidence-revise", "evidence-withdraw", "evidence-history"]
)
@pytest.mark.parametrize("who", ["other_member", "other_mentor", "lapsed_student", "stranger"])
def test_another_groups_evidence_is_not_found(small, at, name, who):
    piece = hand_in(small)
    assert at(small.accounts[who]).get(reverse(f"pathway:{name}", args=[piece.pk])).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((who, 200) for who in ("student", "adviser", "mentor", "member", "observer")),
        *(
            (who, 404)
            for who in ("other_member", "other_mentor", "other_student", "lapsed_student", "stranger")
        ),
    ],
)
def test_files_are_served_only_to_those_who_may(small, at, who, status):
    kept = hand_in(small).files.get()
    response = at(small.accounts[who]).get(reverse("pathway:evidence-file", args=[kept.pk]))
    assert response.status_code == status
    if status == 200:
        assert b"".join(response.streaming_content) == b"proof"


def test_files_need_a_login(small, client):
    kept = hand_in(small).files.get()
    assert client.get(reverse("pathway:evidence-file", args=[kept.pk])).status_code == 302


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_of_a_piece_in_both_languages(small, at, language):
    piece = hand_in(small)
    page = (
        at(small.adviser)
        .get(piece.get_absolute_url(), headers={"accept-language": language})
        .content.decode()
    )
    assert {"th": "เปิดตรวจ", "en": "Review it"}[language] in page


def test_the_adviser_reviews(small, at):
    piece, client = hand_in(small), at(small.adviser)
    url = reverse("pathway:evidence-review", args=[piece.pk])
    assert client.get(url).status_code == 200
    nothing = client.post(url, {"verdict": "returned", "note": "", "revision": 1})
    assert set(nothing.context["form"].errors) == {"note"}
    done = client.post(url, {"verdict": "returned", "note": "ถ่ายให้เห็นชื่อกลุ่ม", "revision": 1})
    assert done.status_code == 302
    piece.refresh_from_db()
    assert (piece.status, piece.review_note) == (EvidenceStatus.RETURNED, "ถ่ายให้เห็นชื่อกลุ่ม")
    assert client.get(url).status_code == 302  # nothing waits any more


def test_the_second_reviewer_keeps_what_was_typed(small, at):
    piece = hand_in(small)
    accept(piece, small.adviser)
    url = reverse("pathway:evidence-review", args=[piece.pk])
    response = at(small.adviser).post(url, {"verdict": "returned", "note": "ภาพมัวไปหน่อย", "revision": 1})
    page = response.content.decode()
    assert response.status_code == 200
    assert "ตรวจไปแล้วโดย อาจารย์อรุณ เมื่อ" in page
    assert "ภาพมัวไปหน่อย</textarea>" in page


@pytest.mark.parametrize(
    ("who", "status"), [("adviser", 200), ("student", 403), ("officer", 403), ("member", 403)]
)
def test_who_opens_the_review(small, at, who, status):
    url = reverse("pathway:evidence-review", args=[hand_in(small).pk])
    assert at(small.accounts[who]).get(url).status_code == status


def test_a_returned_piece_is_improved(small, at):
    piece = actions.review_evidence(
        by=small.adviser, evidence=hand_in(small), verdict=EvidenceStatus.RETURNED, note="ขอชื่อกลุ่ม", revision=1
    )
    url, client = reverse("pathway:evidence-revise", args=[piece.pk]), at(small.student)
    page = client.get(url).content.decode()
    assert "ขอชื่อกลุ่ม" in page
    assert client.post(url, typed(note="เห็นชื่อแล้ว")).status_code == 302
    piece.refresh_from_db()
    assert (piece.status, piece.note) == (EvidenceStatus.SUBMITTED, "เห็นชื่อแล้ว")
    assert client.get(url).status_code == 302


def test_withdrawing_asks_a_reason(small, at):
    url, client = reverse("pathway:evidence-withdraw", args=[hand_in(small).pk]), at(small.student)
    assert client.get(url).status_code == 200
    assert set(client.post(url, {"reason": ""}).context["form"].errors) == {"reason"}
    assert client.post(url, {"reason": "ส่งผิด"}).status_code == 302
    assert Evidence.objects.get().status == EvidenceStatus.WITHDRAWN
    assert "ส่งผิด" in client.get(Evidence.objects.get().get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("officer", 200), ("student", 403), ("mentor", 403)]
)
def test_who_reads_the_history(small, at, who, status):
    url = reverse("pathway:evidence-history", args=[hand_in(small).pk])
    assert at(small.accounts[who]).get(url).status_code == status


# sign-offs


def test_a_member_signs_and_takes_it_back(small, at):
    client = at(small.member)
    url = reverse("pathway:sign-off-new", args=[small.enrolment.pk, "group-ready"])
    assert client.get(url).status_code == 200
    assert set(client.post(url, {"statement": ""}).context["form"].errors) == {"statement"}
    assert client.post(url, {"statement": "อ่านแล้ว จริง"}).status_code == 302
    signed = SignOff.objects.get()
    shown = reverse("pathway:sign-off", args=[signed.pk])
    assert "อ่านแล้ว จริง" in client.get(shown).content.decode()
    back = reverse("pathway:sign-off-withdraw", args=[signed.pk])
    assert client.get(back, **EN).status_code == 200
    assert client.post(back, {"reason": "ยังไม่พร้อม"}).status_code == 302
    assert "ยังไม่พร้อม" in client.get(shown).content.decode()
    assert client.get(reverse("pathway:sign-off-history", args=[signed.pk])).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("member", 200),
        ("facilitator", 200),
        ("student", 403),
        ("mentor", 403),
        ("other_member", 404),
        ("stranger", 404),
    ],
)
def test_who_opens_the_signing_page(small, at, who, status):
    url = reverse("pathway:sign-off-new", args=[small.enrolment.pk, "group-ready"])
    assert at(small.accounts[who]).get(url).status_code == status


@pytest.mark.parametrize("name", ["sign-off", "sign-off-withdraw", "sign-off-history"])
def test_another_groups_sign_off_is_not_found(small, at, name):
    signed = actions.sign_off(
        by=small.member, enrolment=small.enrolment, criterion_code="group-ready", statement="พร้อม"
    )
    for who in ("other_member", "lapsed_student", "stranger"):
        assert at(small.accounts[who]).get(reverse(f"pathway:{name}", args=[signed.pk])).status_code == 404
