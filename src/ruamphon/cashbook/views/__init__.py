"""Pages of the cash book."""

from ruamphon.cashbook.views.book import book, month, month_close, month_history, month_reopen, year
from ruamphon.cashbook.views.entry import entry, entry_history, entry_new, entry_reverse, slip, slip_new
from ruamphon.cashbook.views.sheet import export, import_discard, import_new, import_review, import_template

__all__ = [
    "book",
    "entry",
    "entry_history",
    "entry_new",
    "entry_reverse",
    "export",
    "import_discard",
    "import_new",
    "import_review",
    "import_template",
    "month",
    "month_close",
    "month_history",
    "month_reopen",
    "slip",
    "slip_new",
    "year",
]
