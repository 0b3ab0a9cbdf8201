from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.costing import actions, queries, rules
from ruamphon.costing.forms.equipment import EquipmentForm
from ruamphon.costing.models import Equipment
from ruamphon.costing.views.common import enterprise_of, say_and_go
from ruamphon.costing.views.materials import ADDED, material_of

NEW = Text("เพิ่มอุปกรณ์", "Add equipment")
EDIT = Text("แก้อุปกรณ์", "Edit the equipment")
SAVED = Text(
    "บันทึกแล้ว ค่าสึกหรอและใบต้นทุนที่ใช้เครื่องนี้คิดใหม่ให้แล้ว",
    "Saved; its wear and the sheets that use it are worked out anew.",
)


@require_http_methods(["GET", "POST"])
def equipment_new(request, pk):
    """Put a machine on the list; its wear becomes a price."""
    enterprise = enterprise_of(request, pk)
    let_in(request, rules.check_can_write_costs, enterprise)
    form = EquipmentForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.add_equipment(by=request.user, enterprise=enterprise, **form.told)
    ):
        return say_and_go(request, ADDED, form.result)
    context = {
        "enterprise": enterprise,
        "form": form,
        "title": NEW,
        "back": reverse("costing:materials", args=[enterprise.pk]),
        "used_in": [],
    }
    return render(request, "costing/equipment_form.html", context)


@require_http_methods(["GET", "POST"])
def equipment_edit(request, pk):
    """Put a machine right; the sheets that count its wear are costed anew."""
    material = material_of(request, pk)
    equipment = Equipment.objects.select_related("material").filter(material=material).first()
    if equipment is None:
        raise Http404
    let_in(request, rules.check_can_write_costs, material.enterprise)
    form = EquipmentForm(request.POST or None, equipment=equipment)
    if form.is_valid() and attempt(
        form, lambda: actions.change_equipment(by=request.user, material=material, **form.told)
    ):
        return say_and_go(request, SAVED, material)
    context = {
        "enterprise": material.enterprise,
        "form": form,
        "title": EDIT,
        "back": material.get_absolute_url(),
        "used_in": queries.material_page(material).used_in,
    }
    return render(request, "costing/equipment_form.html", context)
