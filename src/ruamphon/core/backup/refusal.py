class BackupRefused(Exception):  # noqa: N818 — reads as what happened
    """The archive cannot be made or used; the message is a sentence that says why and what to do."""
