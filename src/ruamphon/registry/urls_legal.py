"""Pages of the legal status of groups, of who has to renew, and of what groups need."""

from django.urls import path

from ruamphon.registry import views

GROUP = "registry/enterprises/<int:pk>/"
STATUS = "registry/legal-statuses/<int:pk>/"

urlpatterns = [
    path(f"{GROUP}legal-status/", views.legal_status, name="legal-status"),
    path(f"{GROUP}legal-status/new/", views.legal_status_new, name="legal-status-new"),
    path(f"{STATUS}correct/", views.legal_status_correct, name="legal-status-correct"),
    path(f"{STATUS}void/", views.legal_status_void, name="legal-status-void"),
    path(f"{STATUS}file/", views.legal_status_file, name="legal-status-file"),
    path(f"{STATUS}history/", views.legal_status_history, name="legal-status-history"),
    path("registry/renewals/", views.renewals, name="renewals"),
    path(f"{GROUP}needs/new/", views.need_new, name="need-new"),
    path("registry/needs/<int:pk>/edit/", views.need_edit, name="need-edit"),
    path("registry/needs/<int:pk>/history/", views.need_history, name="need-history"),
]
