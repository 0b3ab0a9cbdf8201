"""Deliverables as rows, what waits for whom, and the newest accepted version for the rooms above."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import DeliverableKind, DeliverableState
from ruamphon.programmes.models import Deliverable, DeliverableVersion, Enrolment


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """A deliverable with its newest version, and the newest one the group ever accepted."""

    deliverable: Deliverable
    current: DeliverableVersion
    accepted: DeliverableVersion | None


def deliverable_rows(enrolment: Enrolment, account: Account) -> list[DeliverableRow]:
    """The deliverables of a group that an account may see, newest first. Two queries."""
    versions = DeliverableVersion.objects.select_related("made_by")
    seen = (
        Deliverable.objects.visible_to(account)
        .filter(enrolment=enrolment)
        .prefetch_related(Prefetch("versions", queryset=versions))
    )
    return [DeliverableRow(one, one.current, _accepted(one)) for one in seen]


def _accepted(deliverable: Deliverable) -> DeliverableVersion | None:
    return next((version for version in deliverable.versions.all() if version.accepted_at), None)


def latest_accepted(enrolment: Enrolment, kind: DeliverableKind) -> DeliverableVersion | None:
    """The version of a kind that the group accepted last, or None. Says nothing of who may read it."""
    return (
        DeliverableVersion.objects.filter(
            deliverable__enrolment=enrolment, deliverable__kind=kind, accepted_at__isnull=False
        )
        .select_related("deliverable", "file")
        .order_by("-accepted_at", "-pk")
        .first()
    )


def version_numbered(deliverable: Deliverable, number: int) -> DeliverableVersion | None:
    """One version of a deliverable."""
    return deliverable.versions.select_related("file").filter(number=number).first()


def deliverables_to_check(account: Account) -> QuerySet[Deliverable]:
    """Drafts that wait for this account's check: handed in by somebody else and not given back since."""
    ours = Enrolment.objects.acted_on_by(account, Permission.DELIVERABLE_CHECK)
    waiting = _newest(Q(returned_at__isnull=True)).exclude(made_by=account.person_id)
    return _listed(account, DeliverableState.DRAFT).filter(ours.of_row(), versions__in=waiting)


def deliverables_to_accept(account: Account) -> QuerySet[Deliverable]:
    """Checked deliverables that wait for the group, as far as this account may accept for it."""
    ours = Enrolment.objects.acted_on_by(account, Permission.DELIVERABLE_ACCEPT)
    return _listed(account, DeliverableState.CHECKED).filter(ours.of_row())


def _newest(condition: Q) -> QuerySet[DeliverableVersion]:
    """Versions that fit and have no later one."""
    later = DeliverableVersion.objects.filter(
        deliverable=OuterRef("deliverable"), number__gt=OuterRef("number")
    )
    return DeliverableVersion.objects.filter(condition).exclude(Exists(later))


def _listed(account: Account, state: DeliverableState) -> QuerySet[Deliverable]:
    return Deliverable.objects.visible_to(account).filter(state=state).select_related("enrolment__enterprise")
