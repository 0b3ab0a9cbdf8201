"""An evidence pack of one group, asked for by an officer and made as the worker makes it."""

from functools import partial

from ruamphon.demo.world import World
from ruamphon.reports import working
from ruamphon.reports.actions import ask_pack
from ruamphon.reports.enums import PackContents

GROUP, STAGE = "sweets", 1
ASKED_AGO = 1


def pack(world: World) -> None:
    """Yesterday, so that it can still be downloaded."""
    world.on(ASKED_AGO, partial(_make, world), hour=11)


def _make(world: World) -> None:
    asked = ask_pack(
        by=world.accounts["officer"],
        enrolment=world.groups[GROUP].enrolment,
        contents=PackContents.EVIDENCE,
        stage_number=STAGE,
    )
    working.make(asked.pk)
    asked.refresh_from_db()
    world.made["pack"] = asked
