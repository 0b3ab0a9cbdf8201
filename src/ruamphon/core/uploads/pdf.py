"""A PDF that only shows pages: what could run, send, fetch or carry more is refused (ISO 32000-2)."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf.settings import set_qpdf_limits

from ruamphon.core.text import Text
from ruamphon.core.uploads.refusal import Refusal, refusing

UNPACKED_MAX_BYTES = 4 * 1024 * 1024
"""What one packed stream of objects may unfold to; honest ones hold some hundred objects, under 1 MB."""

MAX_VALUES = 1_000_000
"""Values looked at in one file, so that the most intricate takes seconds and not minutes."""

set_qpdf_limits(  # for the whole process, since qpdf knows no other way: without them 20 MB unfold into 20 GB
    flate_max_memory=UNPACKED_MAX_BYTES,
    png_max_memory=UNPACKED_MAX_BYTES,
    tiff_max_memory=UNPACKED_MAX_BYTES,
    run_length_max_memory=UNPACKED_MAX_BYTES,
    max_stream_filters=4,
    parser_max_container_size=200_000,
)

_PRINT_AGAIN = Text(
    "เปิดไฟล์นี้ สั่งพิมพ์ แล้วเลือก “บันทึกเป็น PDF” จะได้ไฟล์ใหม่ที่ส่งได้",
    "Open the file, choose Print and “Save as PDF”, and send the new file.",
)


def _then_print_again(thai: str, english: str) -> Text:
    return Text(f"{thai} {_PRINT_AGAIN.th}", f"{english} {_PRINT_AGAIN.en}")


DAMAGED = _then_print_again(
    "ไฟล์ PDF “{name}” เสียหรือมาไม่ครบ จึงอ่านไม่ได้ทั้งไฟล์",
    "The PDF “{name}” is damaged or incomplete and cannot be read to its end.",
)
LOCKED = Text(
    "ไฟล์ PDF “{name}” ตั้งรหัสผ่านไว้ คนที่ต้องตรวจจะเปิดไม่ได้ ใช้รหัสของคุณเปิดไฟล์ สั่งพิมพ์ แล้วเลือก “บันทึกเป็น PDF” "
    "จะได้ไฟล์ใหม่ที่ไม่มีรหัส แล้วส่งไฟล์นั้น",
    "The PDF “{name}” is locked with a password, so its reviewers could not open it. Open it with your "
    "password, choose Print and “Save as PDF”, and send the new file, which has none.",
)
NO_PAGES = _then_print_again("ไฟล์ PDF “{name}” ไม่มีหน้าเลย", "The PDF “{name}” has no pages.")
SCRIPT = _then_print_again(
    "ไฟล์ PDF “{name}” มีคำสั่งที่ทำงานเองซ่อนอยู่ (สคริปต์) จึงรับไม่ได้เพื่อความปลอดภัยของทุกคน",
    "The PDF “{name}” holds a script that could run by itself, so for everyone's safety we cannot take it.",
)
REACHES_OUT = _then_print_again(
    "ไฟล์ PDF “{name}” มีคำสั่งเปิดโปรแกรม เปิดไฟล์อื่น หรือส่งข้อมูลออกไป จึงรับไม่ได้เพื่อความปลอดภัยของทุกคน",
    "The PDF “{name}” can start a program, open another file or send data away, so for everyone's safety "
    "we cannot take it.",
)
CARRIES_FILES = _then_print_again(
    "ไฟล์ PDF “{name}” มีไฟล์อื่นแนบอยู่ข้างใน ซึ่งเราตรวจให้ไม่ได้ ถ้าต้องใช้ไฟล์ที่แนบ ให้ส่งแยกมาต่างหาก",
    "The PDF “{name}” has other files attached inside, which we cannot check. If they are needed, send "
    "them separately.",
)
LIVELY = _then_print_again(
    "ไฟล์ PDF “{name}” มีแบบฟอร์ม XFA หรือสื่อเล่นได้อยู่ข้างใน ซึ่งหลายเครื่องเปิดไม่ได้และเราตรวจให้ไม่ได้",
    "The PDF “{name}” holds an XFA form or playable media, which many devices cannot open and we cannot "
    "check.",
)
TOO_INTRICATE = _then_print_again(
    "ไฟล์ PDF “{name}” มีส่วนประกอบมากเกินกว่าที่ระบบจะตรวจได้ครบ",
    "The PDF “{name}” has more parts than we can look through.",
)

REFUSED_KEYS = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/OnInstantiate": SCRIPT,
    "/EF": CARRIES_FILES,
    "/EmbeddedFiles": CARRIES_FILES,
    "/XFA": LIVELY,
    "/RichMediaContent": LIVELY,
    "/RichMediaSettings": LIVELY,
}
"""Keys of any dictionary: scripts of actions, name trees and 3D scenes; embedded files; XFA; rich media."""

REFUSED_ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": REACHES_OUT,
    "/SubmitForm": REACHES_OUT,
    "/ImportData": REACHES_OUT,
    "/GoToR": REACHES_OUT,
    "/GoToE": CARRIES_FILES,
    "/RichMediaExecute": LIVELY,
}
"""Values of /S in an action (12.6.4). URI, a link someone clicks, and GoTo, a place in the file, are fine."""

REFUSED_KINDS = {
    "/EmbeddedFile": CARRIES_FILES,
    "/FileAttachment": CARRIES_FILES,
    "/RichMedia": LIVELY,
}
"""Values of /Type and /Subtype."""

QUIET_OPENINGS = frozenset({"/GoTo", "/Named"})
"""What may happen by itself on opening: showing a certain page, or a menu command of the viewer."""


def check_pdf(content: bytes) -> None:
    """Look at every object of a PDF, packed ones included; raise Refusal for what does not belong on paper.

    A PDF that opens without a password but limits printing or copying is fine. A file whose table of objects
    is broken is not repaired: two readers would repair it differently, and only one of them is this one.
    """
    with refusing(DAMAGED), _opened(content) as pdf:
        for part in _parts(pdf):
            _check_part(part)
        if not len(pdf.pages):
            raise Refusal(NO_PAGES)


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(content), attempt_recovery=False)
    except pikepdf.PasswordError as locked:
        raise Refusal(LOCKED) from locked


def _parts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream dictionary in the file, whether or not a page leads to it."""
    values_left = MAX_VALUES
    for whole in _wholes(pdf):
        waiting = [whole]
        while waiting:
            part = waiting.pop()
            inside = _inside(part)
            values_left -= 1 + len(inside)
            if values_left < 0:
                raise Refusal(TOO_INTRICATE)
            waiting.extend(value for value in inside if _belongs_here(value))
            if _has_keys(part):
                yield part


