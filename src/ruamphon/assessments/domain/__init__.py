"""What a rubric is, how work is shared out, and what answers add up to. No Django, no clock, no database."""

from ruamphon.assessments.domain.answer import Answer
from ruamphon.assessments.domain.assigning import NotEnough, loads_of, share_out
from ruamphon.assessments.domain.change import ItemChange, change_of, overall_change
from ruamphon.assessments.domain.radar import Radar, draw
from ruamphon.assessments.domain.rubric import (
    LEAST_LEVELS,
    MOST_LEVELS,
    Difference,
    Item,
    RubricText,
    differences,
    problems_of,
)
from ruamphon.assessments.domain.scoring import (
    DISAGREEMENT,
    OVERALL_DISAGREEMENT,
    ItemResult,
    Sheet,
    Summary,
    summarise,
)

__all__ = [
    "DISAGREEMENT",
    "LEAST_LEVELS",
    "MOST_LEVELS",
    "OVERALL_DISAGREEMENT",
    "Answer",
    "Difference",
    "Item",
    "ItemChange",
    "ItemResult",
    "NotEnough",
    "Radar",
    "RubricText",
    "Sheet",
    "Summary",
    "change_of",
    "differences",
    "draw",
    "loads_of",
    "overall_change",
    "problems_of",
    "share_out",
    "summarise",
]
