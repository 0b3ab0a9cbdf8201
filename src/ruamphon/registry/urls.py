"""The registry's part of the site map: groups with their members and products, then organisations."""

from django.urls import include, path

from ruamphon.registry import sheet_urls, urls_legal, views

app_name = "registry"
GROUP = "registry/enterprises/"
ORGANISATION = "registry/organisations/"

urlpatterns = [
    path(f"{GROUP}new/", views.enterprise_new, name="enterprise-new"),
    path(f"{GROUP}<int:pk>/", views.enterprise, name="enterprise"),
    path(f"{GROUP}<int:pk>/edit/", views.enterprise_edit, name="enterprise-edit"),
    path(f"{GROUP}<int:pk>/publish/", views.enterprise_publish, name="enterprise-publish"),
    path(f"{GROUP}<int:pk>/unpublish/", views.enterprise_unpublish, name="enterprise-unpublish"),
    path(f"{GROUP}<int:pk>/history/", views.enterprise_history, name="enterprise-history"),
    path(f"{GROUP}<int:pk>/members/new/", views.member_add, name="member-add"),
    path("registry/members/<int:pk>/edit/", views.member_edit, name="member-edit"),
    path("registry/members/<int:pk>/history/", views.member_history, name="member-history"),
    path(f"{GROUP}<int:pk>/products/new/", views.product_new, name="product-new"),
    path("registry/products/<int:pk>/edit/", views.product_edit, name="product-edit"),
    path("registry/products/<int:pk>/retire/", views.product_retire, name="product-retire"),
    path("registry/products/<int:pk>/delete/", views.product_delete, name="product-delete"),
    path("registry/products/<int:pk>/bring-back/", views.product_bring_back, name="product-bring-back"),
    path("registry/products/<int:pk>/history/", views.product_history, name="product-history"),
    path(ORGANISATION, views.organisations, name="organisations"),
    path(f"{ORGANISATION}new/", views.organisation_new, name="organisation-new"),
    path(f"{ORGANISATION}<int:pk>/", views.organisation, name="organisation"),
    path(f"{ORGANISATION}<int:pk>/edit/", views.organisation_edit, name="organisation-edit"),
    path(f"{ORGANISATION}<int:pk>/history/", views.organisation_history, name="organisation-history"),
    path(f"{ORGANISATION}<int:pk>/offices/new/", views.office_new, name="office-new"),
    path("registry/offices/<int:pk>/edit/", views.office_edit, name="office-edit"),
    path(f"{ORGANISATION}<int:pk>/belongings/new/", views.belonging_new, name="belonging-new"),
    path("registry/belongings/<int:pk>/edit/", views.belonging_edit, name="belonging-edit"),
    *urls_legal.urlpatterns,
    *sheet_urls.urlpatterns,
    path("registry/", include("ruamphon.registry.urls_merge")),
]
