"""A sentence in both of the product's languages, side by side, so that neither can be missing (ADR 3)."""

from collections.abc import Callable
from dataclasses import dataclass


def _thai() -> str:
    return "th"


_language: Callable[[], str | None] = _thai


def follow_language(language: Callable[[], str | None]) -> None:
    """Let str(Text) follow the reader: `language` returns the active language code. Called once, by core.apps."""
    global _language  # noqa: PLW0603 — one hook, set at start-up, keeps domain code free of Django
    _language = language


@dataclass(frozen=True, slots=True)
class Text:
    """Thai and English wording of one thing. `str()` gives the reader's language, Thai unless it is English."""

    th: str
    en: str

    def __str__(self) -> str:
        return self.en if (_language() or "th").startswith("en") else self.th

    def format(self, **values: object) -> "Text":
        """The same sentence with {names} filled in; a Text among the values speaks each language in its turn.

        English may give two forms, "{n} day||{n} days"; the one that fits `n` is taken.
        """
        thai = {key: value.th if isinstance(value, Text) else value for key, value in values.items()}
        english = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
        return Text(self.th.format(**thai), _plural(self.en, values.get("n")).format(**english))


def _plural(english: str, n: object) -> str:
    one, separator, many = english.partition("||")
    return one if not separator or n == 1 else many
