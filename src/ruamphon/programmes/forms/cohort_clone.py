from ruamphon.core.labels import both
from ruamphon.core.thai_dates import buddhist_year
from ruamphon.programmes import queries
from ruamphon.programmes.forms.activity import GroupsField
from ruamphon.programmes.forms.cohort import NewCohortForm
from ruamphon.programmes.forms.fields import KeyedForm
from ruamphon.programmes.models import Enrolment


class CloneCohortForm(KeyedForm, NewCohortForm):
    """The next year's cohort as proposed; groups come along only where they are ticked."""

    groups = GroupsField(
        queryset=Enrolment.objects.none(),
        required=False,
        label=both("กลุ่มที่ให้ตามไปรุ่นใหม่", "Groups to come along"),
        help_text=both(
            "ไม่เลือกเลยก็ได้ กลุ่มที่เลือกจะเริ่มเป็น “ได้รับคัดเลือก” ในรุ่นใหม่",
            "None need to. Those ticked begin as “Selected” in the new cohort.",
        ),
    )

    def __init__(self, *args, source, account, proposed, **kwargs):
        kwargs["initial"] = _proposal(proposed)
        super().__init__(*args, programme=source.programme, **kwargs)
        for name in ("state", "note_th", "note_en"):
            del self.fields[name]
        self.offer("groups", queries.groups_to_bring(source, account))

    def clean_groups(self):
        return tuple(self.cleaned_data["groups"])


def _proposal(proposed):
    names = ("number", "label", "begins_on", "ends_on", "seats", "playbook")
    year = buddhist_year(proposed.year) if proposed.year else ""
    return {name: getattr(proposed, name) for name in names} | {"year": year}
