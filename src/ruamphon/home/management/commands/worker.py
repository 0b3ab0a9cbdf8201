import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

A_MINUTE = 60  # seconds


class Command(BaseCommand):
    """Runs queued tasks as they come, and queues the daily ones (settings.DAILY_TASKS) once a day and at start.

    Once a minute it calls settings.EACH_MINUTE: short looks at what has come due by itself.
    """

    help = "Work through the task queue until stopped."
    pause = 2.0

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *, once, **_options):
        queued_on, looked_at = None, None
        while True:
            close_old_connections()
            if queued_on != timezone.localdate():
                queued_on = self._queue_daily()
            if looked_at is None or time.monotonic() - looked_at >= A_MINUTE:
                looked_at = self._look()
            call_command("db_worker", batch=True, verbosity=0, startup_delay=False, reload=False)
            if once:
                return
            time.sleep(self.pause)

    def _look(self):
        for name in settings.EACH_MINUTE:
            import_string(name)()
        return time.monotonic()

    def _queue_daily(self):
        for name in settings.DAILY_TASKS:
            import_string(name).enqueue()
        return timezone.localdate()
