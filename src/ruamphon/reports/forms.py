from typing import Any

from django import forms

from ruamphon.core.labels import both
from ruamphon.pathway.domain import Stage
from ruamphon.reports.enums import PackContents

ALL = both("ทุกขั้น", "All stages")


class PackForm(forms.Form):
    """How much of which stage; only what the asker may read is offered."""

    stage = forms.TypedChoiceField(
        label=both("ขั้นไหน", "Which stage"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    contents = forms.TypedChoiceField(
        label=both("ใส่อะไรในแฟ้ม", "What goes into it"),
        coerce=PackContents,
        widget=forms.RadioSelect,
        help_text=both(
            "เปิดแฟ้มได้เฉพาะคนที่มีสิทธิ์ดูทุกอย่างข้างใน ถ้าจะให้ผู้ตรวจสอบเปิดเองในระบบ เลือกข้อแรก",
            "Only who may see all of it can open it. Choose the first if an observer is to open it here.",
        ),
    )

    def __init__(self, *args: Any, stages: tuple[Stage, ...], offered: list[PackContents], **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = [
            (
                stage.number,
                both(f"ขั้นที่ {stage.number} {stage.name.th}", f"Stage {stage.number} {stage.name.en}"),
            )
            for stage in stages
        ]
        choices = {
            "stage": [("", ALL), *named],
            "contents": [(one.value, both(one.label.th, one.label.en)) for one in offered],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
