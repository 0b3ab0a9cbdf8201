"""A sign beside the stored files that an archive is being made: while it stands, no file is removed from disk.

An archive copies the database first and then the files it names. A file erased between the two would be missing.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

PREFIX = ".backup-"
A_DAY = 24 * 60 * 60


@contextmanager
def backup_under_way(root: Path) -> Iterator[None]:
    """Let the sign stand in `root` while an archive is made. One left by a killed process fades after a day."""
    root.mkdir(parents=True, exist_ok=True)
    sign = root / f"{PREFIX}{os.getpid()}-{uuid4().hex[:8]}"
    sign.touch(mode=0o600)
    try:
        yield
    finally:
        sign.unlink(missing_ok=True)


def is_backup_under_way(root: Path) -> bool:
    """Whether somebody makes an archive now. Ask after the rows are gone, and before their files are removed."""
    return any(_is_fresh(sign) for sign in root.glob(f"{PREFIX}*"))


def _is_fresh(sign: Path) -> bool:
    try:
        return time.time() - sign.stat().st_mtime < A_DAY
    except FileNotFoundError:
        return False
