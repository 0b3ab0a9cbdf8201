"""Files that are too large, something else than they say, or dangerous: refused by name, what was typed stays."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest

from ruamphon.core.upload_fields import MOST_FILES
from tests.bad_input.pages import LANGUAGES, everything, lost, speaks, text_of, thai_year, today
from tests.core.uploads.made import encoded, image, office, packed_pdf, pdf


def big_photo():
    return encoded(image()) + b"\0" * (25 * 1024 * 1024)


def bomb():
    return office("xl/workbook.xml", parts={"xl/worksheets/sheet1.xml": b"0" * (120 * 1024 * 1024)})


def scripted(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


NASTY = {
    "photo": ("ภาพใหญ่.jpg", big_photo, ("15 MB", "15 MB")),
    "exe": ("โปรแกรม.jpg", lambda: b"MZ\x90\x00" + b"\0" * 4000, ("PDF", "PDF")),
    "bomb": ("งบ.xlsx", bomb, ("ไฟล์ใหม่", "new file")),
    "script": ("แผน.pdf", lambda: pdf(scripted), ("สคริปต์", "script")),
    "packed script": ("แผน.pdf", lambda: packed_pdf([b"<< /S /JavaScript /JS (1) >>"]), ("สคริปต์", "script")),
    "empty": ("ว่าง.pdf", lambda: b"", ("", "")),
    "half a photo": ("ครึ่ง.jpg", lambda: encoded(image((400, 400)))[:300], ("", "")),
    "page": ("หน้า.pdf", lambda: b"<html><script>alert(1)</script></html>", ("PDF", "PDF")),
}
TAKE_OTHER_KINDS = {"pathway:playbook-import", "registry:import-new"}
"""Forms for a playbook's text and for tables, with tests of their own."""
TAKE_ONE = {
    "assessments:assessment-fill",
    "programmes:agreement-scan-new",
    "home:person-consents",
    "programmes:deliverable-new",
    "programmes:deliverable-version-new",
    "registry:legal-status-correct",
    "registry:legal-status-new",
}
"""Forms whose box takes one file: a browser sends no more."""
MADE = {}


def made(kind):
    if kind not in MADE:
        MADE[kind] = NASTY[kind][1]()
    return MADE[kind]


def with_files(opened):
    """Each form that takes files, once, with the name of its box."""
    found = {}
    for one in opened:
        for name, box in one.form.boxes.items():
            if box == "file" and one.name not in TAKE_OTHER_KINDS:
                found.setdefault(one.name, (one, name))
    return found.values()


@pytest.mark.parametrize("kind", NASTY)
def test_a_bad_file_is_named_in_a_sentence_and_the_rest_stays(kind, opened):
    filename, _, hints = NASTY[kind]
    before = everything()
    names = set()
    for one, box in with_files(opened):
        names.add(one.name)
        for language, hint in zip(LANGUAGES, hints, strict=True):
            sent = one.form.filled.with_file(box, filename, made(kind))
            response = sent.send(one.client, language)
            assert response.status_code == 200, (one.name, response.status_code)
            refusal = response.context["form"].errors[box]
            assert len(refusal) == 1
            assert speaks(refusal[0], language), refusal[0]
            assert filename in refusal[0] or kind == "empty"
            assert hint in refusal[0]
            assert " ".join(refusal[0].split()) in text_of(response)
            assert lost(sent, response) == []
    assert everything() == before
    assert names == {
        "assessments:assessment-fill",
        "home:person-consents",
        "pathway:evidence-new",
        "pathway:evidence-revise",
        "programmes:agreement-scan-new",
        "programmes:activity-new",
        "programmes:deliverable-new",
        "programmes:deliverable-version-new",
        "programmes:visit-new",
        "registry:legal-status-correct",
        "registry:legal-status-new",
    }


def test_one_bad_file_among_good_ones_keeps_nothing(opened):
    one, box = next(pair for pair in with_files(opened) if pair[0].name == "pathway:evidence-new")
    before = everything()
    good = one.form.filled.with_file(box, "ดี.jpg", encoded(image()))
    bad = one.form.filled.with_file(box, "ร้าย.pdf", made("script"))
    response = good.having(**{box: [*good.values[box], *bad.values[box]]}).send(one.client)
    assert response.status_code == 200
    assert "ร้าย.pdf" in text_of(response)
    assert everything() == before


@pytest.mark.parametrize("number", [MOST_FILES + 1, 15, 40])
def test_too_many_files_are_refused_on_the_page(number, opened):
    """A gallery makes it easy to tick forty photos: the words typed beside them must not be lost."""
    before = everything()
    for one, box in with_files(opened):
        if one.name in TAKE_ONE:
            continue
        sent = one.form.filled
        files = [
            file
            for n in range(number)
            for file in sent.with_file(box, f"{n}.jpg", encoded(image())).values[box]
        ]
        response = sent.having(**{box: files}).send(one.client)
        assert response.status_code == 200, one.name
        assert "เลือกได้ครั้งละไม่เกิน 10 ไฟล์" in text_of(response)
        assert lost(sent, response) == []
    assert everything() == before


def test_a_document_is_no_photo(opened):
    before = everything()
    for one, box in with_files(opened):
        if box == "photos":
            sent = one.form.filled.with_file(box, "แผน.pdf", pdf())
            if "enrolments" in sent.boxes:
                sent = sent.having(enrolments=sent.options["enrolments"][:1])
            sent = sent.having(happened_on=thai_year(today()), next_on=[])
            response = sent.send(one.client)
            assert response.status_code == 200, one.name
            assert "แผน.pdf" in str(response.context["form"].errors.get("photos")), response.context[
                "form"
            ].errors
            assert lost(sent, response) == []
    assert everything() == before


def test_a_zip_by_another_name_is_refused(opened):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.exe", b"MZ")
    one, box = next(pair for pair in with_files(opened) if pair[0].name == "pathway:evidence-new")
    response = one.form.filled.with_file(box, "งบ.xlsx", out.getvalue()).send(one.client)
    assert response.status_code == 200
    assert "งบ.xlsx" in text_of(response)


def test_a_file_whose_name_is_odd_is_kept_or_refused_never_an_error(opened):
    one, box = next(pair for pair in with_files(opened) if pair[0].name == "pathway:evidence-new")
    for name in (
        "a\x00b.jpg",
        "../../etc/passwd.jpg",
        "ก" * 250 + ".jpg",
        "\u202egpj.exe",
        "&#0;.jpg",
        " .jpg",
    ):
        sent = one.form.having(note="ก", happened_on=thai_year(today())).with_file(
            box, name, encoded(image())
        )
        assert sent.send(one.client).status_code in {200, 302, 400}, name
