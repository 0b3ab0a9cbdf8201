"""Other ways in that an upper room offers on the sign-in page. Rooms add theirs when they are ready."""

from collections.abc import Callable
from typing import Any

Offer = Callable[[Any], Any]
_WAYS: dict[str, Offer] = {}


def add_way_in(template: str, offer: Offer) -> None:
    """Show a template on the sign-in page with what `offer(request)` gives, whenever that is not empty."""
    _WAYS[template] = offer


def ways_in(request: Any) -> list[tuple[str, Any]]:
    """What is offered to this request: templates with what they show."""
    found = [(template, offer(request)) for template, offer in _WAYS.items()]
    return [(template, offered) for template, offered in found if offered]
