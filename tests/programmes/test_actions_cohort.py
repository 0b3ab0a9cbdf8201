from datetime import date

import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions
from ruamphon.programmes.enums import CohortState, PlaybookState
from ruamphon.programmes.models import Cohort


def opened(cast, **changes):
    values = {"number": 7, "label": "7/2565", "year": 2022, "seats": 9}
    return actions.open_cohort(by=cast.manager, programme=cast.programme, **(values | changes))


def edited(cast, **changes):
    names = ("number", "label", "year", "state", "begins_on", "ends_on", "seats")
    values = {name: getattr(cast.cohort, name) for name in names}
    return actions.edit_cohort(by=cast.officer, cohort=cast.cohort, **(values | changes))


def test_a_new_cohort_lies_inside_its_programme(cast):
    cohort = opened(cast, playbook=cast.playbook)
    assert (cohort.scope.label_th, cohort.scope.label_en) == ("รุ่น 7/2565", "Cohort 7/2565")
    assert has_permission(cast.officer, Permission.COHORT_MANAGE, cohort.scope_id)
    row = AuditEntry.objects.of(cohort).get()
    assert (row.action, row.person_id, row.scope_id) == (
        "open_cohort",
        cast.manager.person_id,
        cohort.scope_id,
    )
    assert row.changes == {
        "number": [None, 7],
        "label": [None, "7/2565"],
        "year": [None, 2022],
        "state": [None, "planned"],
        "seats": [None, 9],
        "playbook": [None, cast.playbook.pk],
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": 1}, "number"),
        ({"begins_on": date(2022, 6, 2), "ends_on": date(2022, 6, 1)}, "ends_on"),
    ],
)
def test_a_cohort_that_cannot_be_is_refused_at_its_field(cast, changes, field):
    with pytest.raises(Impossible) as refused:
        opened(cast, **changes)
    assert (refused.value.field, Cohort.objects.count()) == (field, 1)


def test_a_draft_playbook_cannot_be_chosen(cast):
    cast.playbook.state = PlaybookState.DRAFT
    cast.playbook.save()
    with pytest.raises(Impossible) as refused:
        opened(cast, playbook=cast.playbook)
    assert refused.value.field == "playbook"


def test_an_edit_keeps_before_and_after(cast):
    cohort = edited(cast, label="1/2570", seats=12)
    assert AuditEntry.objects.of(cohort).get().changes == {"label": ["1/2569", "1/2570"], "seats": [9, 12]}
    cohort.scope.refresh_from_db()
    assert cohort.scope.label_th == "รุ่น 1/2570"


def test_an_edit_that_changes_nothing_leaves_no_trace(cast):
    edited(cast)
    assert AuditEntry.objects.count() == 0


def test_fewer_seats_than_groups_is_refused(cast):
    with pytest.raises(Impossible) as refused:
        edited(cast, seats=1)
    assert refused.value.reason.th == "ตอนนี้มี 2 กลุ่มในรุ่นแล้ว จำนวนที่รับต้องไม่น้อยกว่านี้"


def test_a_running_cohort_cannot_be_planned_again(cast):
    with pytest.raises(Impossible) as refused:
        edited(cast, state=CohortState.PLANNED)
    assert refused.value.field == "state"
