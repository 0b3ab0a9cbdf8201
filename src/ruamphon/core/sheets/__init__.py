"""Tables that come and go as XLSX, CSV or cells pasted out of Excel: bytes to rows of text, and back.

Knows nothing of what the columns mean; a room gives the names it understands and gets rows. A file that cannot be
read is an UploadProblem with a sentence, as every upload.
"""

from ruamphon.core.sheets.escaping import escaped, is_formula, plain, unescaped
from ruamphon.core.sheets.headers import Header, find_header, header_key
from ruamphon.core.sheets.reading import read_file, read_pasted
from ruamphon.core.sheets.writing import write_csv, write_xlsx

__all__ = [
    "Header",
    "escaped",
    "find_header",
    "header_key",
    "is_formula",
    "plain",
    "read_file",
    "read_pasted",
    "unescaped",
    "write_csv",
    "write_xlsx",
]
