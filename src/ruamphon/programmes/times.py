"""Moments as people say them."""

from datetime import datetime

from django.utils.timezone import localtime

from ruamphon.core import thai_dates
from ruamphon.core.text import Text


def told(moment: datetime) -> Text:
    """A moment in both languages: "14 มิ.ย. 2565 09:30 น." / "14 Jun 2022 09:30"."""
    local = localtime(moment)
    day = thai_dates.text(local.date())
    return Text(f"{day.th} {local:%H:%M} น.", f"{day.en} {local:%H:%M}")
