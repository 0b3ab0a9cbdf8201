"""The exceptions with a sentence: what may not be done, and what cannot be done as asked."""

from ruamphon.core.text import Text


class Refused(Exception):  # noqa: N818 — reads as what happened
    """A person may not do this now. `reason` says why and what to do; shown on the 403 page and on buttons."""

    def __init__(self, reason: Text):
        super().__init__(str(reason))
        self.reason = reason


class TooLate(Refused):
    """Refused for how things stand now, not for who asks: somebody was faster. A form already filled in keeps it all."""


class Impossible(Exception):  # noqa: N818 — as Refused
    """The input was readable but the thing cannot be done; the form shows `reason` and keeps what was typed."""

    def __init__(self, reason: Text, field: str | None = None):
        super().__init__(str(reason))
        self.reason = reason
        self.field = field
