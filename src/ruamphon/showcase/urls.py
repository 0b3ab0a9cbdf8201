from django.urls import path

from ruamphon.showcase import views

app_name = "showcase"
urlpatterns = [
    path("", views.front, name="front"),
    path("show/programmes/<slug:code>/", views.programme, name="programme"),
    path("show/programmes/<slug:code>/cohorts/<int:number>/", views.cohort, name="cohort"),
    path("show/groups/<slug:code>/", views.enterprise, name="enterprise"),
    path("show/photos/<int:pk>/", views.photo, name="photo"),
]
