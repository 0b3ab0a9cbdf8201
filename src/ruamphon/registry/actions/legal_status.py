"""Writing down where a group stands in the register, and putting wrong entries right."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.files import store
from ruamphon.core.models import StoredFile
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.people.models import Account
from ruamphon.registry import rules_legal as rules
from ruamphon.registry.changes import By, Changes, filled
from ruamphon.registry.domain.legal_status import COVERING, plain_number, problem_of, year_problem
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import Enterprise, LegalStatus

WHICH_YEAR: Final = Text("เลือกปีที่ต่อทะเบียน", "Choose the year it was renewed for.")
WHY: Final = Text("กรุณาบอกเหตุผลสั้น ๆ ให้คนอื่นเข้าใจ", "Say shortly why, so that others understand.")


class StatusFields(TypedDict, total=False):
    """What an entry says besides its state and day; `for_year` counts for a renewal only."""

    for_year: int | None
    number: str
    note: str
    certificate: Sequence[CheckedUpload]


@transaction.atomic
def record_legal_status(
    *,
    by: By,
    enterprise: Enterprise,
    state: LegalState,
    since_on: date,
    **fields: Unpack[StatusFields],
) -> LegalStatus:
    """Write down a state from a day on, with the photo or PDF of the certificate where there is one.

    Raises Impossible, on its field, for a renewal without a year or far from its year, and for a renewal or lapse
    after a revocation.
    """
    locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    return _write(
        by=by, group=locked, action="record_legal_status", state=state, since_on=since_on, fields=fields
    )


@transaction.atomic
def correct_legal_status(
    *,
    by: Account,
    entry: LegalStatus,
    reason: str,
    state: LegalState,
    since_on: date,
    **fields: Unpack[StatusFields],
) -> LegalStatus:
    """Put a right entry in place of a wrong one, which stays readable with the reason. Keeps its file without a new one.

    Raises Impossible as `record_legal_status` does, and without a reason; TooLate when somebody was faster.
    """
    group, wrong = _locked(by, entry)
    _void(by, wrong, reason)
    return _write(
        by=by,
        group=group,
        action="correct_legal_status",
        state=state,
        since_on=since_on,
        fields=fields,
        replaces=wrong,
    )


@transaction.atomic
def void_legal_status(*, by: Account, entry: LegalStatus, reason: str) -> LegalStatus:
    """Take out an entry that should not be there at all; it stays readable with the reason.

    Raises Impossible without a reason and when what is left could not be true; TooLate when somebody was faster.
    """
    group, wrong = _locked(by, entry)
    _void(by, wrong, reason)
    _check_together(group)
    audit.record(
        by=by, action="void_legal_status", subject=wrong, scope_id=group.scope_id, reason=reason.strip()
    )
    return wrong


def _locked(by: Account, entry: LegalStatus) -> tuple[Enterprise, LegalStatus]:
    group = Enterprise.objects.select_for_update().get(pk=entry.enterprise_id)
    wrong = LegalStatus.objects.select_related("enterprise").get(pk=entry.pk)
    rules.check_can_correct(by, wrong)
    return group, wrong


def _void(by: Account, wrong: LegalStatus, reason: str) -> None:
    if not reason.strip():
        raise Impossible(WHY, "reason")
    wrong.voided_by_id = audit.person_id(by)
    wrong.voided_at = timezone.now()
    wrong.void_reason = reason.strip()
    wrong.save(update_fields=["voided_by", "voided_at", "void_reason"])


def _write(
    *,
    by: By,
    group: Enterprise,
    action: str,
    state: LegalState,
    since_on: date,
    fields: StatusFields,
    replaces: LegalStatus | None = None,
) -> LegalStatus:
    values: dict[str, Any] = {
        "state": state,
        "since_on": since_on,
        "for_year": _year_of(state, since_on, fields.get("for_year")),
        "number": plain_number(fields.get("number", "")),
        "note": fields.get("note", "").strip(),
        "file": _file(by, fields.get("certificate", ()), replaces),
    }
    made = LegalStatus.objects.create(
        enterprise=group, replaces=replaces, recorded_by_id=audit.person_id(by), **values
    )
    _check_together(group)
    audit.record(
        by=by,
        action=action,
        subject=made,
        scope_id=group.scope_id,
        changes=_told(values),
        reason=replaces.void_reason if replaces else "",
    )
    return made


def _told(values: dict[str, Any]) -> Changes:
    """For the audit; the history has another word for the number of a cohort."""
    rest = {name: value for name, value in values.items() if name != "number"}
    return filled(rest | {"registration_number": values["number"]})


def _year_of(state: LegalState, since_on: date, for_year: int | None) -> int | None:
    if state not in COVERING:
        return None
    if state == LegalState.REGISTERED:
        return since_on.year
    if for_year is None:
        raise Impossible(WHICH_YEAR, "for_year")
    problem = year_problem(for_year, since_on)
    if problem:
        raise Impossible(problem, "for_year")
    return for_year


def _file(by: By, certificate: Sequence[CheckedUpload], replaces: LegalStatus | None) -> StoredFile | None:
    if certificate:
        return store(certificate[0].checked, name=certificate[0].name, by=by)
    return replaces.file if replaces else None


def _check_together(group: Enterprise) -> None:
    problem = problem_of(row.as_entry() for row in LegalStatus.objects.standing().filter(enterprise=group))
    if problem:
        raise Impossible(problem, "since_on")
