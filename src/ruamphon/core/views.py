"""Pages of no room: when something goes wrong, whether the site is well, and the gallery of components."""

import logging
from datetime import date
from decimal import Decimal

from django import forms
from django.http import HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.core.text import Text

log = logging.getLogger(__name__)


def bad_request(_request, exception=None):  # noqa: ARG001 — Django passes it by name
    """handler400. Says nothing of the exception: it may quote what was sent."""
    return _page("400.html", 400)


def forbidden(_request, exception=None):
    """handler403. Shows the reason when the refusal carries a sentence for people."""
    reason = getattr(exception, "reason", None) or str(exception or "")
    return _page("403.html", 403, reason=reason)


def not_found(_request, exception=None):  # noqa: ARG001 — Django passes it by name
    """handler404. The same words for what is not there and for what is not yours."""
    return _page("404.html", 404)


def csrf_failure(_request, reason=""):
    """CSRF_FAILURE_VIEW: the page was open too long, or cookies are off. The log gets the reason."""
    log.warning("csrf refused: %s", reason)
    return _page("403_csrf.html", 403)


def server_error(_request):
    """handler500. Needs no context and no database; without static files it falls back to a plain page."""
    try:
        return _page("500.html", 500)
    except (ValueError, LookupError, OSError, TemplateDoesNotExist):
        return _page("core/plain.html", 500)


def _page(template: str, status: int, **context: str | Text) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), status=status)


@require_safe
def gallery(request):
    """Every component of the look, in Thai and in English, with invented content that says so."""
    return TemplateResponse(request, "core/gallery.html", {"sides": [_side("th"), _side("en")]})


def _side(language: str) -> dict:
    with override(language):
        return {
            "code": language,
            "steps": _samples(STEPS),
            "stopped": _samples(STOPPED),
            "columns": [str(name) for name in COLUMNS],
            "rows": [[str(name), day, str(state)] for name, day, state in ROWS],
            "entries": _samples(ENTRIES),
            "pins": _samples(PINS),
            "crumbs": _samples(CRUMBS),
            "form": SampleForm(prefix=language),
            "refused": SampleForm(SampleForm.mistakes(f"{language}-bad"), prefix=f"{language}-bad"),
            "day": DAY,
            "amount": AMOUNT,
        }


def _samples(rows: list[dict]) -> list[dict]:
    return [{key: _worded(value) for key, value in row.items()} for row in rows]


def _worded(value):
    return str(value) if isinstance(value, Text) else value


