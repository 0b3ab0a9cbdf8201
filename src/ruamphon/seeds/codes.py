"""The next free code of an enterprise, as registration counts them."""

from django.db.models.functions import Length

from ruamphon.registry.models import Enterprise

PREFIX = "CE-"


def next_code() -> str:
    """CE-00001, CE-00002 …: one after the highest given so far; six digits follow 99999."""
    given = Enterprise.objects.filter(code__startswith=PREFIX).order_by(Length("code").desc(), "-code")
    last = given.values_list("code", flat=True).first()
    number = int(last.removeprefix(PREFIX)) + 1 if last else 1
    return f"{PREFIX}{number:05}"
