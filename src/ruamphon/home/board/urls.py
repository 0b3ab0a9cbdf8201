"""The board of a cohort, and cohort beside cohort."""

from django.urls import path

from ruamphon.home.board import views

urlpatterns = [
    path("boards/", views.boards, name="boards"),
    path("cohorts/<int:pk>/board/", views.board, name="board"),
]
