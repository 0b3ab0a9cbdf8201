"""Housekeeping that core does for itself, once a day. Each may run twice without harm."""

import time
from pathlib import Path

import structlog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task

from ruamphon.core.backup.mark import is_backup_under_way
from ruamphon.core.bin import erase_old
from ruamphon.core.models import StoredFile

A_DAY = 24 * 60 * 60
log = structlog.get_logger(__name__)


@task()
def sweep_unowned_files() -> int:
    """Remove files on disk, a day old or more, that no row names: left by a transaction that was undone."""
    root = Path(settings.FILES_ROOT)
    known = set(StoredFile.objects.values_list("path", flat=True))
    if not known:  # more likely a new or wrong database beside an old folder than files that nobody owns
        return 0
    if is_backup_under_way(root):
        return 0
    aged = [path for path in root.rglob("*") if path.is_file() and path.stat().st_mtime < time.time() - A_DAY]
    unowned = [path for path in aged if path.relative_to(root).as_posix() not in known]
    for path in unowned:
        path.unlink(missing_ok=True)
    log.info("swept unowned files", files=len(unowned))
    return len(unowned)


@task()
def empty_bin() -> int:
    """Really erase what has been in the bin for 30 days, with its files. What other records need stays, and is told."""
    gone, kept = erase_old()
    log.info("emptied the bin", erased=gone, still_needed=kept)
    return gone


@task()
def sweep_sessions() -> int:
    """Remove sessions that have expired."""
    removed, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return removed
