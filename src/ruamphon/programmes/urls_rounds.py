"""Assessment rounds of a cohort: a part of the room's site map."""

from django.urls import path

from ruamphon.programmes.views import round as rounds

urlpatterns = [
    path("cohorts/<int:pk>/rounds/", rounds.cohort_rounds, name="cohort-rounds"),
    path("cohorts/<int:pk>/rounds/new/", rounds.round_new, name="round-new"),
]
