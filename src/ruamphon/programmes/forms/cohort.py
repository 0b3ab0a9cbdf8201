from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.programmes.domain.years import read_year
from ruamphon.programmes.enums import CohortState, PlaybookState
from ruamphon.programmes.forms.fields import RoomForm, choice, cleaned, day, words
from ruamphon.programmes.models import PlaybookVersion
from ruamphon.programmes.states import COHORT_MOVES

MOST = 999


class CohortForm(RoomForm):
    number = forms.IntegerField(
        label=both("รุ่นที่", "Cohort number"),
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    label = forms.CharField(
        label=both("ชื่อรุ่นตามที่พิมพ์", "Label as printed"),
        max_length=40,
        required=False,
        help_text=both("เช่น 7/2565", "For example 7/2565"),
    )
    year = forms.CharField(
        label=both("ปี (พ.ศ.)", "Year (BE)"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=both("ใส่เป็น พ.ศ. เช่น 2569 ใส่ ค.ศ. ก็ได้", "In the Buddhist Era, such as 2569; CE works too"),
    )
    state = choice("สถานะ", "State", choices_of(CohortState), CohortState, initial=CohortState.PLANNED)
    begins_on = day("วันเริ่ม", "First day")
    ends_on = day("วันสิ้นสุด", "Last day")
    seats = forms.IntegerField(
        label=both("รับกี่กลุ่ม", "Seats"),
        min_value=1,
        max_value=MOST,
        required=False,
        help_text=both("เว้นว่างได้ถ้ายังไม่กำหนด", "Leave empty if not decided yet"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    note_th = words("หมายเหตุ", "Note in Thai", most=2000)
    note_en = words("หมายเหตุภาษาอังกฤษ", "Note in English", most=2000)

    def __init__(self, *args, cohort=None, **kwargs):
        if cohort is not None:
            kwargs["initial"] = _as_typed(cohort)
        super().__init__(*args, **kwargs)
        if cohort is not None:
            self.allow("state", _states_from(CohortState(cohort.state)))

    def clean_year(self):
        return cleaned(read_year, self.cleaned_data["year"])


class NewCohortForm(CohortForm):
    """As CohortForm, and the playbook to begin with, the newest unless another is chosen.

    Later it moves only after its changes were shown.
    """

    playbook = forms.ModelChoiceField(
        queryset=PlaybookVersion.objects.none(),
        required=False,
        label=both("เกณฑ์ที่ใช้", "Playbook"),
        empty_label=both("ยังไม่เลือก", "Not yet"),
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        published = programme.playbooks.filter(state=PlaybookState.PUBLISHED)
        self.offer("playbook", published, label=_playbook_label)
        self.fields["playbook"].initial = published.first()


def _playbook_label(playbook):
    numbered = Text("{title} (ชุดที่ {number})", "{title} (version {number})")
    return str(numbered.format(title=playbook.title, number=playbook.number))


def _as_typed(cohort):
    names = ("number", "label", "state", "begins_on", "ends_on", "seats", "note_th", "note_en")
    return {name: getattr(cohort, name) for name in names} | {"year": cohort.year_be or ""}


def _states_from(state):
    reachable = {state, *COHORT_MOVES[state]}
    return [pair for pair in choices_of(CohortState) if pair[0] in reachable]
