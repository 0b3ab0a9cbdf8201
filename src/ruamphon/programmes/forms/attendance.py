from django import forms

from ruamphon.core.labels import both
from ruamphon.people.models import Person
from ruamphon.programmes import queries
from ruamphon.programmes.forms.fields import PeopleField, RoomForm


class AttendanceForm(RoomForm):
    """Who came: one tap for everybody, or one a person."""

    everyone = forms.BooleanField(
        label=both("มาครบทุกคนในรายชื่อนี้", "Everybody listed here came"), required=False
    )
    people = PeopleField(queryset=Person.objects.none(), required=False, label=both("ใครมาบ้าง", "Who came"))

    def __init__(self, *args, activity, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = list(queries.attendees_to_offer(activity, account))
        self.offer("people", Person.objects.filter(pk__in=[person.pk for person in self.offered]))
        self.fields["people"].initial = list(activity.attendances.values_list("person_id", flat=True))

    def came(self):
        """The people ticked, of a valid form."""
        return self.offered if self.cleaned_data["everyone"] else list(self.cleaned_data["people"])
