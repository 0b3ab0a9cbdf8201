from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.bin_pages import bring_back, delete_page
from ruamphon.core.text import Text
from ruamphon.costing import actions, rules
from ruamphon.costing.models import Recipe
from ruamphon.costing.views.common import recipe_of
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history

HISTORY = Text("ประวัติใบต้นทุน: {name}", "History of the cost sheet: {name}")


@require_http_methods(["GET", "POST"])
def sheet_delete(request, pk):
    """Put a cost sheet that was never handed in into the bin."""
    recipe = recipe_of(request, pk)
    return delete_page(
        request,
        recipe,
        name=recipe.name,
        check=rules.check_can_delete_recipe,
        do=lambda reason: actions.delete_recipe(by=request.user, recipe=recipe, reason=reason),
        back=recipe.get_absolute_url(),
        then=reverse("costing:costs", args=[recipe.enterprise_id]),
        undo=reverse("costing:sheet-bring-back", args=[recipe.pk]),
    )


@require_POST
def sheet_bring_back(request, pk):
    """Bring a cost sheet back from the bin."""
    recipe = get_object_or_404(Recipe.with_bin.visible_to(request.user).select_related("enterprise"), pk=pk)
    return bring_back(
        request,
        name=recipe.name,
        do=lambda: actions.bring_back_recipe(by=request.user, recipe=recipe),
        to=reverse("costing:sheet", args=[recipe.pk]),
        otherwise=reverse("costing:costs", args=[recipe.enterprise_id]),
    )


@require_GET
def sheet_history(request, pk):
    """Who did what with a cost sheet, and when; never what it says."""
    recipe = recipe_of(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, recipe.enterprise.scope_id)
    return render_history(
        request, record=recipe, title=HISTORY.format(name=recipe.name), back=recipe.get_absolute_url()
    )
