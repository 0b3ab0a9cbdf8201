from django import forms
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.upload_fields import UploadField
from ruamphon.people.models import Person
from ruamphon.programmes import queries
from ruamphon.programmes.enums import DeliverableKind
from ruamphon.programmes.forms.fields import RoomForm, choice, name_of, words

MOST_WORDS = 4000


def _file():
    return UploadField(
        required=False,
        label=both("ไฟล์หรือรูป", "File or photo"),
        help_text=both("รูป PDF Excel หรือ Word หนึ่งไฟล์", "One photo, PDF, Excel or Word file"),
    )


class DeliverableForm(RoomForm):
    kind = choice("ชนิดของงาน", "Kind of work", choices_of(DeliverableKind), DeliverableKind)
    title = forms.CharField(label=both("ชื่อผลงาน", "Title"), max_length=200)
    summary = words("สรุปสั้น ๆ", "In a few words", most=MOST_WORDS, required=True, rows=4)
    file = _file()


class VersionForm(RoomForm):
    summary = words("รุ่นนี้เปลี่ยนอะไร", "What is new in this version", most=MOST_WORDS, required=True, rows=4)
    file = _file()


class CommentForm(RoomForm):
    text = words("ความเห็น", "Comment", most=2000, required=True)


class CheckForm(RoomForm):
    """Carries the number of the version that was read, so that a newer one is not checked unseen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(CheckForm):
    comment = words("ต้องแก้อะไร", "What should change", most=2000, required=True, rows=4)


class AcceptForm(CheckForm):
    """An officer also names the member who agreed; a member accepts in their own name."""

    for_member = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=both("สมาชิกที่ตกลงรับผลงาน", "The member who agreed to accept"),
        widget=forms.RadioSelect,
        error_messages={"required": both("เลือกสมาชิกหนึ่งคน", "Choose one member.")},
        empty_label=None,
    )

    def __init__(self, *args, deliverable, as_member, **kwargs):
        super().__init__(*args, **kwargs)
        if as_member:
            del self.fields["for_member"]
            return
        members = queries.group_members(deliverable.enrolment, timezone.localdate())
        self.offer("for_member", members, label=name_of)
