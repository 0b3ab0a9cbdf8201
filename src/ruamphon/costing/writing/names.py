"""Names on a group's list of materials: one each."""

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.costing.models import Material
from ruamphon.registry.models import Enterprise

KNOWN_NAME = Text(
    "มี “{name}” อยู่แล้ว ใช้รายการเดิม หรือตั้งชื่อให้ต่างกัน",
    "“{name}” is on the list already. Use it, or choose another name.",
)


def check_name(enterprise: Enterprise, name: str, but: Material | None) -> None:
    """Raise Impossible on `name` when another material than `but` has it, spaces and tones aside."""
    others = Material.objects.filter(enterprise=enterprise).exclude(pk=but.pk if but else 0)
    if search_key(name) in {search_key(each.name) for each in others}:
        raise Impossible(KNOWN_NAME.format(name=name), "name")
