from django import forms

from ruamphon.core.labels import both
from ruamphon.people.enums import Role
from ruamphon.people.models import Person
from ruamphon.programmes import queries
from ruamphon.programmes.domain.names import read_people
from ruamphon.programmes.domain.team import (
    LINKS_ORGANISATION,
    NEEDS_COURSE,
    NEEDS_ORGANISATION,
    NEEDS_TERM,
    ROLES_IN,
)
from ruamphon.programmes.enums import TeamKind
from ruamphon.programmes.forms.fields import PeopleField, RoomForm, cleaned, day, name_of, words
from ruamphon.programmes.queries.people import MOST_KNOWN
from ruamphon.registry.models import Organisation

ONE_A_LINE = both(
    "หนึ่งคนต่อหนึ่งบรรทัด ใส่เบอร์โทรต่อท้ายได้ เช่น สมชาย ใจดี 081-234-5678",
    "One person on each line; a phone number may follow, e.g. Somchai Jaidee 081-234-5678",
)
_ADVISER_FIELDS = ("known_advisers", "advisers")
_STUDENT_FIELDS = ("course", "term")


class TeamForm(RoomForm):
    """A team of one kind: its people as typed names or people already known to the programme, and its days."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        label=both("องค์กร", "Organisation"),
        empty_label=both("เลือกองค์กร", "Choose an organisation"),
    )
    course = forms.CharField(
        label=both("รายวิชา", "Course"),
        max_length=120,
        required=False,
        help_text=both("รหัสหรือชื่อวิชา", "Code or name of the course"),
    )
    term = forms.CharField(
        label=both("ภาคเรียน", "Term"),
        max_length=40,
        required=False,
        help_text=both("เช่น 1/2569", "For example 1/2569"),
    )
    known_advisers = PeopleField(
        queryset=Person.objects.none(),
        required=False,
        label=both("อาจารย์ที่ปรึกษาที่เคยร่วมโครงการ", "Advisers who know the programme"),
    )
    advisers = words("อาจารย์ที่ปรึกษาคนใหม่", "New advisers", most=4000, rows=2, help_text=ONE_A_LINE)
    known = PeopleField(
        queryset=Person.objects.none(),
        required=False,
        label=both("คนที่เคยร่วมโครงการ", "People who know the programme"),
    )
    people = words("คนใหม่ในทีม", "New people in the team", most=8000, rows=4, help_text=ONE_A_LINE)
    begins_on = day("วันแรก", "First day", required=True)
    ends_on = day(
        "วันสุดท้าย",
        "Last day",
        required=True,
        help_text=both("สิทธิ์ของทีมหมดเองเมื่อสิ้นวันนี้", "The team's access ends by itself when this day is over"),
    )

    def __init__(self, *args, kind, enrolment, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = TeamKind(kind)
        self._drop_what_the_kind_lacks()
        self.role = ROLES_IN[self.kind][-1]
        self._offer("known", enrolment.cohort.programme, self.role)
        self._offer("known_advisers", enrolment.cohort.programme, Role.ADVISER)
        if "organisation" in self.fields:
            self.offer("organisation", Organisation.objects.visible_to(account), label=name_of)

    def _drop_what_the_kind_lacks(self):
        if self.kind != TeamKind.STUDENTS:
            for name in (*_ADVISER_FIELDS, *_STUDENT_FIELDS):
                del self.fields[name]
        if self.kind not in LINKS_ORGANISATION and self.kind != TeamKind.STUDENTS:
            del self.fields["organisation"]
        if self.kind == TeamKind.STUDENTS:
            self.fields["people"].label = both("นักศึกษา", "Students")
            self.fields["known"].label = both("นักศึกษาที่เคยร่วมโครงการ", "Students who know the programme")
            self.fields["organisation"].label = both("สถาบันการศึกษา", "University")
            self._require("course", NEEDS_COURSE)
            self._require("term", NEEDS_TERM)
        if self.kind == TeamKind.MENTOR:
            self._require("organisation", NEEDS_ORGANISATION)

    def _require(self, name, sentence):
        self.fields[name].required = True
        self.fields[name].widget.is_required = True
        self.fields[name].error_messages["required"] = both(sentence.th, sentence.en)

    def _offer(self, name, programme, role):
        if name not in self.fields:
            return
        first = queries.known_people(programme, role).values_list("pk", flat=True)[:MOST_KNOWN]
        found = Person.objects.filter(pk__in=list(first))
        self.offer(name, found)
        if not found:
            del self.fields[name]

    def clean_people(self):
        return cleaned(read_people, self.cleaned_data["people"])

    def clean_advisers(self):
        return cleaned(read_people, self.cleaned_data["advisers"])

    def values(self):
        """What `form_team` takes."""
        clean = dict(self.cleaned_data)
        members = [(one, self.role) for one in (*clean.pop("known", ()), *clean.pop("people"))]
        advisers = [
            (one, Role.ADVISER) for one in (*clean.pop("known_advisers", ()), *clean.pop("advisers", ()))
        ]
        return {**clean, "kind": self.kind, "people": [*advisers, *members]}


class TeamDatesForm(RoomForm):
    ends_on = day("วันสุดท้ายใหม่", "New last day", required=True)


class EndTeamForm(RoomForm):
    reason = words("ทำไมทีมจึงจบ", "Why the team ends", most=300, required=True)
