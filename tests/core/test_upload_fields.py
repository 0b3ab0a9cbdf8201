"""Files in a form: every one checked, every refusal named, nothing else lost."""

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from ruamphon.core.enums import FileKind
from ruamphon.core.upload_fields import MOST_FILES, UploadField
from tests.core.uploads.made import encoded, image, pdf

PHOTO, DOCUMENT = encoded(image()), pdf()


class OneForm(forms.Form):
    files = UploadField()


class ManyForm(forms.Form):
    files = UploadField(multiple=True, required=False)


def bound(form, **files):
    uploads = [SimpleUploadedFile(name.replace("__", "."), content) for name, content in files.items()]
    return form({}, MultiValueDict({"files": uploads}))


def test_one_file_is_cleaned_to_a_list_of_one():
    form = bound(OneForm, plan__pdf=DOCUMENT)
    assert form.is_valid()
    (upload,) = form.cleaned_data["files"]
    assert (upload.name, upload.checked.kind, upload.checked.content) == ("plan.pdf", FileKind.PDF, DOCUMENT)


def test_several_files_keep_their_order():
    form = bound(ManyForm, b__jpg=PHOTO, a__pdf=DOCUMENT)
    assert form.is_valid()
    assert [(upload.name, upload.checked.kind) for upload in form.cleaned_data["files"]] == [
        ("b.jpg", "photo"),
        ("a.pdf", "pdf"),
    ]


def test_a_field_for_one_takes_one_even_when_more_are_sent():
    form = bound(OneForm, first__pdf=DOCUMENT, last__pdf=DOCUMENT)
    assert form.is_valid()
    assert [upload.name for upload in form.cleaned_data["files"]] == ["last.pdf"]


def test_nothing_is_an_empty_list_or_a_refusal():
    form = bound(ManyForm)
    assert form.is_valid()
    assert form.cleaned_data["files"] == []
    form = bound(OneForm)
    assert [error.code for error in form.errors.as_data()["files"]] == ["required"]


def test_every_refused_file_is_named_in_its_own_sentence():
    form = bound(ManyForm, good__jpg=PHOTO, virus__jpg=b"MZ\x90 not a photo", empty__pdf=b"")
    assert not form.is_valid()
    sentences = [str(error) for error in form.errors["files"]]
    assert len(sentences) == 2
    assert sentences[0].startswith("ไฟล์ “virus.jpg” ไม่ใช่ชนิดที่รับได้")
    assert sentences[1].startswith("ไฟล์ “empty.pdf” ว่างเปล่า")


def test_ten_files_at_a_time():
    ten = {f"n{number}__jpg": PHOTO for number in range(MOST_FILES)}
    assert bound(ManyForm, **ten).is_valid()
    form = bound(ManyForm, **ten, one_more__jpg=PHOTO)
    assert [error.code for error in form.errors.as_data()["files"]] == ["too-many"]


def test_the_input_says_what_it_takes_and_asks_to_be_shrunk():
    assert 'accept="image/*,.pdf,.xlsx,.docx"' in str(ManyForm()["files"])
    assert "data-shrink" in str(ManyForm()["files"])
    assert " multiple" in str(ManyForm()["files"])
    assert " multiple" not in str(OneForm()["files"])
