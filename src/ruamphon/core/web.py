"""Small helpers every room's views share."""

from collections.abc import Callable
from typing import Any

from ruamphon.core.refusals import Impossible


def attempt(form: Any, do: Callable[[], Any]) -> bool:
    """Run an action for a valid form. What cannot be done becomes an error on the form, and False.

    What the action returned is kept as `form.result`. A refused form keeps everything typed; the action's
    transaction has been rolled back by then.
    """
    try:
        form.result = do()
    except Impossible as problem:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, str(problem.reason))
        return False
    return True
