"""One file that holds the database and every stored file, and the way back from it (ADR 13)."""

from ruamphon.core.backup.make import make_backup
from ruamphon.core.backup.refusal import BackupRefused
from ruamphon.core.backup.restore import restore_backup

__all__ = ["BackupRefused", "make_backup", "restore_backup"]
