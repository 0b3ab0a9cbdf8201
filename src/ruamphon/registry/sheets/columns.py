"""The columns of each table: what they are called here, and what people call them elsewhere."""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ruamphon.core.sheets import header_key
from ruamphon.core.text import Text
from ruamphon.registry.enums import SheetKind


@dataclass(frozen=True)
class Column:
    """One column. `aliases` are other headings it is known by; `example` fills the template's second row."""

    name: str
    label: Text
    aliases: tuple[str, ...] = ()
    example: Text = field(default=Text("", ""))
    is_required: bool = False
    """A new record cannot do without it, so a table must have it."""
    is_told_only: bool = False
    """Stands in exports, and is never brought in."""
    is_personal: bool = False


_CODE: Final = ("รหัส", "รหัสวิสาหกิจ", "รหัสวิสาหกิจชุมชน", "enterprise code", "group code", "code", "id")
_GROUP: Final = (
    "กลุ่ม",
    "ชื่อวิสาหกิจ",
    "ชื่อวิสาหกิจชุมชน",
    "วิสาหกิจชุมชน",
    "วิสาหกิจ",
    "enterprise",
    "group",
    "group name",
)
_PHONE: Final = (
    "โทร",
    "โทรศัพท์",
    "เบอร์",
    "เบอร์โทรศัพท์",
    "เบอร์ติดต่อ",
    "หมายเลขโทรศัพท์",
    "มือถือ",
    "tel",
    "mobile",
    "phone number",
)
_DEMO: Final = Column("is_demo", Text("ข้อมูลสมมุติ", "Illustrative"), ("สมมุติ", "demo"), is_told_only=True)

ENTERPRISES: Final = (
    Column("code", Text("รหัสกลุ่ม", "Group code"), _CODE),
    Column(
        "name_th",
        Text("ชื่อกลุ่ม", "Name of the group"),
        (
            *_GROUP,
            "ชื่อ",
            "ชื่อกลุ่ม (ไทย)",
            "ชื่อไทย",
            "ชื่อภาษาไทย",
            "name",
            "name (thai)",
            "thai name",
            "enterprise name",
        ),
        Text("วิสาหกิจชุมชนทอเสื่อกก (ตัวอย่าง)", "วิสาหกิจชุมชนทอเสื่อกก (ตัวอย่าง)"),
        is_required=True,
    ),
    Column(
        "name_en",
        Text("ชื่อกลุ่ม (อังกฤษ)", "Name (English)"),
        ("ชื่ออังกฤษ", "ชื่อภาษาอังกฤษ", "english name", "name en"),
        Text("Sample Reed Mats", "Sample Reed Mats"),
    ),
    Column(
        "work_kind",
        Text("ชนิดงาน", "Kind of work"),
        ("ประเภท", "ประเภทกิจการ", "ประเภทงาน", "งานหลัก", "กิจกรรม", "work", "kind", "type"),
        Text("งานฝีมือและหัตถกรรม", "Craft"),
    ),
    Column("phone", Text("เบอร์โทร", "Phone"), _PHONE, Text("0812345678", "0812345678"), is_personal=True),
    Column(
        "founded_on",
        Text("ก่อตั้งเมื่อ", "Founded on"),
        ("วันที่ก่อตั้ง", "วันก่อตั้ง", "ก่อตั้ง", "ตั้งเมื่อ", "founded", "date founded"),
        Text("14 มิ.ย. 2565", "14 Jun 2022"),
    ),
    Column(
        "registration_number",
        Text("เลขทะเบียนวิสาหกิจชุมชน", "Registration number"),
        (
            "เลขทะเบียน",
            "เลขที่ทะเบียน",
            "ทะเบียนเลขที่",
            "รหัสทะเบียน",
            "เลขทะเบียนวิสาหกิจ",
            "เลขที่จดทะเบียน",
            "registration no",
            "registration no.",
            "register number",
            "registered number",
        ),
        Text("7-21-01-06/1-0001", "7-21-01-06/1-0001"),
    ),
    Column(
        "registered_on",
        Text("จดทะเบียนเมื่อ", "Registered on"),
        ("วันที่จดทะเบียน", "วันจดทะเบียน", "จดทะเบียน", "วันที่ได้รับการจดทะเบียน", "registered", "date registered"),
        Text("14 มิ.ย. 2565", "14 Jun 2022"),
    ),
    Column(
        "renewed_for",
        Text("ต่อทะเบียนของปี", "Renewed for year"),
        ("ต่อทะเบียนปี", "ปีที่ต่อทะเบียน", "ต่อทะเบียนล่าสุดปี", "ต่อทะเบียน", "renewed for", "year renewed"),
        Text("2569", "2026"),
    ),
    Column(
        "renewed_on",
        Text("ต่อทะเบียนเมื่อ", "Renewed on"),
        ("วันที่ต่อทะเบียน", "วันต่อทะเบียน", "renewed", "date renewed"),
        Text("12 ม.ค. 2569", "12 Jan 2026"),
    ),
    Column(
        "place_label",
        Text("สถานที่ตามเอกสาร", "Place as printed"),
        ("สถานที่", "ที่ตั้ง", "ที่อยู่", "address", "place"),
        Text("ม.3 ต.เนินพระ", "ม.3 ต.เนินพระ"),
    ),
    Column(
        "subdistrict",
        Text("ตำบล อำเภอ จังหวัด", "Tambon, amphoe, changwat"),
        ("ตำบล", "ตำบล/อำเภอ/จังหวัด", "tambon", "subdistrict"),
    ),
    Column(
        "municipality",
        Text("เทศบาล หรือ อบต.", "Municipality"),
        ("เทศบาล", "อบต", "เทศบาล/อบต.", "อปท", "local government"),
    ),
    Column("community", Text("ชุมชน", "Community"), ("ชื่อชุมชน", "หมู่บ้าน", "village")),
    Column("latitude", Text("ละติจูด", "Latitude"), ("lat", "y")),
    Column("longitude", Text("ลองจิจูด", "Longitude"), ("lng", "long", "lon", "x", "ลองติจูด")),
    Column(
        "about_th",
        Text("เล่าเรื่องกลุ่ม", "About the group (Thai)"),
        ("คำแนะนำ", "คำแนะนำ (ไทย)", "รายละเอียด", "เกี่ยวกับกลุ่ม", "about", "description"),
    ),
    Column(
        "about_en",
        Text("เล่าเรื่องกลุ่ม (อังกฤษ)", "About the group (English)"),
        ("คำแนะนำ (อังกฤษ)", "about en", "english description"),
    ),
    _DEMO,
)

