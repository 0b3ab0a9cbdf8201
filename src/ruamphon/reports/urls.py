from django.urls import path

from ruamphon.reports import views

app_name = "reports"
urlpatterns = [
    path("enrolments/<int:pk>/packs/", views.packs, name="packs"),
    path("enrolments/<int:pk>/packs/new/", views.pack_new, name="pack-new"),
    path("packs/<int:pk>/", views.pack, name="pack"),
    path("packs/<int:pk>/file/", views.pack_file, name="pack-file"),
    path("packs/<int:pk>/cancel/", views.pack_cancel, name="pack-cancel"),
    path("packs/<int:pk>/history/", views.pack_history, name="pack-history"),
]
