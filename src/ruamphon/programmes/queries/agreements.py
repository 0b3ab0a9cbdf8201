"""Agreements of a programme with how they stand, and who may be chosen for them."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet

from ruamphon.people.access import scopes_for
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Person, Scope
from ruamphon.programmes.enums import AgreementState
from ruamphon.programmes.models import Agreement, AgreementSignatory, Programme
from ruamphon.registry.models import Office, Organisation

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement and how it stands on the day asked for."""

    agreement: Agreement
    state: AgreementState


def agreement_row(agreement: Agreement, on: date) -> AgreementRow:
    """One agreement with its state."""
    return AgreementRow(agreement, agreement.state(on))


def agreement_page(
    programme: Programme, account: Account, *, on: date, page: str | int | None
) -> tuple[list[AgreementRow], Page]:
    """A page of a programme's agreements, the latest signed first, the unsigned before them. Five queries."""
    rows = (
        Agreement.objects.visible_to(account)
        .filter(programme=programme)
        .select_related("cohort")
        .prefetch_related("parties__organisation", "parties__signatories")
        .order_by(F("signed_on").desc(nulls_first=True), "-pk")
    )
    shown = Paginator(rows, A_PAGE).get_page(page)
    return [agreement_row(agreement, on) for agreement in shown], shown


def possible_parties(programme: Programme, account: Account) -> QuerySet[Organisation]:
    """Organisations inside the programme that an account may see, by name."""
    inside = Scope.objects.inside_or_at([programme.scope_id])
    seen = scopes_for(account, Permission.ORGANISATION_READ)
    found: QuerySet[Organisation] = Organisation.objects.filter(Q(scope__in=inside) & Q(scope__in=seen))
    return found


def known_signers(agreement: Agreement) -> QuerySet[Person]:
    """Who holds an office in one of the parties, or signed an agreement of the programme before, by name."""
    offices = Office.objects.filter(organisation__agreements__agreement=agreement)
    signed = AgreementSignatory.objects.filter(party__agreement__programme=agreement.programme_id)
    return Person.objects.filter(Q(pk__in=offices.values("person_id")) | Q(pk__in=signed.values("person_id")))