_OF_GROUP: Final = (
    Column("group_code", Text("รหัสกลุ่ม", "Group code"), _CODE, Text("CE-00001", "CE-00001")),
    Column("group_name", Text("ชื่อกลุ่ม", "Name of the group"), _GROUP),
)

MEMBERS: Final = (
    *_OF_GROUP,
    Column(
        "name_th",
        Text("ชื่อ–นามสกุล", "Full name"),
        (
            "ชื่อ",
            "ชื่อสกุล",
            "ชื่อ นามสกุล",
            "ชื่อและนามสกุล",
            "ชื่อสมาชิก",
            "สมาชิก",
            "รายชื่อ",
            "name",
            "member",
            "member name",
        ),
        Text("สมศรี ใจดี (ตัวอย่าง)", "สมศรี ใจดี (ตัวอย่าง)"),
        is_required=True,
    ),
    Column("nickname", Text("ชื่อเล่น", "Nickname"), ("เล่น", "nick", "nick name"), Text("ศรี", "ศรี")),
    Column("phone", Text("เบอร์โทร", "Phone"), _PHONE, Text("0812345678", "0812345678"), is_personal=True),
    Column(
        "post",
        Text("ตำแหน่ง", "Post"),
        ("หน้าที่", "ตำแหน่งในกลุ่ม", "position", "role"),
        Text("กรรมการ", "Committee"),
    ),
    Column(
        "joined_on",
        Text("เข้ากลุ่มเมื่อ", "Joined on"),
        ("วันที่เข้ากลุ่ม", "วันเข้ากลุ่ม", "วันที่เป็นสมาชิก", "เป็นสมาชิกเมื่อ", "วันที่เข้า", "joined", "member since"),
        Text("5 ม.ค. 2568", "5 Jan 2025"),
    ),
    Column(
        "left_on",
        Text("ออกจากกลุ่มเมื่อ", "Left on"),
        ("วันที่ออก", "ออกเมื่อ", "วันที่ลาออก", "ลาออกเมื่อ", "left"),
    ),
    _DEMO,
)

