"""Fixtures of the pathway tests."""

import pytest

from tests.pathway.helping import use_small_playbook


@pytest.fixture
def files_go_away(settings, tmp_path):
    """Stored files land in the test's own folder."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


@pytest.fixture
def small(cast, files_go_away):
    """The cast, its cohort following the small playbook of two stages."""
    use_small_playbook(cast)
    return cast


@pytest.fixture
def at(client):
    """`at(account)`: the client, signed in as somebody."""

    def sign_in(account):
        client.force_login(account)
        return client

    return sign_in
