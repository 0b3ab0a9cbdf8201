"""How it ended for some: two groups graduated, one left with its reason; a task and a product went into the bin."""

from functools import partial

from ruamphon.core.text import Text
from ruamphon.demo.chapters.visits import LEFT, LEFT_AGO
from ruamphon.demo.world import World, draft_key
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.registry import actions as registry

GRADUATED = (("paste", 335), ("boat", 332))
REASON = "ประธานกลุ่มย้ายไปดูแลแม่ที่จังหวัดอื่น สมาชิกที่เหลือขอพักก่อน ไม่พร้อมทำต่อในรุ่นนี้ (ตัวอย่าง)"


def endings(world: World) -> None:
    """Graduate, leave, and put two mistakes into the bin."""
    for key, days_ago in GRADUATED:
        world.on(days_ago, partial(_end, world, key, EnrolmentState.GRADUATED), hour=18)
    world.on(LEFT_AGO, partial(_end, world, LEFT, EnrolmentState.LEFT, REASON), hour=18)
    world.on(2, partial(_mistakes, world), hour=11)


def _end(world: World, key: str, state: EnrolmentState, reason: str = "") -> None:
    group = world.groups[key]
    group.enrolment = programmes.change_enrolment_state(
        by=world.accounts["officer"], enrolment=group.enrolment, state=state, reason=reason
    )


def _mistakes(world: World) -> None:
    group = world.groups["homestay"]
    task = programmes.assign_task(
        by=world.accounts["officer"],
        enrolment=group.enrolment,
        title="งานที่มอบซ้ำ (ตัวอย่าง)",
        owner=group.chair.person,
        due_on=world.day(-5),
        origin=Text("มอบหมายโดยเจ้าหน้าที่", "Given by an officer"),
        key=f"form-{draft_key('mistake')}",
    )
    programmes.delete_task(by=world.accounts["officer"], task=task, reason="มอบซ้ำ")
    product = registry.register_product(
        by=group.chair,
        enterprise=group.enterprise,
        name_th="รายการที่พิมพ์ผิด (ตัวอย่าง)",
        registered_on=world.day(2),
    )
    registry.delete_product(by=group.chair, product=product, reason="พิมพ์ผิด")
