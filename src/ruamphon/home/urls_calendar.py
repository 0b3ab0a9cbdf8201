"""The calendar's part of home's site map."""

from django.urls import path

from ruamphon.home import views_calendar as views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("links/", views.calendar_links, name="calendar-links"),
    path("links/<int:pk>/revoke/", views.calendar_link_revoke, name="calendar-link-revoke"),
    path("feeds/<str:token>.ics", views.calendar_feed, name="calendar-feed"),
]
