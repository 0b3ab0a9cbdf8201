"""Plans for tests: what a group might promise, and the steps until it is in force."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from ruamphon.pathway import actions, queries
from ruamphon.pathway.domain.plan import PlanAction, PlanGoal


def day(number):
    """So many days from today."""
    return timezone.localdate() + timedelta(days=number)


def code(number):
    """A code that stays the same: goals and actions are told apart by it."""
    return str(UUID(int=number))


def action(number, owner, *, title="ชั่งวัตถุดิบทุกรอบ", due=14):
    return PlanAction(
        code(100 + number), title, owner.person_id if owner else None, day(due) if due is not None else None
    )


def goal(number, *actions_of, aim="รู้ต้นทุนต่อกระปุก", criterion=""):
    return PlanGoal(code(number), aim, day(60), "มีบัญชีต้นทุนที่กลุ่มรับ", criterion, actions_of)


def promised(cast):
    """One goal with two actions: the student's and the member's."""
    return (
        goal(
            1,
            action(1, cast.student),
            action(2, cast.member, title="จดยอดขายทุกวัน", due=21),
            criterion="potential-analysis",
        ),
    )


def draft(cast, goals=None, *, by=None):
    """What was typed, saved upon whatever there is now."""
    return actions.save_plan_draft(
        by=by or cast.student,
        enrolment=cast.enrolment,
        goals=promised(cast) if goals is None else goals,
        seen=queries.stamp_of(queries.latest_version(cast.enrolment)),
    )


def proposed(cast, goals=None, *, by=None):
    version = draft(cast, goals, by=by)
    return actions.propose_plan(by=by or cast.student, version=version, revision=version.revision)


def agreed(cast, goals=None):
    version = proposed(cast, goals)
    return actions.agree_plan(by=cast.member, version=version, revision=version.revision)


def in_force(cast, goals=None):
    version = agreed(cast, goals)
    return actions.approve_plan(by=cast.officer, version=version, revision=version.revision)
