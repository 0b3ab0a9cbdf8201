"""Reads of the room, a noun a file, as typed rows."""

from ruamphon.programmes.queries.activities import attendees_for, groups_for
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
from ruamphon.programmes.queries.people import (
    group_members,
    known_people,
    likely_attendees,
    possible_owners,
)
from ruamphon.programmes.queries.photos import Seen, people_to_tag, seen_in

__all__ = [
    "CohortCard",
    "DeliverableRow",
    "GroupRow",
    "Helper",
    "Seen",
    "attendees_for",
    "cohort_cards",
    "deliverable_rows",
    "deliverables_to_accept",
    "deliverables_to_check",
    "enrollable",
    "group_members",
    "groups_for",
    "groups_of",
    "helpers_of",
    "known_people",
    "latest_accepted",
    "likely_attendees",
    "people_to_tag",
    "possible_owners",
    "seen_in",
    "version_numbered",
]
