"""A group's ways into cohorts: calls that are open, what it wrote, and what the register knows already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from ruamphon.core.text import Text
from ruamphon.people.access import around_or_at
from ruamphon.people.models import Account
from ruamphon.programmes.enums import ApplicationState
from ruamphon.programmes.models import Application, ApplicationCall, Enrolment, Selection
from ruamphon.registry.domain.legal_status import standing_on
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise, LegalStatus, Membership

MOST_PRODUCTS = 6
TONES = {
    ApplicationState.DRAFT: "turn",
    ApplicationState.HANDED_IN: "wait",
    ApplicationState.WITHDRAWN: "neutral",
    ApplicationState.ACCEPTED: "done",
    ApplicationState.WAITING: "info",
    ApplicationState.REFUSED: "stop",
}
NOT_KNOWN = Text("ยังไม่มีในทะเบียน", "Not in the register yet")
PEOPLE = Text("{n} คน", "{n} person||{n} people")


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One thing the register knows of a group: nobody types it again."""

    label: Text
    value: Text | str
    icon: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call that a group can answer, or has answered."""

    call: ApplicationCall
    application: Application | None
    is_open: bool

    @property
    def tone(self) -> str:
        """The colour of the application's state."""
        return TONES[ApplicationState(self.application.state)] if self.application else "neutral"

    @property
    def can_write(self) -> bool:
        """Whether there is something to fill in now."""
        unwritten = self.application is None or self.application.state in {
            ApplicationState.DRAFT,
            ApplicationState.WITHDRAWN,
        }
        return self.is_open and unwritten


def calls_for(enterprise: Enterprise, account: Account, on: date) -> list[CallRow]:
    """Calls of the programmes around a group that are open, and those it has answered; the newest last day first.

    Two queries. Cohorts the group is in are left out unless it applied to them.
    """
    written = {
        application.call_id: application
        for application in Application.objects.visible_to(account)
        .filter(enterprise=enterprise)
        .select_related("written_by", "on_behalf_of")
    }
    inside = Enrolment.objects.filter(enterprise=enterprise, cohort=OuterRef("cohort"))
    reachable = ApplicationCall.objects.open_on(on).filter(
        ~Exists(inside),
        cohort__programme__scope__in=around_or_at(enterprise.scope_id),
        cohort__programme__is_demo=enterprise.is_demo,
    )
    calls = ApplicationCall.objects.filter(pk__in=[*written, *reachable.values_list("pk", flat=True)])
    rows = calls.select_related("cohort__programme").order_by("-closes_on", "-pk")
    return [CallRow(call, written.get(call.pk), call.is_open(on)) for call in rows]


def register_lines(enterprise: Enterprise, on: date) -> list[RegisterLine]:
    """What the register knows and an application need not ask. Three queries."""
    members = Membership.objects.on(on).filter(enterprise=enterprise).values("person").distinct().count()
    products = [product.name for product in enterprise.products.on(on)[:MOST_PRODUCTS]]
    entries = LegalStatus.objects.standing().filter(enterprise=enterprise)
    standing = standing_on([row.as_entry() for row in entries], on)
    kind = WorkKind(enterprise.work_kind)
    place = enterprise.place_label or (enterprise.subdistrict.name if enterprise.subdistrict else NOT_KNOWN)
    return [
        RegisterLine(
            Text("ทำงานด้าน", "Kind of work"),
            kind.label if kind != WorkKind.UNKNOWN else NOT_KNOWN,
            "tools",
        ),
        RegisterLine(Text("อยู่ที่", "Place"), place, "geo-alt"),
        RegisterLine(Text("สมาชิก", "Members"), PEOPLE.format(n=members) if members else NOT_KNOWN, "people"),
        RegisterLine(Text("สินค้าและบริการ", "Products"), _listed(products), "basket"),
        RegisterLine(
            Text("ทะเบียนวิสาหกิจชุมชน", "Registration"),
            standing.state.label if standing else NOT_KNOWN,
            "patch-check",
        ),
    ]


def _listed(names: Iterable[Text]) -> Text:
    listed = list(names)
    if not listed:
        return NOT_KNOWN
    return Text(", ".join(name.th for name in listed), ", ".join(name.en for name in listed))


def newest_need(enterprise: Enterprise) -> str:
    """What the newest note says the group needs, '' where nothing was noted."""
    note = enterprise.need_notes.first()
    return note.needs if note else ""


def selections_of(application: Application) -> QuerySet[Selection]:
    """The proposals and decisions on an application, newest first."""
    return application.selections.select_related("proposed_by", "decided_by", "closed_by")
