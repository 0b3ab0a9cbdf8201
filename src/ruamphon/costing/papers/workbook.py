"""A cost sheet as a workbook whose formulas are the engine's own: change a price or a quantity, and all figures follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from ruamphon.core.text import Text
from ruamphon.costing import domain
from ruamphon.costing.domain import UNITS, Book, Figures, Range, Recipe, Sheet, SheetLine
from ruamphon.costing.domain.bills import in_batch, in_piece, unit_of
from ruamphon.costing.domain.units import in_units
from ruamphon.costing.enums import Basis
from ruamphon.costing.papers.cells import Pen, Three, in_satang, over, priced, scaled, summed, three, times

FRONT = Text("ใบต้นทุน", "Cost sheet")
WORKING = Text("วิธีคิด", "Working")
ENDS = (Text("ต่ำ", "Low"), Text("น่าจะเป็น", "Likely"), Text("สูง", "High"))
SECRET = Text(
    "ความลับของกลุ่ม ช่องสีเหลืองเปลี่ยนได้ ตัวเลขอื่นคิดตามเอง",
    "Private to the group. Yellow cells may be changed; all other numbers follow.",
)
CREW = Text(
    "ส่วนแบ่งลูกเรือเป็นจำนวนเงินที่คิดไว้แล้ว ไม่เปลี่ยนตามช่องอื่น", "Shares of a crew are amounts; they do not follow."
)
EMPTY = Text(
    "ช่องว่างคือยังไม่มีราคา ตัวเลขต่ำจึงเป็น “อย่างน้อย”",
    "An empty cell has no price yet, so that low means “at least”.",
)
MADE, GOOD = Text("ทำได้ต่อรอบ", "Made in a batch"), Text("ส่วนที่เป็นของดี", "Share that is good")
HOURS, BATCHES = Text("ชั่วโมงต่อรอบ", "Hours a batch"), Text("รอบต่อเดือน", "Batches a month")
SHARE = Text("ส่วนของต้นทุน", "Share of the cost")
TOTAL = Text("รวม", "Total")
A_PIECE, A_BATCH = Text("ต่อชิ้นดี 1 {unit}", "A good piece (1 {unit})"), Text("ต่อรอบ", "A batch")
CASH, FULL = Text("เงินสด", "Cash"), Text("ต้นทุนเต็ม", "Full cost")
LINE_HEADS = (
    Text("รายการ", "Line"),
    Text("หมวด", "Part"),
    Text("คิดต่อ", "Per"),
    Text("หน่วยที่ใช้", "Unit used"),
    Text("1 หน่วยที่ใช้ เป็นกี่หน่วยราคา", "Units of the price in one"),
    Text("หน่วยของราคา", "Unit of the price"),
)
GROUPS = (
    Text("จำนวนที่ใช้", "Quantity"),
    Text("เสียก่อนใช้", "Lost before use"),
    Text("ราคา เงินสด", "Price, cash"),
    Text("ราคา เต็ม", "Price, full"),
    Text("ใช้ต่อชิ้นดี", "In a good piece"),
    Text("ใช้ต่อรอบ", "In a batch"),
    Text("เงินสดต่อชิ้น", "Cash a piece"),
    Text("เต็มต่อชิ้น", "Full a piece"),
    Text("เงินสดต่อรอบ", "Cash a batch"),
    Text("เต็มต่อรอบ", "Full a batch"),
)
PRICE, LEFT = (
    Text("ราคาขาย", "Selling price"),
    Text("เหลือหลังหักต้นทุนเต็มที่น่าจะเป็น", "Left above the likely full cost"),
)
A_KILO = Text("ต่อกิโลกรัมน้ำหนักเป็น", "A kilo of live weight")
WEIGHT = Text("น้ำหนักเป็นตัวละ (กิโลกรัม)", "Live weight of a head (kg)")
SMALLEST, LEAST = (
    Text("คณะเล็กสุดที่คิดเงิน (คน)", "Smallest group that is charged (people)"),
    Text("คณะที่เล็กกว่านั้นจ่าย", "A smaller group pays"),
)
FIRST, WIDTH = len(LINE_HEADS), 3
QUANTITY, LOSS, PAID, FULL_PRICE, PIECE, BATCH, CASH_PIECE, FULL_PIECE, CASH_BATCH, FULL_BATCH = (
    FIRST + WIDTH * place for place in range(len(GROUPS))
)
ONE: Three = ("1", "1", "1")


@dataclass(frozen=True, slots=True)
class Block:
    """Where a recipe stands in the working: cells that other recipes and the front page take."""

    recipe: Recipe
    outputs: Mapping[str, tuple[Three, Three]]
    cash: Three
    full: Three
    cash_piece: Three
    full_piece: Three
    cash_batch: Three
    full_batch: Three


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the front page tells beside the engine's figures.

    `unit_word` is what the group calls a piece and `price` what it sells for; `weight` is the live weight of a head in kg, and
    `smallest` the group of visitors that a smaller one pays for.
    """

    group: str
    unit_word: str = ""
    price: Fraction | None = None
    weight: Range | None = None
    smallest: int | None = None


