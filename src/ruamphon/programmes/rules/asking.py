"""The bool and the reason beside every `check_can_…`, for buttons."""

from collections.abc import Callable

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.models import Account


def why_not(check: Callable[..., None], account: Account, *things: object) -> Text | None:
    """The sentence with which `check` would refuse, or None when it would not."""
    try:
        check(account, *things)
    except Refused as refused:
        return refused.reason
    return None


def allows(check: Callable[..., None], account: Account, *things: object) -> bool:
    """Whether `check` would let this account pass: `allows(check_can_enrol, account, cohort)`."""
    return why_not(check, account, *things) is None
