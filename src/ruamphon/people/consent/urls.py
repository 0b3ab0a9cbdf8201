"""Included in the urls of people: no namespace of its own."""

from django.urls import path

from ruamphon.people.consent import views

urlpatterns = [
    path("account/consents/", views.consents, name="consents"),
]
