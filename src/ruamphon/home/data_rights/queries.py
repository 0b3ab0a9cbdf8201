"""Pages about people's data, as typed rows."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.people.consent.enums import Purpose
from ruamphon.people.models import Consent, Person
from ruamphon.registry.enums import Post
from ruamphon.registry.models import Enterprise, Membership

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class MemberConsents:
    """A member and what they agree to now."""

    person: Person
    post: Text
    purposes: tuple[Text, ...]


def members_with_consents(group: Enterprise, page: str | None) -> tuple[list[MemberConsents], Page]:
    """A group's present members by name with what each agrees to. Three queries a page."""
    present = Membership.objects.on(timezone.localdate()).filter(enterprise=group, person__erased_at=None)
    rows = present.select_related("person").order_by("person__sort_text", "pk")
    shown = Paginator(rows, A_PAGE).get_page(page)
    people = [row.person_id for row in shown]
    agreed = set(Consent.objects.standing().filter(person__in=people).values_list("person_id", "purpose"))
    found = [
        MemberConsents(
            row.person,
            Post(row.post).label,
            tuple(one.label for one in Purpose if (row.person_id, one.value) in agreed),
        )
        for row in shown
    ]
    return found, shown
