from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.access import check_permission_somewhere
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.registry import actions, queries
from ruamphon.registry.enums import SheetKind, SheetState
from ruamphon.registry.forms.sheet import ColumnsForm, RunForm, SheetForm
from ruamphon.registry.models import SheetImport
from ruamphon.registry.rules import check_can_read_history
from ruamphon.registry.sheets import exporting
from ruamphon.registry.sheets import rules as sheet_rules
from ruamphon.registry.sheets.columns import COLUMNS
from ruamphon.registry.sheets.plan import RowState
from ruamphon.registry.sheets.planning import plan_of

A_PAGE = 30
SHOWN_FAULTS, SHOWN_WARNINGS, SHOWN_ROWS = 200, 50, 50
SAMPLES = 3
DISCARDED = Text("ยกเลิกแล้ว ไม่มีอะไรถูกบันทึก", "Discarded. Nothing was saved.")
DONE = Text(
    "นำเข้าแล้ว: ใหม่ {added} แก้ไข {changed} เหมือนเดิม {unchanged}",
    "Brought in: {added} new, {changed} changed, {unchanged} the same.",
)
TITLES = {
    SheetKind.ENTERPRISES: Text("นำเข้าวิสาหกิจ", "Bring in enterprises"),
    SheetKind.MEMBERS: Text("นำเข้าสมาชิกของกลุ่ม", "Bring in members of groups"),
    SheetKind.PRODUCTS: Text("นำเข้าสินค้าและบริการ", "Bring in products and services"),
    SheetKind.ORGANISATIONS: Text("นำเข้าองค์กร", "Bring in organisations"),
}
ICONS = {
    SheetKind.ENTERPRISES: "people",
    SheetKind.MEMBERS: "person-plus",
    SheetKind.PRODUCTS: "basket",
    SheetKind.ORGANISATIONS: "building",
}


@require_GET
def imports(request):
    """The tables one may bring in, and those that were."""
    sheet_rules.check_can_import_somewhere(request.user)
    rows = SheetImport.objects.visible_to(request.user).exclude(state=SheetState.DISCARDED)
    page = Paginator(rows.select_related("person", "scope").defer("rows"), A_PAGE).get_page(
        request.GET.get("page")
    )
    kinds = [(kind, TITLES[kind], ICONS[kind]) for kind in sheet_rules.kinds_to_import(request.user)]
    return render(
        request, "registry/imports.html", {"kinds": kinds, "page": page, "rows": [*map(_listed, page)]}
    )


def _listed(sheet):
    return {"sheet": sheet, "kind": SheetKind(sheet.kind).label, "state": SheetState(sheet.state).label}


@require_http_methods(["GET", "POST"])
def import_new(request, kind):
    """Hand in a table: a file, or cells pasted from Excel. It is read and kept as a draft; nothing changes yet."""
    kind = _kind(kind)
    sheet_rules.check_can_import(request.user, kind)
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        account=request.user,
        kind=kind,
        scopes=sheet_rules.scopes_to_import(request.user, kind),
    )
    if form.is_valid() and attempt(
        form, lambda: actions.start_import(by=request.user, kind=kind, **form.cleaned_data)
    ):
        needed = {column.name for column in COLUMNS[kind] if column.is_required}
        to = "import-review" if needed <= set(form.result.columns) else "import-columns"
        return redirect(f"registry:{to}", pk=form.result.pk)
    columns = [column for column in COLUMNS[kind] if not column.is_told_only]
    context = {"form": form, "kind": kind, "title": TITLES[kind], "columns": columns}
    return render(request, "registry/import_new.html", context)


@require_GET
def import_template(request, kind):
    """An empty table to fill in."""
    kind = _kind(kind)
    sheet_rules.check_can_import(request.user, kind)
    return hand_over(exporting.template(kind, as_csv=is_csv(request)))


@require_http_methods(["GET", "POST"])
def import_columns(request, pk):
    """What each column of the table is taken for: proposed, to be changed, remembered for the next time."""
    sheet = _draft(request, pk)
    kind = SheetKind(sheet.kind)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        headers=sheet.headers,
        columns=sheet.columns,
    )
    if form.is_valid() and attempt(
        form, lambda: actions.match_columns(by=request.user, sheet=sheet, columns=form.columns)
    ):
        return redirect("registry:import-review", pk=pk)
    columns = zip(form, _samples(sheet), strict=True)
    context = {"sheet": sheet, "form": form, "columns": list(columns), "title": TITLES[kind]}
    return render(request, "registry/import_columns.html", context)


