"""Pictures drawn inside the page, so they take the colour of the words beside them and cost no request."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OPENING = re.compile(r"<svg[^>]*?(viewBox=\"[^\"]+\")[^>]*>")


class UnknownIcon(LookupError):  # noqa: N818 — reads as what happened, like Django's DoesNotExist
    """No such picture in build/vendor/icons: a misspelt name, or scripts/frontend.py has not run."""


@lru_cache(maxsize=512)
def svg(name: str) -> SafeString:
    """The drawing called `name` in Bootstrap Icons, hidden from screen readers: words must stand beside it.

    Raises UnknownIcon, so that a misspelt name fails a test instead of leaving a gap in a page.
    """
    drawing = " ".join(_file(name).read_text(encoding="utf-8").split())
    opening = (
        rf'<svg class="icon icon-{name}" width="20" height="20" \1 fill="currentColor" aria-hidden="true">'
    )
    return mark_safe(_OPENING.sub(opening, drawing, count=1))


def _file(name: str) -> Path:
    path = Path(settings.BUILD) / "vendor" / "icons" / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise UnknownIcon(
            f"No icon named {name!r} in build/vendor/icons; run scripts/frontend.py or fix the name."
        )
    return path
