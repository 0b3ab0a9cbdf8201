"""Pages asked for in process, by somebody signed in, and how many queries one takes."""

from collections.abc import Callable, Mapping
from functools import partial

Page = Callable[[], object]


def browser(account):
    """Somebody's browser: Django's test client, signed in in the database now in use."""
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(account, settings.AUTHENTICATION_BACKENDS[0])
    return client


def page(client, url: str, typed: Mapping | None = None) -> Page:
    """A page, ready to be asked for."""
    return partial(_get, client, url, typed or {})


def _get(client, url: str, typed: Mapping) -> None:
    response = client.get(url, typed)
    if response.status_code != 200:
        raise SystemExit(f"{url} {dict(typed)} answered {response.status_code}")


def queries_of(get: Page) -> int:
    """How many queries a page asks of the database now in use."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        get()
    return len(asked)
