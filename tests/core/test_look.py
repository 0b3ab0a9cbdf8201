import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import Context, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler

from ruamphon.core import views
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text

CORE = Path(views.__file__).parent
TOKENS = (CORE / "static/core/css/tokens.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", TOKENS))
TEMPLATES = sorted((CORE / "templates").rglob("*.html"))
ENOUGH = 4.5

PAIRS = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface"),
    ("ink-soft", "sunken"),
    ("ink-soft", "mango-mist"),
    ("sea", "paper"),
    ("sea", "surface"),
    ("sea", "sea-mist"),
    ("sea-deep", "sea-mist"),
    ("surface", "sea"),
    ("surface", "sea-deep"),
    ("surface", "coral"),
    ("surface", "leaf"),
    ("sea-deep", "mango"),
    ("mango-ink", "mango-mist"),
    ("coral-ink", "coral-mist"),
    ("coral-ink", "surface"),
    ("leaf-ink", "leaf-mist"),
    ("leaf-ink", "surface"),
    ("sky-ink", "sky-mist"),
]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_measures_it():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_words_can_be_read_on_their_ground(text, ground):
    assert contrast(COLOURS[text], COLOURS[ground]) >= ENOUGH


def test_inputs_have_a_border_one_can_see():
    assert contrast(COLOURS["line-strong"], COLOURS["surface"]) >= 3


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_inline_script_or_style(path):
    source = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", source) == []


def test_the_map_of_bootstrap_is_not_asked_for():
    assert "sourceMappingURL" not in Path(finders.find("vendor/bootstrap/bootstrap.min.css")).read_text(
        "utf-8"
    )


def test_every_file_a_stylesheet_names_is_served():
    named = re.findall(r'url\("\.\./\.\./([^"]+)"\)', TOKENS)
    assert len(named) == 3
    assert [name for name in named if finders.find(name) is None] == []


def test_every_module_a_script_imports_is_there():
    scripts = CORE / "static/core/js"
    wanted = {
        name
        for path in scripts.glob("*.js")
        for name in re.findall(r'from "\./(.+?)"', path.read_text("utf-8"))
    }
    here = {path.name for path in scripts.glob("*.js")}
    assert here - wanted == {"app.js"}
    assert wanted - here == set()


def test_the_manifest_names_the_mark():
    manifest = json.loads((CORE / "static/core/manifest.webmanifest").read_text("utf-8"))
    assert [finders.find(f"core/{icon['src']}") is not None for icon in manifest["icons"]] == [True]
    assert manifest["theme_color"] == COLOURS["sea"]


