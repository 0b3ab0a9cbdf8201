"""The board of a cohort, and cohort beside cohort."""

from django.urls import path

from ruamphon.home.board import views

urlpatterns = [
    path("boards/", views.boards, name="boards"),
    path("cohorts/<int:pk>/board/", views.board, name="board"),
    path("cohorts/<int:pk>/board/xlsx/", views.board_xlsx, name="board-xlsx"),
    path("cohorts/<int:pk>/board/pdf/", views.board_pdf, name="board-pdf"),
    path("programmes/<int:pk>/compare/", views.cohorts_compare, name="cohorts-compare"),
]
