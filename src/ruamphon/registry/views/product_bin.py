from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ruamphon.core.bin_pages import bring_back, delete_page
from ruamphon.registry import actions, queries, rules
from ruamphon.registry.models import Product


@require_http_methods(["GET", "POST"])
def product_delete(request, pk):
    """Put a product into the bin, for those who edit the group."""
    product = _one_of(Product.objects, request, pk)
    group = queries.record_url(product.enterprise)
    return delete_page(
        request,
        product,
        name=str(product.name),
        check=_check,
        do=lambda reason: actions.delete_product(by=request.user, product=product, reason=reason),
        back=group,
        then=group,
        undo=reverse("registry:product-bring-back", args=[pk]),
    )


@require_POST
def product_bring_back(request, pk):
    """Bring a product back from the bin."""
    product = _one_of(Product.with_bin, request, pk)
    _check(request.user, product)
    group = queries.record_url(product.enterprise)
    return bring_back(
        request,
        name=str(product.name),
        do=lambda: actions.bring_back_product(by=request.user, product=product),
        to=group,
        otherwise=group,
    )


def _one_of(rows, request, pk):
    return get_object_or_404(rows.visible_to(request.user).select_related("enterprise"), pk=pk)


def _check(account, product):
    rules.check_can_edit(account, product.enterprise)
