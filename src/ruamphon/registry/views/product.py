from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.history import render_history
from ruamphon.registry import actions, queries, rules
from ruamphon.registry.forms.product import ProductForm, RetireForm, VariantFormSet, variants_in, variants_of
from ruamphon.registry.models import Enterprise, Product
from ruamphon.registry.views.common import done

ADDED = Text("เพิ่ม {name} แล้ว", "{name} is added.")
SAVED = Text("บันทึก {name} แล้ว", "{name} is saved.")
EDITED = ("name_th", "name_en", "kind", "about_th", "about_en", "registered_on")


@require_http_methods(["GET", "POST"])
def product_new(request, pk):
    """A new product or service with its sizes and prices."""
    group = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    rules.check_can_edit(request.user, group)
    form = ProductForm(request.POST or None)
    rows = VariantFormSet(request.POST or None, prefix="variants")
    if _both_valid(form, rows) and attempt(
        form,
        lambda: actions.register_product(
            by=request.user, enterprise=group, variants=variants_in(rows), **form.cleaned_data
        ),
    ):
        return done(request, ADDED.format(name=form.result.name), "enterprise", pk)
    return render(request, "registry/product_new.html", {"enterprise": group, "form": form, "rows": rows})


@require_http_methods(["GET", "POST"])
def product_edit(request, pk):
    """Change a product and its sizes; all mistakes of both show at once."""
    product = _visible(request, pk)
    rules.check_can_edit(request.user, product.enterprise)
    form = ProductForm(request.POST or None, initial={name: getattr(product, name) for name in EDITED})
    rows = VariantFormSet(request.POST or None, prefix="variants", initial=variants_of(product))
    if _both_valid(form, rows) and attempt(
        form,
        lambda: actions.edit_product(
            by=request.user, product=product, variants=variants_in(rows), **form.cleaned_data
        ),
    ):
        return done(request, SAVED.format(name=form.result.name), "enterprise", product.enterprise_id)
    context = {"product": product, "enterprise": product.enterprise, "form": form, "rows": rows}
    return render(request, "registry/product_edit.html", context)


def _both_valid(form, rows):
    """Both are asked, so that every mistake shows at once."""
    return all([form.is_bound and form.is_valid(), rows.is_bound and rows.is_valid()])


def _visible(request, pk):
    return get_object_or_404(Product.objects.visible_to(request.user).select_related("enterprise"), pk=pk)


@require_http_methods(["GET", "POST"])
def product_retire(request, pk):
    """Say since when it is no longer offered, or that it is offered again."""
    product = _visible(request, pk)
    rules.check_can_edit(request.user, product.enterprise)
    known = {"retired_on": product.retired_on} if product.retired_on else {}
    form = RetireForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid() and attempt(
        form, lambda: actions.retire_product(by=request.user, product=product, **form.cleaned_data)
    ):
        return done(request, SAVED.format(name=product.name), "enterprise", product.enterprise_id)
    context = {"product": product, "enterprise": product.enterprise, "form": form}
    return render(request, "registry/product_retire.html", context)


@require_GET
def product_history(request, pk):
    """Who changed this product, and what."""
    product = _visible(request, pk)
    rules.check_can_read_history(request.user, product.enterprise.scope_id)
    back = queries.record_url(product.enterprise)
    return render_history(request, record=product, title=product.name, back=back)
