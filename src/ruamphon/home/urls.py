"""Home's part of the site map: today, the list of groups, and the file of each."""

from django.urls import include, path

from ruamphon.home import views

app_name = "home"
urlpatterns = [
    path("calendar/", include("ruamphon.home.urls_calendar")),
    path("", include("ruamphon.home.data_rights.urls")),
    path("", include("ruamphon.home.board.urls")),
    path("today/", views.today, name="today"),
    path("today/<slug:kind>/", views.waiting, name="waiting"),
    path("search/", views.search, name="search"),
    path("enterprises/", views.enterprises, name="enterprises"),
    path("enterprises/export/<str:kind>/", views.enterprises_export, name="enterprises-export"),
    path("enterprises/<int:pk>/", views.enterprise_file, name="enterprise-file"),
    path("enterprises/<int:pk>/bin/", views.bin_, name="bin"),
]
