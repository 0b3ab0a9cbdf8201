from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruamphon.home import queries
from ruamphon.home.forms import FilterForm
from ruamphon.home.rules import check_can_list
from ruamphon.home.today import today_page
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.registry.models import Enterprise
from ruamphon.registry.rules import can_register


@require_safe
def today(request):
    """What waits for this person; without any running role, how to get one, and nothing else."""
    access = queries.own_access(request.user)
    if not access.runs:
        return TemplateResponse(request, "home/no_access.html", {"access": access})
    day = timezone.localdate()
    groups = queries.own_groups(request.user, today=day)
    waiting = [row for row in queries.waiting_for(request.user, today=day) if row.url != groups.next_url]
    context = {"groups": groups, "page": today_page(waiting, today=day)}
    return TemplateResponse(request, "home/today.html", context)


@require_safe
def enterprises(request):
    """The groups this person may see, filtered, by name."""
    check_can_list(request.user)
    form = FilterForm(request.GET, account=request.user)
    wanted = form.wanted()
    page = queries.group_page(request.user, wanted, after=_number(request.GET.get("after")))
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "is_continued": "after" in request.GET,
        "may_register": can_register(request.user),
    }
    return TemplateResponse(request, "home/enterprises.html", context)


@require_safe
def enterprise_file(request, pk):
    """The whole of one group, as far as this person may see it."""
    visible = Enterprise.objects.visible_to(request.user).select_related("subdistrict", "source")
    enterprise = get_object_or_404(visible, pk=pk)
    page = _number(request.GET.get("page")) or 1
    file = queries.enterprise_file(enterprise, request.user, on=timezone.localdate(), page=page)
    return TemplateResponse(request, "home/enterprise_file.html", {"file": file})


@require_safe
def bin_(request, pk):
    """What was deleted from a group and can still be brought back by this person."""
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    check_permission(request.user, Permission.ACTIVITY_RECORD, enterprise.scope_id)
    context = {"enterprise": enterprise, "rows": queries.bin_of(enterprise, request.user)}
    return TemplateResponse(request, "home/bin.html", context)


LARGEST = 2**31


def _number(typed: str | None) -> int | None:
    """A number from an address; None for anything that is none a row could have."""
    number = (
        int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < len(str(LARGEST)) else 0
    )
    return number or None