def _samples(sheet):
    """The first filled cells of each column."""
    cells = [
        [row[place] for _, row in sheet.rows if row[place]][:SAMPLES] for place in range(len(sheet.headers))
    ]
    return [" · ".join(cell[:40] for cell in column) for column in cells]


@require_http_methods(["GET", "POST"])
def import_review(request, pk):
    """What the table would do, row by row, and every fault in it; then do it. Once done, what it did."""
    sheet = get_object_or_404(
        SheetImport.objects.visible_to(request.user).select_related("scope", "person"), pk=pk
    )
    if sheet.state != SheetState.DRAFT:
        return _done(request, sheet)
    form = RunForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _run(request, sheet, form.cleaned_data["seen"])):
        told = {name: f"{getattr(form.result, name):,}" for name in ("added", "changed", "unchanged")}
        messages.success(request, str(DONE.format(**told)))
        return redirect("registry:import-review", pk=pk)
    return render(request, "registry/import_review.html", _reviewed(request, sheet, form))


def _run(request, sheet, seen):
    today = timezone.localdate()
    return actions.run_import(
        by=request.user, sheet=sheet, seen=seen, plan=lambda: plan_of(sheet, request.user, today=today)
    )


def _reviewed(request, sheet, form):
    plan = plan_of(sheet, request.user, today=timezone.localdate())
    moving = [row for row in plan.rows if row.state is not RowState.SAME]
    return {
        "sheet": sheet,
        "form": form,
        "plan": plan,
        "title": TITLES[SheetKind(sheet.kind)],
        "counts": [(state, state.label, plan.count(state)) for state in RowState],
        "faults": plan.faults[:SHOWN_FAULTS],
        "warnings": plan.warnings[:SHOWN_WARNINGS],
        "moving": moving[:SHOWN_ROWS],
        "more_rows": max(len(moving) - SHOWN_ROWS, 0),
        "more_warnings": max(len(plan.warnings) - SHOWN_WARNINGS, 0),
        "more_faults": max(len(plan.faults) - SHOWN_FAULTS, 0),
        "is_idle": not moving and not plan.faults,
        "before": queries.imported_before(sheet),
    }


def _done(request, sheet):
    kind = SheetKind(sheet.kind)
    context = {
        "sheet": sheet,
        "title": TITLES[kind],
        "counts": [
            (RowState.NEW, sheet.added),
            (RowState.CHANGED, sheet.changed),
            (RowState.SAME, sheet.unchanged),
        ],
        "is_discarded": sheet.state == SheetState.DISCARDED,
    }
    return render(request, "registry/import_done.html", context)


@require_POST
def import_discard(request, pk):
    """Give the draft up."""
    sheet = _draft(request, pk)
    try:
        actions.discard_import(by=request.user, sheet=sheet)
    except Impossible as problem:
        messages.error(request, str(problem.reason))
    else:
        messages.success(request, str(DISCARDED))
    return redirect("registry:imports")


@require_GET
def import_history(request, pk):
    """Who brought the table in, and how much it changed."""
    sheet = get_object_or_404(SheetImport.objects.visible_to(request.user), pk=pk)
    check_can_read_history(request.user, sheet.scope_id)
    title = SheetKind(sheet.kind).label
    return render_history(request, record=sheet, title=title, back=sheet.get_absolute_url())


@require_GET
def organisations_export(request):
    """Every organisation the account may see, as XLSX or CSV, narrowed as its list is."""
    check_permission_somewhere(request.user, Permission.ORGANISATION_READ)
    rows = queries.organisations(request.user, request.GET.get("q", "")).order_by("sort_text", "pk")
    try:
        return hand_over(
            exporting.export(request.user, SheetKind.ORGANISATIONS, rows, as_csv=is_csv(request))
        )
    except Impossible as problem:
        messages.error(request, str(problem.reason))
        return redirect("registry:organisations")


def is_csv(request):
    """Whether the address asks for CSV; XLSX otherwise."""
    return request.GET.get("format") == "csv"


def hand_over(file):
    """A download that no browser keeps or runs."""
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _kind(value):
    try:
        return SheetKind(value)
    except ValueError as unknown:
        raise Http404 from unknown


def _draft(request, pk):
    """An import of one's own that is not done yet."""
    drafts = SheetImport.objects.visible_to(request.user).filter(state=SheetState.DRAFT)
    return get_object_or_404(drafts.select_related("scope"), pk=pk, person=request.user.person_id)
