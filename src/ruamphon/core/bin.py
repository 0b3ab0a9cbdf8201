"""The bin: what was deleted is put aside for 30 days, with who, when and why, and then really erased.

A table takes part by being `Binnable` and by having `Present…` as its first manager, so that every list, count, fact
and page asks only for what is present. Whoever wants the bin too says so: `Product.with_bin`.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.files import erase_file
from ruamphon.core.models import StoredFile
from ruamphon.core.refusals import TooLate
from ruamphon.core.text import Text

KEPT_FOR = timedelta(days=30)
ALREADY = Text(
    "รายการนี้อยู่ในถังขยะแล้ว เปิดหน้าถังขยะของกลุ่มถ้าต้องการนำกลับ",
    "This is in the bin already. Open the group's bin to bring it back.",
)
NOT_IN_BIN = Text("รายการนี้ไม่ได้อยู่ในถังขยะแล้ว", "This is not in the bin any more.")


class PresentManager(models.Manager):
    """Rows that are not in the bin; for rows that hang on such a one, `path` leads to it: 'activity__'."""

    path = ""

    def get_queryset(self):
        return super().get_queryset().filter(**{f"{self.path}binned_at": None})


class Binnable(models.Model):
    """A record that people may delete and bring back."""

    binned_at = models.DateTimeField(null=True, editable=False, db_index=True)
    binned_by_id = models.BigIntegerField(null=True, editable=False, help_text="the person who deleted it")
    bin_reason = models.CharField(max_length=300, blank=True, default="", editable=False)

    with_bin: Any  # each table's own manager over all of its rows

    class Meta:
        abstract = True

    def scopes_told(self) -> Iterable[int]:
        """The scopes whose history tells that it was deleted."""
        raise NotImplementedError

    def own_files(self) -> Iterable[StoredFile]:
        """Files that go with it."""
        return ()

    @property
    def erased_at(self):
        """When it is really erased, for one that is in the bin."""
        return self.binned_at and self.binned_at + KEPT_FOR


Record = TypeVar("Record", bound=Binnable)


def put_in_bin(record: Record, *, by: Any, action: str, reason: str = "") -> Record:
    """Put a record aside. Call it inside the action's transaction; raises TooLate when it is aside already."""
    locked = _locked(record)
    if locked.binned_at:
        raise TooLate(ALREADY)
    _mark(locked, timezone.now(), audit.person_id(by), reason.strip())
    _tell(locked, by, action, reason.strip())
    return locked


def take_from_bin(record: Record, *, by: Any, action: str) -> Record:
    """Bring a record back. Call it inside the action's transaction; raises TooLate when it is not aside."""
    locked = _locked(record)
    if not locked.binned_at:
        raise TooLate(NOT_IN_BIN)
    _mark(locked, None, None, "")
    _tell(locked, by, action)
    return locked


def erase_old() -> tuple[int, int]:
    """Erase what has been in the bin for 30 days: (how many went, how many others still point to)."""
    gone = kept = 0
    for model in binnable_models():
        old = model.with_bin.filter(binned_at__lte=timezone.now() - KEPT_FOR)
        for pk in list(old.values_list("pk", flat=True)):
            done = _erase(model, pk)
            gone, kept = gone + done, kept + (not done)
    return gone, kept


def binnable_models() -> list[type[Binnable]]:
    """Every table that takes part."""
    return [model for model in apps.get_models() if issubclass(model, Binnable)]


def _erase(model: type[Binnable], pk: int) -> bool:
    """Erase one record with its files; False where another record still needs it."""
    try:
        with transaction.atomic():
            record = (
                model.with_bin.select_for_update(of=("self",)).filter(pk=pk).exclude(binned_at=None).first()
            )
            if record is None:  # brought back a moment ago
                return True
            files = list(record.own_files())
            _tell(record, None, "erase_from_bin")
            record.delete()
            for file in files:
                erase_file(file)
    except (models.ProtectedError, models.RestrictedError):
        return False
    return True


def _locked(record: Record) -> Record:
    return type(record).with_bin.select_for_update(of=("self",)).get(pk=record.pk)


def _mark(record: Binnable, at: Any, person_id: int | None, reason: str) -> None:
    record.binned_at, record.binned_by_id, record.bin_reason = at, person_id, reason
    record.save(update_fields=["binned_at", "binned_by_id", "bin_reason"])


def _tell(record: Binnable, by: Any, action: str, reason: str = "") -> None:
    for scope_id in record.scopes_told():
        audit.record(by=by, action=action, subject=record, scope_id=scope_id, reason=reason)
