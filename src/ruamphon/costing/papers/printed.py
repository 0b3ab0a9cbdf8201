"""A cost sheet on paper: both figures, the parts, the lines, the price; A4 in Sarabun."""

from pathlib import Path
from typing import Any, Literal

from django.utils.translation import get_language

from ruamphon.core.pdf import make_pdf
from ruamphon.core.templatetags.ruamphon import baht
from ruamphon.core.text import Text
from ruamphon.costing.models import Recipe
from ruamphon.costing.queries.pages import Figure, LineRow, SheetPage

PAPER = (Path(__file__).parent.parent / "data" / "cost_sheet.typ").read_text()
TITLE = Text("ใบต้นทุน {name}", "Cost sheet of {name}")
AT_LEAST = Text("อย่างน้อย {amount}", "at least {amount}")
BETWEEN = Text("{low} ถึง {high}", "{low} to {high}")
NO_PRICE = Text("ยังไม่มีราคา", "no price yet")
A_UNIT = Text("{price} ต่อ {unit}", "{price} a {unit}")


def sheet_pdf(recipe: Recipe, page: SheetPage, *, by: str) -> bytes:
    """The sheet as its page shows it; `by` is who printed it."""
    lang: Literal["th", "en"] = "en" if (get_language() or "th").startswith("en") else "th"
    return make_pdf(PAPER, _data(recipe, page, by), title=str(TITLE.format(name=recipe.name)), lang=lang)


def _data(recipe: Recipe, page: SheetPage, by: str) -> dict[str, Any]:
    priced = page.priced
    return {
        "group": str(recipe.enterprise.name),
        "name": recipe.name,
        "by": by,
        "unit": page.unit,
        "good": page.good,
        "cash": _figure(page.cash),
        "full": _figure(page.full),
        "batch_cash": _figure(page.batch_cash),
        "batch_full": _figure(page.batch_full),
        "grade": f"{page.grade.value} · {page.grade.label}",
        "missing": list(page.missing),
        "parts": [
            {"name": row.part.label, "cash": baht(row.cash), "full": baht(row.full), "share": row.share}
            for row in page.parts
        ],
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


def _figure(figure: Figure) -> dict[str, Any]:
    shown: Any = baht(figure.shown)
    if figure.at_least:
        return {"shown": AT_LEAST.format(amount=shown), "range": None}
    between = BETWEEN.format(low=baht(figure.low), high=baht(figure.high)) if figure.is_range else None
    return {"shown": shown, "range": between}


def _line(row: LineRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "about": [row.quantity, row.basis, *([row.paid] if row.paid else [])],
        "price": A_UNIT.format(price=baht(row.price.shown), unit=row.price_unit)
        if row.has_price
        else NO_PRICE,
        "piece": baht(row.piece.shown) if row.has_price else NO_PRICE,
    }
