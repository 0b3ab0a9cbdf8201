from datetime import timedelta
from decimal import Decimal

from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.registry import queries
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.forms.fields import (
    ActionForm,
    ChoiceField,
    NameField,
    NumberField,
    PhoneField,
    PlaceField,
    RecordField,
    WordsField,
)

ONE_NUMBER = both(
    "หมุดต้องมีทั้งละติจูดและลองจิจูด ใส่ให้ครบสองช่อง หรือเว้นว่างทั้งคู่",
    "A pin needs both latitude and longitude. Fill in both, or leave both empty.",
)


class EnterpriseForm(ActionForm):
    """What is said of a group: who, what kind of work, where, how to reach it."""

    name_th = NameField(
        label=both("ชื่อกลุ่ม (ไทย)", "Name of the group (Thai)"),
        error_messages={"required": both("กรุณาใส่ชื่อกลุ่ม", "Enter the name of the group.")},
    )
    name_en = NameField(label=both("ชื่อกลุ่ม (อังกฤษ)", "Name of the group (English)"), required=False)
    work_kind = ChoiceField(
        label=both("ทำงานด้านไหนเป็นหลัก", "Main kind of work"),
        choices=choices_of(WorkKind),
        initial=WorkKind.UNKNOWN,
    )
    about_th = WordsField(
        label=both("เล่าเรื่องกลุ่มสั้น ๆ (ไทย)", "About the group (Thai)"), required=False, max_length=2000, rows=4
    )
    about_en = WordsField(
        label=both("เล่าเรื่องกลุ่มสั้น ๆ (อังกฤษ)", "About the group (English)"),
        required=False,
        max_length=2000,
        rows=4,
    )
    phone = PhoneField(label=both("เบอร์โทรของกลุ่ม", "Phone of the group"))
    founded_on = ThaiDateFormField(label=both("ก่อตั้งเมื่อ", "Founded on"), required=False, latest=timedelta(0))
    place_label = WordsField(
        label=both("สถานที่ตามเอกสาร", "Place as printed"),
        help_text=both(
            "เขียนตามที่ปรากฏในเอกสารหรือประกาศ เช่น ต.เนินพระ", "As a paper or notice has it, e.g. ต.เนินพระ"
        ),
        required=False,
        max_length=120,
    )
    subdistrict = PlaceField(
        label=both("ตำบล อำเภอ จังหวัด", "Tambon, amphoe, changwat"),
        help_text=both(
            "พิมพ์ชื่อตำบลแล้วเลือกจากรายการ ถ้ายังไม่แน่ใจเว้นว่างไว้ก่อน",
            "Type the tambon and pick from the list. Leave it empty if you are not sure.",
        ),
        required=False,
        max_length=200,
    )
    municipality = WordsField(
        label=both("เทศบาล หรือ อบต.", "Municipality or subdistrict organisation"),
        required=False,
        max_length=120,
    )
    community = WordsField(label=both("ชุมชน", "Community (ชุมชน)"), required=False, max_length=120)
    latitude = NumberField(
        label=both("ละติจูด", "Latitude"),
        required=False,
        places=5,
        example="12.68095",
        lowest=Decimal(5),
        highest=Decimal(21),
        outside=both(
            "ละติจูดในประเทศไทยอยู่ระหว่าง 5 ถึง 21 ดูว่าใส่สลับกับลองจิจูดหรือไม่",
            "A latitude in Thailand lies between 5 and 21. Is it swapped with the longitude?",
        ),
    )
    longitude = NumberField(
        label=both("ลองจิจูด", "Longitude"),
        required=False,
        places=5,
        example="101.25798",
        lowest=Decimal(97),
        highest=Decimal(106),
        outside=both(
            "ลองจิจูดในประเทศไทยอยู่ระหว่าง 97 ถึง 106 ดูว่าใส่สลับกับละติจูดหรือไม่",
            "A longitude in Thailand lies between 97 and 106. Is it swapped with the latitude?",
        ),
    )

    def clean(self):
        super().clean()
        values = self.cleaned_data
        missing = {name for name in ("latitude", "longitude") if values.get(name) is None}
        if len(missing) == 1 and not missing & self.errors.keys():
            self.add_error(missing.pop(), ONE_NUMBER)
        return values

    @property
    def sections(self):
        """The fields as the page groups them, except the pin, which has its own block."""
        words = ["name_th", "name_en", "work_kind", "about_th", "about_en", "phone", "founded_on"]
        places = ["place_label", "subdistrict", "municipality", "community"]
        return {"group": [self[name] for name in words], "place": [self[name] for name in places]}

    @property
    def pin(self):
        """The two boxes of the pin."""
        return [self["latitude"], self["longitude"]]


class NewEnterpriseForm(EnterpriseForm):
    """A new group: within which programme, and a second look when a name like it is there already."""

    within = RecordField(None, label=both("อยู่ในโครงการไหน", "In which programme"))
    not_same = forms.BooleanField(
        label=both("ไม่ใช่กลุ่มเดียวกัน", "It is not the same group"),
        error_messages={
            "required": both(
                "มีกลุ่มชื่อคล้ายกันอยู่แล้ว เปิดดูก่อน ถ้าไม่ใช่กลุ่มเดียวกัน ให้แตะช่องนี้แล้วบันทึกอีกครั้ง",
                "There is a group with a name like this. Look first; if it is another one, tick this and save again.",
            )
        },
    )

    def __init__(self, *args, account, programmes, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("within", programmes)
        self.asks_programme = len(programmes) != 1
        if not self.asks_programme:
            self.only_programme = programmes[0]
            del self.fields["within"]
        self.alike = queries.alike(account, self._typed_name()) if self.is_bound else []
        if not self.alike:
            del self.fields["not_same"]

    def _typed_name(self):
        """The name before it is checked; PostgreSQL refuses to look for a text with a NUL in it."""
        return self.data.get("name_th", "").replace("\x00", "")

    def clean(self):
        super().clean()
        values = self.cleaned_data
        values.pop("not_same", None)
        if not self.asks_programme:
            values["within"] = self.only_programme
        return values


class ReasonForm(ActionForm):
    """Why a group is taken off the public pages."""

    reason = WordsField(
        label=both("เหตุผล", "Reason"),
        help_text=both("สั้น ๆ ให้คนอื่นเข้าใจ เช่น กลุ่มขอให้เอาออกก่อน", "Short, so that others understand."),
        max_length=500,
        rows=2,
        error_messages={"required": both("กรุณาบอกเหตุผลสั้น ๆ", "Say shortly why.")},
    )
