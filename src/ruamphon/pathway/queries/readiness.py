"""Readiness to graduate, for one group or for all of a cohort with the same few queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from ruamphon.pathway.domain.readiness import Condition, Gathered, Item, Readiness, StageStanding, readiness
from ruamphon.pathway.enums import GateState, Outcome
from ruamphon.pathway.models import Gate, GateCondition, Graduation
from ruamphon.pathway.queries.playbooks import playbook_for
from ruamphon.pathway.queries.stages import Progress, progress_of_many
from ruamphon.pathway.times import local_day_or_none
from ruamphon.people.models import Account
from ruamphon.programmes.enums import DeliverableState, EnrolmentState, TaskState
from ruamphon.programmes.models import Agreement, Cohort, Deliverable, Enrolment
from ruamphon.registry.models import Enterprise, LegalStatus
from ruamphon.registry.models_legal import is_registered


@dataclass(frozen=True, slots=True)
class ReadinessRow:
    """One group of a cohort with what it lacks; `first` is the first thing missing."""

    enrolment: Enrolment
    readiness: Readiness

    @property
    def first(self) -> Item | None:
        """The first thing missing, None when the group is ready."""
        return next(iter(self.readiness.missing), None)


@dataclass(frozen=True, slots=True)
class CohortReadiness:
    """The groups being developed: those that are ready, the others, and how many have graduated already."""

    ready: tuple[ReadinessRow, ...]
    others: tuple[ReadinessRow, ...]
    graduated: int


def readiness_for(enrolment: Enrolment, on: date) -> Readiness:
    """What one group has and lacks at the end of a day. The cohort's playbook should have been loaded."""
    return readiness_of([enrolment], on)[enrolment.pk]


def readiness_of(enrolments: Iterable[Enrolment], on: date) -> dict[int, Readiness]:
    """Enrolment id → readiness. Six queries however many groups."""
    listed = list(enrolments)
    ids = [enrolment.pk for enrolment in listed]
    progress = progress_of_many(ids)
    conditions, waiting = _conditions(ids), _waiting(ids)
    legal = _legal({enrolment.enterprise_id for enrolment in listed}, on)
    left, agreements = _not_accepted(ids), _agreements({enrolment.cohort_id for enrolment in listed}, on)
    found = {}
    for enrolment in listed:
        has_agreement, signed_on = agreements.get(enrolment.cohort_id, (False, None))
        gathered = Gathered(
            stages=_stages(enrolment, progress[enrolment.pk]),
            conditions=conditions[enrolment.pk],
            is_stopped=progress[enrolment.pk].stopped is not None,
            waiting_url=waiting.get(enrolment.pk, ""),
            legal=legal.get(enrolment.enterprise_id),
            not_accepted=left[enrolment.pk],
            has_agreement=has_agreement,
            signed_on=signed_on,
            legal_url=reverse("registry:legal-status", args=[enrolment.enterprise_id]),
            work_url=enrolment.get_absolute_url(),
            agreement_url=reverse("programmes:agreements", args=[enrolment.cohort.programme_id]),
        )
        found[enrolment.pk] = readiness(gathered, on=on)
    return found


def _stages(enrolment: Enrolment, progress: Progress) -> tuple[StageStanding, ...]:
    playbook = playbook_for(enrolment)
    road = reverse("pathway:roadmap", args=[enrolment.pk])
    standings = []
    for stage in playbook.stages if playbook else ():
        gate = progress.passed.get(stage.number)
        standings.append(
            StageStanding(
                stage.number,
                stage.name,
                _passed_on(gate) if gate else None,
                gate.get_absolute_url() if gate else road,
            )
        )
    return tuple(standings)


def _passed_on(gate: Gate) -> date | None:
    return gate.decided_on or local_day_or_none(gate.decided_at)


def _conditions(ids: Sequence[int]) -> dict[int, list[Condition]]:
    standing = Gate.objects.standing().filter(enrolment__in=ids, outcome=Outcome.PASSED_WITH_CONDITIONS)
    rows = GateCondition.objects.filter(gate__in=standing.values("pk")).select_related("task", "gate")
    found: dict[int, list[Condition]] = defaultdict(list)
    for row in rows.defer("gate__record"):
        done = row.task is not None and row.task.state == TaskState.DONE
        found[row.gate.enrolment_id].append(
            Condition(row.text, row.due_on, done, row.gate.get_absolute_url())
        )
    return found


def _waiting(ids: Sequence[int]) -> dict[int, str]:
    rows = Gate.objects.filter(enrolment__in=ids, state=GateState.PROPOSED).defer("record")
    return {row.enrolment_id: row.get_absolute_url() for row in rows}


def _legal(groups: Iterable[int], on: date) -> dict[int, bool | None]:
    """What the fact `legal_status_valid` says, for many groups in one query."""
    known = Exists(LegalStatus.objects.standing().filter(enterprise=OuterRef("pk"), since_on__lte=on))
    rows = Enterprise.objects.filter(pk__in=groups).annotate(known=known, valid=is_registered(on))
    return {pk: valid if known else None for pk, known, valid in rows.values_list("pk", "known", "valid")}


def _not_accepted(ids: Sequence[int]) -> Counter[int]:
    rows = Deliverable.objects.filter(enrolment__in=ids, state=DeliverableState.CHECKED)
    return Counter(rows.order_by().values_list("enrolment_id", flat=True))


def _agreements(cohorts: Iterable[int], on: date) -> dict[int, tuple[bool, date | None]]:
    """Cohort id → whether it has an agreement, and the day the first of them was signed by."""
    found: dict[int, tuple[bool, date | None]] = {}
    rows = Agreement.objects.filter(cohort__in=cohorts).order_by("signed_on")
    for cohort, signed_on in rows.values_list("cohort_id", "signed_on"):
        signed = signed_on if signed_on and signed_on <= on else None
        before = found.get(cohort, (True, None))[1]
        found[cohort] = (True, before or signed)
    return found


def cohort_readiness(cohort: Cohort, account: Account, on: date) -> CohortReadiness:
    """The groups of a cohort that an account may see and that are being developed, by name."""
    seen = Enrolment.objects.visible_to(account).filter(cohort=cohort)
    running = seen.in_progress().select_related("enterprise", "cohort__programme", "cohort__playbook")
    listed = list(running.order_by("enterprise__sort_text", "pk"))
    found = readiness_of(listed, on)
    rows = [ReadinessRow(enrolment, found[enrolment.pk]) for enrolment in listed]
    return CohortReadiness(
        ready=tuple(row for row in rows if row.readiness.is_ready),
        others=tuple(row for row in rows if not row.readiness.is_ready),
        graduated=seen.filter(state=EnrolmentState.GRADUATED).count(),
    )


def graduations_of(enrolment: Enrolment) -> list[Graduation]:
    """Proposals and decisions to graduate a group, newest first."""
    rows = Graduation.objects.filter(enrolment=enrolment)
    return list(rows.select_related("proposed_by", "decided_by"))
