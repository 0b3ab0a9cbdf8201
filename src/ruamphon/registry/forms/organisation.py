from datetime import timedelta

from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.registry import queries
from ruamphon.registry.actions.office import NO_NAME
from ruamphon.registry.enums import BelongingKind, OrganisationKind
from ruamphon.registry.forms.fields import ActionForm, ChoiceField, NameField, RecordField, WordsField

TODAY = timedelta(0)
PICK = ("", both("— เลือก —", "— choose —"))


class OrganisationForm(ActionForm):
    """What is said of an organisation."""

    name_th = NameField(
        label=both("ชื่อองค์กร (ไทย)", "Name (Thai)"),
        error_messages={"required": both("กรุณาใส่ชื่อองค์กร", "Enter the name of the organisation.")},
    )
    name_en = NameField(label=both("ชื่อองค์กร (อังกฤษ)", "Name (English)"), required=False)
    kind = ChoiceField(label=both("เป็นองค์กรแบบไหน", "Kind"), choices=[PICK, *choices_of(OrganisationKind)])
    short_th = WordsField(label=both("ชื่อย่อ (ไทย)", "Short name (Thai)"), required=False, max_length=60)
    short_en = WordsField(label=both("ชื่อย่อ (อังกฤษ)", "Short name (English)"), required=False, max_length=60)
    parent = RecordField(
        None,
        label=both("เป็นส่วนหนึ่งของ", "Part of"),
        required=False,
        empty_label=both("— ไม่มีต้นสังกัด —", "— none —"),
    )
    part_in_programme = WordsField(
        label=both("ทำหน้าที่อะไรในโครงการ", "Its part in the programme"), required=False, max_length=300, rows=2
    )
    begun_on = ThaiDateFormField(label=both("เริ่มรวมตัวเมื่อ", "Begun on"), required=False, latest=TODAY)
    registered_on = ThaiDateFormField(
        label=both("จดทะเบียนเมื่อ", "Registered on"), required=False, latest=TODAY
    )

    def __init__(self, *args, account, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        parents = queries.organisations(account)
        self.offer("parent", parents.exclude(pk=organisation.pk) if organisation else parents)


class NewOrganisationForm(OrganisationForm):
    """A new organisation, and in which programme."""

    within = RecordField(None, label=both("อยู่ในโครงการไหน", "In which programme"))
    field_order = ["within"]

    def __init__(self, *args, programmes, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("within", programmes)
        self.only_programme = programmes[0] if len(programmes) == 1 else None
        if self.only_programme:
            del self.fields["within"]

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if self.only_programme:
            values["within"] = self.only_programme
        return values


class DaysForm(ActionForm):
    """From, to, and seen on: as far as known."""

    from_on = ThaiDateFormField(label=both("ตั้งแต่", "From"), required=False)
    to_on = ThaiDateFormField(
        label=both("ถึง", "Until"),
        help_text=both("เว้นว่างถ้ายังเป็นอยู่หรือไม่รู้", "Leave empty if it still holds, or is not known."),
        required=False,
    )
    seen_on = ThaiDateFormField(
        label=both("มีหลักฐานว่าเป็นอยู่เมื่อ", "Seen to hold on"),
        help_text=both("วันที่ของข่าวหรือเอกสารที่บอกไว้", "The day of the news item or paper that says so."),
        required=False,
        latest=TODAY,
    )


class OfficeForm(DaysForm):
    """A person's post in an organisation."""

    title_th = WordsField(
        label=both("ตำแหน่ง (ไทย)", "Title (Thai)"),
        max_length=120,
        error_messages={"required": both("กรุณาใส่ชื่อตำแหน่ง เช่น นายกสมาคม", "Enter the title, e.g. president.")},
    )
    title_en = WordsField(label=both("ตำแหน่ง (อังกฤษ)", "Title (English)"), required=False, max_length=120)
    field_order = ["title_th", "title_en"]


class NewOfficeForm(OfficeForm):
    """A post, with who holds it: someone listed, or a new name."""

    person = RecordField(
        None,
        label=both("เลือกคนที่มีชื่ออยู่แล้ว", "Someone already listed"),
        required=False,
        empty_label=both("— คนใหม่ —", "— someone new —"),
    )
    name_th = NameField(label=both("ชื่อ–นามสกุล", "Full name"), required=False)
    field_order = ["person", "name_th", "title_th", "title_en"]

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        holders = queries.office_holders(organisation)
        self.offer("person", holders)
        if not holders:
            del self.fields["person"]

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if not values.get("person") and not values.get("name_th") and "name_th" not in self.errors:
            self.add_error("name_th", str(NO_NAME))
        return values


class BelongingForm(DaysForm):
    """As what, and since when, one organisation belongs to another."""

    kind = ChoiceField(label=both("เป็น", "As"), choices=choices_of(BelongingKind), widget=forms.RadioSelect)
    name_as_printed = WordsField(
        label=both("ชื่อตามเอกสาร", "Name as printed"),
        help_text=both("ถ้าเอกสารเขียนต่างจากชื่อในระบบ", "If a paper has it differently."),
        required=False,
        max_length=200,
    )
    field_order = ["kind", "name_as_printed"]


class NewBelongingForm(BelongingForm):
    """The same, with which organisation."""

    member = RecordField(None, label=both("องค์กร", "Organisation"))
    field_order = ["member", "kind", "name_as_printed"]

    def __init__(self, *args, account, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("member", queries.organisations(account).exclude(pk=organisation.pk))
