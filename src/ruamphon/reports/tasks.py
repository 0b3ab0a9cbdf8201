"""What the worker does for packs."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from ruamphon.reports import working
from ruamphon.reports.actions import expire_pack
from ruamphon.reports.enums import PackState
from ruamphon.reports.models import Pack

UNNOTICED = timedelta(minutes=15)
"""A pack that has waited for so long was asked for while the queue could not be reached."""


@task()
def make_pack(pack_id: int) -> str:
    """Make one pack that waits; gives the state it is in afterwards."""
    return working.make(pack_id)


def wake_if_left() -> None:
    """Queue again what a stopped worker left behind, and what waits without anybody knowing of it."""
    now = timezone.now()
    waiting = Pack.objects.filter(state=PackState.WAITING, asked_at__lt=now - UNNOTICED)
    for pk in [*working.reclaim(now), *waiting.values_list("pk", flat=True)]:
        make_pack.enqueue(pk)


@task()
def expire_packs() -> int:
    """Let go the files that have stayed their time. Returns how many."""
    over = list(Pack.objects.over(timezone.now()))
    for pack in over:
        expire_pack(by=None, pack=pack)
    return len(over)
