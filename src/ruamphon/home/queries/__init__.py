"""Reads that put the rooms below together, a page a file."""

from ruamphon.home.queries.bin import BinRow, bin_of
from ruamphon.home.queries.enterprise_file import EnterpriseFile, enterprise_file
from ruamphon.home.queries.listing import (
    FINISHED,
    STAGES,
    GroupPage,
    Wanted,
    cohorts_to_choose,
    group_page,
    groups_wanted,
)
from ruamphon.home.queries.own_access import OwnAccess, own_access
from ruamphon.home.queries.own_groups import OwnGroups, own_groups
from ruamphon.home.queries.searching import search
from ruamphon.home.queries.waiting import waiting_for, waiting_page

__all__ = [
    "FINISHED",
    "STAGES",
    "BinRow",
    "EnterpriseFile",
    "GroupPage",
    "OwnAccess",
    "OwnGroups",
    "Wanted",
    "bin_of",
    "cohorts_to_choose",
    "enterprise_file",
    "group_page",
    "groups_wanted",
    "own_access",
    "own_groups",
    "search",
    "waiting_for",
    "waiting_page",
]
