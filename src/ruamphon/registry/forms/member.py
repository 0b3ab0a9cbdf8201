from datetime import timedelta

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.registry import queries
from ruamphon.registry.actions.member import NO_NAME
from ruamphon.registry.enums import Post
from ruamphon.registry.forms.fields import (
    ActionForm,
    ChoiceField,
    NameField,
    PhoneField,
    RecordField,
    WordsField,
)

TODAY = timedelta(0)


def _joined_on():
    return ThaiDateFormField(label=both("เข้ากลุ่มเมื่อ", "Joined on"), required=False, latest=TODAY)


def _post():
    return ChoiceField(label=both("ตำแหน่ง", "Post"), choices=choices_of(Post), initial=Post.MEMBER)


def _household():
    return WordsField(
        label=both("บ้านเลขที่", "House number"),
        help_text=both(
            "ใช้นับว่ามีสมาชิกจากกี่บ้าน เห็นเฉพาะคนที่แก้ข้อมูลกลุ่มได้",
            "Counts of how many houses the members are; only editors see it.",
        ),
        required=False,
        max_length=60,
    )


class NewMemberForm(ActionForm):
    """Someone new by name, or someone of the group who is listed already."""

    person = RecordField(
        None,
        label=both("เลือกคนที่มีชื่ออยู่แล้ว", "Someone already listed"),
        required=False,
        empty_label=both("— คนใหม่ —", "— someone new —"),
    )
    name_th = NameField(label=both("ชื่อ–นามสกุล", "Full name"), required=False)
    nickname = WordsField(label=both("ชื่อเล่น", "Nickname"), required=False, max_length=60)
    phone = PhoneField(label=both("เบอร์โทร", "Phone"))
    post = _post()
    joined_on = _joined_on()
    household = _household()

    def __init__(self, *args, enterprise, **kwargs):
        super().__init__(*args, **kwargs)
        listed = queries.people_to_add(enterprise)
        self.offer("person", listed)
        if not listed:
            del self.fields["person"]

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if not values.get("person") and not values.get("name_th") and "name_th" not in self.errors:
            self.add_error("name_th", str(NO_NAME))
        return values


class MembershipForm(ActionForm):
    """A member's post and days; a day of leaving ends the membership."""

    post = _post()
    joined_on = _joined_on()
    left_on = ThaiDateFormField(
        label=both("ออกจากกลุ่มเมื่อ", "Left on"),
        help_text=both("เว้นว่างไว้ถ้ายังเป็นสมาชิก", "Leave empty for a present member."),
        required=False,
        latest=TODAY,
    )
    household = _household()


class CorrectMemberForm(MembershipForm):
    """The same, with name, nickname and phone of someone who is known only here."""

    name_th = NameField(
        label=both("ชื่อ–นามสกุล", "Full name"),
        error_messages={"required": both("กรุณาใส่ชื่อ–นามสกุล", "Enter the full name.")},
    )
    nickname = WordsField(label=both("ชื่อเล่น", "Nickname"), required=False, max_length=60)
    phone = PhoneField(label=both("เบอร์โทร", "Phone"))
    field_order = ["name_th", "nickname", "phone"]
    PERSON = ("name_th", "nickname", "phone")

    def parts(self):
        """The cleaned values in two: of the person, of the membership."""
        values = self.cleaned_data
        person = {name: values[name] for name in self.PERSON}
        return person, {name: value for name, value in values.items() if name not in self.PERSON}
