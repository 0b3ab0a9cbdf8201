from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.registry.domain import Variant
from ruamphon.registry.enums import ProductKind
from ruamphon.registry.forms.fields import ActionForm, ChoiceField, NameField, NumberField, WordsField

MOST_VARIANTS = 30
EMPTY_ROWS = 2
HIGHEST_PRICE = Decimal("9999999999.99")


class ProductForm(ActionForm):
    """A good or a service of a group."""

    name_th = NameField(
        label=both("ชื่อสินค้าหรือบริการ (ไทย)", "Name (Thai)"),
        error_messages={
            "required": both("กรุณาใส่ชื่อสินค้าหรือบริการ", "Enter the name of the product or service.")
        },
    )
    name_en = NameField(label=both("ชื่อ (อังกฤษ)", "Name (English)"), required=False)
    kind = ChoiceField(
        label=both("เป็น", "It is a"),
        choices=choices_of(ProductKind),
        widget=forms.RadioSelect,
        initial=ProductKind.GOOD,
    )
    about_th = WordsField(
        label=both("อธิบายสั้น ๆ (ไทย)", "Short description (Thai)"), required=False, max_length=1000, rows=3
    )
    about_en = WordsField(
        label=both("อธิบายสั้น ๆ (อังกฤษ)", "Short description (English)"),
        required=False,
        max_length=1000,
        rows=3,
    )
    registered_on = ThaiDateFormField(
        label=both("กลุ่มมีรายการนี้ตั้งแต่", "Offered since"),
        latest=timedelta(0),
        initial=timezone.localdate,
    )


class RetireForm(ActionForm):
    """Since when a product is no longer made."""

    retired_on = ThaiDateFormField(
        label=both("เลิกทำตั้งแต่วันที่", "No longer offered since"),
        help_text=both("เว้นว่างแล้วบันทึก ถ้ากลับมาทำอีก", "Leave empty and save if it is made again."),
        required=False,
        latest=timedelta(0),
        initial=timezone.localdate,
    )


class VariantForm(ActionForm):
    """One size, flavour or form with its price. A row left empty does not count."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name_th = WordsField(
        label=both("ขนาด รส หรือแบบ (ไทย)", "Size, flavour or form (Thai)"),
        max_length=120,
        error_messages={
            "required": both("กรุณาใส่ชื่อขนาดหรือแบบ เช่น ขวดเล็ก", "Enter the size or form, e.g. small bottle.")
        },
    )
    name_en = WordsField(label=both("ชื่ออังกฤษ", "English name"), required=False, max_length=120)
    unit = WordsField(
        label=both("หน่วยขาย", "Sold per"),
        help_text=both("เช่น ชิ้น, ขวด 250 มล., คน/ครั้ง", "e.g. piece, 250 ml bottle, person/visit"),
        max_length=40,
        error_messages={
            "required": both(
                "กรุณาใส่หน่วยขาย เช่น ขวด 250 มล.", "Enter what one price buys, e.g. a 250 ml bottle."
            )
        },
    )
    price = NumberField(
        label=both("ราคาขาย (บาท)", "Price (baht)"),
        help_text=both("ยังไม่รู้ราคา เว้นว่างไว้", "Leave empty if not known yet."),
        required=False,
        places=2,
        example="45.50",
        lowest=Decimal(0),
        highest=HIGHEST_PRICE,
        outside=both(
            "ราคาต้องไม่ติดลบ และไม่เกินสิบหลัก ตรวจตัวเลขอีกครั้ง",
            "A price is not below zero and has at most ten digits. Check the number.",
        ),
    )

    def variant(self):
        """The clean row as the action takes it."""
        return Variant(**{name: value for name, value in self.cleaned_data.items() if name != "DELETE"})


class BaseVariants(forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = both("เอาขนาดนี้ออก", "Remove this one")


VariantFormSet = forms.formset_factory(
    VariantForm,
    formset=BaseVariants,
    extra=EMPTY_ROWS,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_VARIANTS,
    validate_max=True,
)


def variants_of(product):
    """The product's variants as initial values of the rows."""
    return list(product.variants.values("pk", "name_th", "name_en", "unit", "price"))


def variants_in(rows):
    """The clean rows that stay, in order; empty ones and removed ones left out."""
    kept = [row for row in rows if row.cleaned_data and not row.cleaned_data.get("DELETE")]
    return [row.variant() for row in kept]
