from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.costing import actions, queries, rules
from ruamphon.costing.domain import CostProblem
from ruamphon.costing.enums import Form, Part
from ruamphon.costing.forms import FlatForm
from ruamphon.costing.models import Material
from ruamphon.costing.queries import versions
from ruamphon.costing.views.common import enterprise_of, may_write, recipe_of, say_and_go
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes.rules import allows
from ruamphon.registry.models import Product

FIRST_SHEET = Text(
    "ได้ใบต้นทุนใบแรกแล้ว ทั้งเงินที่จ่ายจริงและต้นทุนเต็ม ปรับทีละรายการได้เลย",
    "Here is the first cost sheet, with both figures. Refine it line by line whenever you like.",
)


@require_GET
def costs(request, pk):
    """What a group makes and what it costs."""
    enterprise = enterprise_of(request, pk)
    rows = queries.recipe_rows(enterprise, request.user)
    context = {"enterprise": enterprise, "rows": rows, "can_write": may_write(request, enterprise)}
    return render(request, "costing/costs.html", context)


@require_http_methods(["GET", "POST"])
def sheet_new(request, pk):
    """The flat path: three answers make a first sheet."""
    enterprise = enterprise_of(request, pk)
    let_in(request, rules.check_can_write_costs, enterprise)
    more = request.POST.get("do") == "more"
    form = FlatForm(
        request.POST or None,
        products=Product.objects.filter(enterprise=enterprise).on(timezone.localdate()),
        rate_is_known=_rate_is_known(enterprise),
        more=more,
    )
    if not more and form.is_valid() and attempt(form, lambda: _start(request, enterprise, form)):
        return say_and_go(request, FIRST_SHEET, form.result)
    return render(request, "costing/sheet_new.html", {"enterprise": enterprise, "form": form, "more": more})


def _rate_is_known(enterprise):
    return Material.objects.filter(
        enterprise=enterprise, is_own_rate=True, full_likely__isnull=False
    ).exists()


def _start(request, enterprise, form):
    return actions.start_recipe(
        by=request.user,
        enterprise=enterprise,
        draft_key=form.cleaned_data["draft_key"],
        flat=form.flat(),
        unit_word=form.unit_word,
        product=form.cleaned_data.get("product"),
        price=form.sold_for,
        own_rate=form.rate,
    )


@require_GET
def sheet(request, pk):
    """A cost sheet as it stands: two figures, parts, lines, and what is still in doubt."""
    recipe = recipe_of(request, pk)
    page, problem = None, None
    try:
        page = queries.page_of(recipe)
    except CostProblem as found:
        problem = found.reason
    account, enterprise = request.user, recipe.enterprise
    handed_in = versions.versions_of(recipe)
    context = {
        "recipe": recipe,
        "enterprise": recipe.enterprise,
        "form_label": Form(recipe.form).label,
        "page": page,
        "problem": problem,
        "parts": [(part.value, part.label) for part in Part],
        "edits": may_write(request, enterprise),
        "can_hand_in": page is not None and allows(rules.check_can_hand_in, account, recipe),
        "can_delete": allows(rules.check_can_delete_recipe, account, recipe),
        "can_read_history": has_permission(account, Permission.HISTORY_READ, enterprise.scope_id),
        "versions": [
            (each, *versions.standing(each.version, handed_in[0].version.number)) for each in handed_in
        ],
        "wishes": versions.open_wishes(recipe),
    }
    return render(request, "costing/sheet.html", context)
