"""The example year's part of the site map."""

from django.urls import path

from ruamphon.demo import views

app_name = "demo"
urlpatterns = [path("example/enter/", views.enter, name="enter")]
