"""One cell of a sheet made into a clean value, as strictly as the room's own forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ruamphon.core.enum import Labelled
from ruamphon.core.labels import both
from ruamphon.core.sheets import header_key
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import ERA_GAP, FIRST_BE_YEAR, buddhist_year
from ruamphon.core.thai_text import THAI_DIGITS, search_key
from ruamphon.people.phones import is_phone, plain_phone, show_phone
from ruamphon.registry.domain import Variant
from ruamphon.registry.domain.legal_status import is_usual_number, plain_number, year_to_renew
from ruamphon.registry.enums import OrganisationKind, Post, ProductKind, SheetKind, WorkKind
from ruamphon.registry.forms.enterprise import EnterpriseForm
from ruamphon.registry.forms.fields import PhoneField
from ruamphon.registry.forms.legal_status import ACT_FROM, LegalStatusForm
from ruamphon.registry.forms.member import CorrectMemberForm
from ruamphon.registry.forms.organisation import OrganisationForm
from ruamphon.registry.forms.product import MOST_VARIANTS, ProductForm, RetireForm, VariantForm
from ruamphon.registry.sheets import legal

FIELDS: Final[dict[SheetKind, Mapping[str, forms.Field]]] = {
    SheetKind.ENTERPRISES: {
        **EnterpriseForm.base_fields,
        legal.NUMBER: LegalStatusForm.base_fields["number"],
        legal.REGISTERED: LegalStatusForm.base_fields["since_on"],
        legal.RENEWED: LegalStatusForm.base_fields["since_on"],
    },
    SheetKind.MEMBERS: CorrectMemberForm.base_fields,
    SheetKind.PRODUCTS: ProductForm.base_fields | RetireForm.base_fields,
    SheetKind.ORGANISATIONS: OrganisationForm.base_fields,
}
CHOICES: Final[dict[tuple[SheetKind, str], type[Labelled]]] = {
    (SheetKind.ENTERPRISES, "work_kind"): WorkKind,
    (SheetKind.MEMBERS, "post"): Post,
    (SheetKind.PRODUCTS, "kind"): ProductKind,
    (SheetKind.ORGANISATIONS, "kind"): OrganisationKind,
}
SIZE_PARTS: Final = ("name_th", "unit", "price", "name_en")
LOST_ZERO: Final = (8, 9)
"""Digits of a Thai landline and mobile number without their leading zero, which a spreadsheet drops."""

RESTORED: Final = Text(
    "เติมเลข 0 ข้างหน้าให้แล้ว เป็น {phone} โปรแกรมตารางมักตัดเลข 0 ทิ้ง",
    "The leading zero is put back: {phone}. Spreadsheets tend to drop it.",
)
ODD_PHONE: Final = Text(
    "เบอร์ {phone} ดูไม่เหมือนเบอร์โทรไทย จะเก็บไว้ตามนี้ ตรวจอีกครั้งว่าครบหรือไม่",
    "{phone} does not look like a Thai number. It will be kept; check that it is complete.",
)
NOT_LISTED: Final = both(
    "ไม่มี “%(typed)s” ในรายการ เลือกได้: %(listed)s", "“%(typed)s” is not on the list. Choose one of: %(listed)s"
)
HOW_SIZES: Final = both(
    "เขียนแต่ละขนาดเป็น ชื่อ | หน่วยขาย | ราคา คั่นด้วย ; เช่น ขวดเล็ก | ขวด 250 มล. | 45.50",
    "Write each size as name | unit | price, with ; between sizes, for example small | 250 ml bottle | 45.50",
)
TOO_MANY_SIZES: Final = both(
    f"ใส่ได้ไม่เกิน {MOST_VARIANTS} ขนาด แยกเป็นสองรายการ",
    f"At most {MOST_VARIANTS} sizes; make two products of it.",
)

ODD_NUMBER: Final = Text(
    "เลขทะเบียน {number} ไม่เหมือนรูปแบบที่ใช้กัน เช่น 7-21-01-06/1-0001 จะเก็บไว้ตามนี้ ตรวจกับใบทะเบียนอีกครั้ง",
    "The number {number} is not written as usual (7-21-01-06/1-0001). It will be kept; check the certificate.",
)
HOW_YEAR: Final = both(
    "อ่านปี “%(typed)s” ไม่ได้ ใส่เฉพาะปี พ.ศ. สี่หลัก ตั้งแต่ %(first)s ถึง %(last)s",
    "“%(typed)s” is no year. Give four digits, from BE %(first)s to %(last)s (CE 543 less).",
)


@dataclass(frozen=True)
class Cleaned:
    """A clean value, and what to look at once more."""

    value: Any
    warning: Text | None = None


def clean(kind: SheetKind, column: str, typed: str) -> Cleaned:
    """The value of one filled cell. Raises ValidationError with sentences, as the form of this room does."""
    if column == "phone":
        return _phone(FIELDS[kind][column], typed)
    if column == "variants":
        return Cleaned(_sizes(typed))
    if column == legal.NUMBER:
        return _number(FIELDS[kind][column], typed)
    if column == legal.YEAR:
        return Cleaned(_year(typed))
    if (kind, column) in CHOICES:
        return Cleaned(_choice(CHOICES[kind, column], typed))
    return Cleaned(FIELDS[kind][column].clean(typed))


def _phone(field: forms.Field, typed: str) -> Cleaned:
    digits = plain_phone(typed)
    if len(digits) in LOST_ZERO and not digits.startswith("0") and is_phone(f"0{digits}"):
        return Cleaned(f"0{digits}", RESTORED.format(phone=show_phone(f"0{digits}")))
    kept = field.clean(typed)
    return Cleaned(kept, ODD_PHONE.format(phone=show_phone(kept)) if PhoneField.looks_odd(kept) else None)


def _number(field: forms.Field, typed: str) -> Cleaned:
    kept = plain_number(field.clean(typed))
    return Cleaned(kept, None if is_usual_number(kept) else ODD_NUMBER.format(number=kept))


def _year(typed: str) -> int:
    """A year of the Act until the one that may be renewed now, as CE; BE and CE are told apart by their size."""
    last = year_to_renew(timezone.localdate())
    digits = typed.translate(THAI_DIGITS).replace("พ.ศ.", "").strip()
    year = int(digits) if _FOUR.fullmatch(digits) else 0
    year -= ERA_GAP if year >= FIRST_BE_YEAR else 0
    if not ACT_FROM < year <= last:
        told = {"typed": typed[:60], "first": buddhist_year(ACT_FROM + 1), "last": buddhist_year(last)}
        raise ValidationError(HOW_YEAR, code="year", params=told)
    return year


def _choice(enum: type[Labelled], typed: str) -> str:
    member = _spellings(enum).get(header_key(typed))
    if member is None:
        listed = ", ".join(str(each.label) for each in enum)
        raise ValidationError(NOT_LISTED, code="choice", params={"typed": typed[:60], "listed": listed})
    return member


@cache
def _spellings(enum: type[Labelled]) -> dict[str, str]:
    words = ((word, member) for member in enum for word in (member.value, member.label.th, member.label.en))
    return {header_key(word): member.value for word, member in words}


def _sizes(typed: str) -> list[Variant]:
    sizes = [_size(part.strip()) for part in re.split(r"[;\n]", typed) if part.strip()]
    if len(sizes) > MOST_VARIANTS:
        raise ValidationError(TOO_MANY_SIZES, code="sizes")
    return sizes


def _size(typed: str) -> Variant:
    parts = [part.strip() for part in typed.split("|")]
    if not 1 < len(parts) <= len(SIZE_PARTS):
        raise ValidationError(HOW_SIZES, code="sizes")
    given = dict(zip(SIZE_PARTS, parts, strict=False))
    return Variant(**{name: VariantForm.base_fields[name].clean(given.get(name, "")) for name in SIZE_PARTS})


def same_size(variant: Variant, row: Any) -> bool:
    """Whether a size in a cell is the one that is written down: the same name and unit."""
    return search_key(variant.name_th) == search_key(row.name_th) and variant.unit == row.unit


_FOUR: Final = re.compile("[0-9]{4}")
_YEAR: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def era_of(typed: str) -> str:
    """Which era the year of a day in a cell is written in: "be", "ce", or "" where none of four digits stands."""
    year = _YEAR.search(typed.translate(THAI_DIGITS))
    if year is None:
        return ""
    return "be" if int(year[0]) >= FIRST_BE_YEAR else "ce"
