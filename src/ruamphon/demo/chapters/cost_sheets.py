"""What becomes of cost sheets: handed in, asked about, accepted, shared; batches as they were made, a slip of the market."""

from fractions import Fraction
from functools import partial

from ruamphon.costing import actions as costing
from ruamphon.costing.models import CostSheetVersion, Material
from ruamphon.costing.queries.batches import plan_of
from ruamphon.demo.chapters.costs import STALLED, change, fresh, student_of
from ruamphon.demo.chapters.pathway import UNFINISHED, day_of_sheet
from ruamphon.demo.cost_stories import COSTS
from ruamphon.demo.world import Group, World, draft_key
from ruamphon.people.models import Account
from ruamphon.programmes import actions as programmes

WISHES = {
    "sweets": ("สมาชิกสามคน", "นับเวลาล้างอุปกรณ์และเดินตลาดด้วยหรือยัง", "7 ชม."),
    "learning": ("วิทยากรของกลุ่มหกฐาน", "ฐานละสามชั่วโมงรวมเวลาเตรียมของแล้วหรือไม่", "21 ชม."),
}
"""By group: the line the adviser asked about, in which words, and how much it came to."""
NEWER, NEWER_AGO = "homestay", 13
"""The group whose second student team handed in a next version, and the adviser asks about one line of it."""
DEARER = ("กับข้าวสองมื้อ", "200")
QUESTION = "จาก 180 เป็น 200 บาท มีใบเสร็จตลาดหรือยัง ถ้ามีขอแนบ ถ้ายังขอให้จดสามรอบก่อน"
ANSWER = "ราคาผักขึ้นตั้งแต่ต้นเดือนค่ะ จะเก็บใบเสร็จรอบเสาร์นี้"
SOLD, SOLD_AGO = "sweets", (38, 24)
"""The group that notes its batches."""
BATCHES = (("36", {"แป้งผสม": ("5", "42"), "กะทิสด": ("9", "45")}), ("39", {"จ้างห่อขนม": ("5", "50")}))
"""Good ones of each batch, and what was other than planned: how much of it, and baht for one."""
SLIP_AGO, SLIP = 41, (("แป้งผสม", "20", "800"), ("น้ำตาลทราย", "10", "260"))
"""What one slip of the market had on it: kilos, and baht for all of them."""
SHARED_AGO, SHARED_UNTIL = 30, -20
WHY = "ช่วยดูราคาส่งร้านของฝาก (ตัวอย่าง)"


def cost_sheets(world: World) -> None:
    """Sheets of what is on sale go to the adviser and back to the group; a newer version, batches, a slip, a share."""
    for key in COSTS:
        if key != STALLED:
            _hand_in_and_accept(world, key, day_of_sheet(key))
    world.on(NEWER_AGO, partial(_newer, world), hour=11)
    world.on(NEWER_AGO - 3, partial(_ask_about_it, world), hour=14)
    world.on(NEWER_AGO - 4, partial(_answer, world), hour=19)
    world.on(SLIP_AGO, partial(_slip, world), hour=17)
    world.on(SHARED_AGO, partial(_share, world), hour=18)
    for number, days_ago in enumerate(SOLD_AGO):
        world.on(days_ago, partial(_batch, world, number, days_ago), hour=18)


def _hand_in_and_accept(world: World, key: str, day: int) -> None:
    """The sheet of what is on sale: handed in, improved where the adviser asked, checked, accepted by the group."""
    place = next(at for at, sheet in enumerate(COSTS[key].sheets) if sheet.is_product)
    world.on(day, partial(_hand_in, world, key, place, "ร่างแรก ชั่งและจับเวลาจริงหนึ่งรอบ"), hour=11)
    if key in WISHES:
        world.on(day - 2, partial(_wish, world, key), hour=11)
        world.on(day - 4, partial(_grant, world, key, place), hour=11)
    world.on(day - 5, partial(_check, world, key), hour=14)
    if key != UNFINISHED:
        world.on(day - 6, partial(_accept, world, key), hour=18)


def _hand_in(world: World, key: str, place: int, note: str) -> None:
    recipe = fresh(world, key, place)
    by = student_of(world.groups[key])
    world.made[_version(key)] = costing.hand_in_sheet(
        by=by, recipe=recipe, revision=recipe.revision, note=note
    )


