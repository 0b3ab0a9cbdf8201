"""Included in the urls of home: no namespace of its own."""

from django.urls import path

from ruamphon.home.data_rights import views

urlpatterns = [
    path("my-data/", views.my_data, name="my-data"),
    path("my-data/export/", views.my_data_export, name="my-data-export"),
    path("my-data/erase/", views.erasure_ask, name="erasure-ask"),
    path("my-data/erase/take-back/", views.erasure_take_back, name="erasure-take-back"),
    path("enterprises/<int:pk>/consents/", views.group_consents, name="group-consents"),
    path("persons/<int:pk>/consents/", views.person_consents, name="person-consents"),
    path("persons/<int:pk>/erase/", views.person_erasure_ask, name="person-erasure-ask"),
    path("consents/<int:pk>/paper/", views.consent_evidence, name="consent-evidence"),
    path("erasures/", views.erasures, name="erasures"),
    path("erasures/<int:pk>/", views.erasure, name="erasure"),
    path("erasures/<int:pk>/confirm/", views.erasure_confirm, name="erasure-confirm"),
]
