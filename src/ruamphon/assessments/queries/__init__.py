"""Reads for pages and for the rooms above."""

from ruamphon.assessments.queries.assessors import assessors_for, conflicts, groups_for, rubrics_for
from ruamphon.assessments.queries.own import OwnRow, open_for, own_rows
from ruamphon.assessments.queries.results import ResultRow, result_of, results

__all__ = [
    "OwnRow",
    "ResultRow",
    "assessors_for",
    "conflicts",
    "groups_for",
    "open_for",
    "own_rows",
    "result_of",
    "results",
    "rubrics_for",
]
