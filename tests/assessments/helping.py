"""What the assessments tests share: a small rubric in use, and a round of both groups."""

from datetime import timedelta

from django.utils import timezone

from ruamphon.assessments import actions
from ruamphon.assessments.domain import Answer, Item
from ruamphon.assessments.enums import Purpose
from ruamphon.core.text import Text


def item(code="direction", title="ทิศทาง", *, weight=1, top=4, english="Direction"):
    """An item whose levels are all described."""
    levels = tuple(Text(f"{title} ระดับ {n}", f"{english}, level {n}") for n in range(1, top + 1))
    return Item(code, Text(title, english), levels, weight)


ITEMS = (item(), item("market", "การตลาด", english="Market"), item("members", "สมาชิก", english="Members"))


def rubric_in_use(cast, items=ITEMS, *, code="small", scope=None, by=None):
    """A published rubric of the programme."""
    scope, by = scope or cast.programme.scope, by or cast.manager
    draft = actions.draft_rubric(
        by=by, scope=scope, code=code, title_th="แบบประเมินตัวอย่าง", title_en="Sample rubric", items=items
    )
    return actions.publish_rubric(by=by, scope=scope, rubric=draft)


def open_round(
    cast, rubric=None, *, by=None, begins=-1, days=14, groups=None, assessors=None, each=2, **given
):
    """A round of group A by two officers, under way since yesterday unless said otherwise."""
    today = timezone.localdate()
    values = {
        "purpose": Purpose.POTENTIAL,
        "title_th": "รอบตัวอย่าง",
        "title_en": "Sample round",
        "opens_on": today + timedelta(days=begins),
        "due_on": today + timedelta(days=begins + days),
        "enterprises": groups or [cast.enterprise],
        "assessors": assessors or [cast.officer.person, cast.officer2.person],
        "each": each,
    } | given
    return actions.open_round(
        by=by or cast.manager, scope=cast.cohort.scope, rubric=rubric or rubric_in_use(cast), **values
    )


def answers(**levels):
    """Item code → Answer; None means that it cannot be told."""
    return {
        code: Answer(level) if level else Answer(cannot_tell=True, note="ยังไม่เคยเห็น")
        for code, level in levels.items()
    }


def sheet(held, account, group=None):
    """Somebody's assessment in a round."""
    rows = held.assessments.filter(assessor=account.person)
    return rows.get(enterprise=group) if group else rows.get()


def hand_in(held, account, group=None, **levels):
    """Somebody's answers, handed in."""
    return actions.hand_in(by=account, assessment=sheet(held, account, group), answers=answers(**levels))