def sheet_xlsx(book: Book, code: str, beside: Beside) -> bytes:
    """The workbook of one recipe with all it is made of, in the reader's language. Raises a CostProblem."""
    sheets = domain.cost_all(book, code)
    out = BytesIO()
    workbook = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    front, working = (_pen(workbook, str(name)) for name in (FRONT, WORKING))
    blocks: dict[str, Block] = {}
    row = 0
    for each in sheets:
        blocks[each], row = _Writer(working, book, sheets[each], blocks).write(row)
    _front(front, sheets[code], blocks[code], beside)
    workbook.close()
    return out.getvalue()


def _pen(workbook: Workbook, name: str) -> Pen:
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 5, 14)
    return Pen(
        sheet,
        bold=workbook.add_format({"bold": True}),
        soft=workbook.add_format({"italic": True}),
        number=workbook.add_format({"num_format": "#,##0.0000"}),
        typed=workbook.add_format({"num_format": "#,##0.00##", "bg_color": "#FDEECB"}),
        money=workbook.add_format({"num_format": "#,##0.00", "bold": True}),
    )


# The working ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one recipe below what is there."""

    pen: Pen
    book: Book
    sheet: Sheet
    blocks: Mapping[str, Block]

    @property
    def recipe(self) -> Recipe:
        return self.sheet.recipe

    def write(self, row: int) -> tuple[Block, int]:
        """Its block, and the row after it."""
        self.pen.text(row, 0, self.recipe.name, self.pen.bold)
        for place, end in enumerate(ENDS, start=1):
            self.pen.text(row, place, end, self.pen.soft)
        self.pen.text(row, 4, SHARE, self.pen.soft)
        outputs, row = self._outputs(row + 1)
        good, row = self._given(row, GOOD, self.recipe.good)
        hours, row = self._given(row, HOURS, self.recipe.hours)
        batches, row = self._given(row, BATCHES, self.recipe.batches_a_month)
        main = outputs[self.recipe.main.code][0]
        self._heads(row)
        first = row + 2
        for place, line in enumerate(self.sheet.lines):
            self._line(first + place, line, _Making(main, good, hours, batches))
        return self._totals(first, outputs)

    def _outputs(self, row: int) -> tuple[dict[str, tuple[Three, Three]], int]:
        found = {}
        for output in self.recipe.outputs:
            self.pen.text(row, 0, f"{MADE} · {output.name} ({_unit(output.unit)})")
            made = self.pen.given(row, 1, output.quantity)
            self.pen.sheet.write_number(row, 4, float(output.share), self.pen.typed)
            share = three(row, 4)[0]
            found[output.code] = (made, (share, share, share))
            row += 1
        return found, row

    def _given(self, row: int, label: Text, amount: Range | None) -> tuple[Three, int]:
        """A row of the recipe; one that the recipe does not have takes no row."""
        if amount is None:
            return ONE, row
        self.pen.text(row, 0, label)
        return self.pen.given(row, 1, amount), row + 1

    def _heads(self, row: int) -> None:
        for column, head in enumerate(LINE_HEADS):
            self.pen.text(row + 1, column, head, self.pen.soft)
        for place, group in enumerate(GROUPS):
            self.pen.text(row, FIRST + WIDTH * place, group, self.pen.bold)
            for end, label in enumerate(ENDS):
                self.pen.text(row + 1, FIRST + WIDTH * place + end, label, self.pen.soft)

    def _line(self, row: int, each: SheetLine, making: "_Making") -> None:
        line, makers = each.line, domain.makers_in(self.book)
        unit, own = unit_of(line, self.book, makers)
        size = in_units(line.unit, unit, own=own, thing=line.name)
        words = (line.name, line.part.label, line.basis.label, _unit(line.unit))
        for column, word in enumerate(words):
            self.pen.text(row, column, word)
        self.pen.sheet.write_number(row, 4, float(size), self.pen.typed)
        self.pen.text(row, 5, _unit(unit))
        quantity = self.pen.given(row, QUANTITY, line.quantity)
        loss = self.pen.given(row, LOSS, line.loss)
        sized = three(row, 4)[0]
        taken: Three = tuple(f"{q}*{sized}/(1-{lost})" for q, lost in zip(quantity, loss, strict=True))  # type: ignore[assignment]
        piece_times, batch_times = in_piece(line, self.recipe), in_batch(line, self.recipe)
        piece = self.pen.worked(
            row, PIECE, times(taken, making.in_piece(line.basis)), each.taken.times(piece_times)
        )
        batch = self.pen.worked(
            row, BATCH, times(taken, making.in_batch(line.basis)), each.taken.times(batch_times)
        )
        paid, full = self._prices(row, each)
        amounts = (
            (CASH_PIECE, paid, piece, each.price.cash, each.taken.times(piece_times)),
            (FULL_PIECE, full, piece, each.price.full, each.taken.times(piece_times)),
            (CASH_BATCH, paid, batch, each.price.cash, each.taken.times(batch_times)),
            (FULL_BATCH, full, batch, each.price.full, each.taken.times(batch_times)),
        )
        for column, price, amount, of, many in amounts:
            self.pen.worked(row, column, priced(price, amount), of.times(many))

    def _prices(self, row: int, each: SheetLine) -> tuple[Three, Three]:
        """What one unit costs: typed, or what the working above gives for what another recipe makes."""
        if not each.line.made:
            return self.pen.given(row, PAID, each.price.cash), self.pen.given(
                row, FULL_PRICE, each.price.full
            )
        recipe, output = domain.makers_in(self.book)[each.line.made]
        block = self.blocks[recipe.code]
        made, share = block.outputs[output.code]
        ratio = ONE if output == recipe.main else over(block.outputs[recipe.main.code][0], made)
        cash, full = (
            self.pen.worked(row, column, scaled(cells, times(ratio, share)), amount)
            for column, cells, amount in (
                (PAID, block.cash, each.price.cash),
                (FULL_PRICE, block.full, each.price.full),
            )
        )
        return cash, full

    def _totals(self, first: int, outputs: dict[str, tuple[Three, Three]]) -> tuple[Block, int]:
        row = first + len(self.sheet.lines)
        self.pen.text(row, 0, TOTAL, self.pen.bold)
        whole = _whole(self.recipe, self.sheet)
        sums = [
            self.pen.worked(row, column, summed(_columns(column, first, row)), amount)
            for column, amount in (
                (CASH_PIECE, whole.cash),
                (FULL_PIECE, whole.full),
                (CASH_BATCH, self.sheet.batch.cash),
                (FULL_BATCH, self.sheet.batch.full),
            )
        ]
        self.pen.text(row + 1, 0, A_PIECE.format(unit=_unit(self.recipe.main.unit)), self.pen.bold)
        share = outputs[self.recipe.main.code][1]
        cash = self.pen.worked(row + 1, CASH_PIECE, scaled(sums[0], share), self.sheet.piece.cash)
        full = self.pen.worked(row + 1, FULL_PIECE, scaled(sums[1], share), self.sheet.piece.full)
        return Block(self.recipe, outputs, sums[0], sums[1], cash, full, sums[2], sums[3]), row + 4


