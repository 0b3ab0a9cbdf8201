"""What is done with a cost sheet: deciding by it."""

from django.urls import path

from ruamphon.costing.views import deciding

urlpatterns = [
    path("costs/<int:pk>/decide/", deciding.decide, name="decide"),
]
