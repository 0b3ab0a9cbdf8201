"""Tables of the room, a noun a file."""

from ruamphon.assessments.models.assessment import Assessment, Score, ScoreFile
from ruamphon.assessments.models.round import Round
from ruamphon.assessments.models.rubric import Rubric, RubricItem, RubricLevel

__all__ = ["Assessment", "Round", "Rubric", "RubricItem", "RubricLevel", "Score", "ScoreFile"]
