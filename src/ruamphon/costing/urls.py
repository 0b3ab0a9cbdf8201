from django.urls import path

from ruamphon.costing import views

app_name = "costing"
urlpatterns = [
    path("enterprises/<int:pk>/costs/", views.costs, name="costs"),
    path("enterprises/<int:pk>/costs/new/", views.sheet_new, name="sheet-new"),
    path("costs/<int:pk>/", views.sheet, name="sheet"),
]
