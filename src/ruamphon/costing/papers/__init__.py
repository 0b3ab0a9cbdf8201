"""A cost sheet to take away: a workbook that recomputes itself, and a paper to print."""

from ruamphon.costing.papers.printed import sheet_pdf
from ruamphon.costing.papers.workbook import Beside, sheet_xlsx

__all__ = ["Beside", "sheet_pdf", "sheet_xlsx"]
