from django import forms
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.thai_text import search_key
from ruamphon.programmes import queries
from ruamphon.programmes.enums import EnrolmentState, LeavingReason
from ruamphon.programmes.forms.fields import TODAY, RoomForm, choice, day, words
from ruamphon.programmes.states import ENROLMENT_MOVES
from ruamphon.registry.models import Enterprise

SHOWN = 20
LEAVING_NEEDED = both("เลือกว่ากลุ่มออกเพราะอะไร", "Choose why the group leaves.")


class EnrolForm(RoomForm):
    """Which group joins, from those found by the words searched for, and since when."""

    enterprise = forms.ModelChoiceField(
        queryset=Enterprise.objects.none(),
        label=both("กลุ่มที่เข้าร่วม", "The group that joins"),
        error_messages={"required": both("เลือกกลุ่มหนึ่งกลุ่ม", "Choose one group.")},
    )
    enrolled_on = day("วันที่เข้าร่วม", "Joined on", required=True, initial=timezone.localdate, latest=TODAY)

    def __init__(self, *args, cohort, account, searched="", **kwargs):
        super().__init__(*args, **kwargs)
        found = queries.enrollable(cohort, account)
        self.offer("enterprise", found)
        if searched.strip():
            found = found.filter(search_text__contains=search_key(searched))
        self.shown = list(found[: SHOWN + 1])
        field = self.fields["enterprise"]
        field.widget = forms.RadioSelect(choices=[(group.pk, _label(group)) for group in self.shown[:SHOWN]])
        field.widget.is_required = True

    @property
    def has_more(self):
        """Whether more groups were found than are shown."""
        return len(self.shown) > SHOWN


def _label(group):
    return " · ".join(part for part in (str(group.name), group.place_label, group.code) if part)


class EnrolmentStateForm(RoomForm):
    state = choice("เปลี่ยนเป็น", "Change to", (), EnrolmentState)
    leaving = choice(
        "ถ้าออก เป็นเพราะอะไร",
        "If it leaves: why",
        choices_of(LeavingReason),
        LeavingReason,
        required=False,
        empty_value=None,
    )
    on = day("ตั้งแต่วันที่", "As of", latest=TODAY, initial=timezone.localdate)
    reason = words(
        "เหตุผล",
        "Reason",
        most=1000,
        help_text=both("จำเป็นเมื่อกลุ่มออกจากโครงการ", "Needed when the group leaves"),
    )

    def __init__(self, *args, enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        reachable = set(ENROLMENT_MOVES[EnrolmentState(enrolment.state)]) - {EnrolmentState.GRADUATED}
        if EnrolmentState.LEFT not in reachable:
            del self.fields["leaving"]
        self.allow("state", [pair for pair in choices_of(EnrolmentState) if pair[0] in reachable])

    def clean(self):
        super().clean()
        leaves = self.cleaned_data.get("state") == EnrolmentState.LEFT
        if leaves and "leaving" not in self.errors and not self.cleaned_data.get("leaving"):
            self.add_error("leaving", LEAVING_NEEDED)
        return self.cleaned_data
