"""Django's own sentences about input, said our way in both languages: it has little Thai, and seldom says what to do."""

from typing import Any

from django import forms
from django.core import validators
from django.forms.formsets import BaseFormSet

from ruamphon.core.labels import both

EMPTY = both("กรอกช่องนี้ด้วย", "Please fill this in.")
TOO_LONG = both(
    "ยาวเกินไป ใส่ได้ไม่เกิน %(limit_value)d ตัวอักษร ตอนนี้มี %(show_value)d ตัว ตัดให้สั้นลง",
    "Too long: at most %(limit_value)d characters, now %(show_value)d. Make it shorter.",
)
UNREADABLE = both(
    "มีอักขระที่อ่านไม่ได้ปนอยู่ ลบข้อความแล้วพิมพ์ใหม่ในช่องนี้",
    "There is a character in it that cannot be read. Clear the box and type the text again.",
)
NO_NUMBER = both("ใส่เป็นตัวเลข เช่น 12", "Enter a number, for example 12.")
TOO_HIGH = both("มากเกินไป ใส่ได้ไม่เกิน %(limit_value)s", "Too high: enter %(limit_value)s or less.")
TOO_LOW = both("น้อยเกินไป ใส่ตั้งแต่ %(limit_value)s ขึ้นไป", "Too low: enter %(limit_value)s or more.")
NO_EMAIL = both(
    "อีเมลไม่ครบ ต้องมี @ เช่น somsri@example.com", "An e-mail address has an @, as somsri@example.com."
)
NOT_LISTED = both(
    "ข้อที่เลือกไม่อยู่ในรายการแล้ว เลือกใหม่จากรายการ", "That is not in the list now. Choose again from the list."
)
NO_FILE = both("แนบไฟล์ก่อนส่ง เลือกไฟล์จากเครื่องหรือถ่ายรูป", "Attach a file: choose one or take a photo.")
FILE_EMPTY = both("ไฟล์นี้ว่างเปล่า เลือกไฟล์อื่น", "This file is empty. Choose another one.")
FILE_NAME_LONG = both(
    "ชื่อไฟล์ยาวเกินไป เปลี่ยนชื่อให้สั้นลงแล้วเลือกใหม่", "The file's name is too long. Rename it and choose it again."
)
PAGE_INCOMPLETE = both(
    "ข้อมูลของหน้านี้มาไม่ครบ เปิดหน้านี้ใหม่แล้วลองอีกครั้ง",
    "Part of this page did not arrive. Open the page again and try once more.",
)
TOO_MANY_ROWS = both("มีแถวมากเกินไป ใส่ได้ไม่เกิน %(num)d แถว", "Too many rows: at most %(num)d.")

FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": EMPTY},
    forms.IntegerField: {"invalid": NO_NUMBER},
    forms.FloatField: {"invalid": NO_NUMBER},
    forms.DecimalField: {"invalid": NO_NUMBER},
    forms.ChoiceField: {"invalid_choice": NOT_LISTED},
    forms.MultipleChoiceField: {"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED},
    forms.ModelChoiceField: {"invalid_choice": NOT_LISTED},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": NOT_LISTED,
        "invalid_pk_value": NOT_LISTED,
        "invalid_list": NOT_LISTED,
    },
    forms.UUIDField: {"invalid": PAGE_INCOMPLETE},
    forms.FileField: {
        "required": NO_FILE,
        "invalid": NO_FILE,
        "missing": NO_FILE,
        "empty": FILE_EMPTY,
        "max_length": FILE_NAME_LONG,
    },
}
"""Kind of field → code of an error → sentence. A field of a form may still say it in words of its own."""

VALIDATORS: dict[Any, Any] = {
    validators.MaxLengthValidator: TOO_LONG,
    validators.MaxValueValidator: TOO_HIGH,
    validators.MinValueValidator: TOO_LOW,
    validators.EmailValidator: NO_EMAIL,
    validators.ProhibitNullCharactersValidator: UNREADABLE,
}


def speak_both_languages() -> None:
    """Put our sentences where Django looks for its own. Called once, when the product starts."""
    for field, sentences in FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence
    validators.validate_email.message = NO_EMAIL
    BaseFormSet.default_error_messages = {
        "missing_management_form": PAGE_INCOMPLETE,
        "too_many_forms": TOO_MANY_ROWS,
        "too_few_forms": PAGE_INCOMPLETE,
    }
