import hashlib
import io
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamphon.core.enums import FileKind
from ruamphon.core.text import Text
from ruamphon.core.uploads import UploadProblem, check_upload
from ruamphon.core.uploads.check import (
    EXTENSIONS,
    MAX_BYTES,
    MB,
    MEDIA_TYPES,
    OFFICE_MAX_BYTES,
    PDF_MAX_BYTES,
    PHOTO_MAX_BYTES,
    TOO_BIG,
)
from ruamphon.core.uploads.refusal import UNNAMED, shown
from ruamphon.core.uploads.sniff import EMPTY, GIF, HEIC, NOT_ACCEPTED, Family
from tests.core.uploads import made

JPEG = made.encoded(made.image())
EVERY_KIND = {
    "ภาพ.jpg": (JPEG, FileKind.PHOTO, "image/jpeg", ".jpg"),
    "ภาพ.png": (made.encoded(made.image(), "PNG"), FileKind.PHOTO, "image/jpeg", ".jpg"),
    "ภาพ.webp": (made.encoded(made.image(), "WEBP"), FileKind.PHOTO, "image/jpeg", ".jpg"),
    "รายงาน.pdf": (made.pdf(), FileKind.PDF, "application/pdf", ".pdf"),
    "บัญชี.xlsx": (
        made.office("xl/workbook.xml"),
        FileKind.XLSX,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    "แผน.docx": (
        made.office("word/document.xml"),
        FileKind.DOCX,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
}


def problem(content: bytes, name: str) -> UploadProblem:
    with pytest.raises(UploadProblem) as caught:
        check_upload(BytesIO(content), name=name)
    return caught.value


@pytest.mark.parametrize("name", EVERY_KIND)
def test_each_kind_is_taken_as_what_it_is(name):
    content, kind, media_type, extension = EVERY_KIND[name]
    checked = check_upload(BytesIO(content), name=name)
    assert (checked.kind, checked.media_type, checked.extension) == (kind, media_type, extension)
    assert checked.sha256 == hashlib.sha256(checked.content).hexdigest()
    assert checked.size == len(checked.content)
    assert (checked.width, checked.height) == ((40, 20) if kind == FileKind.PHOTO else (None, None))


@pytest.mark.parametrize("name", ["รายงาน.pdf", "บัญชี.xlsx", "แผน.docx"])
def test_what_is_not_a_photo_is_kept_byte_for_byte(name):
    content = EVERY_KIND[name][0]
    assert check_upload(BytesIO(content), name=name).content == content


@pytest.mark.parametrize(
    ("name", "as_in"),
    [
        ("ภาพ.pdf", "ภาพ.png"),
        ("รายงาน.jpg", "รายงาน.pdf"),
        ("บัญชี.docx", "บัญชี.xlsx"),
        ("ไม่มีนามสกุล", "แผน.docx"),
    ],
)
def test_a_wrong_extension_does_not_matter(name, as_in):
    content, kind, _, extension = EVERY_KIND[as_in]
    checked = check_upload(BytesIO(content), name=name)
    assert (checked.kind, checked.extension) == (kind, extension)


NOT_TAKEN = {
    "an empty file": (b"", EMPTY),
    "a renamed program": (b"MZ\x90\x00" + b"\x00" * 60 + b"PE\x00\x00", NOT_ACCEPTED),
    "a renamed Linux program": (b"\x7fELF\x02\x01\x01" + b"\x00" * 60, NOT_ACCEPTED),
    "a shell script": (b"#!/bin/sh\nrm -rf /\n", NOT_ACCEPTED),
    "a web page": (b"<!doctype html><script>alert(1)</script>", NOT_ACCEPTED),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', NOT_ACCEPTED),
    "plain text": ("กลุ่มแม่บ้าน".encode(), NOT_ACCEPTED),
    "a PDF behind a web page": (b"<script></script>" + made.pdf(), NOT_ACCEPTED),
    "a sound": (b"RIFF\x24\x00\x00\x00WAVEfmt ", NOT_ACCEPTED),
    "a film": (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", NOT_ACCEPTED),
    "a GIF": (made.encoded(made.image(), "GIF"), GIF),
    "an iPhone photo": (b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic", HEIC),
    "an AVIF photo": (made.encoded(made.image(), "AVIF"), HEIC),
}


@pytest.mark.parametrize("case", NOT_TAKEN)
@pytest.mark.parametrize("name", ["ภาพ.jpg", "report.pdf"])
def test_a_kind_not_taken_is_refused_whatever_its_name(case, name):
    content, sentence = NOT_TAKEN[case]
    assert problem(content, name).reason == sentence.format(name=name)


@pytest.mark.parametrize(
    ("start", "family", "limit"),
    [
        (JPEG, Family.PHOTO, 15),
        (b"%PDF-1.7\n", Family.PDF, 20),
        (made.office(), Family.ZIP, 10),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Family.OLE, 10),
    ],
)
def test_a_file_one_byte_too_big_is_refused_with_the_limit_of_its_kind(start, family, limit):
    content = start.ljust(limit * MB + 1, b"\0")
    assert problem(content, "ใหญ่.bin").reason == TOO_BIG[family].format(name="ใหญ่.bin", limit=limit)


def test_the_sentence_about_a_25_mb_photo():
    reason = problem(JPEG.ljust(25 * MB, b"\0"), "ทุ่งนา.jpg").reason
    assert reason.th == "รูป “ทุ่งนา.jpg” ใหญ่เกินไป รับได้ไม่เกิน 15 MB ย่อรูปลง หรือแคปหน้าจอรูปนี้ แล้วส่งอีกครั้ง"
    assert reason.en == (
        "The photo “ทุ่งนา.jpg” is too big: we take up to 15 MB. Make it smaller, or take a screenshot of it, "
        "then send it again."
    )


def test_a_photo_of_exactly_the_limit_is_taken():
    checked = check_upload(BytesIO(JPEG.ljust(PHOTO_MAX_BYTES, b"\0")), name="ภาพ.jpg")
    assert (checked.width, checked.height) == (40, 20)


class Counting(io.RawIOBase):
    """An endless photo that gives small pieces and counts what was taken from it."""

    def __init__(self):
        self.given = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        count = min(len(buffer), 60_000)
        piece = (JPEG + bytes(count))[self.given :][:count] if self.given < len(JPEG) else bytes(count)
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


def test_no_more_is_read_than_one_byte_past_the_limit():
    endless = Counting()
    with pytest.raises(UploadProblem):
        check_upload(endless, name="ภาพ.jpg")
    assert endless.given == PHOTO_MAX_BYTES + 1


def test_nothing_more_is_read_of_a_kind_not_taken():
    file = BytesIO(b"MZ" + bytes(1000))
    with pytest.raises(UploadProblem):
        check_upload(file, name="setup.pdf")
    assert file.tell() == 16


def test_a_file_already_read_is_read_again_from_its_beginning():
    file = BytesIO(JPEG)
    file.read()
    assert check_upload(file, name="ภาพ.jpg").kind == FileKind.PHOTO


def test_the_tables_know_every_kind_and_family():
    assert set(MEDIA_TYPES) == set(EXTENSIONS) == set(FileKind)
    assert set(MAX_BYTES) == set(TOO_BIG) == set(Family)
    assert [limit // MB for limit in (PHOTO_MAX_BYTES, PDF_MAX_BYTES, OFFICE_MAX_BYTES)] == [15, 20, 10]


@pytest.mark.parametrize(
    ("given_name", "read_as"),
    [
        ("รูปกลุ่ม 1.jpg", "รูปกลุ่ม 1.jpg"),
        ("a\x00b\u202egpj.exe", "abgpj.exe"),
        ("{name} {0}.jpg", "{name} {0}.jpg"),
        ("  ", UNNAMED),
        ("ก" * 100 + ".jpg", "ก" * 60 + "…" + "ก" * 15 + ".jpg"),
        ("ข" * 80, "ข" * 80),
    ],
)
def test_a_name_in_a_sentence(given_name, read_as):
    assert shown(given_name) == read_as
    assert problem(b"", given_name).reason == EMPTY.format(name=read_as)


def test_the_problem_reads_as_its_sentence():
    assert str(problem(b"", "a.pdf")) == EMPTY.format(name="a.pdf").th


STARTS = [b"", JPEG[:60], b"\x89PNG\r\n\x1a\n", b"RIFF\x10\x00\x00\x00WEBPVP8 ", b"%PDF-1.7\n", b"PK\x03\x04"]


def taken_or_refused(content: bytes) -> None:
    """Anything but a CheckedFile or a sentence that names the file ends the test with that error."""
    try:
        check_upload(BytesIO(content), name="x")
    except UploadProblem as refused:
        reason = refused.reason
    else:
        reason = Text("“x”", "“x”")
    assert ["“x”" in words for words in (reason.th, reason.en)] == [True, True]


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_taken_or_refused_and_nothing_else(start, rest):
    taken_or_refused(start + rest)


@given(
    name=st.sampled_from(sorted(EVERY_KIND)),
    changes=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.integers(0, 200),
)
@settings(max_examples=500, deadline=None)
def test_a_good_file_with_some_bytes_changed_is_taken_or_refused_and_nothing_else(name, changes, cut):
    content = bytearray(EVERY_KIND[name][0])
    for place, value in changes:
        content[place % len(content)] = value
    taken_or_refused(bytes(content[: len(content) - cut]))
