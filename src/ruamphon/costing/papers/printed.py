"""A cost sheet on paper: both figures, the parts, the lines, the price; A4 in Sarabun."""

from pathlib import Path
from typing import Any, Literal

from django.utils.translation import get_language

from ruamphon.core.pdf import make_pdf
from ruamphon.core.templatetags.ruamphon import baht
from ruamphon.core.text import Text
from ruamphon.costing.queries.figures import Figure
from ruamphon.costing.queries.pages import LineRow, PartRow, SheetPage

PAPER = (Path(__file__).parent.parent / "data" / "cost_sheet.typ").read_text()
TITLE = Text("ใบต้นทุน {name}", "Cost sheet of {name}")
AT_LEAST = Text("อย่างน้อย {amount}", "at least {amount}")
BETWEEN = Text("{low} ถึง {high}", "{low} to {high}")
NO_PRICE = Text("ยังไม่มีราคา", "no price yet")
NOT_ANSWERED = Text("ยังไม่ได้ตอบ", "not answered")
NONE = Text("ไม่มี", "none")
PEOPLE = Text("{n} คน", "{n} head||{n} heads")
CHARGED = Text("กลุ่มเล็กกว่า {n} คน คิดเงิน {n} คน", "a group of fewer than {n} pays for {n}")
A_UNIT = Text("{price} ต่อ {unit}", "{price} a {unit}")


def sheet_pdf(page: SheetPage, *, name: str, group: str, by: str, about: str = "") -> bytes:
    """The sheet as its page shows it; `by` is who printed it, `about` says which version of it this is."""
    lang: Literal["th", "en"] = "en" if (get_language() or "th").startswith("en") else "th"
    data = {"group": group, "name": name, "by": by, "about": about, **_data(page)}
    return make_pdf(PAPER, data, title=str(TITLE.format(name=name)), lang=lang)


def _data(page: SheetPage) -> dict[str, Any]:
    priced = page.priced
    return {
        "unit": page.unit,
        "good": page.good,
        "cash": _figure(page.cash),
        "full": _figure(page.full),
        "batch_cash": _figure(page.batch_cash),
        "batch_full": _figure(page.batch_full),
        "grade": f"{page.grade.value} · {page.grade.label}",
        "missing": list(page.missing),
        "parts": [_part(row) for row in page.parts],
        "outputs": [
            {"name": row.name, "good": row.good, "cash": _figure(row.cash), "full": _figure(row.full)}
            for row in page.others
        ],
        "kilo": None
        if page.kilo is None
        else {
            "cash": _figure(page.kilo.cash),
            "full": _figure(page.kilo.full),
            "weight": page.kilo_weight,
        },
        "visitors": _visitors(page),
        "lines": [
            {"part": group.part.label, "rows": [_line(row) for row in group.rows]}
            for group in page.line_groups
            if group.rows
        ],
        "price": None
        if priced is None
        else {
            "shown": baht(priced.price),
            "cover": priced.cover.label,
            "below": baht(priced.short) if priced.is_below else None,
            "left": None if priced.full_left is None else baht(priced.full_left),
        },
    }


def _part(row: PartRow) -> dict[str, Any]:
    """A part with its amounts; one that nobody answered has words in place of 0.00."""
    if not row.is_answered:
        return {"name": row.part.label, "cash": NOT_ANSWERED, "full": NOT_ANSWERED, "share": "–"}
    if row.has_none and not row.full:
        return {"name": row.part.label, "cash": NONE, "full": NONE, "share": "–"}
    return {
        "name": row.part.label,
        "cash": baht(row.cash),
        "full": baht(row.full),
        "share": f"{row.share}",
    }


def _visitors(page: SheetPage) -> dict[str, Any] | None:
    found = page.visitors
    if found is None:
        return None
    cash, full = (
        PEOPLE.format(n=heads) if heads is not None else NO_PRICE for heads in (found.cash, found.full)
    )
    least = "" if found.least is None else f" = {baht(found.least)}"
    charged = "" if found.smallest is None else f"{CHARGED.format(n=found.smallest)}{least}"
    return {"cash": cash, "full": full, "problem": found.problem, "charged": charged}


def _figure(figure: Figure) -> dict[str, Any]:
    shown: Any = baht(figure.shown)
    if figure.at_least:
        return {"shown": AT_LEAST.format(amount=shown), "range": None}
    between = BETWEEN.format(low=baht(figure.low), high=baht(figure.high)) if figure.is_range else None
    return {"shown": shown, "range": between}


def _price(row: LineRow) -> Any:
    if not row.has_price:
        return NO_PRICE
    shown = baht(row.price.shown)
    return shown if row.is_sum else A_UNIT.format(price=shown, unit=row.price_unit)


def _line(row: LineRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "about": [
            *([] if row.is_sum else [row.quantity]),
            *([row.size] if row.size else []),
            row.basis,
            *([row.paid] if row.paid else []),
        ],
        "price": _price(row),
        "piece": baht(row.piece.shown) if row.has_price else NO_PRICE,
    }
