from django import forms

from ruamphon.core.labels import both
from ruamphon.core.upload_fields import UploadField
from ruamphon.people.models import Person
from ruamphon.programmes import queries
from ruamphon.programmes.forms.fields import KeyedForm, RecordsField, RoomForm, day, name_of, words
from ruamphon.programmes.models import AgreementParty, Cohort
from ruamphon.programmes.models.agreement import LONGEST_TERM
from ruamphon.registry.forms.fields import NameField, WordsField
from ruamphon.registry.models import Office, Organisation


class PartiesField(RecordsField):
    def label_from_instance(self, obj):
        return name_of(obj)


class AgreementForm(RoomForm):
    title_th = WordsField(label=both("ชื่อบันทึกความร่วมมือ", "Title in Thai"), max_length=300, rows=2)
    title_en = WordsField(label=both("ชื่อภาษาอังกฤษ", "Title in English"), max_length=300, required=False)
    cohort = forms.ModelChoiceField(
        queryset=Cohort.objects.none(),
        required=False,
        label=both("เปิดรุ่นไหน", "Opens which cohort"),
        empty_label=both("ไม่ผูกกับรุ่น", "None"),
    )
    parties = PartiesField(
        queryset=Organisation.objects.none(),
        label=both("คู่ความร่วมมือ", "Parties"),
        error_messages={"required": both("เลือกอย่างน้อยสององค์กร", "Choose at least two organisations.")},
    )
    signed_on = day(
        "วันลงนาม", "Day of signing", help_text=both("เว้นว่างได้ถ้ายังไม่กำหนด", "Leave empty if not set yet")
    )
    venue_th = WordsField(label=both("สถานที่ลงนาม", "Venue"), max_length=200, required=False)
    venue_en = WordsField(label=both("สถานที่ภาษาอังกฤษ", "Venue in English"), max_length=200, required=False)
    begins_on = day("เริ่มมีผล", "In force from")
    ends_on = day("มีผลถึง", "In force until", latest=LONGEST_TERM)
    witness_name = NameField(label=both("ประธานและพยาน", "Presiding witness"), required=False)
    witness_post_th = WordsField(
        label=both("ตำแหน่งของพยาน", "Witness's post"), max_length=200, required=False
    )
    witness_post_en = WordsField(
        label=both("ตำแหน่งของพยานภาษาอังกฤษ", "Witness's post in English"), max_length=200, required=False
    )

    def __init__(self, *args, programme, account, agreement=None, **kwargs):
        if agreement is not None:
            kwargs["initial"] = _as_typed(agreement)
        super().__init__(*args, **kwargs)
        self.offer("cohort", Cohort.objects.visible_to(account).filter(programme=programme), label=name_of)
        parties = queries.possible_parties(programme, account)
        if agreement is not None:
            parties = parties | Organisation.objects.filter(agreements__agreement=agreement)
        self.offer("parties", parties.distinct())


class NewAgreementForm(KeyedForm, AgreementForm):
    """As AgreementForm, kept once however often the page is sent."""


def _as_typed(agreement):
    names = (
        *("title_th", "title_en", "cohort", "signed_on", "venue_th", "venue_en", "begins_on", "ends_on"),
        *("witness_post_th", "witness_post_en"),
    )
    return {name: getattr(agreement, name) for name in names} | {
        "parties": [party.organisation_id for party in agreement.parties.all()],
        "witness_name": agreement.witness.name_th if agreement.witness else "",
    }


class PartyField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return name_of(obj.organisation)


class SignatoryPostForm(RoomForm):
    """For whom somebody signs, and with which post."""

    party = PartyField(
        queryset=AgreementParty.objects.none(),
        empty_label=None,
        label=both("ลงนามแทนองค์กรไหน", "Signs for"),
        widget=forms.RadioSelect,
        error_messages={"required": both("เลือกหนึ่งองค์กร", "Choose one organisation.")},
    )
    post_th = WordsField(label=both("ตำแหน่ง", "Post"), max_length=200, required=False)
    post_en = WordsField(label=both("ตำแหน่งภาษาอังกฤษ", "Post in English"), max_length=200, required=False)

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("party", agreement.parties.select_related("organisation"))


class SignatoryForm(SignatoryPostForm):
    """Somebody known, or a name that is written down now."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        required=False,
        label=both("คนที่รู้จักแล้ว", "Somebody known"),
        empty_label=both("พิมพ์ชื่อใหม่", "Type a new name"),
    )
    name = NameField(
        label=both("หรือพิมพ์ชื่อผู้ลงนาม", "Or type who signs"),
        required=False,
        help_text=both("ใส่คำนำหน้าด้วย เพราะชื่อนี้จะอยู่ในหน้าลงนาม", "With the title; it is printed on the sheet"),
    )
    field_order = ("party", "person", "name", "post_th", "post_en")

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, agreement=agreement, **kwargs)
        self.offer("person", queries.known_signers(agreement), label=name_of)

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        person, name = cleaned.get("person"), cleaned.get("name")
        if not (person or name or self.errors):
            self.add_error("name", both("เลือกคนที่รู้จัก หรือพิมพ์ชื่อ", "Choose somebody known, or type a name."))
        if person and name:
            self.add_error(
                "name",
                both(
                    "เลือกคนที่รู้จักแล้ว จึงไม่ต้องพิมพ์ชื่ออีก ลบชื่อออก หรือเลือก “พิมพ์ชื่อใหม่”",
                    "Somebody known is chosen, so no name is needed. Clear it, or choose “Type a new name”.",
                ),
            )
        if person and cleaned.get("party") and not cleaned.get("post_th"):
            cleaned |= _post_held(person, cleaned["party"], cleaned.get("post_en", ""))
        return cleaned


def _post_held(person, party, post_en):
    """The post of the person's latest office in the party, where one is known."""
    office = Office.objects.filter(person=person, organisation=party.organisation_id).last()
    return {"post_th": office.title_th, "post_en": post_en or office.title_en} if office else {}


class AgreementTextForm(RoomForm):
    body = words("เนื้อความทั้งฉบับ", "The whole wording", most=30000, required=True, rows=16)
    note = WordsField(label=both("แก้อะไรจากฉบับก่อน", "What changed"), max_length=300, required=False)
    after = forms.IntegerField(min_value=0, max_value=100000, widget=forms.HiddenInput)


class AgreementScanForm(RoomForm):
    file = UploadField(label=both("ไฟล์สแกนหรือรูปของฉบับที่ลงนามแล้ว", "Scan or photo of the signed paper"))
