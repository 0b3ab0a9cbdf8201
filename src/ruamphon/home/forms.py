from django import forms

from ruamphon.core.labels import both
from ruamphon.home.queries import FINISHED, STAGES, Wanted, cohorts_to_choose
from ruamphon.people.models import Account
from ruamphon.registry.enums import WorkKind

STAGE_CHOICES = [
    ("", both("ทุกขั้น", "Any stage")),
    *((number, both(f"กำลังทำขั้นที่ {number}", f"At stage {number}")) for number in range(1, STAGES + 1)),
    (FINISHED, both("ผ่านครบทุกขั้น", "All stages passed")),
]
KIND_CHOICES = [
    ("", both("งานทุกประเภท", "Any kind of work")),
    *((kind.value, both(kind.label.th, kind.label.en)) for kind in WorkKind),
]


class CohortChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return str(obj.name)


class FilterForm(forms.Form):
    """The filter of the list of groups. What makes no sense in an old link is left out, not refused."""

    q = forms.CharField(
        label=both("ชื่อกลุ่ม รหัส หรือสถานที่", "Name, code or place"), required=False, max_length=100
    )
    kind = forms.ChoiceField(label=both("ประเภทงาน", "Kind of work"), choices=KIND_CHOICES, required=False)
    stage = forms.TypedChoiceField(
        label=both("ขั้น", "Stage"), choices=STAGE_CHOICES, coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args, account: Account, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"] = CohortChoice(
            cohorts_to_choose(account),
            label=both("รุ่น", "Cohort"),
            empty_label=both("ทุกรุ่น", "Any cohort"),
            required=False,
        )
        self.fields["q"].widget.attrs |= {
            "type": "search",
            "autocomplete": "off",
            "placeholder": both("บางส่วนของชื่อก็พอ", "Part of a name will do"),
        }

    def wanted(self) -> Wanted:
        """What was asked for, as far as it can be understood."""
        self.is_valid()
        clean = self.cleaned_data
        return Wanted(
            words=clean.get("q", ""),
            cohort=clean.get("cohort"),
            kind=clean.get("kind", ""),
            stage=clean.get("stage"),
        )
