"""The next year's cohort from this year's."""

from datetime import date
from uuid import UUID

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.models import Account
from ruamphon.programmes.actions.cohort import open_cohort
from ruamphon.programmes.actions.enrolment import enrol_enterprise
from ruamphon.programmes.models import Cohort, CohortClone, Enrolment, PlaybookVersion, Programme

MORE_GROUPS_THAN_SEATS = Text(
    "เลือกมา {n} กลุ่ม แต่รับ {seats} กลุ่ม เพิ่มจำนวนที่รับ หรือเลือกกลุ่มให้น้อยลง",
    "{n} groups are chosen for {seats} seats. Raise the number of seats, or choose fewer groups.",
)
SENT_BEFORE = Text(
    "หน้านี้เคยเปิด{cohort}ไปแล้ว และข้อมูลไม่เหมือนเดิม ถ้าต้องการอีกรุ่นหนึ่ง กดเปิดรุ่นอีกครั้ง",
    "This page already opened {cohort}, and the details differ now. If you want another cohort, press the button again.",
)
OTHER_GROUPS = Text("กลุ่มที่เลือกไม่ได้อยู่ในรุ่นเดิม", "A chosen group is not in the cohort before.")


@transaction.atomic
def clone_cohort(
    *,
    by: Account,
    source: Cohort,
    draft_key: UUID,
    number: int,
    label: str = "",
    year: int | None = None,
    begins_on: date | None = None,
    ends_on: date | None = None,
    seats: int | None = None,
    playbook: PlaybookVersion | None = None,
    groups: tuple[Enrolment, ...] = (),
) -> Cohort:
    """Open a cohort as the copy of another, planned and empty but for the `groups` chosen by name.

    Teams, people and access never come along. The same page sent twice makes one cohort and gives it back.
    Raises Impossible as `open_cohort` does, for groups of another cohort or more than there are seats, and when the
    same page comes again with other words.
    """
    Programme.objects.select_for_update().get(pk=source.programme_id)
    sent = CohortClone.objects.filter(draft_key=draft_key, source=source).select_related("made").first()
    fields = {
        "number": number,
        "label": label,
        "year": year,
        "begins_on": begins_on,
        "ends_on": ends_on,
        "seats": seats,
        "playbook": playbook,
    }
    if sent:
        return _sent_before(sent.made, fields)
    _check_groups(source, groups, seats)
    cohort = open_cohort(by=by, programme=source.programme, **fields)  # type: ignore[arg-type]
    CohortClone.objects.create(source=source, made=cohort, made_by=by.person, draft_key=draft_key)
    for enrolment in groups:
        enrol_enterprise(by=by, cohort=cohort, enterprise=enrolment.enterprise, enrolled_on=None)
    changes = {"cloned_from": (None, source), "groups": (None, len(groups))}
    audit.record(by=by, action="clone_cohort", subject=cohort, scope_id=cohort.scope_id, changes=changes)
    return cohort


def _sent_before(made: Cohort, fields: dict[str, object]) -> Cohort:
    if audit.changed(made, **fields):
        raise Impossible(SENT_BEFORE.format(cohort=made.name), "draft_key")
    return made


def _check_groups(source: Cohort, groups: tuple[Enrolment, ...], seats: int | None) -> None:
    if any(enrolment.cohort_id != source.pk for enrolment in groups):
        raise Impossible(OTHER_GROUPS, "groups")
    if seats is not None and len(groups) > seats:
        raise Impossible(MORE_GROUPS_THAN_SEATS.format(n=len(groups), seats=seats), "groups")