@dataclass(frozen=True, slots=True)
class _Making:
    """The cells that say how often a quantity is in a batch and in a good piece (costing.domain.bills)."""

    made: Three
    good: Three
    hours: Three
    batches: Three

    def in_batch(self, basis: Basis) -> Three:
        """How many times the quantity is in one batch."""
        return {
            Basis.BATCH: ONE,
            Basis.PIECE: self.made,
            Basis.HOUR: self.hours,
            Basis.MONTH: over(ONE, self.batches),
        }[basis]

    def in_piece(self, basis: Basis) -> Three:
        """How many times it is in one good main output."""
        if basis is Basis.PIECE:
            return over(ONE, self.good)
        return over(_bracketed(self.in_batch(basis)), _bracketed(times(self.made, self.good)))


def _bracketed(cells: Three) -> Three:
    low, likely, high = (f"({each})" for each in cells)
    return low, likely, high


def _whole(recipe: Recipe, sheet: Sheet) -> Figures:
    """A good main output as if it carried the whole cost."""
    pieces = [line.price.times(line.taken.times(in_piece(line.line, recipe))) for line in sheet.lines]
    return sum(pieces, Figures.both(Range.of(0)))


def _columns(column: int, first: int, last: int) -> list[str]:
    names = [xl_col_to_name(column + place) for place in range(WIDTH)]
    return [f"{name}{first + 1}:{name}{max(last, first + 1)}" for name in names]


