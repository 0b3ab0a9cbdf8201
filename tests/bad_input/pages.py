"""Forms as a browser has them: read from the page's HTML, filled in, sent, and read again from the answer."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.formsets import BaseFormSet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from lxml import html

from ruamphon.core.date_fields import ThaiDateFormField

LANGUAGES = ("th", "en")
THAI = re.compile("[\u0e00-\u0e7f]")
LATIN_WORDS = re.compile(r"\b[A-Za-z]{2,}\b")
UNSEEN = ("csrfmiddlewaretoken", "draft_key", "password")
"""Names whose value is rightly another one, or none, when the page comes back."""

CHOSEN_FOR_ALL = ("set_language", "people:sign-out", "people:forget", "people:switch")


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes and what its boxes hold, as a browser would send it."""

    url: str
    values: dict[str, list[str]]
    boxes: dict[str, str]
    """Name → kind of box: text, textarea, select, radio, checkbox, file, hidden, password."""
    options: dict[str, list[str]] = field(default_factory=dict)

    def having(self, **values):
        """The same form with other values typed or chosen."""
        typed = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
        return replace(self, values={**self.values, **typed})

    def with_file(self, name, filename, content):
        """The same form with a file chosen."""
        return self.having(**{name: [SimpleUploadedFile(filename, content)]})

    @cached_property
    def filled(self):
        """Every empty box filled with something that fits it."""
        values = {}
        for name, kind in self.boxes.items():
            if any(self.values.get(name, [])) or kind in {"file", "hidden", "checkbox"} or "DELETE" in name:
                continue
            wanted = [option for option in self.options.get(name, []) if option]
            values[name] = wanted[:1] if name in self.options else ["ตัวอย่าง"]
        return self.having(**values)

    def send(self, client, language="th"):
        """Send it as a browser would."""
        client.cookies["ruamphon_language"] = language
        data = {name: value for name, value in self.values.items() if value}
        return client.post(self.url, data, headers={"referer": f"http://testserver{self.url}"})


def forms_in(content, url):
    """The POST forms of a page, but for those every page has."""
    tree = html.fromstring(content.replace(b"\0", b""))
    everywhere = {reverse(name) for name in CHOSEN_FOR_ALL}
    found = []
    for form in tree.xpath("//form[translate(@method, 'POST', 'post')='post']"):
        target = form.get("action") or url
        if target not in everywhere:
            found.append(_read(tree, form, target))
    return found


def _read(tree, form, url):
    values, boxes, options = {}, {}, {}
    outside = tree.xpath("//*[@form=$id]", id=form.get("id")) if form.get("id") else []
    for box in [*form.xpath(".//input|.//select|.//textarea"), *outside]:
        name = box.get("name")
        if name and box.tag != "button":
            _read_box(box, name, values, boxes, options)
    return Form(url, values, boxes, options)


def _read_box(box, name, values, boxes, options):
    kind = box.tag if box.tag != "input" else box.get("type", "text")
    boxes[name] = kind
    kept = values.setdefault(name, [])
    if kind == "select":
        rows = box.xpath(".//option")
        options[name] = [row.get("value", "") for row in rows]
        chosen = [row.get("value", "") for row in rows if row.get("selected") is not None]
        kept += chosen or ([] if box.get("multiple") is not None else options[name][:1])
    elif kind in {"radio", "checkbox"}:
        options.setdefault(name, []).append(box.get("value", "on"))
        if box.get("checked") is not None:
            kept.append(box.get("value", "on"))
    elif kind == "textarea":
        kept.append((box.text or "").removeprefix("\n"))
    elif kind != "file":
        kept.append(box.get("value", ""))


def _django_forms(response):
    """Every form in the page's context, those of form sets too."""
    values = [
        value
        for layer in response.context or ()
        for part in getattr(layer, "dicts", [layer])
        for value in part.values()
    ]
    rows = [row for value in values for row in (value.forms if isinstance(value, BaseFormSet) else [value])]
    return {id(row): row for row in rows if isinstance(row, forms.BaseForm)}.values()


def django_fields(response):
    """Name in the HTML → form field."""
    return {
        form.add_prefix(name): box
        for form in _django_forms(response)
        for name, box in form.fields.items()
        if not form.empty_permitted or name in {"text", "due_on"}
    }


def errors(response):
    """Name in the HTML → the sentences its box was refused with, in the language of the page."""
    with override(response.headers["Content-Language"]):
        return {
            form.add_prefix(name): [" ".join(str(text).split()) for text in texts]
            for form in _django_forms(response)
            if form.is_bound
            for name, texts in form.errors.items()
        }


def text_of(response):
    """The words of a page, one space between them."""
    return " ".join(html.fromstring(response.content.replace(b"\0", b"")).text_content().split())


def speaks(sentence, language):
    """Whether a sentence is in this language. An English one may quote Thai names, a Thai one English words."""
    has_thai = bool(THAI.search(sentence))
    return has_thai if language == "th" else bool(LATIN_WORDS.search(sentence))


def lost(sent, response):
    """Names of boxes whose value is not what was sent, in the form that came back."""
    back = [form for form in forms_in(response.content, sent.url) if set(sent.boxes) & set(form.boxes)]
    shown = max(back, key=lambda form: len(set(sent.boxes) & set(form.boxes)), default=None)
    if shown is None:
        return ["the whole form"]
    visible = [
        name
        for name, kind in sent.boxes.items()
        if kind not in {"file", "password"} and not any(word in name for word in UNSEEN)
    ]
    return [
        name for name in visible if _plain(shown.values.get(name, [])) != _plain(sent.values.get(name, []))
    ]


def _plain(values):
    """Values with a browser's line ends, as far as an empty box and no box are the same."""
    return sorted(value.replace("\r\n", "\n") for value in values if value)


def everything():
    """How many rows every table has, and which files lie on disk: what must not change when input is refused."""
    rows = {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label != "sessions"
    }
    files = sorted(str(path) for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file())
    return rows, files


def is_date(box):
    return isinstance(box, ThaiDateFormField)


def thai_year(day):
    return f"{day.day}/{day.month}/{day.year + 543}"


def today():
    return timezone.localdate()
