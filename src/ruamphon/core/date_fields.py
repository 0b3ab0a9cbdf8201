"""A day in forms and tables: typed in either era, shown in the reader's, kept as ISO, refused with a fix."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from ruamphon.core import thai_dates
from ruamphon.core.date_filters import thai_date
from ruamphon.core.labels import both

Limit = date | timedelta | None
"""The end of a range: a fixed day, a distance from today (timedelta(0) is today itself), or open."""

EARLIEST = date(thai_dates.FIRST_CE_YEAR, 1, 1)
LATEST = timedelta(days=5 * 365 + 2)
"""Five years from today, never a leap day short."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days a field accepts, both ends included. Called as a validator."""

    earliest: Limit = EARLIEST
    latest: Limit = LATEST

    def __call__(self, value: date) -> None:
        """Raise ValidationError (code "date") for a day outside, with the day that was probably meant."""
        today = localdate()
        try:
            thai_dates.check_range(value, earliest=_on(self.earliest, today), latest=_on(self.latest, today))
        except thai_dates.DateProblem as problem:
            raise _refusal(problem) from problem


def _on(limit: Limit, today: date) -> date | None:
    return today + limit if isinstance(limit, timedelta) else limit


def _refusal(problem: thai_dates.DateProblem) -> ValidationError:
    # The sentence travels as a parameter, so it is worded when it is read, and a typed % means nothing.
    params = {"reason": problem.reason, "proposal": problem.proposal}
    return ValidationError("%(reason)s", code="date", params=params)


def _read(typed: str) -> date:
    try:
        return thai_dates.parse(typed, today=localdate())
    except thai_dates.DateProblem as problem:
        raise _refusal(problem) from problem


class ThaiDateInput(forms.TextInput):
    """A text box for a day; scripts find it by `data-thai-date`."""

    def __init__(self, attrs=None):
        defaults = {
            "autocomplete": "off",
            "inputmode": "text",  # the numeric keypad has neither month names nor a slash
            "placeholder": both("เช่น 14 มิ.ย. 2565", "e.g. 14 Jun 2022"),
            "data-thai-date": True,
        }
        super().__init__({**defaults, **(attrs or {})})

    def format_value(self, value):
        """A day in the reader's language; what someone typed stays as typed."""
        return thai_date(value) if isinstance(value, date) else super().format_value(value)


class ThaiDateBoundField(forms.BoundField):
    """Tells the widget which day to offer: `data-proposal`, in the reader's language."""

    field: "ThaiDateFormField"

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        proposal = self.proposal
        return {**attrs, "data-proposal": thai_date(proposal)} if proposal else attrs

    @property
    def proposal(self) -> date | None:
        """The day the refusal proposes, if the field accepts it."""
        proposals = [
            (error.params or {}).get("proposal") for error in self.errors.as_data() if error.code == "date"
        ]
        return next((day for day in proposals if day and self.field.accepts(day)), None)


class ThaiDateFormField(forms.DateField):
    """A day typed in Thai or English, in either era, within a range."""

    widget = ThaiDateInput
    bound_field_class = ThaiDateBoundField
    default_error_messages = {
        "required": both("กรุณาใส่วันที่ เช่น 14 มิ.ย. 2565", "Enter a date, for example 14 Jun 2022."),
    }

    def __init__(self, *, earliest: Limit = EARLIEST, latest: Limit = LATEST, **kwargs):
        super().__init__(**kwargs)
        self.range = DateRange(earliest, latest)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        return _read(str(value)) if str(value).strip() else None

    def validate(self, value):
        super().validate(value)
        if value is not None:
            self.range(value)

    def accepts(self, day: date) -> bool:
        """Whether the field's range holds this day."""
        try:
            self.range(day)
        except ValidationError:
            return False
        return True


class ThaiDateField(models.DateField):
    """A day, stored as ISO. `earliest` and `latest` are fixed days, distances from today, or None for open.

    Text given to it is read like text typed in a form. Cleaning a model refuses what the form refuses.
    """

    def __init__(self, *args, earliest: Limit = EARLIEST, latest: Limit = LATEST, **kwargs):
        self.range = DateRange(earliest, latest)
        super().__init__(*args, **kwargs)

    @cached_property
    def validators(self):
        return [*super().validators, self.range]

    def to_python(self, value):
        return _read(value) if isinstance(value, str) else super().to_python(value)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.range.earliest != EARLIEST:
            kwargs["earliest"] = self.range.earliest
        if self.range.latest != LATEST:
            kwargs["latest"] = self.range.latest
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        limits = {"earliest": self.range.earliest, "latest": self.range.latest}
        return super().formfield(**{"form_class": ThaiDateFormField, **limits, **kwargs})
