"""What is done with a cost sheet: deciding by it, and taking it away."""

from django.urls import path

from ruamphon.costing.views import deciding, papers

urlpatterns = [
    path("costs/<int:pk>/decide/", deciding.decide, name="decide"),
    path("costs/<int:pk>/xlsx/", papers.sheet_xlsx, name="sheet-xlsx"),
    path("costs/<int:pk>/pdf/", papers.sheet_pdf, name="sheet-pdf"),
]