PRODUCTS: Final = (
    *_OF_GROUP,
    Column(
        "name_th",
        Text("ชื่อสินค้าหรือบริการ", "Product or service"),
        ("สินค้า", "ชื่อสินค้า", "ผลิตภัณฑ์", "ชื่อผลิตภัณฑ์", "บริการ", "ชื่อ", "product", "product name", "name"),
        Text("เสื่อกกพับได้ (ตัวอย่าง)", "เสื่อกกพับได้ (ตัวอย่าง)"),
        is_required=True,
    ),
    Column("name_en", Text("ชื่อ (อังกฤษ)", "Name (English)"), ("ชื่ออังกฤษ", "ชื่อภาษาอังกฤษ", "english name")),
    Column(
        "kind",
        Text("เป็นสินค้าหรือบริการ", "Kind"),
        ("ชนิด", "ประเภท", "ประเภทสินค้า", "kind", "type"),
        Text("สินค้า", "Product"),
    ),
    Column(
        "registered_on",
        Text("มีตั้งแต่วันที่", "Offered since"),
        ("ตั้งแต่", "ตั้งแต่วันที่", "เริ่มขาย", "วันที่เริ่ม", "since"),
        Text("1 ก.พ. 2569", "1 Feb 2026"),
    ),
    Column("retired_on", Text("เลิกทำตั้งแต่", "No longer since"), ("เลิกทำ", "เลิกขาย", "retired")),
    Column(
        "variants",
        Text("ขนาด | หน่วย | ราคา", "Size | unit | price"),
        ("ขนาดและราคา", "ขนาด", "ราคา", "sizes", "variants", "price"),
        Text("ผืนเล็ก | ผืน | 250.00; ผืนใหญ่ | ผืน | 450.00", "ผืนเล็ก | ผืน | 250.00; ผืนใหญ่ | ผืน | 450.00"),
    ),
    Column(
        "about_th", Text("อธิบายสั้น ๆ", "Short description (Thai)"), ("รายละเอียด", "คำอธิบาย", "description")
    ),
    Column("about_en", Text("อธิบายสั้น ๆ (อังกฤษ)", "Short description (English)"), ("english description",)),
    _DEMO,
)

ORGANISATIONS: Final = (
    Column(
        "name_th",
        Text("ชื่อองค์กร", "Organisation"),
        ("ชื่อ", "องค์กร", "หน่วยงาน", "ชื่อหน่วยงาน", "ชื่อองค์กร (ไทย)", "ชื่อไทย", "name", "name (thai)"),
        Text("สมาคมตัวอย่าง", "สมาคมตัวอย่าง"),
        is_required=True,
    ),
    Column("name_en", Text("ชื่อองค์กร (อังกฤษ)", "Name (English)"), ("ชื่ออังกฤษ", "ชื่อภาษาอังกฤษ", "english name")),
    Column(
        "kind",
        Text("ชนิดองค์กร", "Kind"),
        ("ชนิด", "ประเภท", "ประเภทองค์กร", "type"),
        Text("สมาคม", "Association"),
        is_required=True,
    ),
    Column("short_th", Text("ชื่อย่อ", "Short name (Thai)"), ("ชื่อย่อไทย", "ชื่อย่อ (ไทย)", "ย่อ", "short name")),
    Column("short_en", Text("ชื่อย่อ (อังกฤษ)", "Short name (English)"), ("ชื่อย่ออังกฤษ", "abbreviation")),
    Column("parent", Text("เป็นส่วนหนึ่งของ", "Part of"), ("ต้นสังกัด", "สังกัด", "parent")),
    Column(
        "part_in_programme",
        Text("หน้าที่ในโครงการ", "Part in the programme"),
        ("หน้าที่", "บทบาท", "part", "role"),
    ),
    Column("begun_on", Text("เริ่มรวมตัวเมื่อ", "Begun on"), ("ก่อตั้งเมื่อ", "วันที่ก่อตั้ง", "begun", "founded")),
    Column("registered_on", Text("จดทะเบียนเมื่อ", "Registered on"), ("วันที่จดทะเบียน", "registered")),
    _DEMO,
)

COLUMNS: Final[dict[SheetKind, tuple[Column, ...]]] = {
    SheetKind.ENTERPRISES: ENTERPRISES,
    SheetKind.MEMBERS: MEMBERS,
    SheetKind.PRODUCTS: PRODUCTS,
    SheetKind.ORGANISATIONS: ORGANISATIONS,
}


def column_of(kind: SheetKind, name: str) -> Column:
    """One column of a table by its name. Raises KeyError for another name."""
    return _by_name(kind)[name]


@cache
def _by_name(kind: SheetKind) -> dict[str, Column]:
    return {column.name: column for column in COLUMNS[kind]}


@cache
def known_headings(kind: SheetKind) -> dict[str, str]:
    """Header key → column, for every heading this product knows; a label counts before another column's alias."""
    columns = COLUMNS[kind]
    labels = {
        header_key(word): column.name for column in columns for word in (column.label.th, column.label.en)
    }
    aliases = {header_key(word): column.name for column in columns for word in column.aliases}
    return aliases | labels
