"""The attendance sheet: who came, and their signatures. Names only: no phone number is needed to sign in."""

from collections.abc import Sequence
from datetime import date

from ruamphon.core.papers import CENTRE, Paper, sign_block
from ruamphon.core.thai_letters import thai_digits, weekday_day
from ruamphon.programmes.queries import Guest

FEWEST_ROWS = 15
EMPTY_ROWS = 5
COLUMNS = ("ที่", "ชื่อ–สกุล", "กลุ่มหรือหน่วยงาน", "ลายมือชื่อ", "เวลา")
WIDTHS = (1.2, 5.3, 4.5, 3.5, 1.5)


def attendance_sheet(
    *, subject: str, place: str, on: date, groups: Sequence[str], guests: Sequence[Guest], unnamed: int = 0
) -> Paper:
    """A sheet with the names known, then empty rows: five more, and fifteen in all at the least: with the signature they fill a page.

    `unnamed` people came who are not the reader's to know; the sheet says how many.
    """
    paper = Paper(f"ใบลงทะเบียน {subject}")
    paper.title("ใบลงทะเบียนผู้เข้าร่วม")
    paper.line(subject, CENTRE)
    paper.line(weekday_day(on), CENTRE)
    if place:
        paper.line(f"ณ {place}", CENTRE)
    if groups:
        paper.line(f"กลุ่มที่เข้าร่วม: {', '.join(groups)}", CENTRE)
    paper.line()
    rows = max(FEWEST_ROWS, len(guests) + EMPTY_ROWS)
    lines = [*guests, *[Guest("")] * (rows - len(guests))]
    numbered = [(thai_digits(number), one.name, one.of, "", "") for number, one in enumerate(lines, 1)]
    paper.table(COLUMNS, numbered, WIDTHS, tall=True)
    if unnamed:
        paper.line(f"มีผู้เข้าร่วมจากกลุ่มอื่นอีก {thai_digits(unnamed)} คน ซึ่งไม่ได้แสดงชื่อในใบนี้")
    paper.line()
    paper.signatures([sign_block(lines=["ผู้รับรองรายชื่อ"])])
    return paper
