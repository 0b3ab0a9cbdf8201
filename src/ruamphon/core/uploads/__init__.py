"""What someone hands in, looked at before it is kept: photos, PDF, Excel and Word, told apart by content.

Here lives the checking only, from bytes to a result or a sentence; keeping the file is the business of
`core.models`, and who may see it that of the room that owns it. Nothing here knows a request or a database.
"""

from ruamphon.core.uploads.check import CheckedFile, check_upload
from ruamphon.core.uploads.refusal import UploadProblem

__all__ = ["CheckedFile", "UploadProblem", "check_upload"]