def _wish(world: World, key: str) -> None:
    line, words, _ = WISHES[key]
    world.made[f"wish-{key}"] = _say(world, key, _adviser(world.groups[key]), line, words, asks=True)


def _grant(world: World, key: str, place: int) -> None:
    """The student does what was asked for, says so, and hands in again."""
    line, _, amount = WISHES[key]
    by = student_of(world.groups[key])
    change(world, key, place, line, amount=amount)
    costing.settle_change(by=by, comment=world.made[f"wish-{key}"])
    _hand_in(world, key, place, "เพิ่มเวลาที่อาจารย์ถามแล้ว")


def _check(world: World, key: str) -> None:
    version: CostSheetVersion = world.made[_version(key)]
    programmes.check_deliverable(
        by=_adviser(world.groups[key]),
        deliverable=version.sheet.deliverable,
        version=version.version.number,
    )


def _accept(world: World, key: str) -> None:
    version: CostSheetVersion = world.made[_version(key)]
    programmes.accept_deliverable(
        by=world.groups[key].chair, deliverable=version.sheet.deliverable, version=version.version.number
    )


def _newer(world: World) -> None:
    """Food got dearer: the team that took over writes it down and hands in the next version."""
    line, baht = DEARER
    change(world, NEWER, 0, line, baht=baht)
    _hand_in(world, NEWER, 0, "กับข้าวแพงขึ้น ปรับตามตลาดเดือนนี้")


def _ask_about_it(world: World) -> None:
    _say(world, NEWER, _adviser(world.groups[NEWER]), DEARER[0], QUESTION, asks=True)


def _answer(world: World) -> None:
    _say(world, NEWER, world.groups[NEWER].chair, DEARER[0], ANSWER, asks=False)


def _say(world: World, key: str, by: Account, line: str, words: str, *, asks: bool) -> object:
    version: CostSheetVersion = world.made[_version(key)]
    code = version.sheet.recipe.lines.get(name=line).code
    return costing.comment_on_line(by=by, version=version, line_code=code, text=words, asks_change=asks)


def _slip(world: World) -> None:
    """One slip of the market with two things on it; both got dearer."""
    group = world.groups[SOLD]
    things = {row.name: row for row in Material.objects.filter(enterprise=group.enterprise)}
    costing.take_in(
        by=group.chair,
        enterprise=group.enterprise,
        draft_key=draft_key("slip-of-the-market"),
        on=world.day(SLIP_AGO),
        supplier="ร้านของชำตลาดสมมุติ (ตัวอย่าง)",
        total=sum((Fraction(baht) for *_, baht in SLIP), Fraction()),
        lots=[
            costing.LotRow(material=things[name], quantity=Fraction(kilos), unit="kg", value=Fraction(baht))
            for name, kilos, baht in SLIP
        ],
    )


def _share(world: World) -> None:
    """The group lets its mentor see the accepted version for some weeks."""
    group = world.groups[SOLD]
    costing.share_version(
        by=group.chair,
        version=world.made[_version(SOLD)],
        person=world.accounts[group.story.mentor].person,
        until=world.day(SHARED_UNTIL),
        reason=WHY,
    )


def _batch(world: World, number: int, days_ago: int) -> None:
    """What was really used and came out, beside the plan of that day."""
    good, others = BATCHES[number]
    recipe = fresh(world, SOLD, 0)
    plan = plan_of(recipe)
    other = {name: (Fraction(quantity), Fraction(baht)) for name, (quantity, baht) in others.items()}
    costing.record_batch(
        by=world.groups[SOLD].chair,
        recipe=recipe,
        revision=recipe.revision,
        draft_key=draft_key(f"batch-{number}"),
        on=world.day(days_ago),
        used=[line.used(*other.get(line.name, (line.quantity, None))) for line in plan.lines],
        good={plan.outputs[0].code: Fraction(good)},
    )


def _version(key: str) -> str:
    return f"costs-{key}-version"


def _adviser(group: Group) -> Account:
    if group.adviser is None:
        raise LookupError(f"{group.story.key} has no adviser.")
    return group.adviser
