"""What the views of this room share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from ruamphon.costing import rules
from ruamphon.costing.models import Recipe
from ruamphon.people.access import scopes_for
from ruamphon.people.enums import Permission
from ruamphon.registry.models import Enterprise


def enterprise_of(request, pk):
    """The group, if this account may see its costs; else 404."""
    trusted = scopes_for(request.user, Permission.SECRET_READ)
    return get_object_or_404(Enterprise.objects.filter(scope__in=trusted), pk=pk)


def recipe_of(request, pk):
    """The cost sheet, if this account may see it; else 404."""
    rows = Recipe.objects.visible_to(request.user).select_related("enterprise", "product", "edited_by")
    return get_object_or_404(rows, pk=pk)


def say_and_go(request, sentence, to, *args):
    """Say what was done, and go on."""
    messages.success(request, str(sentence))
    return redirect(to, *args)


def may_write(request, enterprise):
    """Whether this account may change the group's costs."""
    return rules.can_write_costs(request.user, enterprise)