DAY = date(2026, 6, 14)
AMOUNT = Decimal("12840.5")
STEPS = [
    {
        "number": 1,
        "name": Text("พื้นฐาน", "Foundation"),
        "state": "done",
        "note": Text("ผ่าน 2 มี.ค. 2569", "Passed 2 Mar 2026"),
    },
    {
        "number": 2,
        "name": Text("ก้าวหน้า", "Progress"),
        "state": "current",
        "note": Text("เหลือหลักฐานอีก 2 อย่าง", "2 pieces of evidence to go"),
    },
    {"number": 3, "name": Text("สร้างเครือข่าย", "Network"), "state": "next", "note": ""},
    {"number": 4, "name": Text("ขยายผล", "Show and share"), "state": "next", "note": ""},
]
STOPPED = [
    STEPS[0],
    {**STEPS[1], "state": "stopped", "note": Text("พักไว้ตามที่กลุ่มขอ", "Paused at the group's request")},
    *STEPS[2:],
]
COLUMNS = [Text("กลุ่ม", "Group"), Text("เยี่ยมล่าสุด", "Last visit"), Text("ขั้น", "Stage")]
ROWS = [
    (
        Text("กลุ่มตัวอย่าง ขนมเปียกปูน", "Sample group: coconut pudding"),
        date(2026, 11, 2),
        Text("ก้าวหน้า", "Progress"),
    ),
    (
        Text("กลุ่มตัวอย่าง น้ำปลาหวาน", "Sample group: sweet fish sauce"),
        date(2026, 10, 28),
        Text("พื้นฐาน", "Foundation"),
    ),
    (
        Text("กลุ่มตัวอย่าง เสื่อกก", "Sample group: reed mats"),
        date(2026, 10, 19),
        Text("ขยายผล", "Show and share"),
    ),
]
ENTRIES = [
    {
        "on": date(2026, 11, 2),
        "title": Text("ถึงตากลุ่มส่งบัญชีต้นทุน", "The group's turn: send the cost sheet"),
        "body": Text("น้องนักศึกษาช่วยกรอกให้แล้วครึ่งหนึ่ง", "The students have filled in half of it"),
        "icon": "hand-index-thumb-fill",
        "tone": "turn",
        "url": "",
    },
    {
        "on": date(2026, 3, 2),
        "title": Text("ผ่านขั้นพื้นฐาน", "Passed the foundation stage"),
        "body": Text("สองคนตัดสินร่วมกัน", "Two people decided together"),
        "icon": "check-lg",
        "tone": "done",
        "url": "#top",
    },
    {
        "on": date(2026, 1, 15),
        "title": Text("เยี่ยมกลุ่มครั้งแรก", "First visit"),
        "body": "",
        "icon": "geo-alt",
        "tone": "",
        "url": "",
    },
]
PINS = [
    {
        "name": Text("ที่ทำการกลุ่มตัวอย่าง", "Sample group's workshop"),
        "place": Text("จุดสมมุติกลางทะเล", "An invented point at sea"),
        "latitude": "12.5",
        "longitude": "101.0",
    },
]
CRUMBS = [
    {"url": "#top", "label": Text("กลุ่มทั้งหมด", "All groups")},
    {"url": "#top", "label": Text("รุ่นตัวอย่าง", "Sample cohort")},
]


class SampleForm(forms.Form):
    name = forms.CharField(
        label=both("ชื่อกลุ่ม", "Group name"), help_text=both("เขียนอย่างที่ชาวบ้านเรียก", "As the village says it")
    )
    visited_on = ThaiDateFormField(
        label=both("วันที่ไปเยี่ยม", "Day of the visit"), earliest=date(2010, 1, 1), latest=date(2026, 12, 31)
    )
    kind = forms.ChoiceField(
        label=both("ทำอะไร", "Kind of work"),
        choices=[
            ("food", both("อาหาร", "Food")),
            ("craft", both("งานฝีมือ", "Craft")),
            ("fishery", both("ประมง", "Fishery")),
        ],
        widget=forms.RadioSelect,
    )
    came = forms.MultipleChoiceField(
        label=both("ใครมาบ้าง", "Who came"),
        choices=[("a", both("ป้าตัวอย่าง", "Aunt Sample")), ("b", both("ลุงสมมุติ", "Uncle Invented"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(
        label=both("ความถี่ในการขาย", "How often it is sold"),
        choices=[
            ("", both("เลือก…", "Choose…")),
            ("day", both("ทุกวัน", "Every day")),
            ("week", both("ทุกสัปดาห์", "Every week")),
        ],
    )
    lines = forms.CharField(
        label=both("สามบรรทัด", "Three lines"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    photo = forms.FileField(
        label=both("รูปถ่าย", "Photo"),
        widget=forms.FileInput(attrs={"accept": "image/*", "data-shrink": True}),
        required=False,
    )
    agreed = forms.BooleanField(
        label=both("ผู้ที่อยู่ในรูปยินดีให้เผยแพร่", "The people in the photo agree to be shown"), required=False
    )

    @staticmethod
    def mistakes(prefix: str) -> dict[str, str]:
        """What a hurried person typed: no name, a year 543 off, nothing chosen."""
        return {f"{prefix}-visited_on": "14/6/3112", f"{prefix}-area": "week"}
