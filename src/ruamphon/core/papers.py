"""Papers to sign, print and change: DOCX on A4, in TH Sarabun New, with the fonts and sizes Thai script is set by.

Word sets Thai by the complex-script properties (w:cs, w:szCs, w:bCs) and breaks its lines by the language
(w:lang w:bidi): every style here names both kinds. Nothing is set run by run.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from ruamphon.core.example import EXAMPLE, is_example

FONT = "TH Sarabun New"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT_SIZE, HEADING_SIZE, TITLE_SIZE = 16, 18, 20
"""Points; Sarabun is small for its size, and 16 is what Thai letters are written in."""
DOTS = "." * 45
SHORT_DOTS = "." * 30
"""As many as half a page is wide, with a word before them, in a wider font than ours too."""
SIGN_HERE = f"(ลงชื่อ){DOTS}"
NAME_HERE = f"({DOTS})"
TEXT_WIDTH = 16.0
"""Centimetres between the margins."""
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Paper:
    """A paper being written, from top to bottom."""

    def __init__(self, title: str):
        self.docx: DocxDocument = Document()
        self.docx.core_properties.title = _plain(title)[:200]
        self.docx.core_properties.author = "รวมพล"
        self.docx.core_properties.comments = ""
        self.docx.core_properties.created = self.docx.core_properties.modified = timezone.now()
        self.docx.core_properties.language = "th-TH"
        _set_page(self.docx)
        _set_styles(self.docx)
        if is_example():
            self.docx.sections[0].header.paragraphs[0].text = f"{EXAMPLE.th} · {EXAMPLE.en}"

    def title(self, text: str) -> None:
        """What paper this is, in the middle."""
        self._add(text, "Title")

    def heading(self, text: str) -> None:
        """The name of a part."""
        self._add(text, "Heading 1")

    def line(self, text: str = "", align: WD_ALIGN_PARAGRAPH = LEFT, *, indent: float = 0) -> None:
        """A paragraph; `indent` is where it begins, in centimetres from the left margin."""
        paragraph = self._add(text, "Normal")
        paragraph.alignment = align
        if indent:
            paragraph.paragraph_format.left_indent = Cm(indent)

    def body(self, text: str) -> None:
        """A paragraph of a letter, its first line set in."""
        self._add(text, "Normal").paragraph_format.first_line_indent = Cm(2.5)

    def labelled(self, label: str, text: str) -> None:
        """'เรื่อง  ขอเชิญ…', the text aligned under itself."""
        paragraph = self._add(f"{_plain(label)}\t{_plain(text)}", "Normal")
        paragraph.paragraph_format.left_indent = Cm(3)
        paragraph.paragraph_format.first_line_indent = Cm(-3)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(3))

    def dotted(self, lines: int) -> None:
        """Empty lines to write on."""
        for _ in range(lines):
            stops = self._add("\t", "Normal").paragraph_format.tab_stops
            stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)

    def table(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        tall: bool = False,
    ) -> None:
        """A ruled table whose heading comes again on each page; `widths` in centimetres, `tall` to sign in."""
        table = self.docx.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _set_widths(table, widths)
        _fill(table, 0, columns, widths, "Table Head")
        _mark_row(table, 0, "w:tblHeader")
        for number, row in enumerate(rows, 1):
            table.add_row()
            _fill(table, number, row, widths, "Table Text")
            if tall:
                table.rows[number].height = Cm(0.95)

    def signatures(self, blocks: Sequence[Sequence[str]]) -> None:
        """Places to sign, two beside each other; each is its lines, the dotted one first."""
        table = self.docx.add_table(rows=(len(blocks) + 1) // 2, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _set_widths(table, [TEXT_WIDTH / 2] * 2)
        for number, block in enumerate(blocks):
            cell = table.cell(number // 2, number % 2)
            cell.paragraphs[0].style = "Sign Here"
            for place, text in enumerate(block):
                if place:
                    cell.add_paragraph(style="Sign Here")
                cell.paragraphs[-1].add_run(_plain(text).replace(DOTS, SHORT_DOTS))
            cell.add_paragraph(style="Sign Here")
        for number in range(len(table.rows)):
            _mark_row(table, number)

    def next_page(self) -> None:
        """What follows begins on a new page."""
        self.docx.add_page_break()

    def content(self) -> bytes:
        """The file."""
        out = BytesIO()
        self.docx.save(out)
        return out.getvalue()

    def _add(self, text: str, style: str) -> Paragraph:
        return self.docx.add_paragraph(_plain(text), style=style)


def sign_block(*, name: str = "", lines: Sequence[str] = ()) -> list[str]:
    """A place to sign: the dotted line, the name in brackets or dots for it, and the lines under it."""
    return [SIGN_HERE, f"({name})" if name else NAME_HERE, *lines]


def hand_out(paper: Paper, name: str) -> HttpResponse:
    """The paper as a download called `name`.docx; no copy is kept by the browser."""
    response = HttpResponse(paper.content(), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_plain(name), safe='')}.docx"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _plain(text: str) -> str:
    """Text that XML can hold."""
    return _NOT_XML.sub("", str(text)).replace("\r\n", "\n").replace("\r", "\n")


def _set_page(docx: DocxDocument) -> None:
    page = docx.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(2)
    page.top_margin, page.bottom_margin = Cm(2.5), Cm(2)


def _set_styles(docx: DocxDocument) -> None:
    defaults = docx.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_letters(defaults, TEXT_SIZE)
    made = {
        "Normal": (TEXT_SIZE, False, LEFT, 0),
        "Title": (TITLE_SIZE, True, CENTRE, 6),
        "Heading 1": (HEADING_SIZE, True, LEFT, 4),
        "Table Head": (TEXT_SIZE, True, CENTRE, 0),
        "Table Text": (TEXT_SIZE, False, LEFT, 0),
        "Sign Here": (TEXT_SIZE, False, CENTRE, 0),
    }
    for name, (size, bold, align, after) in made.items():
        style = docx.styles[name] if name in docx.styles else docx.styles.add_style(name, 1)
        properties = style.element.get_or_add_rPr()
        _set_letters(properties, size, bold=bold)
        for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
            border.getparent().remove(border)
        style.paragraph_format.alignment = align
        style.paragraph_format.space_before = Pt(after)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.keep_with_next = name in {"Title", "Heading 1"}


def _set_letters(properties, size: int, *, bold: bool = False) -> None:
    """Font, weight, size and language, each for Latin and for Thai, in the order the schema asks."""
    for child in list(properties):
        properties.remove(child)
    parts = [("w:rFonts", dict.fromkeys(("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"), FONT))]
    if bold:
        parts += [("w:b", {}), ("w:bCs", {})]
    parts += [
        ("w:sz", {"w:val": str(size * 2)}),
        ("w:szCs", {"w:val": str(size * 2)}),
        ("w:lang", {"w:val": "th-TH", "w:eastAsia": "th-TH", "w:bidi": "th-TH"}),
    ]
    for tag, attributes in parts:
        element = OxmlElement(tag)
        for name, value in attributes.items():
            element.set(qn(name), value)
        properties.append(element)


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Widths that stay: Word reads those of the cells, other programs the table's own grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def _fill(table: Table, row: int, texts: Sequence[str], widths: Sequence[float], style: str) -> None:
    for cell, text, width in zip(table.rows[row].cells, texts, widths, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].style = style
        cell.paragraphs[0].add_run(_plain(text))
    _mark_row(table, row)


def _mark_row(table: Table, row: int, mark: str = "w:cantSplit") -> None:
    properties = table.rows[row]._tr.get_or_add_trPr()  # noqa: SLF001 — python-docx has no name for it
    properties.append(OxmlElement(mark))
