import pytest

from tests.people.outbox.post import MailServer


@pytest.fixture
def mail_on(settings):
    """E-mail is switched on; letters land in django.core.mail.outbox."""
    settings.EMAIL_IS_ON = True
    settings.DEFAULT_FROM_EMAIL = "ruamphon@example.org"
    settings.PUBLIC_URL = "https://ruamphon.example.org"


@pytest.fixture
def mail_server(mail_on, settings):
    """`mail_server(answer=…)` starts a server on loopback, and Django sends to it."""
    started = []

    def start(**moods):
        server = MailServer(**moods)
        server.start()
        started.append(server)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 5
        return server

    yield start
    for server in started:
        server.stop()
