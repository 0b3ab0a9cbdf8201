"""The two rubrics of the example: potential in seven headings, and what a group is chosen by."""

import tomllib
from functools import partial
from importlib.resources import files

from ruamphon.assessments import actions as assessments
from ruamphon.assessments.domain import Item
from ruamphon.core.text import Text
from ruamphon.demo.world import World

POTENTIAL = "potential"
SELECTION = "selection"
CHOSEN_BY = (
    (
        "wish",
        Text("ความตั้งใจของกลุ่ม", "The group's own wish"),
        (
            Text(
                "คนเดียวอยากเข้าร่วม คนอื่นยังไม่รู้เรื่อง", "One person wants to join; the others have not heard of it."
            ),
            Text("สมาชิกส่วนใหญ่รู้และเห็นด้วย", "Most members know of it and agree."),
            Text("สมาชิกตกลงกันแล้วว่าใครจะให้เวลาเท่าไร", "The members have agreed who gives how much time."),
        ),
    ),
    (
        "product",
        Text("มีของให้เริ่ม", "Something to begin with"),
        (
            Text("ยังไม่มีสินค้าหรือบริการที่ทำได้ซ้ำ", "There is no product or service yet that can be repeated."),
            Text("ทำขายอยู่แล้ว แต่คุณภาพยังไม่นิ่ง", "It is made and sold, but its quality varies."),
            Text("ทำขายสม่ำเสมอ และมีลูกค้าที่กลับมาซื้อ", "It is sold steadily, and customers come back."),
        ),
    ),
    (
        "reach",
        Text("พาไปถึงได้จริง", "Within reach"),
        (
            Text("ไกลและติดต่อยาก ทีมลงพื้นที่ได้ปีละครั้งสองครั้ง", "Far away and hard to reach: a visit or two a year."),
            Text("ทีมลงพื้นที่ได้เดือนเว้นเดือน", "The team can visit every other month."),
            Text("ทีมลงพื้นที่ได้ทุกเดือน และโทรหากันได้ตลอด", "The team can visit every month and call at any time."),
        ),
    ),
    (
        "village",
        Text("ประโยชน์ต่อหมู่บ้าน", "Good for the village"),
        (
            Text("รายได้อยู่กับไม่กี่บ้าน", "The income stays with a few houses."),
            Text("จ้างหรือซื้อวัตถุดิบจากเพื่อนบ้านบ้าง", "It hires or buys from neighbours now and then."),
            Text("หลายบ้านมีรายได้ประจำจากกลุ่ม", "Many houses have a steady income from the group."),
        ),
    ),
)
"""Invented for the example."""


def rubrics(world: World) -> None:
    """Both are in use before the first round; that of potential is marked as proposed."""
    world.on(688, partial(_publish, world, POTENTIAL), hour=10)
    world.on(687, partial(_publish, world, SELECTION), hour=10)


def _publish(world: World, code: str) -> None:
    manager, scope = world.accounts["manager"], world.programme.scope
    words, top, items = _potential() if code == POTENTIAL else _selection()
    draft = assessments.draft_rubric(by=manager, scope=scope, code=code, top=top, items=items, **words)
    if code == POTENTIAL:
        draft = assessments.edit_rubric(by=manager, rubric=draft, is_proposed=True, **words)
    world.made[f"rubric-{code}"] = assessments.publish_rubric(by=manager, scope=scope, rubric=draft)


def _potential() -> tuple[dict[str, str], int, list[Item]]:
    """The seven headings as they are published with the product."""
    text = files("ruamphon").joinpath("seeds/data/potential.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    words = {
        f"{name}_{language}": data[name][language] for name in ("title", "note") for language in ("th", "en")
    }
    items = [
        Item(
            row["code"],
            Text(row["title"]["th"], row["title"]["en"]),
            tuple(Text(level["th"], level["en"]) for level in row["levels"]),
            row.get("weight", 1),
        )
        for row in data["items"]
    ]
    return words, data["top"], items


def _selection() -> tuple[dict[str, str], int, list[Item]]:
    words = {
        "title_th": "คัดเลือกกลุ่มเข้ารุ่น (ตัวอย่าง)",
        "title_en": "Choosing groups for a cohort (example)",
        "note_th": "คุยกับกลุ่มที่บ้านของกลุ่มก่อนให้ระดับ",
        "note_en": "Talk with the group at its own place before giving a level.",
    }
    return words, 3, [Item(code, title, levels) for code, title, levels in CHOSEN_BY]
