"""Two groups side by side for the person who decides whether they are one, and who would see what afterwards."""

from dataclasses import dataclass

from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.core.thai_dates import short
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Grant, ScopeLink
from ruamphon.people.phones import show_phone
from ruamphon.registry import rules
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.history_words import FIELDS
from ruamphon.registry.models import Enterprise, Merge

MOST_NAMED = 30
MOST_STEPS = 20
KIND = Text("ชนิดงาน", "kind of work")
PIN = Text("หมุดบนแผนที่", "pin on the map")
MEMBERS = Text("สมาชิกปัจจุบัน", "present members")
PRODUCTS = Text("สินค้าและบริการ", "products")
ENROLLED_IN = Text("อยู่ใน", "inside")
EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison; `is_same` when both say the same and say something."""

    what: Text
    first: str
    second: str

    @property
    def is_same(self) -> bool:
        """Whether both say the same, and say something."""
        return self.first == self.second != EMPTY


@dataclass(frozen=True, slots=True)
class Reach:
    """Who has access by one of the two groups and not by the other: they will see all of the merged group."""

    people: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the other group's people reach both already."""
        return not self.people and not self.places


def compare(account: Account, first: Enterprise, second: Enterprise) -> list[Compared]:
    """What is known of both, line by line; phones only where they may be read."""
    columns = [_told(account, group) for group in (first, second)]
    return [Compared(what, one or EMPTY, columns[1][what] or EMPTY) for what, one in columns[0].items()]


def _told(account: Account, group: Enterprise) -> dict[Text, str]:
    phone = show_phone(group.phone) if rules.can_read_contacts(account, group) else ""
    pin = f"{group.latitude}, {group.longitude}" if group.latitude is not None else ""
    return {
        FIELDS["code"]: group.code,
        FIELDS["name_th"]: group.name_th,
        FIELDS["name_en"]: group.name_en,
        KIND: str(WorkKind(group.work_kind).label) if group.work_kind != WorkKind.UNKNOWN else "",
        FIELDS["place_label"]: group.place_label,
        FIELDS["subdistrict"]: str(group.subdistrict or ""),
        FIELDS["phone"]: phone,
        PIN: pin,
        FIELDS["founded_on"]: short(group.founded_on) if group.founded_on else "",
        MEMBERS: str(group.memberships.on(timezone.localdate()).count()),
        PRODUCTS: str(group.products.count()),
        ENROLLED_IN: ", ".join(sorted(str(label) for label in _places(group).values())),
    }


def reach_beyond(one: Enterprise, other: Enterprise) -> Reach:
    """Who reaches `one` and not `other` now."""
    mine, theirs = _people(one), _people(other)
    around, around_other = _places(one), _places(other)
    return Reach(
        tuple(sorted({name for key, name in mine.items() if key not in theirs}))[:MOST_NAMED],
        tuple(sorted(str(label) for key, label in around.items() if key not in around_other))[:MOST_NAMED],
    )


def _people(group: Enterprise) -> dict[tuple[int, str], str]:
    grants = Grant.objects.not_over().filter(scope=group.scope_id).select_related("person")
    return {(each.person_id, each.role): f"{each.person.name} ({Role(each.role).label})" for each in grants}


def _places(group: Enterprise) -> dict[int, Text]:
    links = ScopeLink.objects.not_over().filter(inner=group.scope_id).select_related("outer")
    return {link.outer_id: link.outer.label for link in links}


def kept_for(account: Account, *, pk: int | None = None, code: str = "") -> Enterprise | None:
    """The group that one merged away is part of now, as far as an account may see it; None when it is none."""
    found = _last_kept(
        {"gone__in": Enterprise.objects.filter(pk=pk)} if pk is not None else {"gone__code": code}
    )
    return Enterprise.objects.visible_to(account).filter(pk=found).first() if found else None


def published_for(code: str) -> Enterprise | None:
    """The published group that the code of one merged away leads to."""
    found = _last_kept({"gone__code": code})
    return Enterprise.objects.published().filter(pk=found).first() if found else None


def _last_kept(gone: dict[str, object]) -> int | None:
    """Follow merges from one to the next: what was kept may have been merged again."""
    found = None
    for _ in range(MOST_STEPS):
        step = Merge.objects.standing().filter(**gone).values_list("kept", flat=True).first()
        if step is None:
            break
        found, gone = step, {"gone": step}
    return found
