"""The invented people of the example year: how one gets an account, and who plays which role at the door."""

from dataclasses import dataclass

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.text import Text
from ruamphon.demo.world import World
from ruamphon.people import actions as people
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Person

PREFIX = "example."
"""How the usernames of invented people begin; nobody can sign in by them, for they have no password."""


@dataclass(frozen=True)
class Part:
    """A role at the door: whose account it is, and what one sees in it."""

    role: Role
    key: str
    sees: Text
    icon: str


PARTS = (
    Part(
        Role.MEMBER,
        "chair-homestay",
        Text("แผนที่ขั้นและงานของกลุ่มตัวเอง", "My group's roadmap and tasks"),
        "people",
    ),
    Part(
        Role.STUDENT,
        "student",
        Text("ทำผลงานและส่งหลักฐานให้กลุ่ม", "Make work and hand in evidence"),
        "mortarboard",
    ),
    Part(
        Role.ADVISER,
        "adviser",
        Text("ตรวจงานของทีมนักศึกษา", "Review the student team's work"),
        "clipboard-check",
    ),
    Part(Role.FACILITATOR, "facilitator", Text("ดูแลหลายกลุ่มในพื้นที่", "Look after several groups"), "compass"),
    Part(Role.MENTOR, "mentor", Text("เป็นพี่เลี้ยงเรื่องการขาย", "Mentor groups on selling"), "shop"),
    Part(Role.EXPERT, "expert", Text("ตรวจเรื่องมาตรฐานสินค้า", "Review product standards"), "patch-check"),
    Part(
        Role.OFFICER, "officer", Text("ดูแลทั้งรุ่น ตรวจและตัดสิน", "Run a cohort, review and decide"), "diagram-3"
    ),
    Part(Role.MANAGER, "manager", Text("ดูแลโครงการและเกณฑ์", "Manage the programme"), "gear"),
    Part(Role.OBSERVER, "observer", Text("อ่านได้ทุกกลุ่ม แต่ไม่แก้ไข", "Read everything, change nothing"), "eye"),
)
"""One person a role, in the order the door shows them."""


def username_of(key: str) -> str:
    """The username of an invented person."""
    return f"{PREFIX}{key}"


@transaction.atomic
def open_account(world: World, key: str, person: Person) -> Account:
    """An account without a password: the only way in is the button at the door, while the example is there."""
    account = Account(person=person, username=username_of(key), is_demo=True)
    account.set_unusable_password()
    account.save()
    audit.record(
        by=person, action="join", subject=person, changes={"username": (None, "")}, personal=["username"]
    )
    world.accounts[key] = account
    return account


def introduce(
    world: World, key: str, name_th: str, scope_id: int | None = None, name_en: str = ""
) -> Account:
    """Write a person down and give them an account."""
    person = people.add_person(
        by=world.accounts.get("officer"), name_th=name_th, scope_id=scope_id, name_en=name_en
    )
    return open_account(world, key, person)


def account_of(world: World, person_id: int) -> Account:
    """The account of an invented person."""
    return next(account for account in world.accounts.values() if account.person_id == person_id)
