"""The room's part of the site map."""

from django.urls import path

from ruamphon.assessments import views

app_name = "assessments"
urlpatterns = [
    path("assessments/", views.mine, name="mine"),
    path("assessments/<int:pk>/", views.assessment, name="assessment"),
    path("assessments/<int:pk>/fill/", views.assessment_fill, name="assessment-fill"),
    path("assessments/<int:pk>/reopen/", views.assessment_reopen, name="assessment-reopen"),
    path("assessments/<int:pk>/assessor/", views.assessment_assessor, name="assessment-assessor"),
    path("assessments/<int:pk>/history/", views.assessment_history, name="assessment-history"),
    path("assessments/files/<int:pk>/", views.score_file, name="score-file"),
    path("assessments/files/<int:pk>/remove/", views.score_file_remove, name="score-file-remove"),
    # rounds
    path("rounds/<int:pk>/", views.round_, name="round"),
    path("rounds/<int:pk>/due/", views.round_due, name="round-due"),
    path("rounds/<int:pk>/history/", views.round_history, name="round-history"),
    # rubrics
    path("scopes/<int:pk>/rubrics/", views.rubrics, name="rubrics"),
    path("scopes/<int:pk>/rubrics/new/", views.rubric_new, name="rubric-new"),
    path("rubrics/<int:pk>/", views.rubric, name="rubric"),
    path("rubrics/<int:pk>/edit/", views.rubric_edit, name="rubric-edit"),
    path("rubrics/<int:pk>/publish/", views.rubric_publish, name="rubric-publish"),
    path("rubrics/<int:pk>/version/", views.rubric_version_new, name="rubric-version-new"),
    path("rubrics/<int:pk>/difference/", views.rubric_difference, name="rubric-difference"),
    path("rubrics/<int:pk>/history/", views.rubric_history, name="rubric-history"),
    path("rubrics/<int:pk>/items/new/", views.rubric_item_new, name="rubric-item-new"),
    path("rubrics/items/<int:pk>/", views.rubric_item_edit, name="rubric-item-edit"),
    path("rubrics/items/<int:pk>/remove/", views.rubric_item_remove, name="rubric-item-remove"),
    # a group
    path("enterprises/<int:pk>/potential/", views.potential, name="potential"),
]
