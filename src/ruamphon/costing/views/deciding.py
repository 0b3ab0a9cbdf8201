from django.shortcuts import render
from django.views.decorators.http import require_GET

from ruamphon.costing.domain import CostProblem
from ruamphon.costing.forms.deciding import DecideForm
from ruamphon.costing.queries.deciding import decided, trial_of
from ruamphon.costing.views.common import recipe_of


@require_GET
def decide(request, pk):
    """What to ask for a piece, from how many it pays, and what changes if something else does. Keeps nothing."""
    recipe = recipe_of(request, pk)
    context = {"recipe": recipe, "enterprise": recipe.enterprise}
    try:
        trial = trial_of(recipe)
    except CostProblem as problem:
        return render(request, "costing/decide.html", {**context, "problem": problem.reason})
    form = DecideForm(request.GET or None, trial=trial)
    context |= {"form": form}
    try:
        context |= {"answer": decided(trial, form.tried)}
    except CostProblem as problem:
        context |= {"problem": problem.reason}
    if request.htmx:
        return render(request, "costing/_decided_anew.html", {**context, "errors": form.errors.values()})
    return render(request, "costing/decide.html", context)
