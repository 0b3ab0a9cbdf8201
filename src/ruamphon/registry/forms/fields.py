"""The kinds of boxes this room's forms are made of, with sentences that say what to do."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from ruamphon.core.form_words import TOO_LONG
from ruamphon.core.labels import both
from ruamphon.core.refusals import Impossible
from ruamphon.core.thai_text import THAI_DIGITS, search_key
from ruamphon.people.phones import is_phone, plain_phone
from ruamphon.registry.places import find_subdistrict, offered

FEWEST_DIGITS = 9
MOST_DIGITS = 15
MOST_WRITTEN = 60
"""Characters of a number as typed, with its spaces, dashes and brackets."""

EMPTY = both("ช่องนี้ยังว่างอยู่ กรุณาใส่ข้อมูล", "This is still empty. Please fill it in.")
CHOOSE = both("กรุณาเลือกหนึ่งข้อจากรายการ", "Choose one from the list.")


class ActionForm(forms.Form):
    """A form whose clean values go to one action; `result` is what that action returned."""

    result: Any = None

    def offer(self, name, rows):
        """Let a RecordField choose among these rows."""
        cast("RecordField", self.fields[name]).queryset = rows


class WordsField(forms.CharField):
    """One line or more of words. What shows nothing on screen counts as empty."""

    def __init__(self, *, rows: int = 0, **kwargs):
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.error_messages |= {
            "required": kwargs.get("error_messages", {}).get("required", EMPTY),
            "max_length": TOO_LONG,
        }

    def to_python(self, value):
        text = super().to_python(value)
        return text if text and search_key(text) else self.empty_value

    def widget_attrs(self, widget):
        # Without maxlength a long paste is refused with a sentence instead of being cut in silence.
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class NameField(WordsField):
    """A Thai or English name of at most 200 characters."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 200, **kwargs})


class ChoiceField(forms.ChoiceField):
    """One of a list; says what to do when nothing, or something else, was chosen."""

    def __init__(self, **kwargs):
        messages = {"required": CHOOSE, "invalid_choice": CHOOSE}
        super().__init__(**{"error_messages": messages, **kwargs})


class RecordField(forms.ModelChoiceField):
    """One record of a list."""

    def __init__(self, queryset, **kwargs):
        messages = {"required": CHOOSE, "invalid_choice": CHOOSE}
        super().__init__(queryset, **{"error_messages": messages, **kwargs})


class PhoneField(forms.CharField):
    """A phone number in any writing, cleaned to digits. Refused only when no number has so many digits.

    An unusual number is kept: `looks_odd` tells the page to ask for a second look.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(**{"required": False, "max_length": MOST_WRITTEN, **kwargs})

    def clean(self, value):
        typed = super().clean(value)
        digits = plain_phone(typed)
        if typed and not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
            raise ValidationError(
                both(
                    "เบอร์โทรไทยมี 9 หรือ 10 หลัก เช่น 081-234-5678 ที่พิมพ์มามี %(n)d หลัก ตรวจอีกครั้ง หรือเว้นว่างไว้",
                    "A Thai phone number has 9 or 10 digits, as 081-234-5678; this has %(n)d. "
                    "Check it, or leave it empty.",
                ),
                code="phone",
                params={"n": len(digits)},
            )
        return digits

    @staticmethod
    def looks_odd(digits: str) -> bool:
        """Whether a number was given that is neither a Thai mobile nor a Thai landline."""
        return bool(digits) and not is_phone(digits)


class NumberField(forms.DecimalField):
    """A decimal number; commas between thousands and Thai digits are understood. Extra decimals are rounded."""

    def __init__(self, *, places: int, example: str, lowest: Decimal, highest: Decimal, outside, **kwargs):
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **kwargs})
        self.step = Decimal(1).scaleb(-places)
        self.lowest, self.highest = lowest, highest
        wrong = both(f"ใส่เป็นตัวเลข เช่น {example}", f"Enter a number, for example {example}.")
        self.error_messages |= {"invalid": wrong, "required": wrong, "outside": outside}

    def to_python(self, value):
        typed = value.translate(THAI_DIGITS).replace(",", "") if isinstance(value, str) else value
        number = super().to_python(typed)
        if number is None:
            return None
        if not number.is_finite():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not self.lowest <= number <= self.highest:
            raise ValidationError(self.error_messages["outside"], code="outside")
        return number.quantize(self.step)


class PlaceInput(forms.TextInput):
    """A text box that offers tambons while one types."""

    template_name = "registry/place_input.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_places"
        context["widget"]["attrs"]["list"] = list_id
        return context | {"list_id": list_id, "places": offered()}


class PlaceField(forms.CharField):
    """A tambon picked by typing, cleaned to a Subdistrict or None."""

    widget = PlaceInput

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return find_subdistrict(typed)
        except Impossible as problem:
            raise ValidationError("%(reason)s", code="place", params={"reason": problem.reason}) from problem

    def prepare_value(self, value):
        return getattr(value, "typed", value)
