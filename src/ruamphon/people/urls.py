from django.urls import include, path

from ruamphon.people import views
from ruamphon.people.keys.urls import urlpatterns as keys
from ruamphon.people.outbox import urls as outbox

app_name = "people"
urlpatterns = [
    path("", include("ruamphon.people.consent.urls")),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("switch/", views.switch, name="switch"),
    path("forget/", views.forget, name="forget"),
    path("join/<str:token>/", views.join, name="join"),
    path("account/", views.account, name="account"),
    path("access/", views.access, name="access"),
    path("access/invite/", views.access_invite, name="access-invite"),
    path("access/invitation/", views.invitation, name="invitation"),
    path("access/<int:pk>/end/", views.grant_end, name="grant-end"),
    path("persons/<int:pk>/new-link/", views.new_link, name="new-link"),
    *outbox.urlpatterns,
    path("persons/<int:pk>/access/", views.person_access, name="person-access"),
    *keys,
]
