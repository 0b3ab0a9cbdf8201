"""The few ways around that a person sees on every page, by what they may do."""

import re
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from ruamphon.core.text import Text
from ruamphon.people.access import permissions_anywhere
from ruamphon.people.enums import Permission


@dataclass(frozen=True)
class NavItem:
    """One way: where it leads, what it is called, and whether we are there."""

    label: Text
    url: str
    icon: str
    is_current: bool
    badge: int = 0
    is_wide: bool = False
    """Shown only where there is room beside the page: a phone keeps its five."""


WAYS = (
    (None, "home:today", "house", Text("วันนี้", "Today")),
    (Permission.ENTERPRISE_READ, "home:enterprises", "people", Text("กลุ่ม", "Groups")),
    (Permission.PROGRAMME_READ, "programmes:programmes", "diagram-3", Text("โครงการ", "Programmes")),
    (Permission.COHORT_MANAGE, "registry:organisations", "building", Text("องค์กร", "Partners")),
    (Permission.PEOPLE_INVITE, "people:access", "person-check", Text("คน", "People")),
)

BOARD = NavItem(Text("กระดาน", "Board"), "", "kanban", is_current=False, is_wide=True)
"""For those who read a whole programme; a phone reaches it from the groups and from the cohort."""
ON_A_BOARD = re.compile(r"/(boards/|cohorts/\d+/board/)")


def navigation(account, path: str) -> list[NavItem]:
    """The ways open to an account; on a page of its own the way is marked current."""
    may = permissions_anywhere(account)
    items = [
        NavItem(label, reverse(name), icon, is_current=path.startswith(reverse(name)))
        for permission, name, icon, label in WAYS
        if permission is None or permission in may
    ]
    if Permission.PROGRAMME_READ in may:
        items.append(replace(BOARD, url=reverse("home:boards"), is_current=bool(ON_A_BOARD.match(path))))
    return items


class NavigationMiddleware:
    """Gives a signed-in request its `nav`, worked out only when a page prints it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.nav = SimpleLazyObject(lambda: navigation(request.user, request.path))
        return self.get_response(request)
