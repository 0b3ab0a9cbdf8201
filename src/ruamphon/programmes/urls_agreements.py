"""Agreements, papers of the day, and the next year's cohort: a part of the room's site map."""

from django.urls import path

from ruamphon.programmes.views import agreement, cohort_clone, papers

urlpatterns = [
    path("programmes/<int:pk>/agreements/", agreement.agreements, name="agreements"),
    path("programmes/<int:pk>/agreements/new/", agreement.agreement_new, name="agreement-new"),
    path("agreements/<int:pk>/", agreement.agreement, name="agreement"),
    path("agreements/<int:pk>/edit/", agreement.agreement_edit, name="agreement-edit"),
    path("agreements/<int:pk>/history/", agreement.agreement_history, name="agreement-history"),
    path("agreements/<int:pk>/sheet/", agreement.agreement_sheet, name="agreement-sheet"),
    path("agreements/<int:pk>/texts/new/", agreement.agreement_text_new, name="agreement-text-new"),
    path("agreements/<int:pk>/scans/new/", agreement.agreement_scan_new, name="agreement-scan-new"),
    path("agreements/scans/<int:pk>/", agreement.agreement_scan, name="agreement-scan"),
    path("agreements/<int:pk>/signatories/new/", agreement.signatory_new, name="signatory-new"),
    path("agreements/signatories/<int:pk>/edit/", agreement.signatory_edit, name="signatory-edit"),
    path("agreements/signatories/<int:pk>/remove/", agreement.signatory_remove, name="signatory-remove"),
    path("activities/<int:pk>/record/", papers.activity_record, name="activity-record"),
    path("activities/<int:pk>/attendance/", papers.activity_attendance, name="activity-attendance"),
    path("cohorts/<int:pk>/papers/", papers.cohort_papers, name="cohort-papers"),
    path("cohorts/<int:pk>/clone/", cohort_clone.cohort_clone, name="cohort-clone"),
]
