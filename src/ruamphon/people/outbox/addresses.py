"""Where a person's e-mail goes."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ruamphon.people.models import Account


def address_of(account: Account) -> str:
    """The address a person signs in with, else their contact address; "" when there is none that can be used.

    An address with a line break or a second recipient in it is none: it would write headers of its own.
    """
    known = (account.email or "", account.person.email)
    return next((address for address in known if _is_plain(address)), "")


def _is_plain(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def masked(address: str) -> str:
    """'somsri@example.org' → 's•••@example.org': enough to tell a typing error in the domain."""
    name, at, host = address.partition("@")
    return f"{name[:1]}•••{at}{host}" if at else ""
