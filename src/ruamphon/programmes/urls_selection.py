"""Applications to a cohort and the selection among them: a part of the room's site map."""

from django.urls import path

from ruamphon.programmes.views import application

urlpatterns = [
    path("cohorts/<int:pk>/call/", application.cohort_call, name="cohort-call"),
    path("groups/<int:pk>/applications/", application.group_applications, name="group-applications"),
    path(
        "groups/<int:pk>/applications/<int:call_pk>/", application.application_new, name="application-new"
    ),
    path("applications/<int:pk>/", application.application, name="application"),
    path(
        "applications/<int:pk>/withdraw/", application.application_withdraw, name="application-withdraw"
    ),
    path("applications/<int:pk>/history/", application.application_history, name="application-history"),
]
