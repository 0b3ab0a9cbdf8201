from datetime import date

from ruamphon.core.thai_letters import formal_day, letter_day, thai_digits, weekday, weekday_day

SIGNED = date(2022, 6, 14)


def test_days_of_papers_have_thai_digits_and_the_buddhist_era():
    assert formal_day(SIGNED) == "วันที่ ๑๔ มิถุนายน พ.ศ. ๒๕๖๕"
    assert letter_day(SIGNED) == "๑๔ มิถุนายน ๒๕๖๕"
    assert weekday_day(SIGNED) == "วันอังคารที่ ๑๔ มิถุนายน ๒๕๖๕"


def test_every_weekday_is_named():
    monday = date(2026, 6, 1)
    names = [weekday(monday.replace(day=day)).th for day in range(1, 8)]
    assert names == ["วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์"]
    assert weekday(monday).en == "Monday"


def test_only_digits_change():
    assert thai_digits("09.00–15.30 น.") == "๐๙.๐๐–๑๕.๓๐ น."
