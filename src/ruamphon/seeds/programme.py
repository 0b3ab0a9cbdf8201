"""The programme, its partners and cohorts, the agreement and the moments on the way."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model

from ruamphon.core.text import Text
from ruamphon.people.enums import ScopeKind
from ruamphon.programmes.models import (
    Agreement,
    AgreementParty,
    Cohort,
    Milestone,
    Programme,
    ProgrammePartner,
)
from ruamphon.seeds.ledger import Ledger
from ruamphon.seeds.organisations import Organisations, Persons
from ruamphon.seeds.reading import Row, flat, read, rows
from ruamphon.seeds.scopes import link, put_scoped
from ruamphon.seeds.sources import Sources, said_by, values_of

FILE = "programme"

Cohorts = Mapping[int, Cohort]


def load_programme(ledger: Ledger, sources: Sources, organisations: Organisations) -> Programme:
    """The programme with its partners; every organisation lies within its reach."""
    row = flat(read(FILE)["programme"])
    programme = put_scoped(
        ledger,
        Programme,
        row["code"],
        values_of(sources, row, leave=["lead"], lead_id=organisations[row["lead"]].pk),
        kind=ScopeKind.PROGRAMME,
        label=Text(row["name_th"], row["name_en"]),
        natural={"code": row["code"]},
        reason=said_by(sources, row),
    )
    for organisation in organisations.values():
        link(programme, organisation)
    for partner in rows(FILE, "partners"):
        _partner(ledger, sources, programme, organisations, partner)
    return programme


def load_cohorts(ledger: Ledger, sources: Sources, programme: Programme) -> Cohorts:
    """The cohorts by number."""
    made = {row["number"]: _cohort(ledger, sources, programme, row) for row in rows(FILE, "cohorts")}
    for cohort in made.values():
        link(programme, cohort)
    return made


def load_agreements(
    ledger: Ledger,
    sources: Sources,
    programme: Programme,
    *,
    cohorts: Cohorts,
    organisations: Organisations,
    persons: Persons,
) -> None:
    """The agreements with their parties; who signed stays empty."""
    for row in rows(FILE, "agreements"):
        agreement = _part(
            ledger,
            sources,
            Agreement,
            programme,
            row,
            key=row["code"],
            leave=["code", "cohort", "witness", "parties"],
            cohort_id=cohorts[row["cohort"]].pk,
            witness_id=persons[row["witness"]].pk,
        )
        for code in row["parties"]:
            party = {"agreement_id": agreement.pk, "organisation_id": organisations[code].pk}
            key = f"{row['code']}/{code}"
            ledger.put(AgreementParty, key, party, natural=party, scope_id=lambda _: programme.scope_id)


def load_milestones(ledger: Ledger, sources: Sources, programme: Programme, cohorts: Cohorts) -> None:
    """The published moments."""
    for row in rows(FILE, "milestones"):
        code, cohort = row["code"], {"cohort_id": cohorts[row["cohort"]].pk} if "cohort" in row else {}
        natural = {"code": code}
        _part(
            ledger, sources, Milestone, programme, row, key=code, leave=["cohort"], natural=natural, **cohort
        )


def _partner(
    ledger: Ledger, sources: Sources, programme: Programme, organisations: Organisations, row: Row
) -> None:
    key = f"{row['organisation']}/{row['source']}"
    partner = organisations[row["organisation"]].pk
    leave = ["organisation"]
    _part(ledger, sources, ProgrammePartner, programme, row, key=key, leave=leave, organisation_id=partner)


def _cohort(ledger: Ledger, sources: Sources, programme: Programme, row: Row) -> Cohort:
    shown = row.get("label") or row["number"]
    return put_scoped(
        ledger,
        Cohort,
        f"{programme.code}/{row['number']}",
        values_of(sources, row, programme_id=programme.pk),
        kind=ScopeKind.COHORT,
        label=Text(f"รุ่น {shown}", f"Cohort {shown}"),
        natural={"programme_id": programme.pk, "number": row["number"]},
        reason=said_by(sources, row),
    )


def _part(
    ledger: Ledger,
    sources: Sources,
    model: type[Model],
    programme: Programme,
    row: Row,
    *,
    key: str,
    leave: Collection[str] = (),
    natural: Mapping[str, Any] | None = None,
    **more: object,
) -> Any:
    """A row that hangs on the programme."""
    made, _ = ledger.put(
        model,
        key,
        values_of(sources, row, leave=leave, programme_id=programme.pk, **more),
        natural=natural,
        scope_id=lambda _: programme.scope_id,
        reason=said_by(sources, row),
    )
    return made
