"""Cells of a workbook with live formulas: each written with the value the engine gives, for readers that do not compute."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ruamphon.core.sheets.escaping import escaped
from ruamphon.costing.domain import Range

Three = tuple[str, str, str]
"""The addresses of low, likely and high."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes on one worksheet. What people typed is always text, never a formula."""

    sheet: Worksheet
    bold: Format
    soft: Format
    number: Format
    typed: Format
    money: Format

    def text(self, row: int, column: int, words: object, look: Format | None = None) -> None:
        """Words as they are, harmless to a spreadsheet."""
        self.sheet.write_string(row, column, escaped(str(words)), look)

    def given(self, row: int, column: int, amount: Range) -> Three:
        """Three numbers that may be changed; what nobody knows stays empty."""
        for place, end in enumerate(ends(amount)):
            if end is None:
                self.sheet.write_blank(row, column + place, None, self.typed)
            else:
                self.sheet.write_number(row, column + place, float(end), self.typed)
        return three(row, column)

    def worked(
        self, row: int, column: int, formulas: Sequence[str], amount: Range, look: Format | None = None
    ) -> Three:
        """Three formulas with what they come to."""
        for place, (formula, end) in enumerate(zip(formulas, ends(amount), strict=True)):
            value = "" if end is None else float(end)
            self.sheet.write_formula(row, column + place, f"={formula}", look or self.number, value)
        return three(row, column)


def ends(amount: Range) -> tuple[Fraction | None, ...]:
    """Low, likely and high."""
    return amount.low, amount.likely, amount.high


def three(row: int, column: int) -> Three:
    """The addresses of three cells beside each other, fast wherever they are copied."""
    low, likely, high = (
        xl_rowcol_to_cell(row, column + place, row_abs=True, col_abs=True) for place in range(3)
    )
    return low, likely, high


def over(above: Three, below: Three) -> Three:
    """Least over most, likely over likely, most over least."""
    return f"{above[0]}/{below[2]}", f"{above[1]}/{below[1]}", f"{above[2]}/{below[0]}"


def times(*factors: Three) -> Three:
    """Each end times the same end; the factors are known."""
    low, likely, high = ("*".join(f"({factor[end]})" for factor in factors) for end in range(3))
    return low, likely, high


def priced(price: Three, amount: Three) -> Three:
    """A price that may be unknown times a known amount: nothing of something unknown is nothing, else it is unknown."""
    low = f"{price[0]}*{amount[0]}"
    likely, high = (
        f'IF({amount[2]}=0,0,IF(ISNUMBER({price[end]}),{price[end]}*{amount[end]},""))' for end in (1, 2)
    )
    return low, likely, high


def summed(columns: Sequence[str]) -> Three:
    """The sums of three columns of cells; unknown as soon as one is unknown."""
    low, likely, high = columns
    return (
        f"SUM({low})",
        *(f'IF(COUNT({each})<ROWS({each}),"",SUM({each}))' for each in (likely, high)),  # type: ignore[return-value]
    )


def scaled(amount: Three, share: Three) -> Three:
    """An amount that may be unknown times a share that is known."""
    return priced(amount, share)


def in_satang(cells: Three) -> Three:
    """The named edge of the engine: half up to the satang after adding 1e-9 baht."""
    low, likely, high = (f'IF(ISNUMBER({each}),ROUND({each}+1E-9,2),"")' for each in cells)
    return low, likely, high
