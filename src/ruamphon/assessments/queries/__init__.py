"""Reads for pages and for the rooms above."""

from ruamphon.assessments.queries.assessors import assessors_for, conflicts, groups_for, rubrics_for
from ruamphon.assessments.queries.own import OwnRow, open_for, own_rows
from ruamphon.assessments.queries.potential import Analysis, potential_of
from ruamphon.assessments.queries.results import ResultRow, result_of, results
from ruamphon.assessments.queries.rounds import (
    GroupRow,
    LoadRow,
    RoundRow,
    fellows,
    group_rows,
    hidden_from,
    load_rows,
    rounds_of,
)
from ruamphon.assessments.queries.rubrics import Family, difference_to, families_of, version_before

__all__ = [
    "Analysis",
    "Family",
    "GroupRow",
    "LoadRow",
    "OwnRow",
    "ResultRow",
    "RoundRow",
    "assessors_for",
    "conflicts",
    "difference_to",
    "families_of",
    "fellows",
    "group_rows",
    "groups_for",
    "hidden_from",
    "load_rows",
    "open_for",
    "own_rows",
    "potential_of",
    "result_of",
    "results",
    "rounds_of",
    "rubrics_for",
    "version_before",
]
