"""The cash book's part of the site map: the book of a group, its entries and slips, tables in and out."""

from django.urls import path

from ruamphon.cashbook import views

app_name = "cashbook"

urlpatterns = [
    path("enterprises/<int:pk>/cashbook/", views.book, name="book"),
    path("enterprises/<int:pk>/cashbook/new/<slug:direction>/", views.entry_new, name="entry-new"),
    path("enterprises/<int:pk>/cashbook/years/<int:year>/", views.year, name="year"),
    path("enterprises/<int:pk>/cashbook/months/<slug:month>/", views.month, name="month"),
    path("enterprises/<int:pk>/cashbook/months/<slug:month>/close/", views.month_close, name="month-close"),
    path(
        "enterprises/<int:pk>/cashbook/months/<slug:month>/reopen/", views.month_reopen, name="month-reopen"
    ),
    path("enterprises/<int:pk>/cashbook/export/", views.export, name="export"),
    path("enterprises/<int:pk>/cashbook/import/", views.import_new, name="import-new"),
    path("enterprises/<int:pk>/cashbook/import/template/", views.import_template, name="import-template"),
    path("cash-imports/<int:pk>/", views.import_review, name="import-review"),
    path("cash-imports/<int:pk>/discard/", views.import_discard, name="import-discard"),
    path("cash-closes/<int:pk>/history/", views.month_history, name="month-history"),
    path("cash-entries/<int:pk>/", views.entry, name="entry"),
    path("cash-entries/<int:pk>/reverse/", views.entry_reverse, name="entry-reverse"),
    path("cash-entries/<int:pk>/slips/new/", views.slip_new, name="slip-new"),
    path("cash-entries/<int:pk>/history/", views.entry_history, name="entry-history"),
    path("cash-slips/<int:pk>/", views.slip, name="slip"),
]
