"""Pages of the room."""

from ruamphon.assessments.views.own import mine

__all__ = ["mine"]
