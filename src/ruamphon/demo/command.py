"""`ruamphon demo` and `ruamphon demo --remove`, as the command line says them."""

from dataclasses import dataclass

from django.conf import settings

from ruamphon.core.text import Text
from ruamphon.demo.make import DemoIsThere, make_demo
from ruamphon.demo.remove import DemoIsTangled, remove_demo

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})
OTHERS_REACH_IT = Text(
    "เว็บนี้คนอื่นเปิดได้ ({hosts}) ถ้าเพิ่มข้อมูลตัวอย่าง ใครก็กดเข้าไปเขียนและส่งไฟล์ในโครงการสมมุติได้โดยไม่มีรหัสผ่าน "
    "ข้อมูลจริงไม่กระทบ ถ้าต้องการอย่างนั้น ใช้ ruamphon demo --open-to-everyone",
    "Others can reach this site ({hosts}). With the example, anybody can write and upload in the invented programme "
    "without a password; real data stays out of reach. If that is wanted: ruamphon demo --open-to-everyone",
)
ADDED = Text(
    "เพิ่มโครงการสมมุติแล้ว {groups} กลุ่ม {people} คน เปิดหน้าเข้าสู่ระบบแล้วเลือกบทบาทได้เลย",
    "The invented programme is there: {groups} groups, {people} people. Choose a role on the sign-in page.",
)
REMOVED = Text(
    "เอาข้อมูลตัวอย่างออกแล้ว {rows} รายการ เหลือเฉพาะประวัติการแก้ไข ซึ่งเขียนครั้งเดียวและลบไม่ได้",
    "The example is gone: {rows} rows. Only its audit rows stay: they are written once.",
)
NOTHING = Text("ไม่มีข้อมูลตัวอย่างให้เอาออก", "There is no example to take away.")


@dataclass(frozen=True)
class Done:
    """What came of a command, and whether it is what was asked for."""

    said: str
    is_well: bool = True


def add(*, open_to_everyone: bool = False) -> Done:
    """Make the example, unless it is there or strangers would find it without anybody having said so."""
    reached = sorted(set(settings.ALLOWED_HOSTS) - THIS_MACHINE)
    if reached and not open_to_everyone:
        return Done(_both(OTHERS_REACH_IT.format(hosts=", ".join(reached))), is_well=False)
    try:
        world = make_demo()
    except DemoIsThere as there:
        return Done(str(there))
    people = sum(len(group.members) for group in world.groups.values()) + len(world.accounts)
    return Done(_both(ADDED.format(groups=len(world.groups), people=people)))


def remove() -> Done:
    """Take the example away."""
    try:
        rows = remove_demo()
    except DemoIsTangled as tangled:
        return Done(str(tangled), is_well=False)
    return Done(_both(REMOVED.format(rows=rows) if rows else NOTHING))


def _both(text: Text) -> str:
    """A console has no language switch: it says both."""
    return f"{text.th}\n  {text.en}"
