from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from django.utils.translation import override

from ruamphon.core.date_fields import ThaiDateField, ThaiDateFormField, ThaiDateInput
from ruamphon.core.date_filters import relative_day, thai_date, thai_date_long, thai_datetime

MOU = date(2022, 6, 14)


@pytest.fixture(autouse=True)
def _clock():
    """Already the 22nd in Thailand, still the 21st in London."""
    with time_machine.travel(datetime(2026, 11, 21, 17, 30, tzinfo=UTC), tick=False), override("th"):
        yield


with isolate_apps("ruamphon.core"):  # an invented table that no other test may see

    class Visit(models.Model):
        on = ThaiDateField(latest=timedelta(0))
        next_on = ThaiDateField(null=True, blank=True, earliest=date(2020, 1, 1))

        class Meta:
            app_label = "core"

        def __str__(self):
            return thai_date(self.on)


class VisitForm(forms.ModelForm):
    class Meta:
        model = Visit
        fields = ["on", "next_on"]


def form(**typed) -> VisitForm:
    return VisitForm({"on": "14 มิ.ย. 2565", **typed})


def test_form_gives_the_day():
    good = form(next_on="๑/๗/๒๕๖๕")
    assert good.errors == {}
    assert good.cleaned_data == {"on": MOU, "next_on": date(2022, 7, 1)}
    assert good.instance.on == MOU


@pytest.mark.parametrize("empty", ["", "   ", None])
def test_empty_is_none_where_it_may_be(empty):
    good = form(next_on=empty)
    assert good.is_valid()
    assert good.cleaned_data["next_on"] is None
    assert form(on="").errors == {"on": ["กรุณาใส่วันที่ เช่น 14 มิ.ย. 2565"]}


def test_a_slip_is_refused_with_the_fix_and_what_was_typed_stays():
    bad = form(on="14/6/3108")
    assert bad.errors.as_data()["on"][0].code == "date"
    assert bad.errors == {"on": ["ดูเหมือนปีคลาดไป 543 ปี — หมายถึง 14 มิ.ย. 2565 หรือไม่"]}
    html = str(bad["on"])
    assert 'value="14/6/3108"' in html
    assert 'data-proposal="14 มิ.ย. 2565"' in html
    assert 'aria-invalid="true"' in html


def test_a_refusal_follows_the_reader():
    bad = form(on="14/6/3108")
    assert not bad.is_valid()
    with override("en"):
        assert list(bad.errors["on"]) == ["The year looks 543 years off. Did you mean 14 Jun 2022?"]
        assert 'data-proposal="14 Jun 2022"' in str(bad["on"])


def test_what_was_typed_is_escaped_and_no_format():
    bad = form(on="<b>%s {x}")
    assert "&lt;b&gt;%s {x}" in bad.errors["on"].as_ul()
    assert "<b>" not in str(bad["on"])
    assert "data-proposal" not in str(bad["on"])


def test_a_proposal_the_field_would_refuse_is_not_offered():
    bad = form(on="31/11/2569")  # its proposal, 30 November, is still to come
    assert bad.errors["on"].as_data()[0].params["proposal"] == date(2026, 11, 30)
    assert "data-proposal" not in str(bad["on"])


def test_limits_count_from_today_in_thailand():
    assert form(on="22/11/2569").is_valid()
    assert form(on="23/11/2569").errors == {
        "on": ["23 พ.ย. 2569 อยู่นอกช่วงที่ใส่ได้ กรุณาใส่วันที่ตั้งแต่ 1 ม.ค. 2400 ถึง 22 พ.ย. 2569"]
    }
    assert form(next_on="31/12/2562").errors == {
        "next_on": ["31 ธ.ค. 2562 อยู่นอกช่วงที่ใส่ได้ กรุณาใส่วันที่ตั้งแต่ 1 ม.ค. 2563 ถึง 23 พ.ย. 2574"]
    }
    assert form(next_on="22/11/2574").is_valid()


