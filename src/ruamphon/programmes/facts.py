"""Named facts this room can state about an enrolment on a day. Pathway's gates and the rooms above read them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from ruamphon.core.text import Text
from ruamphon.programmes.domain.term import end_of
from ruamphon.programmes.enums import ActivityKind, DeliverableKind, TeamKind
from ruamphon.programmes.models import Activity, Attendance, Enrolment
from ruamphon.registry.models import Membership

Value = int | bool | None


@dataclass(frozen=True, slots=True)
class EnrolmentFact:
    """A fact by name: what it is called, what it counts, and its value for an enrolment on a day.

    None means that it cannot be told, which is not zero.
    """

    name: str
    label: Text
    unit: Text
    value: Callable[[Enrolment, date], Value]


TIMES = Text("ครั้ง", "times")
PIECES = Text("ชิ้น", "pieces")
DAYS = Text("วัน", "days")
MEMBERS = Text("คน", "members")
YES_OR_NO = Text("มี/ไม่มี", "yes/no")


def _activities(kind: ActivityKind) -> Callable[[Enrolment, date], Value]:
    def count(enrolment: Enrolment, on: date) -> Value:
        return Activity.objects.filter(enrolments=enrolment, kind=kind, happened_on__lte=on).count()

    return count


def _accepted(kind: DeliverableKind | None = None) -> Callable[[Enrolment, date], Value]:
    # A version once accepted counts for good: a later draft of the same work does not take the fact back.
    def count(enrolment: Enrolment, on: date) -> Value:
        accepted = enrolment.deliverables.filter(versions__accepted_at__lt=end_of(on))
        if kind:
            accepted = accepted.filter(kind=kind)
        return accepted.distinct().count()

    return count


def _days_since_activity(enrolment: Enrolment, on: date) -> Value:
    latest = Activity.objects.filter(enrolments=enrolment, happened_on__lte=on).aggregate(
        day=Max("happened_on")
    )["day"]
    return (on - latest).days if latest else None


def _assigned(kind: TeamKind) -> Callable[[Enrolment, date], Value]:
    def is_there(enrolment: Enrolment, on: date) -> Value:
        over = end_of(on)
        return (
            enrolment.teams.filter(kind=kind, begins_on__lte=on, ends_on__gte=on, accepted_at__lt=over)
            .filter(Q(ended_at__isnull=True) | Q(ended_at__gte=over))
            .exists()
        )

    return is_there


def _members_at(least: int) -> Callable[[Enrolment, date], Value]:
    # Those who belong to the group on the day, by the workshops they were ticked at; without a list of members: None.
    def count(enrolment: Enrolment, on: date) -> Value:
        members = Membership.objects.filter(enterprise=enrolment.enterprise_id)
        if not members.exists():
            return None
        came = Attendance.objects.filter(
            activity__enrolments=enrolment,
            activity__kind=ActivityKind.WORKSHOP,
            activity__happened_on__lte=on,
            person__in=members.on(on).values("person_id"),
        )
        often = came.order_by().values("person").annotate(n=Count("activity", distinct=True))
        return often.filter(n__gte=least).count()

    return count


_ALL = (
    EnrolmentFact("visits", Text("ลงพื้นที่เยี่ยมแล้ว", "Visits made"), TIMES, _activities(ActivityKind.VISIT)),
    EnrolmentFact(
        "workshops_attended",
        Text("เข้าอบรมเชิงปฏิบัติการแล้ว", "Workshops attended"),
        TIMES,
        _activities(ActivityKind.WORKSHOP),
    ),
    EnrolmentFact(
        "members_at_1_workshop",
        Text("สมาชิกที่มาเวทีอบรมอย่างน้อย 1 ครั้ง", "Members who came to at least 1 workshop"),
        MEMBERS,
        _members_at(1),
    ),
    EnrolmentFact(
        "members_at_2_workshops",
        Text("สมาชิกที่มาเวทีอบรมอย่างน้อย 2 ครั้ง", "Members who came to at least 2 workshops"),
        MEMBERS,
        _members_at(2),
    ),
    EnrolmentFact(
        "members_at_3_workshops",
        Text("สมาชิกที่มาเวทีอบรมอย่างน้อย 3 ครั้ง", "Members who came to at least 3 workshops"),
        MEMBERS,
        _members_at(3),
    ),
    EnrolmentFact(
        "cost_sheets_accepted",
        Text("บัญชีต้นทุนที่กลุ่มรับแล้ว", "Cost sheets the group has accepted"),
        PIECES,
        _accepted(DeliverableKind.COST_SHEET),
    ),
    EnrolmentFact(
        "marketing_plans_accepted",
        Text("แผนการตลาดที่กลุ่มรับแล้ว", "Marketing plans the group has accepted"),
        PIECES,
        _accepted(DeliverableKind.MARKETING_PLAN),
    ),
    EnrolmentFact(
        "deliverables_accepted",
        Text("ผลงานทุกชนิดที่กลุ่มรับแล้ว", "Deliverables of any kind the group has accepted"),
        PIECES,
        _accepted(),
    ),
    EnrolmentFact(
        "days_since_activity",
        Text("จำนวนวันตั้งแต่กิจกรรมล่าสุด", "Days since the latest activity"),
        DAYS,
        _days_since_activity,
    ),
    EnrolmentFact(
        "mentor_assigned",
        Text("มีองค์กรพี่เลี้ยงทำงานอยู่", "A mentor organisation is at work"),
        YES_OR_NO,
        _assigned(TeamKind.MENTOR),
    ),
    EnrolmentFact(
        "student_team_assigned",
        Text("มีทีมนักศึกษาทำงานอยู่", "A student team is at work"),
        YES_OR_NO,
        _assigned(TeamKind.STUDENTS),
    ),
)
FACTS: dict[str, EnrolmentFact] = {fact.name: fact for fact in _ALL}
