"""The site map: one include a room."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from ruamphon.core import health
from ruamphon.core import views as core

urlpatterns = [
    path("", include("ruamphon.demo.urls")),
    path("", include("ruamphon.showcase.urls")),
    path("", include("ruamphon.home.urls")),
    path("", include("ruamphon.reports.urls")),
    path("", include("ruamphon.pathway.urls")),
    path("", include("ruamphon.cashbook.urls")),
    path("", include("ruamphon.costing.urls")),
    path("", include("ruamphon.programmes.urls")),
    path("", include("ruamphon.assessments.urls")),
    path("", include("ruamphon.registry.urls")),
    path("people/", include("ruamphon.people.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("gallery/", core.gallery, name="gallery"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
handler400 = "ruamphon.core.views.bad_request"
handler403 = "ruamphon.core.views.forbidden"
handler404 = "ruamphon.core.views.not_found"
handler500 = "ruamphon.core.views.server_error"
