from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in, number_in
from ruamphon.costing import actions, queries, rules
from ruamphon.costing.forms.materials import (
    IntakeForm,
    MaterialEditForm,
    MaterialForm,
    PayForm,
    PriceForm,
    VoidForm,
)
from ruamphon.costing.models import Intake, Material
from ruamphon.costing.views.common import enterprise_of, may_write, say_and_go
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history

ADDED = Text("เพิ่มแล้ว", "Added.")
SAVED = Text("บันทึกแล้ว ใบต้นทุนที่ใช้ของนี้คิดใหม่ให้แล้ว", "Saved; the sheets that use it are costed anew.")
TAKEN_IN = Text("จดของเข้าแล้ว ราคาและใบต้นทุนคิดใหม่ให้แล้ว", "Noted; prices and sheets are worked out anew.")
BOOKED = Text(
    "จดของเข้าและเงินออกในสมุดเงินสดแล้ว ราคาและใบต้นทุนคิดใหม่ให้แล้ว",
    "Noted, and written in the cash book; prices and sheets are worked out anew.",
)
PAID = Text("จดเงินออกในสมุดเงินสดแล้ว", "Written in the cash book.")
VOIDED = Text("ยกเลิกรายการนั้นแล้ว ราคาคิดใหม่ให้แล้ว", "Taken back; prices are worked out without it.")
VOIDED_BOTH = Text(
    "ยกเลิกรายการนั้นแล้ว ทั้งในราคาและในสมุดเงินสด", "Taken back, in the prices and in the cash book."
)
HISTORY = Text("ประวัติของ {name}", "History of {name}")


def material_of(request, pk):
    """The material, if this account may see the group's costs; else 404."""
    rows = Material.objects.visible_to(request.user).select_related("enterprise")
    return get_object_or_404(rows, pk=pk)


@require_GET
def materials(request, pk):
    """What goes in, with what it costs now."""
    enterprise = enterprise_of(request, pk)
    context = {
        "enterprise": enterprise,
        "rows": queries.material_rows(enterprise),
        "intakes": queries.newest_intakes(enterprise),
        "can_write": may_write(request, enterprise),
    }
    return render(request, "costing/materials.html", context)


@require_http_methods(["GET", "POST"])
def material_new(request, pk):
    """Put something with a price on the list."""
    enterprise = enterprise_of(request, pk)
    let_in(request, rules.check_can_write_costs, enterprise)
    form = MaterialForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _add(request, enterprise, form)):
        return say_and_go(request, ADDED, form.result)
    return _form(request, enterprise, form, Text("เพิ่มของที่ใช้", "Add something that goes in"))


def _add(request, enterprise, form):
    values = form.cleaned_data
    return actions.add_material(
        by=request.user,
        enterprise=enterprise,
        name=values["name"],
        part=values["part"],
        unit=form.unit_code,
        value=form.value,
        paid=values["paid"],
    )


def _form(request, enterprise, form, title, back=None):
    context = {
        "enterprise": enterprise,
        "form": form,
        "title": title,
        "back": back or reverse("costing:materials", args=[enterprise.pk]),
    }
    return render(request, "costing/material_form.html", context)


@require_GET
def material(request, pk):
    """One material: its price now, where that comes from, and which sheets use it."""
    shown = material_of(request, pk)
    context = {
        "material": shown,
        "enterprise": shown.enterprise,
        "page": queries.material_page(shown),
        "can_write": may_write(request, shown.enterprise),
        "can_read_history": has_permission(request.user, Permission.HISTORY_READ, shown.enterprise.scope_id),
    }
    return render(request, "costing/material.html", context)


@require_http_methods(["GET", "POST"])
def material_edit(request, pk):
    """Change its name, which price counts, and units of its own."""
    shown = material_of(request, pk)
    let_in(request, rules.check_can_write_costs, shown.enterprise)
    form = MaterialEditForm(request.POST or None, material=shown)
    if form.is_valid() and attempt(form, lambda: _change(request, shown, form)):
        return say_and_go(request, SAVED, shown)
    context = {"material": shown, "enterprise": shown.enterprise, "form": form}
    return render(request, "costing/material_edit.html", context)


def _change(request, shown, form):
    values = form.cleaned_data
    return actions.change_material(
        by=request.user, material=shown, name=values["name"], way=values["way"], sizes=form.sizes
    )


@require_http_methods(["GET", "POST"])
def material_price(request, pk):
    """Note what one unit costs on a day."""
    shown = material_of(request, pk)
    let_in(request, rules.check_can_write_costs, shown.enterprise)
    form = PriceForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _tell(request, shown, form)):
        return say_and_go(request, SAVED, shown)
    title = Text("จดราคา {name}", "Note a price of {name}").format(name=shown.name)
    return _form(request, shown.enterprise, form, title, shown.get_absolute_url())


