"""What an assessor says of one item."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A level, or that it cannot be told; a note says why, `evidence` what was seen and where to look it up."""

    level: int | None = None
    cannot_tell: bool = False
    note: str = ""
    evidence: str = ""

    @property
    def is_given(self) -> bool:
        """Whether the item is answered: by a level, or by saying that it cannot be told."""
        return self.level is not None or self.cannot_tell
