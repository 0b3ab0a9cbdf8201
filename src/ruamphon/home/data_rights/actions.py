"""Erasing a person from all rooms at once."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.home.data_rights import rules
from ruamphon.home.data_rights.reasons import must_stay
from ruamphon.home.data_rights.scrub import scrub_texts
from ruamphon.people.consent import actions as consent
from ruamphon.people.consent.facts import values_of
from ruamphon.people.models import Account, ErasureRequest, Person
from ruamphon.programmes.actions import take_photos_off
from ruamphon.reports.actions import drop_packs_of_person

MUST_STAY = Text(
    "ยังลบไม่ได้ เพราะมีเหตุที่ต้องเก็บไว้ อ่านเหตุผลด้านบน",
    "Not possible now: there are reasons above why something must be kept.",
)


@transaction.atomic
def erase_everywhere(*, by: Account, request: ErasureRequest, reason: str) -> None:
    """Make a placeholder of a person in all rooms, for good: photos off, tables of people, texts, files of consent.

    Raises Refused when `by` may not decide this, Impossible when something must stay, the reason is missing or names
    the person, or the request is no longer open. Files leave the disk once all is committed.
    """
    person = Person.objects.select_for_update().get(pk=request.person_id)
    rules.check_can_decide_erasure(by, request)
    if must_stay(person):
        raise Impossible(MUST_STAY)
    values = values_of(person)
    take_photos_off(by=by, person=person)
    drop_packs_of_person(by=by, person=person)
    papers = consent.erase_person(by=by, request=request, reason=reason)
    scrub_texts(values)
    for path in papers:
        transaction.on_commit(partial(default_storage.delete, path))
