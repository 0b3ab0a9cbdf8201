"""What is gathered for a pack: what it tells, the files it holds, what is left out, and what stands in its way."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.people.models import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the pack: where it will stand there, the file kept here, and what it belongs to."""

    path: str
    stored: StoredFile
    where: Text

    @property
    def plan(self) -> dict[str, str]:
        """How it is remembered when the pack is asked for."""
        return {
            "path": self.path,
            "sha256": self.stored.sha256,
            "name": self.stored.name,
            "th": self.where.th,
            "en": self.where.en,
        }


@dataclass
class Contents:
    """What the pack tells (`data`, for the PDF), what it holds, what it leaves out, and why it cannot be made."""

    data: dict[str, Any] = field(default_factory=dict)
    files: list[Kept] = field(default_factory=list)
    withheld_hashes: set[str] = field(default_factory=set)
    left_out: list[Text] = field(default_factory=list)
    obstacles: list[Text] = field(default_factory=list)
    people: set[int] = field(default_factory=set)
    decided: dict[int, set[str]] = field(default_factory=dict)

    def keep(self, path: str, stored: StoredFile, where: Text) -> str:
        """Take a file in; gives the path under which it will stand."""
        full = path + PurePosixPath(stored.path).suffix
        self.files.append(Kept(full, stored, where))
        return full

    def name(self, person: Person | None) -> str:
        """A person's name, remembered as one that the pack names; nothing for nobody."""
        if person is None:
            return ""
        self.people.add(person.pk)
        return str(person.name.th)


def planned_of(contents: Contents) -> list[dict[str, str]]:
    """The files as they are remembered when a pack is asked for."""
    return [one.plan for one in contents.files]
