from django.urls import path

from ruamphon.assessments import views

app_name = "assessments"
urlpatterns = [
    path("assessments/", views.mine, name="mine"),
    path("assessments/<int:pk>/", views.mine, name="assessment"),
]
