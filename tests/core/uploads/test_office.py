import struct
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from ruamphon.core.enums import FileKind
from ruamphon.core.uploads import package
from ruamphon.core.uploads.office import (
    FETCHES,
    LOCKED,
    MACROS,
    OLD_FORMAT,
    check_office,
    refuse_compound_file,
)
from ruamphon.core.uploads.package import BOMB, DAMAGED, MAX_PARTS
from ruamphon.core.uploads.refusal import Refusal
from ruamphon.core.uploads.sniff import NOT_ACCEPTED
from tests.core.uploads import made

MB = 1024 * 1024


def sentence_for(content: bytes):
    with pytest.raises(Refusal) as caught:
        check_office(content)
    return caught.value.sentence


@pytest.mark.parametrize(
    ("main", "kind"),
    [
        ("xl/workbook.xml", FileKind.XLSX),
        ("word/document.xml", FileKind.DOCX),
        ("word/document2.xml", FileKind.DOCX),
        ("Word/Document.xml", FileKind.DOCX),
    ],
)
def test_a_workbook_and_a_document_are_told_apart(main, kind):
    assert check_office(made.office(main)) == kind


@pytest.mark.parametrize(
    "parts",
    [
        {"ภาพ.jpg": b"x"},
        {"xl/workbook.xml": b"<x/>"},
        {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<x/>"},
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"},
        {"META-INF/MANIFEST.MF": b"Main-Class: X", "X.class": b"\xca\xfe\xba\xbe"},
    ],
)
def test_any_other_zip_is_refused(parts):
    assert sentence_for(made.zipped(parts)) == NOT_ACCEPTED


def content_type(value: str) -> str:
    return f'<Default Extension="bin" ContentType="{value}"/>'


WITH_MACROS = {
    "VBA by its name": made.office(parts={"word/vbaProject.bin": b"x"}),
    "VBA by its name, shouted": made.office("xl/workbook.xml", parts={"xl/VBAPROJECT.BIN": b"x"}),
    "VBA under another name": made.office(types=content_type("application/vnd.ms-office.vbaProject")),
    "a .docm renamed": made.office(
        types=content_type("application/vnd.ms-word.document.macroEnabled.main+xml")
    ),
    "an .xlsm renamed": made.office(
        "xl/workbook.xml", types=content_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    ),
    "an XLM sheet": made.office("xl/workbook.xml", parts={"xl/macrosheets/sheet1.xml": b"<x/>"}),
    "an ActiveX control": made.office(parts={"word/activeX/activeX1.bin": b"x"}),
    "VBA by its relationship": made.office(
        relationships='<Relationship Id="r" Target="a.bin" '
        'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
    ),
}


@pytest.mark.parametrize("case", WITH_MACROS)
def test_macros_are_refused(case):
    assert sentence_for(WITH_MACROS[case]) == MACROS


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://evil.example/t.dotm"),
        ("attachedTemplate", "file://server/share/t.dotm"),
        ("attachedTemplate", "file:////server/share/t.dotm"),
        ("attachedTemplate", "\\\\server\\share\\t.dotm"),
        ("attachedTemplate", "%5C%5Cserver%5Cshare%5Ct.dotm"),
        ("attachedTemplate", "//server/share/t.dotm"),
        ("attachedTemplate", "C:\\\\server\\t.dotm"),
        ("oleObject", "mhtml:http://evil.example/x!x-usc:http://evil.example/x"),
        ("oleObject", " http://evil.example/x"),
        ("image", "http://evil.example/pixel.png"),
        ("externalLinkPath", "https://example.org/book.xlsx"),
        ("frame", "ftp://example.org/x"),
    ],
)
def test_what_office_would_fetch_by_itself_is_refused(kind, target):
    assert sentence_for(made.office(relationships=made.outside(kind, target))) == FETCHES


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://example.org"),
        ("hyperlink", "mailto:a@example.org"),
        ("attachedTemplate", "file:///C:\\Users\\somchai\\Templates\\%E0%B8%81.dotx"),
        ("attachedTemplate", "C:\\Templates\\a.dotx"),
        ("externalLinkPath", "บัญชีปีก่อน.xlsx"),
    ],
)
def test_links_to_click_and_paths_on_the_writers_computer_are_fine(kind, target):
    assert check_office(made.office(relationships=made.outside(kind, target))) == FileKind.DOCX


def test_a_fetch_is_found_whatever_the_case_of_its_mode():
    relationship = made.outside("image", "http://x.example").replace("External", "EXTERNAL")
    assert sentence_for(made.office(relationships=relationship)) == FETCHES


def test_entities_that_multiply_are_refused():
    dtd = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert sentence_for(made.office(parts={"word/_rels/x.xml.rels": dtd})) == BOMB


def test_broken_relationships_are_refused():
    assert sentence_for(made.office(parts={"word/_rels/x.xml.rels": b"<Relationships"})) == DAMAGED


def test_a_zip_bomb_is_refused_by_its_ratio():
    content = made.office(parts={"word/media/a.xml": bytes(50 * MB)})
    assert len(content) < 100_000
    assert sentence_for(content) == BOMB


def test_a_repetitive_but_small_part_is_fine():
    assert check_office(made.office(parts={"word/media/a.xml": bytes(3 * MB)})) == FileKind.DOCX


