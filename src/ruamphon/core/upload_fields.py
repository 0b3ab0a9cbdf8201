"""A form field whose value has been through the upload checks."""

from dataclasses import dataclass

from django import forms

from ruamphon.core.labels import both
from ruamphon.core.uploads import CheckedFile, UploadProblem, check_upload

MOST_FILES = 10


@dataclass(frozen=True)
class CheckedUpload:
    """A file as it came, by name, and as it may be kept."""

    name: str
    checked: CheckedFile


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadField(forms.FileField):
    """One or more files, cleaned to a list of CheckedUpload. Every refused file is named in its own sentence."""

    def __init__(self, *, multiple: bool = False, **kwargs):
        attrs = {"accept": "image/*,.pdf,.xlsx,.docx", "data-shrink": ""}
        kwargs.setdefault("widget", FilesInput(attrs=attrs) if multiple else forms.FileInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, data, initial=None):  # noqa: ARG002 — FileField's signature
        given = data if isinstance(data, list | tuple) else [data]
        files = [file for file in given if file]
        if not files:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        if len(files) > MOST_FILES:
            sentence = both(
                "เลือกได้ครั้งละไม่เกิน 10 ไฟล์ แบ่งส่งเป็นสองครั้งได้",
                "Up to 10 files at a time; send the rest after these.",
            )
            raise forms.ValidationError(sentence, code="too-many")
        return _check_all(files)


def _check_all(files) -> list[CheckedUpload]:
    kept, problems = [], []
    for file in files:
        try:
            kept.append(CheckedUpload(file.name, check_upload(file, name=file.name)))
        except UploadProblem as problem:
            problems.append(forms.ValidationError(str(problem.reason), code="upload"))
    if problems:
        raise forms.ValidationError(problems)
    return kept
