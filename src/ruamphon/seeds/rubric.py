"""The rubric a programme begins with: the seven headings of potential, with levels of our own, marked as proposed."""

from typing import Any

from django.utils import timezone

from ruamphon.assessments.actions.rubric import write_items
from ruamphon.assessments.domain import Item, RubricText, problems_of
from ruamphon.assessments.enums import RubricState
from ruamphon.assessments.models import Rubric
from ruamphon.core.text import Text
from ruamphon.programmes.models import Programme
from ruamphon.seeds.ledger import Ledger, Outcome
from ruamphon.seeds.reading import flat, read

DATA = "potential"


class IncompleteRubric(ValueError):  # noqa: N818 — reads as what happened
    """The data file has an item or a level without its words."""


def packaged() -> tuple[dict[str, Any], RubricText]:
    """The rubric of the data file: its own fields, and its items. Raises IncompleteRubric."""
    data = read(DATA)
    items = tuple(_item(row) for row in data.pop("items"))
    text = RubricText(data["top"], items)
    problems = problems_of(text)
    if problems:
        raise IncompleteRubric("; ".join(problem.en for problem in problems))
    return flat(data), text


def _item(row: dict[str, Any]) -> Item:
    levels = tuple(Text(level["th"], level["en"]) for level in row["levels"])
    return Item(row["code"], Text(row["title"]["th"], row["title"]["en"]), levels, row.get("weight", 1))


def load_rubric(ledger: Ledger, programme: Programme) -> Rubric:
    """The packaged rubric as version 1 of the programme's, in use. What a manager does with it later is theirs:
    a rubric in use is never changed, so a second loading leaves it alone whatever the file says.
    """
    fields, text = packaged()
    key = {"scope_id": programme.scope_id, "code": fields["code"], "number": 1}
    rubric, outcome = ledger.put(
        Rubric,
        f"{programme.code}-{fields['code']}-1",
        key,
        once=lambda: {
            **fields,
            "is_proposed": True,
            "state": RubricState.PUBLISHED,
            "published_at": timezone.now(),
        },
        natural=key,
        scope_id=lambda _: programme.scope_id,
    )
    if outcome is Outcome.MADE:
        write_items(rubric, text.items)
    return rubric