def test_parts_that_only_together_are_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_UNPACKED_BYTES", 5 * MB)
    assert check_office(made.office(parts={"a.xml": bytes(4 * MB)})) == FileKind.DOCX
    assert sentence_for(made.office(parts={"a.xml": bytes(3 * MB), "b.xml": bytes(3 * MB)})) == BOMB


def test_one_hundred_mb_in_all_is_the_limit():
    assert package.MAX_UNPACKED_BYTES == 100 * MB


HEADER_FIELDS = {
    "flags": (6, 8, "<H"),
    "method": (8, 10, "<H"),
    "crc": (14, 16, "<I"),
    "size": (22, 24, "<I"),
}
"""A field's place in the local and in the central header (APPNOTE 4.3.7, 4.3.12), and its form."""


def patched(content: bytes, name: bytes, **fields: int) -> bytes:
    """The package with other values in both headers of one part."""
    changed = bytearray(content)
    local, central = changed.index(name) - 30, changed.rindex(name) - 46
    for field, value in fields.items():
        in_local, in_central, form = HEADER_FIELDS[field]
        struct.pack_into(form, changed, local + in_local, value)
        struct.pack_into(form, changed, central + in_central, value)
    return bytes(changed)


ODD = b"word/odd.xml"


def with_odd(content: bytes, how=ZIP_DEFLATED) -> bytes:
    result = BytesIO(made.office())
    with ZipFile(result, "a") as archive:
        archive.writestr(ODD.decode(), content, compress_type=how)
    return result.getvalue()


def test_a_bomb_whose_headers_promise_a_small_part_is_measured_all_the_same():
    assert sentence_for(patched(with_odd(bytes(50 * MB)), ODD, size=100)) == BOMB


def test_a_header_with_the_wrong_size_is_refused():
    assert sentence_for(patched(with_odd(b"x" * 5000), ODD, size=100)) == DAMAGED


def test_a_header_with_the_wrong_checksum_is_refused():
    assert sentence_for(patched(with_odd(b"x" * 5000), ODD, crc=1)) == DAMAGED


def test_a_lying_header_with_a_fitting_checksum_is_refused():
    content = patched(with_odd(b"x" * 5000), ODD, size=100, crc=zlib.crc32(b"x" * 100))
    with ZipFile(BytesIO(content)) as archive:
        assert archive.read(ODD.decode()) == b"x" * 100  # so zipfile itself is fooled
    assert sentence_for(content) == DAMAGED


def test_something_hidden_behind_a_packed_part_is_refused():
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(b"seen") + packer.flush()
    fields = {"method": ZIP_DEFLATED, "size": 4, "crc": zlib.crc32(b"seen")}
    assert check_office(patched(with_odd(packed, ZIP_STORED), ODD, **fields)) == FileKind.DOCX
    assert sentence_for(patched(with_odd(packed + b"hidden", ZIP_STORED), ODD, **fields)) == DAMAGED


def test_a_part_with_two_names_is_refused():
    content = with_odd(b"x")
    place = content.index(ODD)
    assert sentence_for(content[:place] + b"word/own.xml" + content[place + len(ODD) :]) == DAMAGED


def test_a_name_with_a_hidden_end_is_refused():
    assert sentence_for(with_odd(b"x").replace(ODD, b"word/od\0.xml")) == DAMAGED


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "word/../../x", "/etc/passwd", "..\\x", "C:/x", "a\\b", "x/.."]
)
def test_a_part_that_leads_elsewhere_is_refused(name):
    assert sentence_for(made.office(parts={name: b"x"})) == DAMAGED


def test_two_parts_of_one_name_are_refused():
    assert sentence_for(made.office(parts={"WORD/document.xml": b"<x/>"})) == DAMAGED


def test_too_many_parts_are_refused():
    few = {f"p{number}": b"" for number in range(MAX_PARTS - 3)}
    assert check_office(made.office(parts=few)) == FileKind.DOCX
    assert sentence_for(made.office(parts={**few, "one-more": b""})) == BOMB


def test_a_part_packed_in_another_way_is_refused():
    assert sentence_for(with_odd(b"x", ZIP_BZIP2)) == DAMAGED
    assert sentence_for(patched(with_odd(b"x"), ODD, method=ZIP_BZIP2)) == DAMAGED


def test_a_locked_part_is_refused():
    assert sentence_for(patched(with_odd(b"x"), ODD, flags=1)) == DAMAGED


def test_stored_parts_are_read_too():
    result = BytesIO()
    with ZipFile(BytesIO(made.office())) as old, ZipFile(result, "w") as new:
        for number, entry in enumerate(old.infolist()):
            new.writestr(
                entry.filename, old.read(entry), compress_type=(ZIP_STORED, ZIP_DEFLATED)[number % 2]
            )
    assert check_office(result.getvalue()) == FileKind.DOCX


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_truncated_file_is_refused(share):
    content = made.office()
    assert sentence_for(content[: int(len(content) * share)]) == DAMAGED


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        (b"", OLD_FORMAT),
        ("WordDocument".encode("utf-16-le"), OLD_FORMAT),
        ("Workbook".encode("utf-16-le"), OLD_FORMAT),
        ("EncryptionInfo\0EncryptedPackage".encode("utf-16-le"), LOCKED),
    ],
)
def test_old_and_locked_files_are_told_apart(inside, sentence):
    with pytest.raises(Refusal) as caught:
        refuse_compound_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + inside)
    assert caught.value.sentence == sentence
