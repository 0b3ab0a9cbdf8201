"""Applications to a cohort and the selection among them: a part of the room's site map."""

from django.urls import path

from ruamphon.programmes.views import application, selection

urlpatterns = [
    path("cohorts/<int:pk>/call/", application.cohort_call, name="cohort-call"),
    path("cohorts/<int:pk>/selection/", selection.cohort_selection, name="cohort-selection"),
    path("cohorts/<int:pk>/selection/round/", selection.selection_round, name="selection-round"),
    path("cohorts/<int:pk>/selection/export/", selection.selection_export, name="selection-export"),
    path("applications/<int:pk>/propose/", selection.selection_propose, name="selection-propose"),
    path("selections/<int:pk>/", selection.selection, name="selection"),
    path("selections/<int:pk>/decide/", selection.selection_decide, name="selection-decide"),
    path("selections/<int:pk>/withdraw/", selection.selection_withdraw, name="selection-withdraw"),
    path("groups/<int:pk>/applications/", application.group_applications, name="group-applications"),
    path("groups/<int:pk>/applications/<int:call_pk>/", application.application_new, name="application-new"),
    path("applications/<int:pk>/", application.application, name="application"),
    path("applications/<int:pk>/withdraw/", application.application_withdraw, name="application-withdraw"),
    path("applications/<int:pk>/history/", application.application_history, name="application-history"),
]