def _wholes(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The trailer and each numbered object, one at a time: a bomb is noticed before all of it unfolds."""
    yield pdf.trailer
    for number in pdf.get_xref_table():
        whole = pdf.get_object(number)
        if whole is None and pdf.get_warnings():
            raise Refusal(DAMAGED)  # unreadable for us, but perhaps not for the reader's viewer
        yield whole


def _inside(part: pikepdf.Object) -> list[Any]:
    if isinstance(part, pikepdf.Array):
        return list(part)
    return [value for _, value in part.items()] if _has_keys(part) else []


def _has_keys(part: Any) -> bool:
    return isinstance(part, (pikepdf.Dictionary, pikepdf.Stream))


def _belongs_here(value: Any) -> bool:
    """A container written in place; one that is only referred to gets its own turn."""
    return (_has_keys(value) or isinstance(value, pikepdf.Array)) and not value.is_indirect


def _check_part(part: pikepdf.Object) -> None:
    keys = part.keys()
    for key in keys & REFUSED_KEYS.keys():
        raise Refusal(REFUSED_KEYS[key])
    _check_value(part, "/S", REFUSED_ACTIONS)
    _check_value(part, "/Type", REFUSED_KINDS)
    _check_value(part, "/Subtype", REFUSED_KINDS)
    if "/AA" in keys and _is_filled(part["/AA"]):
        raise Refusal(SCRIPT)
    if "/OpenAction" in keys:
        _check_opening(part["/OpenAction"])


def _check_value(part: pikepdf.Object, key: str, refused: dict[str, Text]) -> None:
    value = part.get(key)
    if isinstance(value, pikepdf.Name) and str(value) in refused:
        raise Refusal(refused[str(value)])


def _is_filled(actions: Any) -> bool:
    """Whether additional actions (12.6.3) hold any: some programs write the empty dictionary."""
    return bool(actions.keys()) if _has_keys(actions) else actions is not None


def _check_opening(opening: Any) -> None:
    """A place in the file is an array or a name; anything with keys is an action."""
    kind = str(opening.get("/S")) if _has_keys(opening) else None
    if kind is not None and kind not in QUIET_OPENINGS:
        raise Refusal(REFUSED_ACTIONS.get(kind, REACHES_OUT))
