"""What people agreed to, and which messages they have read."""

from functools import partial

from ruamphon.demo.stories import STORIES
from ruamphon.demo.world import World
from ruamphon.people.consent import actions as consent
from ruamphon.people.consent.enums import How, Purpose
from ruamphon.people.consent.texts import wording_for
from ruamphon.people.outbox import actions as outbox

UNREAD_DAYS = 14
"""Messages of the last two weeks are new; older ones have been read."""
TAKEN_BACK = "weaving"
"""The chair who agreed to be named on public pages and changed her mind."""


def words(world: World) -> None:
    """Each chair agrees to be contacted, most to be named; one takes it back. All read their older messages."""
    for place, story in enumerate(STORIES):
        if story.enrolled > UNREAD_DAYS:
            world.on(story.enrolled - 3, partial(_agree, world, story.key, Purpose.CONTACT), hour=19)
            if place % 2 == 0:
                world.on(story.enrolled - 3, partial(_agree, world, story.key, Purpose.PUBLIC_NAME), hour=19)
    world.on(100, partial(_agree, world, TAKEN_BACK, Purpose.PUBLIC_NAME), hour=19)
    world.on(50, partial(_take_back, world), hour=19)
    world.on(UNREAD_DAYS, partial(_read, world), hour=20)


def _agree(world: World, key: str, purpose: Purpose) -> None:
    chair = world.groups[key].chair
    consent.give_consent(
        by=chair,
        person=chair.person,
        purpose=purpose,
        version=wording_for(purpose, world.present().date()).version,
        how=How.PLATFORM,
    )


def _take_back(world: World) -> None:
    chair = world.groups[TAKEN_BACK].chair
    consent.withdraw_consent(by=chair, person=chair.person, purpose=Purpose.PUBLIC_NAME, how=How.PLATFORM)


def _read(world: World) -> None:
    for account in world.accounts.values():
        newest = account.person.messages.order_by("-pk").values_list("pk", flat=True).first()
        if newest:
            outbox.read_messages(by=account, up_to=newest)
