"""The board to take away: as a table for Excel, and as a paper on A4 across."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import get_language

from ruamphon.core import thai_dates
from ruamphon.core.pdf import make_pdf
from ruamphon.core.sheets.writing import XLSX_TYPE, write_xlsx
from ruamphon.core.text import Text
from ruamphon.home.board.cards import Board
from ruamphon.home.board.domain.cards import Blocker, Card, piles
from ruamphon.home.board.page import Row, rows_of
from ruamphon.people.models import Person

PAPER = (Path(__file__).parent / "data" / "board.typ").read_text()
TITLE = Text("กระดาน{cohort}", "Board of {cohort}")
SHEET = Text("กระดาน", "Board")
HEADERS = (
    Text("รหัส", "Code"),
    Text("กลุ่ม", "Group"),
    Text("ประเภทงาน", "Kind of work"),
    Text("พื้นที่", "Place"),
    Text("ขั้น", "Stage"),
    Text("สถานะ", "State"),
    Text("อยู่ตั้งแต่", "Since"),
    Text("จำนวนวัน", "Days"),
    Text("คาดไว้ (วัน)", "Expected (days)"),
    Text("ครบแล้ว (ข้อ)", "Met"),
    Text("ทั้งหมด (ข้อ)", "Asked"),
    Text("ยังขาด", "Missing"),
    Text("รอหรือหยุด", "Waiting or stopped"),
    Text("ติดขัด", "Stalled"),
    Text("องค์กรพี่เลี้ยง", "Mentor organisation"),
    Text("ขั้นต่อไป", "Next step"),
    Text("ถึงคิวใคร", "Whose turn"),
)


def title_of(board: Board) -> Text:
    """What the file is called, and what stands at the top of the paper."""
    return TITLE.format(cohort=board.cohort.name)


def board_xlsx(board: Board, cards: Sequence[Card], sort: str) -> bytes:
    """The table of the board as a workbook: the same cards in the same order, each cell text."""
    rows = (_cells(row) for row in rows_of(board, cards, sort))
    return write_xlsx([str(header) for header in HEADERS], rows, title=str(SHEET))


def _cells(row: Row) -> list[str]:
    card = row.card
    stage = (
        Text(f"{row.number} {row.column.th}", f"{row.number} {row.column.en}") if row.number else row.column
    )
    return [
        card.code,
        str(card.name),
        _words(card.kind_label),
        card.spot.label,
        str(stage),
        str(card.state),
        _words(thai_dates.text(card.since) if card.since else None),
        _number(card.days),
        _number(card.expected_days),
        _number(card.met if card.asked else None),
        _number(card.asked or None),
        _lines(blocker.label for blocker in card.missing),
        "\n".join(map(_held, card.holds)),
        _lines(alarm.reason for alarm in card.alarms),
        _lines(name for _, name in card.mentors),
        _words(card.step.sentence if card.step else None),
        _words(card.step.whose if card.step else None),
    ]


def _held(hold: Blocker) -> str:
    return f"{hold.label}: {hold.reason}" if str(hold.reason) else str(hold.label)


def _words(text: Text | None) -> str:
    return "" if text is None else str(text)


def _number(number: int | None) -> str:
    """Empty where it is not known, which is not zero."""
    return "" if number is None else str(number)


def _lines(texts: Iterable[Text]) -> str:
    return "\n".join(map(str, texts))


def board_pdf(board: Board, cards: Sequence[Card], *, by: Person, filtered: bool, on: date) -> bytes:
    """The board as a paper: who is in which stage, what each lacks and what comes next; who printed it, and when."""
    data = {
        "kicker": board.cohort.programme.name,
        "under": thai_dates.long_text(on),
        "by": str(by.name),
        "all": len(board.cards),
        "shown": len(cards),
        "filtered": filtered,
        "stalled": sum(card.is_stalled for card in cards),
        "piles": [
            {"title": pile.column.title, "number": pile.column.number, "rows": [*map(_printed, pile.cards)]}
            for pile in piles(board.columns, cards)
        ],
    }
    lang: Literal["th", "en"] = "en" if (get_language() or "th").startswith("en") else "th"
    return make_pdf(PAPER, data, title=str(title_of(board)), lang=lang)


def _printed(card: Card) -> dict[str, Any]:
    about = [_words(card.kind_label), card.spot.label]
    return {
        "name": card.name,
        "about": " · ".join(part for part in about if part),
        "days": card.days,
        "expected": card.expected_days,
        "since": card.since.isoformat() if card.since else None,
        "met": card.met,
        "asked": card.asked,
        "missing": [blocker.label for blocker in card.missing],
        "holds": [hold.label for hold in card.holds],
        "rules": [hold.reason for hold in card.holds if hold.kind == "rule"],
        "stalled": [alarm.reason for alarm in card.alarms[:1]],
        "mentors": [name for _, name in card.mentors],
        "step": card.step.sentence if card.step else None,
        "whose": card.step.whose if card.step else None,
    }


def hand_out_xlsx(content: bytes, name: str) -> HttpResponse:
    """The workbook as a download called `name`.xlsx; no copy is kept by the browser."""
    response = HttpResponse(content, content_type=XLSX_TYPE)
    plain = "".join(letter for letter in name if letter.isprintable())
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(plain, safe='')}.xlsx"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
