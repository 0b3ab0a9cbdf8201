"""Rubrics for the pages."""

from dataclasses import dataclass

from ruamphon.assessments.domain import Difference, differences
from ruamphon.assessments.models import Rubric
from ruamphon.people.models import Account, Scope

MOST_RUBRICS = 100


@dataclass(frozen=True, slots=True)
class Family:
    """All versions of one rubric, the newest first."""

    versions: tuple[Rubric, ...]

    @property
    def newest(self) -> Rubric:
        """The version with the highest number, draft or not."""
        return self.versions[0]


def families_of(account: Account, scope: Scope) -> list[Family]:
    """The rubrics of a scope that an account may see. One query."""
    found: dict[str, list[Rubric]] = {}
    for rubric in Rubric.objects.visible_to(account).filter(scope=scope)[:MOST_RUBRICS]:
        found.setdefault(rubric.code, []).append(rubric)
    return [Family(tuple(versions)) for versions in found.values()]


def version_before(rubric: Rubric) -> Rubric | None:
    """The version this one followed, with its text; None for the first."""
    earlier = Rubric.objects.filter(scope=rubric.scope_id, code=rubric.code, number__lt=rubric.number)
    return earlier.with_text().order_by("-number").first()


def difference_to(before: Rubric, after: Rubric) -> list[Difference]:
    """What changed, in sentences."""
    return differences(before.text(), after.text())
