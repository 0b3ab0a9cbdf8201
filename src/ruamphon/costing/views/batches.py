from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.refusals import TooLate
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.costing import actions, rules
from ruamphon.costing.domain import CostProblem
from ruamphon.costing.forms.batches import BatchForm
from ruamphon.costing.forms.materials import VoidForm
from ruamphon.costing.models import MadeBatch, Recipe
from ruamphon.costing.queries import batches as queries
from ruamphon.costing.views.common import may_write, recipe_of, say_and_go
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history

FULL, CASH = Text("ต้นทุนเต็ม", "Full cost"), Text("เงินสด", "Cash")
NOTED = Text("จดรอบนี้แล้ว ดูว่าต่างจากแผนเพราะอะไร", "Noted. See why it differs from the plan.")
VOIDED = Text("ยกเลิกรอบนี้แล้ว", "This batch is taken back.")
VOID = Text("ยกเลิกรอบที่จดไว้", "Take this batch back")
HISTORY = Text("ประวัติของรอบ {name}", "History of the batch {name}")


@require_GET
def batches(request, pk):
    """The batches of one recipe that were really made, the newest first."""
    recipe = recipe_of(request, pk)
    rows, has_more = queries.batch_rows(recipe)
    context = {
        "recipe": recipe,
        "enterprise": recipe.enterprise,
        "rows": rows,
        "has_more": has_more,
        "can_write": may_write(request, recipe.enterprise),
    }
    return render(request, "costing/batches.html", context)


@require_http_methods(["GET", "POST"])
def batch_new(request, pk):
    """Note a batch: what was really used, and how many good ones came out."""
    recipe = recipe_of(request, pk)
    let_in(request, rules.check_can_write_costs, recipe.enterprise)
    try:
        plan = queries.plan_of(recipe)
    except CostProblem as problem:
        raise TooLate(problem.reason) from problem
    form = BatchForm(request.POST or None, plan=plan, revision=recipe.revision)
    if form.is_valid() and _kept(form, recipe, lambda: _record(request, recipe, form)):
        return say_and_go(request, NOTED, form.result)
    return render(request, "costing/batch_new.html", {"recipe": recipe, "form": form})


def _record(request, recipe, form):
    values = form.cleaned_data
    return actions.record_batch(
        by=request.user,
        recipe=recipe,
        revision=values["revision"],
        draft_key=values["draft_key"],
        on=values["on"],
        used=form.used,
        good=form.good,
        note=values["note"],
    )


def _kept(form, recipe, do):
    """Save it. When the sheet changed meanwhile, the next press keeps this against the newest one."""
    if attempt(form, do):
        return True
    if "revision" in form.errors:
        newest = Recipe.objects.values_list("revision", flat=True).get(pk=recipe.pk)
        form.data = {**form.data.dict(), "revision": str(newest)}
    return False


def _batch(request, pk):
    rows = MadeBatch.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("recipe__enterprise", "entered_by", "voided_by"), pk=pk)


@require_GET
def batch(request, pk):
    """A batch against its plan: what it cost, and why that differs."""
    shown = _batch(request, pk)
    enterprise = shown.recipe.enterprise
    context = {
        "batch": shown,
        "recipe": shown.recipe,
        "enterprise": enterprise,
        "page": queries.batch_page(shown),
        "full_name": FULL,
        "cash_name": CASH,
        "can_write": may_write(request, enterprise),
        "can_read_history": has_permission(request.user, Permission.HISTORY_READ, enterprise.scope_id),
    }
    return render(request, "costing/batch.html", context)


@require_http_methods(["GET", "POST"])
def batch_void(request, pk):
    """Take back a batch that was noted wrongly."""
    shown = _batch(request, pk)
    let_in(request, rules.check_can_write_costs, shown.recipe.enterprise)
    form = VoidForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.void_batch(by=request.user, batch=shown, reason=form.cleaned_data["reason"])
    ):
        return say_and_go(request, VOIDED, shown)
    context = {
        "enterprise": shown.recipe.enterprise,
        "form": form,
        "title": VOID,
        "back": shown.get_absolute_url(),
    }
    return render(request, "costing/material_form.html", context)


@require_GET
def batch_history(request, pk):
    """Who noted and took back a batch; never what it cost."""
    shown = _batch(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, shown.recipe.enterprise.scope_id)
    title = HISTORY.format(name=shown.recipe.name)
    return render_history(request, record=shown, title=title, back=shown.get_absolute_url())
