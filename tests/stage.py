"""What many tests begin with, built once and kept: the next test that begins with the same finds it there.

Everything kept lies in one transaction that is never committed. Each test works in a savepoint of its own, which
pytest-django undoes at its end, so it changes neither the tables nor, working on copies, the objects of the next.
"""

from typing import ClassVar

from django.db import connection, transaction
from django.utils import timezone


def _count_rows():
    """Tell PostgreSQL's planner how much there is: nobody else sees, or counts, what is not committed.

    Our own tables by name: the shared ones of the server stay locked until the end, for every worker.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"ANALYZE {', '.join(connection.introspection.django_table_names(only_existing=True))}"
            )


class Stage:
    """A stack of builders, each with what it built and the savepoint that takes it away."""

    every: ClassVar[list["Stage"]] = []

    def __init__(self, blocker):
        self.blocker = blocker
        self.kept = []
        self.built_on = None
        Stage.every.append(self)

    @classmethod
    def clear_all(cls):
        """Take everything away, if anything was ever kept."""
        for stage in cls.every:
            stage.clear()

    @classmethod
    def holds_anything(cls):
        """Whether something is kept now."""
        return any(stage.kept for stage in cls.every)

    def at(self, *builders):
        """What the last of these builders made; each was given what the one before it made. Keeps what is there."""
        with self.blocker.unblock():
            if not self._is_sound():
                self._down_to(0)
            alike = 0
            while alike < min(len(self.kept), len(builders)) and self.kept[alike][0] is builders[alike]:
                alike += 1
            self._down_to(alike)
            for builder in builders[alike:]:
                self._build(builder)
        return self.kept[-1][1]

    def clear(self):
        """Leave the tables empty, as a test that keeps nothing expects them."""
        if self.kept:
            with self.blocker.unblock():
                self._down_to(0)

    def _build(self, builder):
        self.built_on = timezone.localdate()
        given = [self.kept[-1][1]] if self.kept else []
        undo = transaction.atomic()
        undo.__enter__()
        try:
            self.kept.append((builder, builder(*given), undo))
            _count_rows()
        except BaseException:
            transaction.set_rollback(True)
            undo.__exit__(None, None, None)
            raise

    def _down_to(self, depth):
        while len(self.kept) > depth:
            *_, undo = self.kept.pop()
            transaction.set_rollback(True)
            undo.__exit__(None, None, None)

    def _is_sound(self):
        """Whether no test broke the transaction, and it is still the day on which everything was built."""
        is_whole = connection.in_atomic_block and not connection.needs_rollback and connection.is_usable()
        return not self.kept or (is_whole and self.built_on == timezone.localdate())
