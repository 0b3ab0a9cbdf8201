"""Readiness, graduation and follow-ups: a part of the room's site map."""

from django.urls import path

from ruamphon.pathway.views import graduation

urlpatterns = [
    path("enrolments/<int:pk>/readiness/", graduation.readiness, name="readiness"),
    path("cohorts/<int:pk>/readiness/", graduation.cohort_readiness, name="cohort-readiness"),
    path("enrolments/<int:pk>/graduation/propose/", graduation.graduation_propose, name="graduation-propose"),
    path("graduations/<int:pk>/", graduation.graduation, name="graduation"),
    path("graduations/<int:pk>/decide/", graduation.graduation_decide, name="graduation-decide"),
    path("graduations/<int:pk>/withdraw/", graduation.graduation_withdraw, name="graduation-withdraw"),
    path("graduations/<int:pk>/history/", graduation.graduation_history, name="graduation-history"),
    path("programmes/<int:pk>/alumni/", graduation.alumni, name="alumni"),
    path("follow-ups/<int:pk>/", graduation.follow_up, name="follow-up"),
    path("follow-ups/<int:pk>/open/", graduation.follow_up_open, name="follow-up-open"),
    path("follow-ups/<int:pk>/record/", graduation.follow_up_record, name="follow-up-record"),
    path("follow-ups/<int:pk>/history/", graduation.follow_up_history, name="follow-up-history"),
]
