"""The next free code of an enterprise."""

from django.db.models import Max

from ruamphon.registry.models import Enterprise

PREFIX = "CE-"


def next_code() -> str:
    """CE-00001, CE-00002 …: one after the highest given so far."""
    last = Enterprise.objects.filter(code__startswith=PREFIX).aggregate(last=Max("code"))["last"]
    number = int(last.removeprefix(PREFIX)) + 1 if last else 1
    return f"{PREFIX}{number:05}"
