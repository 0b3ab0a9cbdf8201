"""Members and photos on a group's public page: whoever agrees now, asked at the moment of the request (PDPA section 19).

A person is named here on the ground of consent only. Names that a published source prints for a public role rest on
that source, stand in records that name it, and are not shown by these queries.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.people.consent.enums import Purpose
from ruamphon.people.consent.queries import agrees
from ruamphon.programmes.models import PublicPhoto
from ruamphon.registry.enums import Post
from ruamphon.registry.models import Enterprise, Membership
from ruamphon.showcase.queries.groups import public_groups

MOST_NAMED = 24
MOST_PHOTOS = 6


@dataclass(frozen=True)
class NamedMember:
    """A member who agreed to be named: the name, what people call them, and the post in the group."""

    name: Text
    nickname: str
    post: Text

    @property
    def called(self) -> str:
        """'สมศรี ใจดี (ศรี)'."""
        return f"{self.name} ({self.nickname})" if self.nickname else str(self.name)


@dataclass(frozen=True)
class ShownPhoto:
    """A photo whose people all agreed: its number for the address, its size, and the day it was taken."""

    pk: int
    width: int | None
    height: int | None
    on: date


def named_members(group: Enterprise) -> list[NamedMember]:
    """Present members with a standing consent to be named, officers of the group first. One query."""
    present = Membership.objects.on(timezone.localdate()).filter(enterprise=group)
    rows = list(present.filter(agrees(Purpose.PUBLIC_NAME, "person")).select_related("person"))
    order = list(Post)
    rows.sort(key=lambda row: (order.index(Post(row.post)), row.person.sort_text, row.pk))
    return [
        NamedMember(row.person.name, row.person.nickname, Post(row.post).label) for row in rows[:MOST_NAMED]
    ]


def shown_photos(group: Enterprise) -> list[ShownPhoto]:
    """The newest photos chosen for a group's page in which everybody agrees. One query."""
    rows = public_photos().filter(enterprise=group).select_related("photo__file", "photo__activity")
    return [
        ShownPhoto(row.pk, row.photo.file.width, row.photo.file.height, row.photo.activity.happened_on)
        for row in rows[:MOST_PHOTOS]
    ]


def public_photos() -> QuerySet[PublicPhoto]:
    """Photos anybody may see now: chosen, of a published group, and all in it agree."""
    return PublicPhoto.objects.agreed().filter(enterprise__in=public_groups())
