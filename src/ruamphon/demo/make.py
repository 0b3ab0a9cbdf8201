"""Making the example year: all of it or nothing, in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.demo.chapters import CHAPTERS
from ruamphon.demo.clock import travelling
from ruamphon.demo.diary import Diary
from ruamphon.demo.world import World
from ruamphon.people.models import Scope

THERE = Text(
    "ข้อมูลตัวอย่างมีอยู่แล้ว ถ้าต้องการเริ่มใหม่ ใช้ ruamphon demo --remove ก่อน",
    "The example year is there already. To begin anew: ruamphon demo --remove first.",
)


class DemoIsThere(Exception):  # noqa: N818 — reads as what happened
    """The example year was asked for twice; nothing was changed."""


def is_there() -> bool:
    """Whether the example year, or any part of it, is in the database."""
    return Scope.objects.filter(is_demo=True).exists()


@transaction.atomic
def make_demo(now: datetime | None = None) -> World:
    """Live through the example year up to `now` and leave it behind. Raises DemoIsThere when it is there."""
    if is_there():
        raise DemoIsThere(f"{THERE.th}\n  {THERE.en}")
    world = World(Diary(now or timezone.now()))
    for chapter in CHAPTERS:
        chapter(world)
    with travelling(min(world.diary.entries).moment) as clock:
        world.diary.live(clock)
    return world