def _unit(code: str) -> str:
    return str(UNITS[code].name) if code in UNITS else code


# The front page ---------------------------------------------------------------------------------------------


def _front(pen: Pen, sheet: Sheet, block: Block, beside: Beside) -> None:
    pen.text(0, 0, sheet.recipe.name, pen.bold)
    pen.text(1, 0, beside.group)
    pen.text(2, 0, SECRET, pen.soft)
    unit = beside.unit_word or _unit(sheet.recipe.main.unit)
    for place, end in enumerate(ENDS, start=1):
        pen.text(4, place, end, pen.soft)
    rows = (
        (f"{CASH} · {A_PIECE.format(unit=unit)}", block.cash_piece, sheet.piece.cash),
        (f"{FULL} · {A_PIECE.format(unit=unit)}", block.full_piece, sheet.piece.full),
        (f"{CASH} · {A_BATCH}", block.cash_batch, sheet.batch.cash),
        (f"{FULL} · {A_BATCH}", block.full_batch, sheet.batch.full),
    )
    for row, (label, cells, amount) in enumerate(rows, start=5):
        _figure(pen, row, str(label), _there(cells), amount)
    _sold(pen, sheet, beside.price)
    row = 12
    if beside.weight is not None:
        row = _kilo(pen, row, sheet, block, beside.weight)
    if beside.smallest is not None:
        row = _charged(pen, row, beside)
    pen.text(row, 0, EMPTY, pen.soft)
    if sheet.recipe.form == "trip":
        pen.text(row + 1, 0, CREW, pen.soft)


def _figure(pen: Pen, row: int, label: str, cells: Three, amount: Range) -> None:
    pen.text(row, 0, label, pen.bold)
    pen.worked(row, 1, in_satang(cells), _rounded(amount), pen.money)


def _sold(pen: Pen, sheet: Sheet, price: Fraction | None) -> None:
    """The price in B10, and what it leaves above C7."""
    pen.text(9, 0, PRICE)
    pen.text(10, 0, LEFT)
    if price is not None:
        pen.sheet.write_number(9, 1, float(price), pen.typed)
    full = sheet.piece.full.baht.likely
    left = "" if price is None or full is None else float(domain.baht(price) - full)
    pen.sheet.write_formula(
        10, 1, '=IF(AND(ISNUMBER(B10),ISNUMBER(C7)),ROUND(B10+1E-9,2)-C7,"")', pen.money, left
    )


def _kilo(pen: Pen, row: int, sheet: Sheet, block: Block, weight: Range) -> int:
    """A head's live weight, which may be changed, and a kilo's two figures (costing.domain.per_kilo); the row after them."""
    pen.text(row, 0, WEIGHT)
    kilos = over(ONE, pen.given(row, 1, weight))
    each = domain.per_kilo(sheet, weight)
    _figure(pen, row + 1, f"{CASH} · {A_KILO}", scaled(_there(block.cash_piece), kilos), each.cash)
    _figure(pen, row + 2, f"{FULL} · {A_KILO}", scaled(_there(block.full_piece), kilos), each.full)
    return row + 4


def _charged(pen: Pen, row: int, beside: Beside) -> int:
    """The smallest group that is charged, which may be changed, and what one smaller than that pays; the row after them."""
    pen.text(row, 0, SMALLEST)
    pen.text(row + 1, 0, LEAST)
    heads = beside.smallest or 0
    pen.sheet.write_number(row, 1, heads, pen.typed)
    least = "" if beside.price is None else float(domain.baht(beside.price * heads))
    cell = three(row, 1)[0]
    formula = f'=IF(AND(ISNUMBER(B10),ISNUMBER({cell})),ROUND(B10*{cell}+1E-9,2),"")'
    pen.sheet.write_formula(row + 1, 1, formula, pen.money, least)
    return row + 3


def _there(cells: Three) -> Three:
    """The same cells as another worksheet names them."""
    low, likely, high = (f"'{WORKING}'!{each}" for each in cells)
    return low, likely, high


def _rounded(amount: Range) -> Range:
    shown = amount.baht
    return Range(
        Fraction(shown.low),
        None if shown.likely is None else Fraction(shown.likely),
        None if shown.high is None else Fraction(shown.high),
    )
