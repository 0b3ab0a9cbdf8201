"""The record of a visit, workshop or meeting, as it goes into the file of a group."""

from collections.abc import Sequence

from ruamphon.core.papers import DOTS, Paper, sign_block
from ruamphon.core.thai_letters import formal_day, thai_digits, weekday_day
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.models import Activity


def activity_record(activity: Activity, *, groups: Sequence[str], named: Sequence[str], others: int) -> Paper:
    """What was found, done and agreed, who came as far as the reader may know, and places to sign."""
    kind = ActivityKind(activity.kind).label.th
    paper = Paper(f"บันทึก{kind}")
    paper.title(f"บันทึก{kind}")
    paper.labelled("โครงการ", f"{activity.cohort.programme.name.th} {activity.cohort.name.th}")
    paper.labelled("วันที่", weekday_day(activity.happened_on))
    paper.labelled("กลุ่ม", ", ".join(groups))
    for heading, text in (
        ("สิ่งที่พบ", activity.found),
        ("สิ่งที่ทำหรือแนะนำ", activity.done),
        ("ข้อตกลง", activity.agreed),
    ):
        paper.heading(heading)
        if text:
            paper.body(text)
        else:
            paper.dotted(2)
    if activity.next_on:
        paper.heading("นัดครั้งถัดไป")
        paper.body(weekday_day(activity.next_on))
    paper.heading("ผู้เข้าร่วม")
    for number, name in enumerate(named, 1):
        paper.line(thai_digits(f"{number}. ") + name, indent=1)
    if others:
        paper.line(f"และคนจากกลุ่มอื่นอีก {thai_digits(others)} คน", indent=1)
    if not named and not others:
        paper.dotted(3)
    paper.line()
    day = formal_day(activity.happened_on)
    paper.signatures(
        [
            sign_block(name=activity.recorded_by.name_th, lines=["ผู้บันทึก", day]),
            sign_block(lines=["ผู้แทนกลุ่ม", f"วันที่{DOTS}"]),
        ]
    )
    return paper
