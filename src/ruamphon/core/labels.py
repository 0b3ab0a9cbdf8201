"""Two-language labels where Django wants a lazy string: enum members, form labels, validation messages."""

from django.utils.functional import lazy

from ruamphon.core.text import Text


def _say(thai: str, english: str) -> str:
    return str(Text(thai, english))


both = lazy(_say, str)
"""`both("ไทย", "English")` reads in the language of whoever is looking when it is shown."""
