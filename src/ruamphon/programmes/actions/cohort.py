"""Opening and editing cohorts."""

from datetime import date

from django.db import transaction

from ruamphon.core import audit, thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.actions import link_scopes, make_scope
from ruamphon.people.enums import ScopeKind
from ruamphon.people.models import Account, Scope
from ruamphon.programmes.enums import CohortState, EnrolmentState, PlaybookState
from ruamphon.programmes.models import Cohort, PlaybookVersion, Programme
from ruamphon.programmes.states import COHORT_MOVES, check_move

NUMBER_TAKEN = Text(
    "โครงการนี้มีรุ่นที่ {number} แล้ว ใช้เลขรุ่นอื่น หรือแก้ไขรุ่นเดิม",
    "This programme already has a cohort {number}. Use another number, or edit that cohort.",
)
ENDS_BEFORE = Text(
    "วันสิ้นสุด ({ends}) อยู่ก่อนวันเริ่ม ({begins}) เลือกวันสิ้นสุดที่ช้ากว่านี้",
    "The last day ({ends}) is before the first ({begins}). Choose a later last day.",
)
TOO_FEW_SEATS = Text(
    "ตอนนี้มี {n} กลุ่มในรุ่นแล้ว จำนวนที่รับต้องไม่น้อยกว่านี้",
    "There is already {n} group in the cohort; the seats cannot be fewer."
    "||There are already {n} groups in the cohort; the seats cannot be fewer.",
)
OTHER_PLAYBOOK = Text(
    "เกณฑ์ชุดนี้ยังเป็นร่าง หรือเป็นของโครงการอื่น เลือกชุดที่ใช้งานอยู่ของโครงการนี้",
    "This playbook is a draft, or belongs to another programme. Choose one in use in this programme.",
)


@transaction.atomic
def open_cohort(
    *,
    by: Account | None,
    programme: Programme,
    number: int,
    label: str = "",
    year: int | None = None,
    state: CohortState = CohortState.PLANNED,
    begins_on: date | None = None,
    ends_on: date | None = None,
    seats: int | None = None,
    playbook: PlaybookVersion | None = None,
    note_th: str = "",
    note_en: str = "",
) -> Cohort:
    """A new cohort with a scope of its own inside the programme's. `year` is CE.

    Raises Impossible for a number already used, an end before the beginning, or a playbook that is a draft or
    another programme's.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    _check_number(programme, number)
    _check_days(begins_on, ends_on)
    _check_playbook(programme, playbook)
    fields = {
        "number": number,
        "label": label,
        "year": year,
        "state": state,
        "begins_on": begins_on,
        "ends_on": ends_on,
        "seats": seats,
        "playbook": playbook,
        "note_th": note_th,
        "note_en": note_en,
    }
    cohort = Cohort(programme=programme, **fields)
    cohort.scope = make_scope(
        kind=ScopeKind.COHORT,
        label_th=cohort.name.th,
        label_en=cohort.name.en,
        within=programme.scope,
    )
    cohort.save()
    link_scopes(by=by, outer=programme.scope, inner=cohort.scope, reason="open_cohort")
    given = {field: (None, value) for field, value in fields.items() if value not in (None, "")}
    audit.record(by=by, action="open_cohort", subject=cohort, scope_id=cohort.scope_id, changes=given)
    return cohort


@transaction.atomic
def edit_cohort(
    *,
    by: Account | None,
    cohort: Cohort,
    number: int,
    label: str,
    year: int | None,
    state: CohortState,
    begins_on: date | None,
    ends_on: date | None,
    seats: int | None,
    note_th: str = "",
    note_en: str = "",
) -> Cohort:
    """Change what is known of a cohort, or its state. The playbook moves elsewhere, after its changes were shown.

    Raises Impossible for a number already used, an end before the beginning, fewer seats than groups, or a
    state that does not follow from the present one.
    """
    cohort = Cohort.objects.select_for_update().select_related("programme").get(pk=cohort.pk)
    changes = audit.changed(
        cohort,
        number=number,
        label=label,
        year=year,
        state=state,
        begins_on=begins_on,
        ends_on=ends_on,
        seats=seats,
        note_th=note_th,
        note_en=note_en,
    )
    if "number" in changes:
        _check_number(cohort.programme, number)
    if "state" in changes:
        check_move(COHORT_MOVES, CohortState(cohort.state), CohortState(state), field="state")
    _check_days(begins_on, ends_on)
    _check_seats(cohort, seats)
    audit.apply(cohort, changes)
    _rename_scope(cohort)
    if changes:
        audit.record(by=by, action="edit_cohort", subject=cohort, scope_id=cohort.scope_id, changes=changes)
    return cohort


def _check_number(programme: Programme, number: int) -> None:
    if Cohort.objects.filter(programme=programme, number=number).exists():
        raise Impossible(NUMBER_TAKEN.format(number=number), "number")


def _check_days(begins_on: date | None, ends_on: date | None) -> None:
    if begins_on and ends_on and ends_on < begins_on:
        sentence = ENDS_BEFORE.format(begins=thai_dates.text(begins_on), ends=thai_dates.text(ends_on))
        raise Impossible(sentence, "ends_on")


def _check_seats(cohort: Cohort, seats: int | None) -> None:
    taken = cohort.enrolments.exclude(state=EnrolmentState.LEFT).count()
    if seats is not None and seats < taken:
        raise Impossible(TOO_FEW_SEATS.format(n=taken), "seats")


def _check_playbook(programme: Programme, playbook: PlaybookVersion | None) -> None:
    if playbook is None:
        return
    if playbook.programme_id != programme.pk or playbook.state != PlaybookState.PUBLISHED:
        raise Impossible(OTHER_PLAYBOOK, "playbook")


def _rename_scope(cohort: Cohort) -> None:
    Scope.objects.filter(pk=cohort.scope_id).update(label_th=cohort.name.th, label_en=cohort.name.en)
