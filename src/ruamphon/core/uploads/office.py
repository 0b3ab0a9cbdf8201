"""Excel and Word files (ECMA-376): which of the two, and nothing in them that runs or fetches by itself."""

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.parsers import expat

from ruamphon.core.enums import FileKind
from ruamphon.core.text import Text
from ruamphon.core.uploads.package import BOMB, DAMAGED, read_package
from ruamphon.core.uploads.refusal import Refusal, refusing
from ruamphon.core.uploads.sniff import NOT_ACCEPTED

CONTENT_TYPES = "[content_types].xml"
RELATIONSHIPS = ".rels"

MAIN_PARTS = {
    re.compile(r"xl/workbook\d*\.xml"): FileKind.XLSX,
    re.compile(r"word/document\d*\.xml"): FileKind.DOCX,
}
"""The part that makes a package a workbook or a document; Word on the web numbers it (word/document2.xml)."""

RUNS_BY_ITSELF = ("macroenabled", "macrosheet", "vbaproject", "vbadata", "activex")
"""Words in content types of parts that carry macros: VBA, the older XLM sheets, ActiveX controls."""

LOCAL_PATH = re.compile(r"(?:file:///)?(?:[a-z]:/)?(?!/)[^:]*", re.IGNORECASE)
"""A target on the writer's own computer: a drive letter or a relative path, no server and no address."""

MACROS = Text(
    "ไฟล์ “{name}” มีมาโคร (คำสั่งที่ทำงานเอง) จึงรับไม่ได้เพื่อความปลอดภัยของทุกคน เปิดไฟล์ เลือก “บันทึกเป็น” ชนิด Excel "
    "ธรรมดา (.xlsx) หรือ Word ธรรมดา (.docx) แล้วส่งไฟล์ใหม่",
    "“{name}” holds macros, commands that run by themselves, so for everyone's safety we cannot take it. "
    "Open it, use Save As with the plain type (.xlsx or .docx), and send the new file.",
)
FETCHES = Text(
    "ไฟล์ “{name}” ดึงข้อมูลจากที่อื่นเองเมื่อเปิด (แม่แบบ รูป หรือไฟล์ที่เชื่อมโยงไว้) จึงรับไม่ได้เพื่อความปลอดภัยของทุกคน "
    "ตัดการเชื่อมโยงออก โดยวางรูปหรือข้อมูลลงในไฟล์เลย หรือบันทึกเป็น PDF แล้วส่งอีกครั้ง",
    "“{name}” fetches something from elsewhere when opened (a linked template, picture or file), so for "
    "everyone's safety we cannot take it. Paste the picture or data into the file instead of linking it, "
    "or save it as PDF, and send it again.",
)
LOCKED = Text(
    "ไฟล์ “{name}” ตั้งรหัสผ่านไว้ คนที่ต้องตรวจจะเปิดไม่ได้ เปิดใน Excel หรือ Word ไปที่ ไฟล์ > ข้อมูล > ป้องกัน "
    "แล้วลบรหัสผ่านออก บันทึก แล้วส่งอีกครั้ง",
    "“{name}” is locked with a password, so its reviewers could not open it. In Excel or Word go to File > "
    "Info > Protect, remove the password, save, and send it again.",
)
OLD_FORMAT = Text(
    "ไฟล์ “{name}” เป็น Excel หรือ Word รุ่นเก่า (.xls, .doc) ซึ่งเรายังไม่รับ เปิดไฟล์ เลือก “บันทึกเป็น” ชนิด .xlsx หรือ "
    ".docx แล้วส่งไฟล์ใหม่",
    "“{name}” is in the old Excel or Word format (.xls, .doc), which we do not take. Open it, use Save As "
    "with the type .xlsx or .docx, and send the new file.",
)


def check_office(content: bytes) -> FileKind:
    """Whether a ZIP is a workbook or a document.

    Raises Refusal for any other ZIP, for a bomb or a damaged package, for macros, and for what Office would
    fetch by itself on opening. Hyperlinks, which someone has to click, and paths on the writer's own computer
    are fine.
    """
    with refusing(DAMAGED):
        parts = read_package(content, keep=(CONTENT_TYPES, RELATIONSHIPS))
        kind = _kind(parts)
        _check_macros(parts)
        _check_relationships(parts)
        return kind


def refuse_compound_file(content: bytes) -> None:
    """Raise the fitting Refusal for an OLE file: a password turns a new file into one too (MS-OFFCRYPTO)."""
    locked = "EncryptedPackage".encode("utf-16-le") in content
    raise Refusal(LOCKED if locked else OLD_FORMAT)


def _kind(parts: dict[str, bytes]) -> FileKind:
    if CONTENT_TYPES in parts:
        for pattern, kind in MAIN_PARTS.items():
            if any(pattern.fullmatch(name) for name in parts):
                return kind
    raise Refusal(NOT_ACCEPTED)


def _check_macros(parts: dict[str, bytes]) -> None:
    types = [attributes.get("ContentType", "").lower() for _, attributes in _elements(parts[CONTENT_TYPES])]
    if any(word in told for told in [*types, *parts] for word in RUNS_BY_ITSELF):
        raise Refusal(MACROS)


def _check_relationships(parts: dict[str, bytes]) -> None:
    for name, content in parts.items():
        if name.endswith(RELATIONSHIPS):
            for _, attributes in _elements(content):
                _check_relationship(attributes)


def _check_relationship(attributes: dict[str, str]) -> None:
    kind = attributes.get("Type", "").lower()
    if kind.endswith("/vbaproject"):
        raise Refusal(MACROS)
    outside = attributes.get("TargetMode", "").lower() == "external"
    if outside and not kind.endswith("/hyperlink") and not _is_local(attributes.get("Target", "")):
        raise Refusal(FETCHES)


def _is_local(target: str) -> bool:
    return LOCAL_PATH.fullmatch(unquote(target).replace("\\", "/")) is not None


def _elements(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of an XML part with their attributes. A DTD, which OPC forbids, is taken for a bomb."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.Parse(content, True)
    return iter(found)


def _refuse_dtd(*_: object) -> None:
    raise Refusal(BOMB)
