from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.upload_fields import FilesInput, UploadField
from ruamphon.people.models import Person
from ruamphon.programmes import queries
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.forms.fields import TODAY, KeyedForm, PeopleField, RecordsField, choice, day, words
from ruamphon.programmes.models import Enrolment


def _photos():
    return UploadField(
        multiple=True,
        required=False,
        label=both("รูปถ่าย", "Photos"),
        widget=FilesInput(attrs={"accept": "image/*", "data-shrink": ""}),
    )


class VisitForm(KeyedForm):
    """The one-minute page: photos, three lines, who came, when, and when next."""

    photos = _photos()
    found = words("พบอะไร", "What we found", most=500, required=True)
    done = words("ทำหรือแนะนำอะไร", "What we did or advised", most=500)
    agreed = words("ตกลงกันว่าอย่างไร", "What was agreed", most=500)
    people = PeopleField(queryset=Person.objects.none(), required=False, label=both("ใครมาบ้าง", "Who came"))
    happened_on = day("วันที่ไป", "Day of the visit", required=True, initial=timezone.localdate, latest=TODAY)
    next_on = day("นัดครั้งถัดไป", "Next date")

    def __init__(self, *args, enrolment, account, **kwargs):
        super().__init__(*args, **kwargs)
        offered = queries.likely_attendees([enrolment], timezone.localdate(), recorder=account.person)
        self.offer("people", offered)
        self.fields["people"].initial = [account.person_id]


class GroupsField(RecordsField):
    def label_from_instance(self, obj):
        return str(obj.enterprise.name)


class ActivityForm(KeyedForm):
    """A workshop or meeting of several groups of a cohort."""

    kind = choice(
        "กิจกรรม",
        "Activity",
        [pair for pair in choices_of(ActivityKind) if pair[0] != ActivityKind.VISIT],
        ActivityKind,
        initial=ActivityKind.WORKSHOP,
    )
    enrolments = GroupsField(
        queryset=Enrolment.objects.none(),
        label=both("กลุ่มที่เข้าร่วม", "Groups that took part"),
        error_messages={"required": both("เลือกอย่างน้อยหนึ่งกลุ่ม", "Choose at least one group.")},
    )
    happened_on = day("วันที่จัด", "Day", required=True, initial=timezone.localdate, latest=TODAY)
    found = words("เรื่องอะไร", "What it was about", most=500, required=True)
    done = words("ทำอะไรกัน", "What was done", most=500)
    agreed = words("ตกลงกันว่าอย่างไร", "What was agreed", most=500)
    people = PeopleField(queryset=Person.objects.none(), required=False, label=both("ใครมาบ้าง", "Who came"))
    photos = _photos()

    def __init__(self, *args, cohort, account, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Enrolment.objects.visible_to(account).filter(cohort=cohort).in_progress()
        self.offer("enrolments", groups.select_related("enterprise"))
        offered = queries.likely_attendees(list(groups), timezone.localdate(), recorder=account.person)
        self.offer("people", offered)
        self.fields["people"].initial = [account.person_id]
