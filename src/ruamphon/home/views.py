from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruamphon.core.refusals import Impossible
from ruamphon.core.web import number_in
from ruamphon.home import queries
from ruamphon.home.enums import WaitKind
from ruamphon.home.forms import FilterForm
from ruamphon.home.queries.searching.hits import Kind
from ruamphon.home.rules import check_can_list
from ruamphon.home.today import line_of, today_page
from ruamphon.pathway.queries.notices import notices_for
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.registry.comparing import kept_for
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.models import Enterprise
from ruamphon.registry.rules import can_register
from ruamphon.registry.sheets import exporting
from ruamphon.registry.sheets.rules import can_import_somewhere
from ruamphon.registry.views.sheet import hand_over, is_csv


@require_safe
def today(request):
    """What waits for this person; without any running role, how to get one, and nothing else."""
    access = queries.own_access(request.user)
    if not access.runs:
        return TemplateResponse(request, "home/no_access.html", {"access": access})
    day = timezone.localdate()
    groups = queries.own_groups(request.user, today=day)
    rows = [row for row in queries.waiting_for(request.user, today=day) if row.url != groups.next_url]
    context = {"groups": groups, "page": today_page(rows, today=day)}
    return TemplateResponse(request, "home/today.html", context)


MOST_PAGES = 100


@require_safe
def waiting(request, kind):
    """Everything of one kind that waits for this person, page by page, most urgent first."""
    if kind not in set(WaitKind):
        raise Http404
    access = queries.own_access(request.user)
    if not access.runs:
        return TemplateResponse(request, "home/no_access.html", {"access": access})
    day = timezone.localdate()
    page = min(number_in(request.GET, "page") or 1, MOST_PAGES)
    rows, has_more = queries.waiting_page(request.user, WaitKind(kind), today=day, page=page)
    context = {
        "kind": WaitKind(kind),
        "lines": [line_of(row, today=day) for row in rows],
        "page": page,
        "has_more": has_more and page < MOST_PAGES,
    }
    return TemplateResponse(request, "home/waiting.html", context)


@require_safe
def enterprises(request):
    """The groups this person may see, filtered, by name."""
    check_can_list(request.user)
    form = FilterForm(request.GET, account=request.user)
    wanted = form.wanted()
    page = queries.group_page(request.user, wanted, after=number_in(request.GET, "after"))
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "is_continued": "after" in request.GET,
        "may_register": can_register(request.user),
        "may_import": can_import_somewhere(request.user),
        "tables": [(kind, kind.label) for kind in OF_GROUPS],
    }
    return TemplateResponse(request, "home/enterprises.html", context)


OF_GROUPS = (SheetKind.ENTERPRISES, SheetKind.MEMBERS, SheetKind.PRODUCTS)


@require_safe
def enterprises_export(request, kind):
    """The groups as filtered in the list, or their members or products, as XLSX or CSV."""
    check_can_list(request.user)
    if kind not in OF_GROUPS:
        raise Http404
    wanted = FilterForm(request.GET, account=request.user).wanted()
    groups = queries.groups_wanted(request.user, wanted)
    records = exporting.records_of(SheetKind(kind), request.user, groups)
    try:
        return hand_over(exporting.export(request.user, SheetKind(kind), records, as_csv=is_csv(request)))
    except Impossible as problem:
        messages.error(request, str(problem.reason))
        return redirect("home:enterprises")


@require_safe
def enterprise_file(request, pk):
    """The whole of one group, as far as this person may see it."""
    visible = Enterprise.objects.visible_to(request.user).select_related("subdistrict", "source")
    enterprise = visible.filter(pk=pk).first()
    if enterprise is None:  # one merged away leads to what it became
        kept = kept_for(request.user, pk=pk)
        return redirect(kept or get_object_or_404(visible, pk=pk))
    page = number_in(request.GET, "page") or 1
    file = queries.enterprise_file(enterprise, request.user, on=timezone.localdate(), page=page)
    notices = None
    if file.enrolment and file.steps is not None and file.timeline.page == 1:
        notices = notices_for(file.enrolment, request.user, timezone.localdate())
    return TemplateResponse(request, "home/enterprise_file.html", {"file": file, "notices": notices})


LONGEST_SEARCH = 100


@require_safe
def search(request):
    """Groups, people, organisations and products that fit `?q=`, all kinds or the one of `?kind=`."""
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_SEARCH]
    asked = request.GET.get("kind")
    kind = Kind(asked) if asked in set(Kind) else None
    context = {
        "typed": typed,
        "kind": kind,
        "kinds": list(Kind),
        "found": queries.search(request.user, typed, kind=kind) if typed else None,
    }
    return TemplateResponse(request, "home/search.html", context)


@require_safe
def bin_(request, pk):
    """What was deleted from a group and can still be brought back by this person."""
    enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    check_permission(request.user, Permission.ACTIVITY_RECORD, enterprise.scope_id)
    context = {"enterprise": enterprise, "rows": queries.bin_of(enterprise, request.user)}
    return TemplateResponse(request, "home/bin.html", context)
