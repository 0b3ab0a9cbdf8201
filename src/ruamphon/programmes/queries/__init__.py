"""Reads of the room, a noun a file, as typed rows."""

from ruamphon.programmes.queries.activities import attendees_for, groups_for
from ruamphon.programmes.queries.agreements import (
    AgreementRow,
    agreement_page,
    agreement_row,
    known_signers,
    possible_parties,
)
from ruamphon.programmes.queries.applications import (
    CallRow,
    RegisterLine,
    calls_for,
    newest_need,
    register_lines,
    selections_of,
)
from ruamphon.programmes.queries.attendance import (
    AttendanceTable,
    attendance_table,
    attendees_to_offer,
)
from ruamphon.programmes.queries.candidates import (
    CandidatePage,
    CandidateRow,
    candidate_page,
    candidates,
    cohorts_for,
)
from ruamphon.programmes.queries.clones import NextCohort, groups_to_bring, next_cohort
from ruamphon.programmes.queries.cohorts import (
    CohortCard,
    GroupRow,
    cohort_cards,
    enrollable,
    groups_of,
)
from ruamphon.programmes.queries.deliverables import (
    DeliverableRow,
    deliverable_rows,
    deliverables_to_accept,
    deliverables_to_check,
    latest_accepted,
    version_numbered,
)
from ruamphon.programmes.queries.helpers import Helper, helpers_of
from ruamphon.programmes.queries.papers import Guest, guests_of
from ruamphon.programmes.queries.people import (
    group_members,
    known_people,
    likely_attendees,
    possible_owners,
)
from ruamphon.programmes.queries.photos import Seen, people_to_tag, seen_in
from ruamphon.programmes.queries.ranking import (
    Ranking,
    RankingRow,
    applicants,
    figures_of,
    ranking,
    selection_assessors,
    selection_round,
    selection_rubrics,
)

__all__ = [
    "AgreementRow",
    "AttendanceTable",
    "CallRow",
    "CandidatePage",
    "CandidateRow",
    "CohortCard",
    "DeliverableRow",
    "GroupRow",
    "Guest",
    "Helper",
    "NextCohort",
    "Ranking",
    "RankingRow",
    "RegisterLine",
    "Seen",
    "agreement_page",
    "agreement_row",
    "applicants",
    "attendance_table",
    "attendees_for",
    "attendees_to_offer",
    "calls_for",
    "candidate_page",
    "candidates",
    "cohort_cards",
    "cohorts_for",
    "deliverable_rows",
    "deliverables_to_accept",
    "deliverables_to_check",
    "enrollable",
    "figures_of",
    "group_members",
    "groups_for",
    "groups_of",
    "groups_to_bring",
    "guests_of",
    "helpers_of",
    "known_people",
    "known_signers",
    "latest_accepted",
    "likely_attendees",
    "newest_need",
    "next_cohort",
    "people_to_tag",
    "possible_owners",
    "possible_parties",
    "ranking",
    "register_lines",
    "seen_in",
    "selection_assessors",
    "selection_round",
    "selection_rubrics",
    "selections_of",
    "version_numbered",
]
