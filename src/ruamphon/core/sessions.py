"""Sessions in the database, but for keys that no session of ours can have."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        """Only letters and digits: PostgreSQL refuses to look for a key with a NUL, and the page would break."""
        held = super()._validate_session_key(key)  # type: ignore[misc]  # private, so not in the stubs
        return held and key.isascii() and key.isalnum()
