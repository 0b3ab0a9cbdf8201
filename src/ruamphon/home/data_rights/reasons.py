"""What stands against erasing a person, and what stays without their name (PDPA section 33)."""

from dataclasses import dataclass

from django.db.models import Q

from ruamphon.core.text import Text
from ruamphon.home.data_rights.sections import SECTIONS
from ruamphon.people.models import Person
from ruamphon.programmes.models import Agreement
from ruamphon.registry.models import Office

PUBLISHED = Text(
    "มีชื่อในตำแหน่ง {title} ตามแหล่งที่เผยแพร่แล้ว ({source}) ชื่อนี้อยู่ได้ด้วยแหล่งข่าว ไม่ใช่ด้วยความยินยอม",
    "Named as {title} by a published source ({source}): the ground is the source, not consent",
)
SIGNED = Text(
    "ลงนามหรือเป็นพยานในบันทึกความร่วมมือ {title} ต้องเก็บไว้เป็นหลักฐานของสัญญา",
    "Signed or witnessed the agreement {title}: kept as evidence of a contract",
)
GIVEN_UP = frozenset({"people.Account", "people.Invitation", "people.PersonInPhoto"})
"""Tables whose rows go with the person, so they are not among what stays."""


@dataclass(frozen=True, slots=True)
class Staying:
    """Rows that stay, with the placeholder where the name stood."""

    title: Text
    count: int


def must_stay(person: Person) -> list[Text]:
    """Why a person cannot be erased as things stand; empty when nothing is in the way."""
    offices = Office.objects.filter(person=person, source__isnull=False).select_related("source")
    agreements = Agreement.objects.filter(
        Q(witness=person) | Q(pk__in=person.signatures.values("party__agreement_id"))
    )
    named = [
        PUBLISHED.format(
            title=office.title,
            source=Text(office.source.title_th, office.source.title_en or office.source.title_th),
        )
        for office in offices
        if office.source
    ]
    return [*named, *(SIGNED.format(title=one.title) for one in agreements)]


def stays(person: Person) -> list[Staying]:
    """What others rely on and what therefore stays, without the name: how many rows of each."""
    counts = [
        Staying(section.title, section.rows(person).count())
        for section in SECTIONS
        if section.model not in GIVEN_UP
    ]
    return [one for one in counts if one.count]