def test_the_model_refuses_what_the_form_refuses():
    with pytest.raises(ValidationError) as caught:
        Visit(on=date(2565, 6, 14)).clean_fields()
    assert caught.value.message_dict == {"on": ["ดูเหมือนปีคลาดไป 543 ปี — หมายถึง 14 มิ.ย. 2565 หรือไม่"]}


def test_the_model_reads_text():
    field = Visit._meta.get_field("on")
    assert field.clean("14 มิ.ย. 2565", None) == MOU
    assert field.get_prep_value("2565-06-14") == MOU
    with pytest.raises(ValidationError) as caught:
        field.clean("เมื่อวาน", None)
    assert caught.value.code == "date"


def test_open_ends():
    assert ThaiDateFormField(earliest=None, latest=None).clean("1/1/2400") == date(1857, 1, 1)
    assert ThaiDateFormField(latest=None).clean("31/12/2399") == date(2399, 12, 31)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (ThaiDateField(), "ruamphon.core.date_fields.ThaiDateField()"),
        (
            ThaiDateField(null=True, latest=timedelta(0)),
            "ruamphon.core.date_fields.ThaiDateField(latest=datetime.timedelta(0), null=True)",
        ),
        (
            ThaiDateField(earliest=None, latest=date(2030, 1, 1)),
            "ruamphon.core.date_fields.ThaiDateField(earliest=None, latest=datetime.date(2030, 1, 1))",
        ),
    ],
)
def test_migrations_keep_the_limits(field, written):
    assert MigrationWriter.serialize(field)[0] == written
    assert field.clone().range == field.range


def test_input_shows_the_day_in_the_readers_language():
    shown = ThaiDateInput().get_context("on", MOU, None)["widget"]
    assert (shown["type"], shown["value"]) == ("text", "14 มิ.ย. 2565")
    with override("en"):
        assert ThaiDateInput().get_context("on", MOU, None)["widget"]["value"] == "14 Jun 2022"
        assert 'placeholder="e.g. 14 Jun 2022"' in ThaiDateInput().render("on", MOU)
    assert ThaiDateInput().get_context("on", None, None)["widget"]["value"] is None


def test_input_is_marked_for_scripts_and_phones():
    attrs = ThaiDateInput({"id": "day", "autocomplete": "bday"}).get_context("on", None, None)["widget"][
        "attrs"
    ]
    assert attrs == {
        "id": "day",
        "autocomplete": "bday",
        "inputmode": "text",
        "placeholder": "เช่น 14 มิ.ย. 2565",
        "data-thai-date": True,
    }
    assert 'autocomplete="off"' in ThaiDateInput().render("on", None)


def test_an_untouched_day_has_not_changed():
    visit = Visit(on=MOU, next_on=None)
    shown = VisitForm(instance=visit)["on"].value()
    assert VisitForm({"on": thai_date(shown), "next_on": ""}, instance=visit).changed_data == []
    assert VisitForm({"on": "15/6/2565"}, instance=visit).changed_data == ["on"]


MORNING = datetime(2022, 6, 13, 19, 5, tzinfo=UTC)  # 02:05 on the 14th in Thailand


@pytest.mark.parametrize(
    ("filter_", "value", "thai", "english"),
    [
        (thai_date, MOU, "14 มิ.ย. 2565", "14 Jun 2022"),
        (thai_date, MORNING, "14 มิ.ย. 2565", "14 Jun 2022"),
        (thai_date_long, MOU, "14 มิถุนายน 2565", "14 June 2022"),
        (thai_datetime, MORNING, "14 มิ.ย. 2565 02:05 น.", "14 Jun 2022 02:05"),
        (relative_day, date(2026, 11, 22), "วันนี้", "today"),
        (relative_day, date(2026, 11, 25), "อีก 3 วัน", "in 3 days"),
        (relative_day, datetime(2026, 11, 20, 18, 0, tzinfo=UTC), "เมื่อวาน", "yesterday"),
        (thai_date, None, "", ""),
        (thai_date_long, None, "", ""),
        (thai_datetime, None, "", ""),
        (relative_day, None, "", ""),
    ],
)
def test_filters_follow_the_reader(filter_, value, thai, english):
    assert filter_(value) == thai
    with override("en"):
        assert filter_(value) == english
