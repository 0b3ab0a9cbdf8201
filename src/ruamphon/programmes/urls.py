"""The programmes' part of the site map: programmes, cohorts, enrolments and what hangs on them."""

from django.urls import path

from ruamphon.programmes import views

app_name = "programmes"

urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<int:pk>/", views.programme, name="programme"),
    path("programmes/<int:pk>/history/", views.programme_history, name="programme-history"),
    path("programmes/<int:pk>/cohorts/new/", views.cohort_new, name="cohort-new"),
    path("cohorts/<int:pk>/", views.cohort, name="cohort"),
    path("cohorts/<int:pk>/edit/", views.cohort_edit, name="cohort-edit"),
    path("cohorts/<int:pk>/history/", views.cohort_history, name="cohort-history"),
    path("cohorts/<int:pk>/enrol/", views.cohort_enrol, name="cohort-enrol"),
    path("cohorts/<int:pk>/activities/new/", views.activity_new, name="activity-new"),
    path("enrolments/<int:pk>/", views.enrolment, name="enrolment"),
    path("enrolments/<int:pk>/state/", views.enrolment_state, name="enrolment-state"),
    path("enrolments/<int:pk>/history/", views.enrolment_history, name="enrolment-history"),
    path("enrolments/<int:pk>/teams/new/", views.team_new, name="team-new"),
    path("enrolments/<int:pk>/visits/new/", views.visit_new, name="visit-new"),
    path("enrolments/<int:pk>/deliverables/new/", views.deliverable_new, name="deliverable-new"),
    path("enrolments/<int:pk>/tasks/new/", views.task_new, name="task-new"),
    path("teams/<int:pk>/", views.team, name="team"),
    path("teams/<int:pk>/accept/", views.team_accept, name="team-accept"),
    path("teams/<int:pk>/dates/", views.team_dates, name="team-dates"),
    path("teams/<int:pk>/end/", views.team_end, name="team-end"),
    path("teams/<int:pk>/history/", views.team_history, name="team-history"),
    path("activities/<int:pk>/", views.activity, name="activity"),
    path("activities/<int:pk>/history/", views.activity_history, name="activity-history"),
    path("activities/<int:pk>/delete/", views.activity_delete, name="activity-delete"),
    path("activities/<int:pk>/bring-back/", views.activity_bring_back, name="activity-bring-back"),
    path("activities/photos/<int:pk>/", views.activity_photo, name="activity-photo"),
    path("deliverables/<int:pk>/", views.deliverable, name="deliverable"),
    path("deliverables/<int:pk>/comment/", views.deliverable_comment, name="deliverable-comment"),
    path("deliverables/<int:pk>/check/", views.deliverable_check, name="deliverable-check"),
    path("deliverables/<int:pk>/return/", views.deliverable_return, name="deliverable-return"),
    path("deliverables/<int:pk>/accept/", views.deliverable_accept, name="deliverable-accept"),
    path("deliverables/<int:pk>/history/", views.deliverable_history, name="deliverable-history"),
    path("deliverables/<int:pk>/delete/", views.deliverable_delete, name="deliverable-delete"),
    path("deliverables/<int:pk>/bring-back/", views.deliverable_bring_back, name="deliverable-bring-back"),
    path(
        "deliverables/<int:pk>/versions/new/",
        views.deliverable_version_new,
        name="deliverable-version-new",
    ),
    path("deliverables/versions/<int:pk>/file/", views.deliverable_file, name="deliverable-file"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/done/", views.task_done, name="task-done"),
    path("tasks/<int:pk>/cancel/", views.task_cancel, name="task-cancel"),
    path("tasks/<int:pk>/delete/", views.task_delete, name="task-delete"),
    path("tasks/<int:pk>/bring-back/", views.task_bring_back, name="task-bring-back"),
    path("tasks/<int:pk>/history/", views.task_history, name="task-history"),
]
