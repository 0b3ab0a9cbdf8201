"""Days and numbers as Thai papers for signing have them: Thai digits, the Buddhist Era, months in full."""

from datetime import date

from ruamphon.core.text import Text
from ruamphon.core.thai_dates import MONTHS, be_year

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WEEKDAYS = (
    Text("วันจันทร์", "Monday"),
    Text("วันอังคาร", "Tuesday"),
    Text("วันพุธ", "Wednesday"),
    Text("วันพฤหัสบดี", "Thursday"),
    Text("วันศุกร์", "Friday"),
    Text("วันเสาร์", "Saturday"),
    Text("วันอาทิตย์", "Sunday"),
)


def thai_digits(number: object) -> str:
    """12 → '๑๒'; anything else in the text stays."""
    return str(number).translate(_TO_THAI)


def letter_day(day: date) -> str:
    """The day at the head of a letter: '๑๔ มิถุนายน ๒๕๖๕'."""
    return thai_digits(f"{day.day} {MONTHS[day.month - 1].th} {be_year(day)}")


def formal_day(day: date) -> str:
    """The day in a record or an agreement: 'วันที่ ๑๔ มิถุนายน พ.ศ. ๒๕๖๕'."""
    return thai_digits(f"วันที่ {day.day} {MONTHS[day.month - 1].th} พ.ศ. {be_year(day)}")


def weekday_day(day: date) -> str:
    """The day of an appointment: 'วันอังคารที่ ๑๔ มิถุนายน ๒๕๖๕'."""
    return f"{weekday(day).th}ที่ {letter_day(day)}"


def weekday(day: date) -> Text:
    """'วันอังคาร', 'Tuesday'."""
    return WEEKDAYS[day.weekday()]
