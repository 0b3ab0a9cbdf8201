"""Rounds for the pages: which there are, who has still to answer, and what may be seen of the result already."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ruamphon.assessments.enums import AssessmentState, RoundState
from ruamphon.assessments.models import Assessment, Round
from ruamphon.assessments.queries.results import ResultRow, results
from ruamphon.core.audit import person_id
from ruamphon.core.text import Text
from ruamphon.people.models import Account, Person

MOST_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round in a list: how many assessments were asked for and how many are in."""

    held: Round
    state: RoundState
    asked: int
    handed_in: int
    groups: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of a round: its result and who assesses it. `why_hidden` says why the reader cannot see it yet."""

    result: ResultRow
    why_hidden: Text | None
    sheets: tuple[Assessment, ...]
    apart: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One assessor of a round: how many groups, how many handed in."""

    person: Person
    asked: int
    handed_in: int


def rounds_of(account: Account, scopes: Collection[int], on: date) -> list[RoundRow]:
    """The rounds of some scopes that an account may see, the newest first. One query."""
    handed_in = Count("assessments", filter=Q(assessments__state=AssessmentState.HANDED_IN))
    rows = Round.objects.visible_to(account).filter(scope__in=scopes).select_related("rubric")
    counted = rows.annotate(
        asked=Count("assessments"), done=handed_in, groups=Count("assessments__enterprise", distinct=True)
    )
    return [
        RoundRow(held, held.state(on), held.asked, held.done, held.groups) for held in counted[:MOST_ROUNDS]
    ]


def hidden_from(account: Account, rounds: Collection[int]) -> set[tuple[int, int]]:
    """(round, group) pairs in which the account has still to hand in its own: it must not see others' before. One query."""
    own = Assessment.objects.filter(round__in=rounds, assessor=person_id(account), state=AssessmentState.OPEN)
    return set(own.values_list("round", "enterprise"))


OWN_FIRST = Text(
    "คุณยังไม่ได้ส่งผลของกลุ่มนี้ ผลรวมจะเห็นได้หลังส่ง",
    "You have not handed in yours of this group yet; the result shows once you have.",
)
NOT_ALL_IN = Text(
    "ผลจะแสดงเมื่อผู้ประเมินส่งครบ หรือเมื่อหมดเวลาของรอบ",
    "The result shows when all assessors have handed in, or when the round is over.",
)


def group_rows(held: Round, account: Account, *, on: date, runs: bool) -> list[GroupRow]:
    """The groups of a round with results and assessors, by name. The query count is constant.

    Who runs the round sees results at once, others when a group's is complete or the round is over; nobody sees one
    before their own answer is in.
    """
    hidden = hidden_from(account, [held.pk])
    is_over = held.state(on) is RoundState.OVER
    titles = {item.code: item.title for item in held.rubric.items.all()}
    sheets: dict[int, list[Assessment]] = {}
    for sheet in held.assessments.select_related("assessor"):
        sheets.setdefault(sheet.enterprise_id, []).append(sheet)
    return [
        GroupRow(
            result=row,
            why_hidden=_why_hidden(
                is_own_first=(held.pk, row.enterprise.pk) in hidden,
                is_shown=runs or is_over or row.is_complete,
            ),
            sheets=tuple(sheets[row.enterprise.pk]),
            apart=tuple(titles[item.code] for item in row.summary.items if item.disagrees),
        )
        for row in results(held)
    ]


def _why_hidden(*, is_own_first: bool, is_shown: bool) -> Text | None:
    if is_own_first:
        return OWN_FIRST
    return None if is_shown else NOT_ALL_IN


def load_rows(held: Round) -> list[LoadRow]:
    """The assessors of a round by name, with what each has still to do. One query."""
    rows = list(held.assessments.select_related("assessor"))
    asked = Counter(row.assessor for row in rows)
    done = Counter(row.assessor for row in rows if row.is_handed_in)
    people = sorted(asked, key=lambda person: (person.sort_text, person.pk))
    return [LoadRow(person, asked[person], done[person]) for person in people]


def fellows(assessment: Assessment, account: Account) -> QuerySet[Assessment]:
    """The other assessments of the same group in the same round that the account may read now."""
    rows = Assessment.objects.visible_to(account).filter(
        round=assessment.round_id, enterprise=assessment.enterprise_id
    )
    return rows.exclude(pk=assessment.pk).select_related("assessor")
