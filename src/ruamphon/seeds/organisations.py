"""Organisations, their founders, members and offices, and the people who held them."""

from collections.abc import Mapping

from django.db.models import Model

from ruamphon.core.text import Text
from ruamphon.people.enums import ScopeKind
from ruamphon.people.models import Person
from ruamphon.registry.enums import BelongingKind
from ruamphon.registry.models import Belonging, MemberCount, Office, Organisation
from ruamphon.seeds.ledger import Ledger
from ruamphon.seeds.reading import Row, rows
from ruamphon.seeds.scopes import put_scoped
from ruamphon.seeds.sources import Sources, said_by, values_of

FILE = "organisations"

Organisations = Mapping[str, Organisation]
Persons = Mapping[str, Person]


def load_organisations(ledger: Ledger, sources: Sources) -> Organisations:
    """Every organisation by its key in the data file, with its founders and member counts."""
    made: dict[str, Organisation] = {}
    for row in rows(FILE, "organisations"):
        made[row["code"]] = _organisation(ledger, sources, made, row)
    for row in rows(FILE, "founders"):
        _founder(ledger, sources, made, row)
    for row in rows(FILE, "member_counts"):
        _part(ledger, sources, MemberCount, made, row, key=f"{row['organisation']}/{row['counted_on']}")
    return made


def load_persons(ledger: Ledger) -> Persons:
    """The people named in public roles, without accounts, by their key in the data file."""
    return {row["code"]: _person(ledger, row) for row in rows(FILE, "persons")}


def load_offices(ledger: Ledger, sources: Sources, organisations: Organisations, persons: Persons) -> None:
    """Who held which office, as far as a source shows."""
    for row in rows(FILE, "offices"):
        key = f"{row['organisation']}/{row['person']}/{row['source']}"
        person = persons[row["person"]]
        _part(ledger, sources, Office, organisations, row, key=key, leave=["person"], person_id=person.pk)


def _organisation(ledger: Ledger, sources: Sources, made: Organisations, row: Row) -> Organisation:
    parent = {"parent_id": made[row["parent"]].pk} if "parent" in row else {}
    return put_scoped(
        ledger,
        Organisation,
        row["code"],
        values_of(sources, row, leave=["code", "parent"], **parent),
        kind=ScopeKind.ORGANISATION,
        label=Text(row["name_th"], row["name_en"]),
        natural={"name_th": row["name_th"]},
        reason=said_by(sources, row),
    )


def _person(ledger: Ledger, row: Row) -> Person:
    person, _ = ledger.put(Person, row["code"], values_of({}, row, leave=["code"]))
    return person


def _founder(ledger: Ledger, sources: Sources, made: Organisations, row: Row) -> None:
    key = f"{row['organisation']}/{row['member']}/{row['source']}"
    member, kind = made[row["member"]], BelongingKind.FOUNDER
    _part(ledger, sources, Belonging, made, row, key=key, leave=["member"], member_id=member.pk, kind=kind)


def _part(
    ledger: Ledger,
    sources: Sources,
    model: type[Model],
    organisations: Organisations,
    row: Row,
    *,
    key: str,
    leave: tuple[str, ...] | list[str] = (),
    **more: object,
) -> None:
    """A row that hangs on an organisation."""
    owner = organisations[row["organisation"]]
    ledger.put(
        model,
        key,
        values_of(sources, row, leave=["organisation", *leave], organisation_id=owner.pk, **more),
        scope_id=lambda _: owner.scope_id,
        reason=said_by(sources, row),
    )
