from django.urls import path

from ruamphon.people.outbox import views

urlpatterns = [
    path("messages/", views.messages, name="messages"),
    path("messages/read/", views.messages_read, name="messages-read"),
    path("messages/mail/", views.mail, name="mail"),
    path("messages/mail/stop/<str:token>/", views.mail_stop, name="mail-stop"),
    path("messages/<int:pk>/open/", views.message_open, name="message-open"),
    path("messages/<int:pk>/read/", views.message_read, name="message-read"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:pk>/", views.outgoing, name="outgoing"),
    path("outbox/<int:pk>/decide/", views.outgoing_decide, name="outgoing-decide"),
    path("outbox/<int:pk>/history/", views.outgoing_history, name="outgoing-history"),
]
