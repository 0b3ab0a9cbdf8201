"""Groups: by name, place, code, the code of a record merged into them, and phone."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from ruamphon.home.marks import mark_of
from ruamphon.home.queries.searching.candidates import by_phone_of, candidates, ranked_of
from ruamphon.home.queries.searching.hits import Hit, Kind, Pin, why
from ruamphon.home.queries.searching.seeker import Seeker
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.phones import show_phone
from ruamphon.registry.likeness import Match
from ruamphon.registry.models import Enterprise, Merge


def find_groups(seeker: Seeker, most: int) -> list[Hit]:
    """Groups that fit, best first."""
    seen = Enterprise.objects.filter(seeker.within(Permission.ENTERPRISE_READ, "scope", seeker.groups))
    ids = candidates(seeker, seen, most, is_narrow=seeker.groups is not None)
    callable_ = Enterprise.objects.filter(reaches(seeker.account, Permission.CONTACT_READ, "scope"))
    by_phone = by_phone_of(seeker, seen & callable_, most)
    old_codes = _by_old_code(seeker, seen, most)
    rows = Enterprise.objects.filter(pk__in={*ids, *by_phone, *old_codes})

    def fields(group: Enterprise) -> Iterable[tuple[str, str]]:
        return *_group_fields(group), ("old_code", old_codes.get(group.pk, ""))

    ranked = ranked_of(seeker, rows, fields, by_phone, most)
    shown = [group.pk for group, _ in ranked]
    may_call = set(callable_.filter(pk__in=shown).values_list("pk", flat=True))
    return [_group_hit(group, match, may_call) for group, match in ranked]


def _by_old_code(seeker: Seeker, seen: QuerySet[Enterprise], most: int) -> dict[int, str]:
    """Groups by the code of a record that was merged into them."""
    code = seeker.key.upper().replace(" ", "-")
    merges = Merge.objects.standing().filter(gone__code=code).order_by()
    kept = dict(merges.values_list("kept", "gone__code")[:most])
    shown = seen.filter(pk__in=kept).values_list("pk", flat=True) if kept else ()
    return {pk: kept[pk] for pk in shown}


def _group_fields(group: Enterprise) -> Iterable[tuple[str, str]]:
    return (
        ("name_th", group.name_th),
        ("name_en", group.name_en),
        ("code", group.code),
        ("place_label", group.place_label),
    )


def _group_hit(group: Enterprise, match: Match, may_call: Collection[int]) -> Hit:
    phone = group.phone if group.pk in may_call else ""
    pin = (
        Pin(group.latitude, group.longitude)
        if group.latitude is not None and group.longitude is not None
        else None
    )
    return Hit(
        kind=Kind.ENTERPRISE,
        name=str(group.name),
        about=" · ".join(part for part in (group.code, group.place_label) if part),
        why=why(match),
        url=group.get_absolute_url(),
        mark=mark_of(group.name_th),
        phone=phone,
        phone_shown=show_phone(phone),
        pin=pin,
        score=match.score,
        is_exact=match.is_exact,
    )