class Visit(forms.Form):
    group = forms.CharField(label="กลุ่ม", help_text="ชื่อที่เรียกกัน", required=True)
    visited_on = ThaiDateFormField(label="วันที่", earliest=date(2010, 1, 1), latest=date(2026, 12, 31))
    kind = forms.ChoiceField(label="งาน", choices=[("a", "อาหาร"), ("b", "ผ้า")], widget=forms.RadioSelect)
    note = forms.CharField(label="บันทึก", required=False, widget=forms.Textarea(attrs={"class": "tall"}))
    photo = forms.FileField(label="รูป", required=False, widget=forms.FileInput(attrs={"data-shrink": True}))
    agreed = forms.BooleanField(label="ยินดี", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class Tags(HTMLParser):
    """Start tags with their attributes, and nothing more."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def by_id(self, wanted):
        return next(attrs for _, attrs in self.found if attrs.get("id") == wanted)

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


@pytest.fixture
def _thai():
    with override("th"):
        yield


@pytest.mark.usefixtures("_thai")
class TestForms:
    def test_every_widget_wears_the_look(self):
        tags = Tags(str(Visit()))
        classes = {
            attrs["id"]: attrs.get("class")
            for _, attrs in tags.found
            if attrs.get("id", "").startswith("id_")
        }
        assert classes == {
            "id_group_helptext": "field-help",
            "id_group": "input",
            "id_visited_on": "input",
            "id_kind": "choices",
            "id_kind_0": "choice-input",
            "id_kind_1": "choice-input",
            "id_note": "input tall",
            "id_photo": "drop-input",
            "id_agreed": "choice-input",
            "id_token": None,
        }

    def test_required_and_optional_are_said_in_words(self):
        html = str(Visit())
        assert html.count("(จำเป็น)") == 3
        assert html.count("(ไม่ใส่ก็ได้)") == 2

    def test_an_unsent_form_has_no_summary(self):
        assert "form-errors" not in str(Visit())

    def test_a_refused_form_links_each_mistake_to_its_field(self):
        form = Visit({"visited_on": "14/6/2565"})
        tags = Tags(str(form))
        assert [attrs["href"] for attrs in tags.all("a")] == ["#id_group", "#id_kind_0"]
        assert "มี 2 ข้อที่ต้องแก้" in str(form)

    def test_an_input_names_its_help_and_its_error(self):
        tags = Tags(str(Visit({})))
        assert tags.by_id("id_group")["aria-describedby"] == "id_group_helptext id_group_error"
        assert tags.by_id("id_group")["aria-invalid"] == "true"
        assert tags.by_id("id_group_error")["class"] == "field-error"

    def test_a_year_543_off_offers_the_right_day(self):
        tags = Tags(str(Visit({"visited_on": "14/6/3112"})))
        assert tags.by_id("id_visited_on")["data-proposal"] == "14 มิ.ย. 2569"
        assert tags.by_id("id_visited_on")["value"] == "14/6/3112"

    def test_what_was_typed_is_escaped(self):
        assert 'value="&lt;b&gt;"' in str(Visit({"group": "<b>"}))


PAGES = [
    (views.bad_request, 400, "เครื่องอ่านคำขอนี้ไม่ได้", "We could not read this request"),
    (views.forbidden, 403, "เรื่องนี้ยังทำไม่ได้", "You cannot do this now"),
    (views.csrf_failure, 403, "หน้านี้เปิดค้างไว้นานเกินไป", "This page was open too long"),
    (views.not_found, 404, "ไม่พบหน้าที่คุณหา", "We cannot find that page"),
    (views.server_error, 500, "ขอโทษด้วย ระบบสะดุด", "Sorry, something went wrong here"),
]


@pytest.mark.parametrize(("view", "status", "thai", "english"), PAGES)
def test_an_error_page_speaks_the_readers_language(view, status, thai, english):
    for language, heading in (("th", thai), ("en", english)):
        with override(language):
            response = view(RequestFactory().get("/"))
        page = response.content.decode()
        assert response.status_code == status
        assert re.findall(r"<h1>(.*?)</h1>", page) == [heading]
        assert re.findall(r'<html lang="(..)">', page) == [language]


def test_a_refusal_says_its_reason():
    refusal = Refused(Text("คุณเป็นคนเสนอ <เอง>", "You proposed it"))
    with override("th"):
        page = views.forbidden(RequestFactory().get("/"), exception=refusal).content.decode()
    assert "<span>คุณเป็นคนเสนอ &lt;เอง&gt;</span>" in page


def test_a_refusal_without_a_reason_shows_no_empty_box():
    assert "sorry-reason" not in views.forbidden(RequestFactory().get("/")).content.decode()


def test_the_error_page_survives_missing_static_files(monkeypatch):
    def missing(name):
        raise ValueError(f"Missing staticfiles manifest entry for {name!r}")

    monkeypatch.setattr("django.contrib.staticfiles.storage.staticfiles_storage.url", missing)
    response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<link" not in response.content.decode()
    assert "ขอโทษด้วย ระบบสะดุด" in response.content.decode()


def component(source, language="th", **context):
    template = engines["django"].engine.from_string(CottonCompiler().process(source))
    with override(language):
        return template.render(Context(context))


STEPS = [
    {"number": 1, "name": "ก", "state": "done", "note": ""},
    {"number": 2, "name": "ข", "state": "current", "note": "เหลือ 2"},
    {"number": 3, "name": "ค", "state": "stopped", "note": ""},
    {"number": 4, "name": "ง", "state": "next", "note": ""},
]


def test_the_stepper_tells_each_state_in_words():
    html = component('<c-stepper :steps="steps" />', steps=STEPS)
    assert re.findall(r'<p class="step-state">(.*?)</p>', html) == [
        "ขั้นที่ 1 · ผ่านแล้ว",
        "ขั้นที่ 2 · กำลังทำ",
        "ขั้นที่ 3 · หยุดไว้",
        "ขั้นที่ 4 · ยังไม่ถึง",
    ]
    assert html.count('aria-current="step"') == 1


def test_a_component_does_not_borrow_the_title_of_the_page_around_it():
    assert "เรื่องอื่น" not in component("<c-card>ก</c-card><c-stat label='ข' />", title="เรื่องอื่น", hint="เรื่องอื่น")


def test_an_attribute_is_escaped_once():
    html = component('<c-card title="{{ name }}" />', name="ก & ข")
    assert "ก &amp; ข" in html
    assert "&amp;amp;" not in html


def test_a_missing_number_is_not_zero():
    assert "–" in component('<c-stat label="ก" :number="number" />', number=None)
    assert re.findall(r'stat-number">(.)', component('<c-stat label="ก" :number="number" />', number=0)) == [
        "0"
    ]
    assert "0.00 บาท" in component('<c-money :amount="amount" />', amount=0)
    assert "ยังไม่มีตัวเลข" in component('<c-money :amount="amount" />', amount=None)


def test_a_button_that_may_not_be_pressed_says_why():
    tags = Tags(component('<c-why reason="ยังขาดรูป">เสนอ</c-why>'))
    button = tags.all("button")[0]
    assert button["aria-disabled"] == "true"
    assert tags.by_id(button["aria-describedby"])["class"] == "why-reason"


def test_asking_works_without_scripts():
    html = component(
        '<c-confirm id="x" label="ลบ" title="ลบหรือไม่" action="/do/" fallback="/ask/">ก</c-confirm>'
    )
    tags = Tags(html)
    assert tags.all("a")[0]["href"] == "/ask/"
    assert tags.all("form")[0] == {"method": "post", "action": "/do/"}


def test_a_day_is_machine_readable_and_buddhist():
    html = component('<c-date :on="day" />', day=date(2022, 6, 14))
    assert html.strip() == '<time datetime="2022-06-14">14 มิ.ย. 2565</time>'


@pytest.fixture
def gallery_page():
    with override("th"):
        context = {"sides": [views._side("th"), views._side("en")], "LANGUAGE_CODE": "th"}
        return render_to_string("core/gallery.html", context)


def test_the_gallery_shows_every_component_in_both_languages(gallery_page):
    source = (CORE / "templates/core/gallery.html").read_text(encoding="utf-8")
    made = {path.stem for path in TEMPLATES if path.parent.name == "cotton"}
    shown = set(re.findall(r"<c-([a-z-]+)", source)) - {"slot"}
    assert made == shown
    assert gallery_page.count('lang="th"') - 1 == gallery_page.count('class="gallery-side" lang="en"')


def test_the_gallery_repeats_no_id(gallery_page):
    ids = [attrs["id"] for _, attrs in Tags(gallery_page).found if "id" in attrs]
    assert sorted(ids) == sorted(set(ids))


def test_nothing_on_the_gallery_is_left_untranslated(gallery_page):
    english = "".join(
        re.findall(r'<div class="gallery-side" lang="en">(.*?)</section>', gallery_page, re.DOTALL)
    )
    assert re.findall(r">[^<]*[ก-๙][^<]*<", english) == []
