from typing import Any, cast

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.costing import actions, queries, rules
from ruamphon.costing.enums import Part
from ruamphon.costing.forms import LinesForm, MakingForm, RateForm
from ruamphon.costing.models import Recipe
from ruamphon.costing.views.common import enterprise_of, recipe_of, say_and_go
from ruamphon.registry.models import Product

SAVED = Text("บันทึกแล้ว คิดต้นทุนใหม่ให้แล้ว", "Saved, and costed anew.")
RATE_SET = Text(
    "ตั้งค่าแรงแล้ว ใบต้นทุนที่ใช้แรงของเราเองคิดใหม่ให้ทุกใบ",
    "The rate is set. Every sheet with our own work has been costed anew.",
)


@require_http_methods(["GET", "POST"])
def lines_edit(request, pk, part):
    """Change the lines of one part."""
    if part not in [each.value for each in Part]:
        raise Http404
    recipe, part = recipe_of(request, pk), Part(part)
    let_in(request, rules.check_can_write_costs, recipe.enterprise)
    more = request.POST.get("do") == "more"
    form = LinesForm(
        request.POST or None,
        recipe=recipe,
        part=part,
        lines=recipe.lines.filter(part=part),
        sources=queries.sources_for(recipe, part),
        more=more,
    )
    if (
        not more
        and form.is_valid()
        and _kept(form, recipe, lambda: _change_lines(request, recipe, part, form))
    ):
        return say_and_go(request, SAVED, recipe)
    context = {"recipe": recipe, "part": part, "form": form, "more": more}
    return render(request, "costing/lines_edit.html", context)


def _change_lines(request, recipe, part, form):
    return actions.change_lines(
        by=request.user,
        recipe=recipe,
        revision=form.cleaned_data["revision"],
        part=part,
        rows=form.typed,
        has_none=form.cleaned_data["has_none"],
    )


def _kept(form, recipe, do):
    """Save what was typed. When somebody was faster, the page says who, and the next press keeps this instead."""
    if attempt(form, do):
        return True
    if "revision" in form.errors:
        newest = Recipe.objects.values_list("revision", flat=True).get(pk=recipe.pk)
        form.data = {**form.data.dict(), "revision": str(newest)}
    return False


@require_http_methods(["GET", "POST"])
def making_edit(request, pk):
    """Change what comes out of a batch, how it is made and what it sells for."""
    recipe = recipe_of(request, pk)
    let_in(request, rules.check_can_write_costs, recipe.enterprise)
    more = request.POST.get("do") == "more"
    form = MakingForm(
        request.POST or None,
        recipe=recipe,
        outputs=recipe.outputs.all(),
        products=Product.objects.filter(enterprise=recipe.enterprise).on(timezone.localdate()),
        more=more,
    )
    if not more and form.is_valid() and _kept(form, recipe, lambda: _change_making(request, recipe, form)):
        return say_and_go(request, SAVED, recipe)
    return render(request, "costing/making_edit.html", {"recipe": recipe, "form": form, "more": more})


def _change_making(request, recipe, form):
    return actions.change_making(
        by=request.user,
        recipe=recipe,
        revision=form.cleaned_data["revision"],
        name=form.cleaned_data["name"],
        form=form.cleaned_data["form"],
        outputs=form.typed,
        good=form.good_share,
        hours=form.hours_typed,
        batches=form.batches_typed,
        weight=form.weight_typed,
        smallest=None if form.smallest_typed is None else int(form.smallest_typed),
        product=form.cleaned_data["product"],
        price=form.sold_for,
    )


@require_http_methods(["GET", "POST"])
def own_rate(request, pk):
    """Choose what an hour of the group's own work counts."""
    enterprise = enterprise_of(request, pk)
    let_in(request, rules.check_can_write_costs, enterprise)
    form = RateForm(request.POST or None, initial={"rate": queries.own_rate(enterprise)})
    if form.is_valid() and attempt(
        form,
        lambda: actions.set_own_rate(by=request.user, enterprise=enterprise, rate=cast("Any", form.baht)),
    ):
        return say_and_go(request, RATE_SET, "costing:costs", enterprise.pk)
    return render(request, "costing/own_rate.html", {"enterprise": enterprise, "form": form})
