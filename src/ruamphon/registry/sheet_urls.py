"""The part of the registry's site map for tables that come in and go out."""

from django.urls import path

from ruamphon.registry.views import sheet

IMPORTS = "registry/imports/"

urlpatterns = [
    path(IMPORTS, sheet.imports, name="imports"),
    path(f"{IMPORTS}new/<str:kind>/", sheet.import_new, name="import-new"),
    path(f"{IMPORTS}template/<str:kind>/", sheet.import_template, name="import-template"),
    path(f"{IMPORTS}<int:pk>/", sheet.import_review, name="import-review"),
    path(f"{IMPORTS}<int:pk>/columns/", sheet.import_columns, name="import-columns"),
    path(f"{IMPORTS}<int:pk>/discard/", sheet.import_discard, name="import-discard"),
    path(f"{IMPORTS}<int:pk>/history/", sheet.import_history, name="import-history"),
    path("registry/organisations/export/", sheet.organisations_export, name="organisations-export"),
]
