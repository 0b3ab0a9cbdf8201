from django import forms

from ruamphon.core.labels import both
from ruamphon.people.models import Person
from ruamphon.programmes import queries
from ruamphon.programmes.forms.fields import PeopleField, RoomForm


class PhotoPeopleForm(RoomForm):
    """Who is in the photo: cards to tap."""

    people = PeopleField(
        queryset=Person.objects.none(), required=False, label=both("ใครอยู่ในรูปนี้", "Who is in this photo")
    )

    def __init__(self, *args, photo, account, **kwargs):
        super().__init__(*args, **kwargs)
        offered = queries.people_to_tag(photo, account)
        self.offer("people", offered)
        tagged = Person.objects.filter(photos__file=photo.file_id)
        self.fields["people"].initial = list(tagged.values_list("pk", flat=True))
        self.unseen = list(tagged.exclude(pk__in=offered.values("pk")))

    def everybody(self):
        """Those ticked, and those tagged before whom this reader may not be told of."""
        return [*self.cleaned_data["people"], *self.unseen]


class PhotoPublishForm(RoomForm):
    """For which group, and the officer's word that nobody else is in the photo."""

    enterprise = forms.TypedChoiceField(
        label=both("แสดงบนหน้าของกลุ่ม", "On the page of"), coerce=int, widget=forms.RadioSelect
    )
    nobody_else = forms.BooleanField(
        label=both(
            "ดูรูปแล้ว ไม่มีคนอื่นที่จำหน้าได้ นอกจากคนที่ระบุไว้",
            "I looked: nobody else can be recognised in the photo.",
        ),
        error_messages={"required": both("ดูรูปให้แน่ใจ แล้วติ๊กช่องนี้", "Look at the photo, then tick this.")},
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = {group.enterprise_id: group.enterprise for group in groups}
        self.allow("enterprise", [(pk, str(group.name)) for pk, group in self.groups.items()])
        if len(self.groups) == 1:
            self.fields["enterprise"].initial = next(iter(self.groups))

    def chosen(self):
        """The group chosen."""
        return self.groups[self.cleaned_data["enterprise"]]
