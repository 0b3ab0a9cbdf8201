from django import forms
from django.utils import timezone

from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.programmes import queries
from ruamphon.programmes.forms.fields import TODAY, RoomForm, day
from ruamphon.programmes.models import Cohort
from ruamphon.registry.enums import WorkKind

KIND_CHOICES = [
    ("", both("งานทุกประเภท", "Any kind of work")),
    *((kind.value, both(kind.label.th, kind.label.en)) for kind in WorkKind),
]
ROOM = Text("{cohort} · รับได้อีก {n} กลุ่ม", "{cohort} · room for {n}")
FULL = Text("{cohort} · เต็มแล้ว", "{cohort} · full")


class CandidateFilterForm(forms.Form):
    """The filter of the list. What makes no sense in an old link is left out, not refused."""

    place = forms.CharField(
        label=both("สถานที่หรือชื่อกลุ่ม", "Place or name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "placeholder": both("เช่น บ้านฉาง", "e.g. Ban Chang"),
            }
        ),
    )
    kind = forms.ChoiceField(label=both("ประเภทงาน", "Kind of work"), choices=KIND_CHOICES, required=False)

    def wanted(self) -> dict[str, str]:
        """What was asked for, as far as it can be understood."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "place")}


class CandidateEnrolForm(RoomForm):
    """Into which cohort a candidate goes, and since when. All else is known already."""

    cohort = forms.ModelChoiceField(
        queryset=Cohort.objects.none(),
        label=both("รับเข้ารุ่นไหน", "Into which cohort"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": both("เลือกหนึ่งรุ่น", "Choose one cohort."),
            "invalid_choice": both("เลือกหนึ่งรุ่นจากรายการ", "Choose one of the cohorts listed."),
        },
    )
    enrolled_on = day("วันที่เข้าร่วม", "Joined on", required=True, initial=timezone.localdate, latest=TODAY)

    def __init__(self, *args, enterprise, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = queries.cohorts_for(enterprise, account)
        self.offer("cohort", self.choices, label=_label)


def _label(cohort):
    room = None if cohort.seats is None else max(cohort.seats - cohort.taken, 0)
    said = cohort.name if room is None else (ROOM if room else FULL).format(cohort=cohort.name, n=room)
    return f"{said} — {cohort.programme.name}"
