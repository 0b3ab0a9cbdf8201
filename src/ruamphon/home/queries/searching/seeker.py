"""Who looks, and for what."""

from functools import cached_property

from django.db.models import Q

from ruamphon.core.thai_text import THAI_DIGITS, search_key
from ruamphon.people.access import few_scopes_for, reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.people.phones import plain_phone

MOST_LOOKED_UP = 1_500
SHORTEST_PHONE = 4
"""Digits of a phone number that are worth looking for."""


class Seeker:
    """Who looks, for what; which scopes they reach is asked once for each permission."""

    def __init__(self, account: Account, typed: str):
        self.account = account
        self.key = search_key(typed)
        self.words = self.key.split()

    @cached_property
    def digits(self) -> str:
        """The digits typed when they could be part of a phone number, else ''."""
        typed = self.key.translate(THAI_DIGITS).replace(" ", "")
        digits = plain_phone(typed) if typed.isascii() and typed.isdigit() else ""
        return digits if len(digits) >= SHORTEST_PHONE else ""

    @cached_property
    def groups(self) -> list[int] | None:
        """The scopes on which groups may be read; None when there are too many to name."""
        return few_scopes_for(self.account, Permission.ENTERPRISE_READ, MOST_LOOKED_UP)

    @cached_property
    def partners(self) -> list[int] | None:
        """The scopes on which organisations may be read; None when there are too many to name."""
        return few_scopes_for(self.account, Permission.ORGANISATION_READ, MOST_LOOKED_UP)

    def within(self, permission: Permission, path: str, few: list[int] | None) -> Q:
        """The condition that the scope at `path` is one the seeker reaches, in the way that is quick."""
        return Q(reaches(self.account, permission, path)) if few is None else Q(**{f"{path}__in": few})
