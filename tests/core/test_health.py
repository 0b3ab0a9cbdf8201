import pytest
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor


def test_alive_without_login_and_without_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok\n", "text/plain")
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_without_login(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda _self, _targets: ["one"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations are waiting\n")


@pytest.mark.django_db
@pytest.mark.parametrize("problem", [DatabaseError, InterfaceError])
def test_not_ready_when_the_database_does_not_answer(client, monkeypatch, problem):
    def fail(*_args, **_kwargs):
        raise problem("secret host name")

    monkeypatch.setattr(connection, "cursor", fail)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"database does not answer\n")


@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_only_for_looking(client, url):
    assert client.post(url).status_code == 405


def test_every_answer_carries_a_request_id(client):
    one, two = client.get("/healthz")["X-Request-ID"], client.get("/healthz")["X-Request-ID"]
    assert (len(one), one != two) == (32, True)
