"""Home's part of the site map: today, the list of groups, and the file of each."""

from django.urls import path

from ruamphon.home import views

app_name = "home"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("enterprises/", views.enterprises, name="enterprises"),
    path("enterprises/<int:pk>/", views.enterprise_file, name="enterprise-file"),
    path("enterprises/<int:pk>/bin/", views.bin_, name="bin"),
]
