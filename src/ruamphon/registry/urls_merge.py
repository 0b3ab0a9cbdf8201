"""Groups written down twice: finding, reviewing, merging, undoing. Part of the registry's site map."""

from django.urls import path

from ruamphon.registry import views

urlpatterns = [
    path("duplicates/", views.duplicates, name="duplicates"),
    path("duplicates/<int:first>/<int:second>/", views.duplicate, name="duplicate"),
    path(
        "duplicates/<int:first>/<int:second>/not-same/", views.duplicate_not_same, name="duplicate-not-same"
    ),
    path("duplicates/<int:kept>/<int:gone>/merge/", views.duplicate_merge, name="duplicate-merge"),
    path("merges/<int:pk>/", views.merge, name="merge"),
    path("merges/<int:pk>/undo/", views.merge_undo, name="merge-undo"),
    path("merges/<int:pk>/history/", views.merge_history, name="merge-history"),
]
