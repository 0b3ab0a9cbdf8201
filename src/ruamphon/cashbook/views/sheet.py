from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruamphon.cashbook import actions, rules
from ruamphon.cashbook.enums import ImportState, RowState
from ruamphon.cashbook.forms_sheet import BringInForm, CashSheetForm
from ruamphon.cashbook.models import CashImport
from ruamphon.cashbook.sheets import exporting
from ruamphon.cashbook.sheets.columns import COLUMNS
from ruamphon.cashbook.sheets.planning import plan_of
from ruamphon.cashbook.views.common import group_of, year_of
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, number_in
from ruamphon.programmes.views.common import say_and_go
from ruamphon.registry.views.sheet import hand_over, is_csv

SHOWN = 200
DONE = Text(
    "จดเพิ่ม {added} รายการ มีอยู่แล้ว {unchanged} รายการ", "{added} entries added, {unchanged} were there already."
)
DISCARDED = Text("ยกเลิกตารางแล้ว ไม่มีอะไรเปลี่ยน", "The table is discarded. Nothing has changed.")


@require_safe
def export(request, pk):
    """The book of a year (`?year=2026`) or of all years, as XLSX or CSV."""
    group = group_of(request, pk)
    year = year_of(number_in(request.GET, "year"))
    try:
        return hand_over(exporting.export(group, year=year, as_csv=is_csv(request)))
    except Impossible as problem:
        return _refused(request, problem, reverse("cashbook:book", args=[pk]))


def _refused(request, problem, to):
    messages.error(request, str(problem.reason))
    return redirect(to)


@require_safe
def import_template(request, pk):
    """An empty table to fill in."""
    rules.check_can_record(request.user, group_of(request, pk))
    return hand_over(exporting.template(as_csv=is_csv(request)))


@require_http_methods(["GET", "POST"])
def import_new(request, pk):
    """Hand in a table. It is read and kept as a draft; the book does not change yet."""
    group = group_of(request, pk)
    rules.check_can_record(request.user, group)
    form = CashSheetForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if form.is_valid() and attempt(
        form, lambda: actions.start_import(by=request.user, enterprise=group, **form.cleaned_data)
    ):
        return redirect(form.result)
    columns = [column for column in COLUMNS if not column.is_told_only]
    return render(request, "cashbook/import_new.html", {"group": group, "form": form, "columns": columns})


@require_http_methods(["GET", "POST"])
def import_review(request, pk):
    """What the table would do, row by row, and every fault in it; then do it."""
    sheet = _own(request, pk)
    group = sheet.enterprise
    rules.check_can_record(request.user, group)
    if sheet.state != ImportState.DRAFT:
        return redirect("cashbook:book", pk=group.pk)
    form = BringInForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(
        form, lambda: actions.bring_in(by=request.user, sheet=sheet, plan=plan_of, **form.cleaned_data)
    ):
        told = {name: f"{getattr(form.result, name):,}" for name in ("added", "unchanged")}
        return say_and_go(request, DONE.format(**told), reverse("cashbook:book", args=[group.pk]))
    return render(request, "cashbook/import_review.html", _reviewed(sheet, form))


def _reviewed(sheet, form):
    plan = plan_of(sheet)
    new, alike = plan.of(RowState.NEW), plan.of(RowState.ALIKE)
    return {
        "sheet": sheet,
        "group": sheet.enterprise,
        "form": form,
        "plan": plan,
        "counts": [(state, state.label, len(plan.of(state))) for state in RowState],
        "faults": plan.faults[:SHOWN],
        "more_faults": max(len(plan.faults) - SHOWN, 0),
        "new": new[:SHOWN],
        "more_new": max(len(new) - SHOWN, 0),
        "alike": alike[:SHOWN],
        "more_alike": max(len(alike) - SHOWN, 0),
        "is_idle": not (new or alike or plan.faults),
        "before": CashImport.objects.filter(
            enterprise=sheet.enterprise_id, sha256=sheet.sha256, state=ImportState.DONE
        )
        .select_related("person")
        .first(),
    }


@require_POST
def import_discard(request, pk):
    """Give the draft up."""
    sheet = _own(request, pk)
    to = reverse("cashbook:book", args=[sheet.enterprise_id])
    try:
        actions.discard_import(by=request.user, sheet=sheet)
    except Impossible as problem:
        return _refused(request, problem, to)
    return say_and_go(request, DISCARDED, to)


def _own(request, pk):
    rows = CashImport.objects.of_person(request.user)
    return get_object_or_404(rows.select_related("enterprise"), pk=pk)
