"""Small helpers every room's views share."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from ruamphon.core.refusals import Impossible, TooLate


def attempt(form: Any, do: Callable[[], Any]) -> bool:
    """Run an action for a valid form. What cannot be done, or no longer, becomes an error on the form, and False.

    What the action returned is kept as `form.result`. A refused form keeps everything typed; the action's
    transaction has been rolled back by then.
    """
    try:
        form.result = do()
    except Impossible as problem:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, str(problem.reason))
        return False
    except TooLate as refusal:
        form.add_error(None, str(refusal.reason))
        return False
    return True


LARGEST = 2**31


def number_in(query: Mapping[str, Any], name: str) -> int | None:
    """A number from an address (`?after=12`); None for anything that is none a row or a page could have."""
    typed = str(query.get(name, ""))
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(LARGEST))
    return int(typed) if is_number and int(typed) < LARGEST else None


def let_in(request: HttpRequest, check: Callable[..., None], *things: Any) -> None:
    """Check a rule before a form. What was filled in while somebody else was faster goes on to its action.

    There the same rule refuses it again, as an error on the form, which keeps everything typed. The action must
    check the rule itself.
    """
    try:
        check(request.user, *things)
    except TooLate:
        if request.method != "POST":
            raise
