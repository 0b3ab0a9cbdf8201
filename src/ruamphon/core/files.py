"""Keeping checked files and handing them out again. The room that owns a file decides who may have it."""

import re
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.http import FileResponse

from ruamphon.core.audit import person_id
from ruamphon.core.backup.mark import is_backup_under_way
from ruamphon.core.enums import FileKind
from ruamphon.core.models import StoredFile
from ruamphon.core.uploads import CheckedFile
from ruamphon.core.uploads.check import EXTENSIONS, MEDIA_TYPES

_ENDINGS = re.compile(r"\.(jpe?g|png|webp|pdf|xlsx|docx|zip)$", re.IGNORECASE)


def store(checked: CheckedFile, *, name: str, by: Any) -> StoredFile:
    """Write a checked file to disk and its row to the database. Call it inside the action's transaction."""
    key = uuid4().hex
    path = default_storage.save(f"{key[:2]}/{key}{checked.extension}", ContentFile(checked.content))
    return StoredFile.objects.create(
        kind=checked.kind,
        name=name[-200:],
        path=path,
        media_type=checked.media_type,
        size=checked.size,
        sha256=checked.sha256,
        width=checked.width,
        height=checked.height,
        stored_by_id=person_id(by),
    )


def put_made(opened: IO[bytes], kind: FileKind) -> str:
    """Put a file that the platform made itself on disk; gives its path. Not inside a transaction: it may be large.

    Whoever does not name it in a row soon after (`note_made`) leaves it to the daily sweep.
    """
    key = uuid4().hex
    return default_storage.save(f"{key[:2]}/{key}{EXTENSIONS[kind]}", File(opened))


def note_made(
    path: str, *, kind: FileKind, name: str, size: int, sha256: str, by_id: int | None
) -> StoredFile:
    """The row of a file that the platform made. Call it inside the action's transaction."""
    return StoredFile.objects.create(
        kind=kind,
        name=name[-200:],
        path=path,
        media_type=MEDIA_TYPES[kind],
        size=size,
        sha256=sha256,
        stored_by_id=by_id,
    )


def erase_file(stored: StoredFile) -> None:
    """Remove a file's row now and its content from disk once the transaction holds, unless others still need it.

    While a backup is being made the content stays; the daily sweep takes it later.
    """
    path = stored.path
    try:
        with transaction.atomic():
            stored.delete()
    except (models.ProtectedError, models.RestrictedError):
        return
    transaction.on_commit(lambda: remove_content(path))


def remove_content(path: str) -> None:
    """Remove a file from disk once its row is gone; while a backup is being made it is left to the daily sweep."""
    if not is_backup_under_way(Path(settings.FILES_ROOT)):
        default_storage.delete(path)


def download_name(stored: StoredFile) -> str:
    """The sender's name for a file, ending as its content demands: 'report.hta' that is a PDF → 'report.hta.pdf'."""
    plain = "".join(letter for letter in stored.name if letter.isprintable())
    return (_ENDINGS.sub("", plain) or "file") + Path(stored.path).suffix


def serve(stored: StoredFile) -> FileResponse:
    """The file as a response: photos open in the page, everything else downloads.

    Nothing is kept by the browser: on a shared phone the next person, or one whose access has ended, must ask anew.
    """
    inline = stored.kind == FileKind.PHOTO
    response = FileResponse(default_storage.open(stored.path), content_type=stored.media_type)
    disposition = "inline" if inline else "attachment"
    response["Content-Disposition"] = (
        f"{disposition}; filename*=UTF-8''{quote(download_name(stored), safe='')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
