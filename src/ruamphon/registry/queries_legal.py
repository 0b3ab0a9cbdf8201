"""What pages show of the legal status of groups, and who has to renew."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.core.thai_dates import buddhist_year
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant
from ruamphon.people.phones import show_phone
from ruamphon.registry.domain.legal_status import Standing, number_key, people_warnings, standing_on
from ruamphon.registry.enums import LegalState, Post
from ruamphon.registry.models import Enterprise, LegalStatus, Membership, NeedNote
from ruamphon.registry.models_legal import has_lapsed, has_to_renew

A_PAGE = 24
MOST_COUNTED = 100
"""Counting stops here: people are told "99+"."""
MOST_TWINS = 3
MOST_NEEDS = 10

FOR_YEAR = Text("ปี {be}", "for {ce}")
SAME_NUMBER = Text("เลขทะเบียน {number} ซ้ำกับ {names}", "The number {number} is also that of {names}.")
SAME_NUMBER_HIDDEN = Text(
    "เลขทะเบียน {number} มีกลุ่มอื่นใช้อยู่ด้วย ตรวจกับใบทะเบียนอีกครั้ง",
    "The number {number} is also that of another group. Check it against the certificate.",
)


def status_url(enterprise: Enterprise) -> str:
    """The page of a group's legal status."""
    return reverse("registry:legal-status", args=[enterprise.pk])


def standing_of(enterprise: Enterprise, on: date) -> Standing | None:
    """Where one group stands on a day, in one query; None when nothing is recorded."""
    return standings([enterprise.pk], on).get(enterprise.pk)


def standings(pks: Collection[int], on: date) -> dict[int, Standing]:
    """Where groups stand on a day, by their number, in one query; those without an entry are left out."""
    entries = defaultdict(list)
    for row in LegalStatus.objects.standing().filter(enterprise__in=pks, since_on__lte=on):
        entries[row.enterprise_id].append(row.as_entry())
    found = {pk: standing_on(rows, on) for pk, rows in entries.items()}
    return {pk: standing for pk, standing in found.items() if standing}


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry as the page of a group lists it, and whether another one took its place."""

    row: LegalStatus
    label: Text
    year_label: Text | None
    has_file: bool
    is_replaced: bool


def moments_of(enterprise: Enterprise) -> list[Moment]:
    """Every entry of a group, newest first, the wrong ones too. One query."""
    rows = enterprise.legal_statuses.select_related("recorded_by", "voided_by", "replaced_by")
    return [
        Moment(
            row,
            LegalState(row.state).label,
            _year_label(row),
            row.file_id is not None,
            hasattr(row, "replaced_by"),
        )
        for row in rows
    ]


def _year_label(row: LegalStatus) -> Text | None:
    if row.state != LegalState.RENEWED or row.for_year is None:
        return None
    return FOR_YEAR.format(be=buddhist_year(row.for_year), ce=row.for_year)


def number_warnings(account: Account, enterprise: Enterprise, number: str) -> list[Text]:
    """Other groups with the same number: named where this account may see them, else only that there is one."""
    key = number_key(number)
    if not key:
        return []
    others = LegalStatus.objects.standing().filter(number_key=key).exclude(enterprise=enterprise)
    groups = Enterprise.objects.filter(pk__in=others.values("enterprise"))
    seen = groups.filter(reaches(account, Permission.ENTERPRISE_READ, "scope"))
    names = [f"{group.name_th} ({group.code})" for group in seen[:MOST_TWINS]]
    if names:
        return [SAME_NUMBER.format(number=number, names=", ".join(names))]
    return [SAME_NUMBER_HIDDEN.format(number=number)] if groups.exists() else []


def people_warnings_of(enterprise: Enterprise, on: date) -> list[Text]:
    """What stands against seven people of different houses, by the members on a day. One query."""
    present = Membership.objects.on(on).filter(enterprise=enterprise)
    return people_warnings(list(dict(present.order_by("pk").values_list("person", "household")).values()))


def needs_of(enterprise: Enterprise) -> QuerySet[NeedNote]:
    """The newest notes of what a group needs."""
    return enterprise.need_notes.select_related("noted_by")[:MOST_NEEDS]


# Who has to renew -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """One group that has to renew, and whom to call: the group's own number, else its chair's."""

    enterprise: Enterprise
    standing: Standing
    call: str
    phone: str
    phone_shown: str


@dataclass(frozen=True, slots=True)
class RenewalPage:
    """A page of them; `after` is the key of the next page. Counts stop at MOST_COUNTED."""

    rows: tuple[RenewalRow, ...]
    all_count: int
    lapsed_count: int
    after: int | None


def renewal_page(
    account: Account, on: date, *, only_lapsed: bool = False, after: int | None = None
) -> RenewalPage:
    """Groups of this officer that have to renew on a day, by name. The number of queries never grows."""
    everybody = groups_to_renew(account, on)
    lapsed = everybody.filter(has_lapsed(on))
    wanted = lapsed if only_lapsed else everybody
    found = list(_beyond(wanted, after).order_by("sort_text", "pk")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return RenewalPage(
        rows=_renewal_rows(shown, on),
        all_count=everybody.order_by()[:MOST_COUNTED].count(),
        lapsed_count=lapsed.order_by()[:MOST_COUNTED].count(),
        after=shown[-1].pk if len(found) > A_PAGE else None,
    )


def groups_to_renew(account: Account, on: date) -> QuerySet[Enterprise]:
    """Groups that have to renew, in programmes where this account registers groups."""
    ours = reaches(account, Permission.ENTERPRISE_REGISTER, "scope")
    return Enterprise.objects.filter(has_to_renew(on), ours)


def own_groups_to_renew(account: Account, on: date) -> QuerySet[Enterprise]:
    """Groups that have to renew of which this account is a member."""
    member = Grant.objects.running().filter(person=account.person_id, role=Role.MEMBER)
    return Enterprise.objects.filter(has_to_renew(on), scope__in=member.values("scope")).order_by("sort_text")


def _beyond(groups: QuerySet[Enterprise], after: int | None) -> QuerySet[Enterprise]:
    last = groups.filter(pk=after).values_list("sort_text", "pk").first() if after else None
    if last is None:
        return groups
    sort_text, pk = last
    return groups.filter(Q(sort_text__gt=sort_text) | Q(sort_text=sort_text, pk__gt=pk))


def _renewal_rows(groups: list[Enterprise], on: date) -> tuple[RenewalRow, ...]:
    pks = [group.pk for group in groups]
    known = standings(pks, on)
    chairs = {
        row.enterprise_id: row.person
        for row in Membership.objects.on(on)
        .filter(enterprise__in=pks, post=Post.CHAIR)
        .exclude(person__phone="")
        .select_related("person")
    }
    return tuple(_renewal_row(group, known[group.pk], chairs.get(group.pk)) for group in groups)


def _renewal_row(group: Enterprise, standing: Standing, chair) -> RenewalRow:
    if group.phone or chair is None:
        return RenewalRow(group, standing, str(group.name), group.phone, show_phone(group.phone))
    return RenewalRow(group, standing, str(chair.name), chair.phone, chair.phone_shown)
