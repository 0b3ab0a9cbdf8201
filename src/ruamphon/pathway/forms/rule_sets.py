from typing import Any

from django import forms

from ruamphon.core.labels import both
from ruamphon.pathway.forms.playbooks import MOST_BYTES, TOO_BIG

EMPTY = both("เขียนกฎอย่างน้อยหนึ่งข้อ", "Write at least one rule.")


class RulesForm(forms.Form):
    """The text of a set of rules, and the plan its writer saw before putting it in force."""

    result: Any = None  # what the action returned, see core.web.attempt

    toml = forms.CharField(
        label=both("กฎทั้งชุด", "The whole set of rules"),
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea({"rows": 24, "spellcheck": "false", "class": "rules-text"}),
        error_messages={"max_length": TOO_BIG, "required": EMPTY},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @property
    def toml_text(self):
        """The text with one kind of line end."""
        return self.cleaned_data["toml"].replace("\r\n", "\n")
