from django.urls import path

from ruamphon.programmes.views import attendance

urlpatterns = [
    path("enrolments/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("activities/<int:pk>/people/", attendance.activity_people, name="activity-people"),
]
