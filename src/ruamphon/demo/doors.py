"""The doors of the example year: one click a role, while the example is there."""

from dataclasses import dataclass

from ruamphon.demo.people import PARTS, Part, username_of
from ruamphon.people.models import Account, Grant


@dataclass(frozen=True)
class Door:
    """A role that can be tried, and the name of whose account it is."""

    part: Part
    name: str


def offer(_request: object = None) -> list[Door]:
    """The doors that open, in their order; none without the example year. Two queries."""
    accounts = {account.username: account for account in demo_accounts()}
    found = [(part, accounts.get(username_of(part.key))) for part in PARTS]
    return [Door(part, account.person.name_th) for part, account in found if account]


def demo_accounts():
    """Accounts of invented people that reach nothing real: no grant of theirs, not even an ended one, is elsewhere."""
    real = Grant.objects.filter(scope__is_demo=False)
    keys = [username_of(part.key) for part in PARTS]
    accounts = Account.objects.filter(is_demo=True, is_active=True, username__in=keys)
    return accounts.exclude(person__in=real.values("person")).select_related("person")


def account_for(role: str) -> Account | None:
    """The account behind a role's door, or None where no door opens."""
    key = next((part.key for part in PARTS if part.role == role), "")
    return demo_accounts().filter(username=username_of(key)).first()
