from typing import Any

from django import forms

from ruamphon.core.labels import both

MOST_BYTES = 500_000
EMPTY = both("วางข้อความ หรือเลือกไฟล์ TOML อย่างใดอย่างหนึ่ง", "Paste the text or choose a TOML file.")
TWO_TEXTS = both("มีทั้งข้อความและไฟล์ เลือกอย่างเดียว", "There is both a text and a file. Use one of them.")
TOO_BIG = both(
    "ไฟล์ใหญ่เกิน 500 KB เกณฑ์หนึ่งฉบับไม่ควรยาวขนาดนี้ ตรวจว่าเลือกไฟล์ถูกหรือไม่",
    "The file is larger than 500 KB; a playbook is not that long. Check that it is the right file.",
)
NOT_TEXT = both(
    "อ่านไฟล์ไม่ได้ บันทึกเป็นข้อความ UTF-8 (.toml) แล้วลองใหม่",
    "The file cannot be read. Save it as UTF-8 text (.toml) and try again.",
)


class ImportForm(forms.Form):
    result: Any = None  # what the action returned, see core.web.attempt

    toml = forms.CharField(
        label=both("ข้อความของเกณฑ์ (TOML)", "The playbook's text (TOML)"),
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
        error_messages={"max_length": TOO_BIG},
    )
    file = forms.FileField(
        label=both("หรือเลือกไฟล์", "Or choose a file"),
        required=False,
        widget=forms.FileInput({"accept": ".toml,text/plain"}),
        error_messages={"empty": EMPTY},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(NOT_TEXT) from error

    def clean(self):
        values = super().clean() or {}
        typed, read = values.get("toml", "").strip(), values.get("file", "")
        if typed and read:
            raise forms.ValidationError(TWO_TEXTS)
        if not typed and not read and not self.errors:
            raise forms.ValidationError(EMPTY)
        return values

    @property
    def toml_text(self):
        """The text, from wherever it came, with one kind of line end."""
        return (self.cleaned_data["file"] or self.cleaned_data["toml"]).replace("\r\n", "\n")


class MoveForm(forms.Form):
    """Confirms the move that the page showed: to which version, and from which text."""

    playbook = forms.IntegerField(widget=forms.HiddenInput)
    expected_sha = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
