"""What a reason that is kept for ever may say."""

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.consent.facts import values_of
from ruamphon.people.models import Person

WHY = Text("บอกเหตุผลสั้น ๆ ให้เจ้าของข้อมูลเข้าใจ", "Say shortly why, so that the person understands.")
NAMES_PERSON = Text(
    "อย่าใส่ชื่อ ชื่อเล่น เบอร์โทร หรืออีเมลของเจ้าของข้อมูลในเหตุผล เพราะเหตุผลนี้จะถูกเก็บไว้",
    "Leave the person's name, nickname, phone and e-mail out of the reason: the reason is kept.",
)


def check_reason(person: Person, reason: str) -> None:
    """A reason is kept for ever, so it must be there and must not name the person. Raises Impossible."""
    if not reason.strip():
        raise Impossible(WHY, "reason")
    if any(value in reason for value in (person.nickname, *values_of(person)) if value):
        raise Impossible(NAMES_PERSON, "reason")
