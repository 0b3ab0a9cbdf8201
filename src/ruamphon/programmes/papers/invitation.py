"""Invitation letters in the form of a Thai letter to the outside: one a group, each on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.core.papers import CENTRE, DOTS, LEFT, Paper, sign_block
from ruamphon.core.thai_letters import letter_day, thai_digits, weekday_day
from ruamphon.programmes.models import Cohort

HALF = 8.0
"""Where the sender's part of a letter begins, in centimetres."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """To what the groups are invited: its name, day, hours as typed, place, and anything to add."""

    subject: str
    on: date
    hours: str = ""
    place: str = ""
    more: str = ""


def invitation_letters(
    cohort: Cohort, occasion: Occasion, *, groups: Sequence[str], written_on: date
) -> Paper:
    """A letter to the chair of each group, by office and not by name. Number, address and signer are left to fill in."""
    paper = Paper(f"ขอเชิญเข้าร่วม{occasion.subject}")
    for number, group in enumerate(groups):
        if number:
            paper.next_page()
        _letter(paper, cohort, occasion, group, written_on)
    return paper


def _letter(paper: Paper, cohort: Cohort, occasion: Occasion, group: str, written_on: date) -> None:
    programme = cohort.programme
    sender = programme.lead.name.th if programme.lead else programme.name.th
    paper.line(f"ที่ {DOTS}")
    paper.line(sender, indent=HALF)
    paper.line(f"ที่อยู่{DOTS}", indent=HALF)
    paper.line(letter_day(written_on), CENTRE)
    paper.line()
    paper.labelled("เรื่อง", f"ขอเชิญเข้าร่วม{occasion.subject}")
    paper.labelled("เรียน", f"ประธาน{group}")
    paper.line()
    paper.body(
        f"ด้วย{sender} กำหนดจัด{occasion.subject} ตาม{programme.name.th} {cohort.name.th} "
        f"ใน{weekday_day(occasion.on)}{_hours(occasion)} ณ {occasion.place or DOTS}"
    )
    if occasion.more:
        paper.body(occasion.more)
    paper.body(f"ในการนี้ จึงขอเรียนเชิญผู้แทน{group} เข้าร่วมตามวัน เวลา และสถานที่ดังกล่าว")
    paper.body("จึงเรียนมาเพื่อโปรดพิจารณาเข้าร่วม")
    paper.line()
    paper.line("ขอแสดงความนับถือ", LEFT, indent=HALF + 1.5)
    paper.line()
    for text in sign_block(lines=[f"ตำแหน่ง{DOTS}"]):
        paper.line(text, LEFT, indent=HALF - 1.5)
    paper.line()
    paper.line(sender)
    paper.line(f"โทร. {DOTS}")


def _hours(occasion: Occasion) -> str:
    return f" เวลา {thai_digits(occasion.hours)}" if occasion.hours else ""
