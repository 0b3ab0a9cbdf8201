"""Costs on the site map: a group's list, one sheet with its parts, versions that were handed in."""

from django.urls import path

from ruamphon.costing import more_urls, views

app_name = "costing"
urlpatterns = [
    path("enterprises/<int:pk>/costs/", views.costs, name="costs"),
    path("enterprises/<int:pk>/costs/new/", views.sheet_new, name="sheet-new"),
    path("enterprises/<int:pk>/costs/own-rate/", views.own_rate, name="own-rate"),
    path("enterprises/<int:pk>/materials/", views.materials, name="materials"),
    path("enterprises/<int:pk>/materials/new/", views.material_new, name="material-new"),
    path("enterprises/<int:pk>/equipment/new/", views.equipment_new, name="equipment-new"),
    path("enterprises/<int:pk>/intakes/new/", views.intake_new, name="intake-new"),
    path("materials/<int:pk>/", views.material, name="material"),
    path("materials/<int:pk>/edit/", views.material_edit, name="material-edit"),
    path("materials/<int:pk>/equipment/", views.equipment_edit, name="equipment-edit"),
    path("materials/<int:pk>/price/", views.material_price, name="material-price"),
    path("materials/<int:pk>/history/", views.material_history, name="material-history"),
    path("intakes/<int:pk>/", views.intake, name="intake"),
    path("intakes/<int:pk>/void/", views.intake_void, name="intake-void"),
    path("intakes/<int:pk>/pay/", views.intake_pay, name="intake-pay"),
    path("intakes/<int:pk>/history/", views.intake_history, name="intake-history"),
    path("costs/shared/", views.shared_sheets, name="shared-sheets"),
    path("costs/<int:pk>/", views.sheet, name="sheet"),
    path("costs/<int:pk>/making/", views.making_edit, name="making-edit"),
    path("costs/<int:pk>/lines/<slug:part>/", views.lines_edit, name="lines-edit"),
    path("costs/<int:pk>/hand-in/", views.sheet_hand_in, name="sheet-hand-in"),
    path("costs/<int:pk>/delete/", views.sheet_delete, name="sheet-delete"),
    path("costs/<int:pk>/bring-back/", views.sheet_bring_back, name="sheet-bring-back"),
    path("costs/<int:pk>/history/", views.sheet_history, name="sheet-history"),
    path("cost-versions/<int:pk>/", views.version, name="version"),
    path("cost-versions/<int:pk>/comment/", views.version_comment, name="version-comment"),
    path("cost-versions/<int:pk>/share/", views.version_share, name="version-share"),
    path("cost-comments/<int:pk>/settle/", views.comment_settle, name="comment-settle"),
    path("cost-shares/<int:pk>/end/", views.share_end, name="share-end"),
    *more_urls.urlpatterns,
]
