"""Three published cost calculations of community enterprises, as far as their parts were printed.

Unit cost and its parts in baht; the studies are quoted in docs/costing.md with what of them does not recompute.
"""

from decimal import Decimal

from ruamphon.costing.domain import Line, Output, Range, Recipe, price_of
from ruamphon.costing.enums import Basis, Part

CASES = {
    "ลูกประคบ ลำปาง": ("28.93", "13.28", "3.53", "45.74"),
    "ขนมบ้าบิ่น อยุธยา": ("9.77", "6.66", "2.66", "19.09"),
    "กระทงเปลือกข้าวโพด": ("17.20", "5.20", "0.35", "22.75"),
}
PARTS = (Part.MATERIAL, Part.LABOUR, Part.OVERHEAD)


def published(name: str) -> Recipe:
    """The case as a recipe with one line a part, each per piece."""
    lines = tuple(
        Line(
            code=part,
            name=part.label.th,
            part=part,
            quantity=Range.of(1),
            unit="piece",
            price=price_of(Range.of(Decimal(amount)), "piece"),
            basis=Basis.PIECE,
        )
        for part, amount in zip(PARTS, CASES[name], strict=False)
    )
    output = Output(code="piece", name=name, quantity=Range.of(90), unit="piece")
    return Recipe(code="case", name=name, outputs=(output,), lines=lines)
