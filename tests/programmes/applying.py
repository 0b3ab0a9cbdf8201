"""Makers for tests of applications and selection: an open call, a group that may answer it."""

from ruamphon.core.text import Text
from ruamphon.people.enums import Role
from ruamphon.programmes import actions
from ruamphon.registry import actions as registry
from ruamphon.registry.models import Membership
from tests.cast import account, grant, person
from tests.programmes import making

QUESTIONS = (Text("ตอนนี้ขายอะไร", "What do you sell?"), Text("อยากได้อะไร", ""))


def call(cast, *, begins=-3, ends=20, cohort=None, **changes):
    """Applications to a new cohort 2 of the cast's programme, open now."""
    cohort = cohort or actions.open_cohort(by=cast.officer, programme=cast.programme, number=2, seats=2)
    values = {"opens_on": making.in_days(begins), "closes_on": making.in_days(ends), "questions": QUESTIONS}
    return actions.set_call(by=cast.officer, cohort=cohort, **(values | changes))


def candidate(cast, name="วิสาหกิจชุมชนผู้สมัคร (ตัวอย่าง)", *, members=1):
    """A group of the programme in no cohort, with people of its own."""
    group = registry.register_enterprise(by=cast.officer, within=cast.programme.scope, name_th=name)
    for number in range(members):
        Membership.objects.create(enterprise=group, person=person(f"สมาชิกที่ {number + 1} ของ{name}"))
    return group


def member_of(group, username):
    """An account of a member of a group."""
    made = account(username, f"{username} ของกลุ่ม")
    grant(made, Role.MEMBER, group.scope)
    return made


def answers(made):
    """Every question answered."""
    return {question.pk: f"ตอบข้อ {question.number}" for question in made.questions.all()}


def applied(cast, made, group=None, **changes):
    """An application handed in by the officer on behalf of a member."""
    group = group or candidate(cast)
    values = {
        "by": cast.officer,
        "call": made,
        "enterprise": group,
        "answers": answers(made),
        "needs": "อยากขายออนไลน์เป็น",
        "hand_in": True,
    }
    if "on_behalf_of" not in changes:
        values["on_behalf_of"] = group.memberships.first().person
    return actions.save_application(**(values | changes))
