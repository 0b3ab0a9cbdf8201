from datetime import date
from hashlib import sha256
from uuid import uuid4

import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.people.models import Grant
from ruamphon.programmes import actions, queries
from ruamphon.programmes.enums import CohortState, PlaybookState
from ruamphon.programmes.models import Cohort, PlaybookVersion, Team
from tests.programmes import making


def cloned(cast, **changes):
    values = {"draft_key": uuid4(), "number": 2, "label": "2/2570", "year": 2027}
    return actions.clone_cohort(by=cast.officer, source=cast.cohort, **(values | changes))


def newer(cast, number, state):
    text = f"{cast.playbook.toml}\n# {number}\n"
    return PlaybookVersion.objects.create(
        programme=cast.programme,
        number=number,
        title_th="เกณฑ์",
        title_en="Playbook",
        state=state,
        toml=text,
        sha256=sha256(text.encode()).hexdigest(),
    )


def test_the_proposal_is_a_year_later(cast):
    cast.cohort.ends_on = date(2026, 9, 30)
    cast.cohort.save()
    newest = newer(cast, 2, PlaybookState.PUBLISHED)
    newer(cast, 3, PlaybookState.DRAFT)
    assert queries.next_cohort(cast.cohort) == queries.NextCohort(
        number=2,
        label="2/2570",
        year=2027,
        begins_on=date(2027, 5, 31),
        ends_on=date(2027, 9, 29),
        seats=9,
        playbook=newest,
    )


def test_a_number_already_taken_is_passed_over(cast):
    actions.open_cohort(by=cast.manager, programme=cast.programme, number=4)
    proposed = queries.next_cohort(cast.cohort)
    assert (proposed.number, proposed.label) == (5, "5/2570")


def test_nobody_comes_along_unasked(cast):
    making.student_team(cast)
    grants, teams = Grant.objects.count(), Team.objects.count()
    made = cloned(cast, seats=9, begins_on=date(2027, 5, 31), playbook=cast.playbook)
    assert (made.state, made.begins_on, made.seats) == (CohortState.PLANNED, date(2027, 5, 31), 9)
    assert made.playbook == cast.playbook
    assert (made.enrolments.count(), made.scope.grants.count()) == (0, 0)
    assert (Grant.objects.count(), Team.objects.count()) == (grants, teams)
    rows = AuditEntry.objects.of(made).order_by("pk")
    assert [row.action for row in rows] == ["open_cohort", "clone_cohort"]
    assert rows[1].changes == {"cloned_from": [None, cast.cohort.pk], "groups": [None, 0]}


def test_chosen_groups_come_as_selected_and_their_teams_stay(cast):
    making.student_team(cast)
    made = cloned(cast, groups=(cast.enrolment,))
    enrolment = made.enrolments.get()
    assert (enrolment.enterprise, enrolment.state) == (cast.enterprise, "selected")
    assert enrolment.teams.count() == 0


def test_twice_from_the_same_page_makes_one(cast):
    key = uuid4()
    made = cloned(cast, draft_key=key)
    assert cloned(cast, draft_key=key) == made
    assert Cohort.objects.count() == 2
    with pytest.raises(Impossible) as refused:
        cloned(cast, draft_key=key, number=3)
    assert (refused.value.field, Cohort.objects.count()) == ("draft_key", 2)


def test_what_cannot_be_leaves_nothing_behind(cast):
    other = actions.open_cohort(by=cast.manager, programme=cast.programme, number=7)
    with pytest.raises(Impossible) as taken:
        cloned(cast, number=7)
    with pytest.raises(Impossible) as many:
        cloned(cast, seats=1, groups=(cast.enrolment, cast.other_enrolment))
    with pytest.raises(Impossible) as foreign:
        actions.clone_cohort(
            by=cast.officer, source=other, draft_key=uuid4(), number=8, groups=(cast.enrolment,)
        )
    assert [refused.value.field for refused in (taken, many, foreign)] == ["number", "groups", "groups"]
    assert Cohort.objects.count() == 2
