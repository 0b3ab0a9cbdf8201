"""Cards and groups made up for the board's tests. All invented."""

from datetime import date, timedelta

from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.home.board.domain.cards import Alarm, Card, Spot
from ruamphon.programmes.models import Cohort
from ruamphon.registry.models import Enterprise
from tests import cast as people
from tests.home import filling

DAY = date(2026, 11, 2)


def card(pk=1, *, name="ครัว", column="1", days=5, stalled=0, **more):
    """A card of which a test names what it is about."""
    alarms = (Alarm(Text("เงียบ", "Quiet"), Text("เงียบไป", "Quiet"), DAY, stalled),) if stalled else ()
    given = {
        "pk": pk,
        "name": Text(name, name),
        "sort": name,
        "code": f"CE-{pk:05}",
        "mark": name[0],
        "url": f"/{pk}/",
        "column": column,
        "kind": "food",
        "kind_label": None,
        "spot": Spot(),
        "mentors": (),
        "since": None,
        "days": days,
        "expected_days": None,
        "met": 0,
        "asked": 0,
        "blockers": (),
        "alarms": alarms,
        "step": None,
        "bars": (),
        "state": Text("กำลังพัฒนา", "Active"),
    }
    return Card(**given | more)


def groups(cast, number, *, cohort=None, since=30):
    """So many groups more in a cohort, each enrolled `since` days ago with an activity then; their enrolments."""
    made = []
    for count in range(number):
        code = f"CE-1{Enterprise.objects.count():04}"
        _, enrolment = people.enterprise(
            code, f"วิสาหกิจชุมชนลำดับ {count:03}", cast.programme.scope, cohort or cast.cohort, "craft"
        )
        enrolment.enrolled_on = timezone.localdate() - timedelta(since)
        enrolment.save()
        made.append(enrolment)
    return made


def another_cohort(cast, *, number=2, begins_on=None, label="2/2570"):
    """A second cohort of the programme, with the same playbook."""
    scope = people.Scope.objects.create(kind="cohort", label_th=f"รุ่น {label}")
    people.link(cast.programme.scope, scope)
    return Cohort.objects.create(
        programme=cast.programme,
        scope=scope,
        number=number,
        label=label,
        state="running",
        begins_on=begins_on,
        playbook=cast.playbook,
    )


def passes(cast, enrolment, *ago):
    """Decides gate 1, 2 … so many days ago."""
    for number, days in enumerate(ago, start=1):
        filling.gate(cast, decided=True, number=number, ago=days, enrolment=enrolment)
