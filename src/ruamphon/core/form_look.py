"""How forms look: the renderer Django asks for every form, field and widget (FORM_RENDERER)."""

from pathlib import Path

import django.forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.functional import cached_property

_OURS = Path(__file__).resolve().parent / "templates"
_DJANGOS = Path(django.forms.__file__).resolve().parent / "templates"
_CLASS_OF_TYPE = {"checkbox": "choice-input", "radio": "choice-input", "file": "drop-input"}


class FormLook(DjangoTemplates):
    """Renders forms, field groups and widgets with core's templates, else with Django's."""

    @cached_property
    def engine(self):
        return Engine(
            {
                "APP_DIRS": True,
                "DIRS": [_OURS, _DJANGOS],
                "NAME": "ruamphon-forms",
                "OPTIONS": {"builtins": ["ruamphon.core.templatetags.ruamphon"]},
            }
        )

    def render(self, template_name, context, request=None):
        """Dress a widget before it is drawn, so that every kind of bound field gets the look."""
        if "widget" in context:
            context = {**context, "widget": _dressed(context["widget"])}
        return super().render(template_name, context, request=request)


def _dressed(widget: dict) -> dict:
    if widget.get("is_hidden"):
        return widget
    parts = [_dressed(part) for part in widget.get("subwidgets", [])]
    look = _CLASS_OF_TYPE.get(widget.get("type", ""), "input")
    classes = f"{look} {widget['attrs'].get('class', '')}".strip()
    return {
        **widget,
        "attrs": {**widget["attrs"], "class": classes},
        **({"subwidgets": parts} if parts else {}),
    }


def is_tick(field: BoundField) -> bool:
    """Whether the field is one box to tick, whose words stand beside it instead of above."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


def anchor(field: BoundField) -> str:
    """The id an error link jumps to: the input, or the first card of a group of choices."""
    return field.id_for_label or f"{field.auto_id}_0"
