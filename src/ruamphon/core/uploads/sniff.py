"""The kind of a file by its first bytes. Its name is what someone typed; it decides nothing."""

from enum import Enum

from ruamphon.core.text import Text
from ruamphon.core.uploads.refusal import Refusal

HEAD_BYTES = 16
"""As many first bytes as it takes to tell the families apart."""

NOT_ACCEPTED = Text(
    "ไฟล์ “{name}” ไม่ใช่ชนิดที่รับได้ เรารับรูปภาพ (JPEG, PNG, WebP), PDF, Excel (.xlsx) และ Word (.docx) "
    "ลองบันทึกเป็นชนิดใดชนิดหนึ่งนี้ แล้วส่งอีกครั้ง",
    "“{name}” is not a kind of file we can take. We take photos (JPEG, PNG, WebP), PDF, Excel (.xlsx) and "
    "Word (.docx). Save it as one of these, then send it again.",
)
EMPTY = Text(
    "ไฟล์ “{name}” ว่างเปล่า ไม่มีข้อมูลอยู่ข้างใน ลองเปิดดูในเครื่องก่อน แล้วเลือกไฟล์อีกครั้ง",
    "“{name}” is empty. Open it on your own device to check it, then choose the file again.",
)
HEIC = Text(
    "รูป “{name}” เป็นแบบ HEIC หรือ AVIF ซึ่งเปิดไม่ได้ในทุกเครื่อง ส่งรูปเป็น JPEG แทน: แคปหน้าจอรูปนี้แล้วส่งภาพที่แคป หรือบน "
    "iPhone ไปที่ การตั้งค่า > กล้อง > รูปแบบ เลือก “เข้ากันได้มากที่สุด” แล้วถ่ายใหม่",
    "“{name}” is a HEIC or AVIF photo, which not every device can open. Send it as JPEG: take a screenshot "
    "of the photo and send that, or on an iPhone choose Settings > Camera > Formats > Most Compatible and "
    "take it again.",
)
GIF = Text(
    "ไฟล์ “{name}” เป็นภาพเคลื่อนไหว GIF ซึ่งเรายังไม่รับ แคปหน้าจอภาพที่ต้องการ แล้วส่งเป็น JPEG หรือ PNG",
    "“{name}” is a GIF, which we do not take. Take a screenshot of the picture you need and send it as "
    "JPEG or PNG.",
)

HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1", b"avif", b"avis"}
)
"""The brands of the HEIF family in the `ftyp` box (ISO/IEC 23008-12), AVIF among them."""


class Family(Enum):
    """What the first bytes can tell; whether a ZIP is a workbook or a document is seen only inside."""

    PHOTO = "photo"
    PDF = "pdf"
    ZIP = "zip"
    OLE = "ole"


def family_of(head: bytes) -> Family:
    """The family of a file from its first HEAD_BYTES bytes.

    Raises Refusal for an empty file and for every family that is not taken.
    """
    if not head:
        raise Refusal(EMPTY)
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or _is_webp(head):
        return Family.PHOTO
    if head.startswith(b"%PDF-"):
        return Family.PDF
    if head.startswith(b"PK\x03\x04"):
        return Family.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Family.OLE
    raise Refusal(_why_not(head))


def _is_webp(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _why_not(head: bytes) -> Text:
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return HEIC
    return GIF if head.startswith((b"GIF87a", b"GIF89a")) else NOT_ACCEPTED
