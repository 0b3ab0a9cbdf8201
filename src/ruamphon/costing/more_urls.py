"""What is done with a cost sheet: deciding by it, taking it away, and batches as they were really made."""

from django.urls import path

from ruamphon.costing.views import batches, deciding, papers

urlpatterns = [
    path("costs/<int:pk>/decide/", deciding.decide, name="decide"),
    path("costs/<int:pk>/xlsx/", papers.sheet_xlsx, name="sheet-xlsx"),
    path("costs/<int:pk>/pdf/", papers.sheet_pdf, name="sheet-pdf"),
    path("cost-versions/<int:pk>/xlsx/", papers.version_xlsx, name="version-xlsx"),
    path("cost-versions/<int:pk>/pdf/", papers.version_pdf, name="version-pdf"),
    path("costs/<int:pk>/batches/", batches.batches, name="batches"),
    path("costs/<int:pk>/batches/new/", batches.batch_new, name="batch-new"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/void/", batches.batch_void, name="batch-void"),
    path("batches/<int:pk>/history/", batches.batch_history, name="batch-history"),
]
