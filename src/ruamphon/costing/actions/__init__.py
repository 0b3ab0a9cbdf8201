"""Verbs of this room: each checks its rule, locks the group, writes the audit row and costs anew what depends on it."""

from ruamphon.costing.actions.rate import set_own_rate
from ruamphon.costing.actions.recipe import change_lines, change_making, start_recipe

__all__ = ["change_lines", "change_making", "set_own_rate", "start_recipe"]