def _tell(request, shown, form):
    values = form.cleaned_data
    return actions.tell_price(
        by=request.user,
        material=shown,
        value=form.value,
        on=values["on"],
        paid=values["paid"],
        known=values["known"],
        came_from=values["came_from"],
    )


@require_GET
def material_history(request, pk):
    """Who changed a material and when; never its prices."""
    shown = material_of(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, shown.enterprise.scope_id)
    return render_history(
        request, record=shown, title=HISTORY.format(name=shown.name), back=shown.get_absolute_url()
    )


@require_http_methods(["GET", "POST"])
def intake_new(request, pk):
    """Note what came in: bought on one slip, harvested, caught or given. `?repeat=` fills in what an earlier slip had."""
    enterprise = enterprise_of(request, pk)
    let_in(request, rules.check_can_write_costs, enterprise)
    more = request.POST.get("do") == "more"
    form = IntakeForm(
        request.POST or None,
        materials=queries.materials_that_come_in(enterprise),
        more=more,
        may_record=rules.can_record(request.user, enterprise),
        like=_repeated(request, enterprise),
    )
    if not more and form.is_valid() and attempt(form, lambda: _take_in(request, enterprise, form)):
        written = queries.in_book(form.result).entry
        return say_and_go(request, BOOKED if written else TAKEN_IN, form.result)
    return render(request, "costing/intake_new.html", {"enterprise": enterprise, "form": form, "more": more})


def _repeated(request, enterprise):
    """The slip of this group that the address names, if any."""
    wanted = number_in(request.GET, "repeat")
    return wanted and Intake.objects.filter(enterprise=enterprise, pk=wanted).first()


def _take_in(request, enterprise, form):
    values = form.cleaned_data
    return actions.take_in(
        by=request.user,
        enterprise=enterprise,
        draft_key=values["draft_key"],
        on=values["on"],
        lots=form.typed,
        paid=values["paid"],
        supplier=values["supplier"],
        total=form.slip,
        is_sure=values["is_sure"],
        in_book=form.goes_to_book,
    )


def _intake(request, pk):
    rows = Intake.objects.visible_to(request.user).select_related("enterprise", "entered_by", "voided_by")
    return get_object_or_404(rows, pk=pk)


@require_GET
def intake(request, pk):
    """What came in on one slip."""
    shown = _intake(request, pk)
    context = {
        "intake": shown,
        "enterprise": shown.enterprise,
        "lots": queries.lots_of(shown),
        "book": queries.in_book(shown),
        "can_record": rules.can_record(request.user, shown.enterprise),
        "can_write": may_write(request, shown.enterprise),
        "can_void": not shown.voided_at and rules.can_void_intake(request.user, shown),
        "can_read_history": has_permission(request.user, Permission.HISTORY_READ, shown.enterprise.scope_id),
    }
    return render(request, "costing/intake.html", context)


@require_http_methods(["GET", "POST"])
def intake_void(request, pk):
    """Take back what was noted wrongly."""
    shown = _intake(request, pk)
    let_in(request, rules.check_can_void_intake, shown)
    book = queries.in_book(shown)
    form = VoidForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.void_intake(by=request.user, intake=shown, reason=form.cleaned_data["reason"])
    ):
        return say_and_go(request, VOIDED_BOTH if book.stands else VOIDED, shown)
    context = {"intake": shown, "enterprise": shown.enterprise, "book": book, "form": form}
    return render(request, "costing/intake_void.html", context)


@require_http_methods(["GET", "POST"])
def intake_pay(request, pk):
    """Write a slip in the cash book that was bought on credit, or noted by somebody who may not write there."""
    shown = _intake(request, pk)
    let_in(request, rules.check_can_pay, shown.enterprise)
    form = PayForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.pay_intake(by=request.user, intake=shown, on=form.cleaned_data["on"])
    ):
        return say_and_go(request, PAID, shown)
    context = {
        "intake": shown,
        "enterprise": shown.enterprise,
        "lots": queries.lots_of(shown),
        "book": queries.in_book(shown),
        "form": form,
    }
    return render(request, "costing/intake_pay.html", context)


@require_GET
def intake_history(request, pk):
    """Who noted and took back what came in."""
    shown = _intake(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, shown.enterprise.scope_id)
    title = Text("ประวัติของเข้า", "History of what came in")
    return render_history(request, record=shown, title=title, back=shown.get_absolute_url())
