"""What a line may take its price from, and the group's own rate."""

from ruamphon.costing.enums import Part
from ruamphon.costing.models import Material, Output, Recipe
from ruamphon.registry.models import Enterprise

MOST = 200
MADE_OF_OTHERS = frozenset({Part.MATERIAL, Part.PACKAGING})


def sources_for(recipe: Recipe, part: Part) -> list[tuple[str, str]]:
    """Materials of a part, and for what goes in also what the group's other recipes make: pairs (value, words)."""
    materials = Material.objects.filter(enterprise=recipe.enterprise_id, part=part)[:MOST]
    found = [(f"material-{row.pk}", row.name) for row in materials]
    if part not in MADE_OF_OTHERS:
        return found
    outputs = Output.objects.filter(recipe__enterprise=recipe.enterprise_id).exclude(recipe=recipe)
    made = outputs.select_related("recipe")[:MOST]
    return [*found, *((f"output-{row.pk}", f"{row.name} ({row.recipe.name})") for row in made)]


def own_rate(enterprise: Enterprise) -> str:
    """The group's own rate as it is typed; nothing when it has not been chosen."""
    found = Material.objects.filter(
        enterprise=enterprise, is_own_rate=True, full_likely__isnull=False
    ).first()
    return f"{float(found.full_likely):.6f}".rstrip("0").rstrip(".") if found else ""
