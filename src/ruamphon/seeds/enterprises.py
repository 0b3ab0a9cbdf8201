"""Groups the sources name, their products and the cohorts they were in; what places are known for."""

from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.people.enums import ScopeKind
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Cohort, Enrolment, Programme
from ruamphon.registry.models import Enterprise, Identity, Product
from ruamphon.seeds.codes import next_code
from ruamphon.seeds.ledger import Ledger
from ruamphon.seeds.programme import Cohorts
from ruamphon.seeds.reading import Row, rows
from ruamphon.seeds.scopes import link, put_scoped
from ruamphon.seeds.sources import Sources, said_by, values_of

OWN = ("code", "cohort", "products")
"""Entries of a group's row that are not fields of the group."""

NAMED = EnrolmentState.SELECTED
"""All that a list of names says: chosen for the round. How it went on is not published."""


def load_enterprises(ledger: Ledger, sources: Sources, programme: Programme, cohorts: Cohorts) -> None:
    """The groups: within reach of the programme, and of the cohort a source puts them in."""
    for row in rows("enterprises", "enterprises"):
        enterprise = _enterprise(ledger, sources, row)
        link(programme, enterprise)
        if "cohort" in row:
            _enrolment(ledger, sources, cohorts[row["cohort"]], enterprise, row)
        for product in row.get("products", []):
            _product(ledger, sources, enterprise, product, key=f"{row['code']}/{product['code']}")


def load_identities(ledger: Ledger, sources: Sources) -> None:
    """What places are known for, in the words of a source."""
    for row in rows("identities", "identities"):
        values = values_of(sources, row, leave=["code"])
        ledger.put(Identity, row["code"], values, reason=said_by(sources, row))


def _enterprise(ledger: Ledger, sources: Sources, row: Row) -> Enterprise:
    """A group. Its code is the next free one; a source has published it, so no two people need to."""
    return put_scoped(
        ledger,
        Enterprise,
        row["code"],
        values_of(sources, row, leave=OWN),
        kind=ScopeKind.ENTERPRISE,
        label=Text(row["name_th"], row["name_en"]),
        extra=lambda: {"code": next_code(), "published_at": timezone.now()},
        natural={"name_th": row["name_th"]},
        reason=said_by(sources, row),
    )


def _enrolment(ledger: Ledger, sources: Sources, cohort: Cohort, enterprise: Enterprise, row: Row) -> None:
    pair = {"cohort_id": cohort.pk, "enterprise_id": enterprise.pk}
    ledger.put(
        Enrolment,
        f"{cohort.number}/{row['code']}",
        values_of(sources, {"source": row["source"]}, state=NAMED) | pair,
        natural=pair,
        scope_id=lambda _: enterprise.scope_id,
        reason=said_by(sources, row),
    )
    link(cohort, enterprise)


def _product(ledger: Ledger, sources: Sources, enterprise: Enterprise, row: Row, *, key: str) -> None:
    """A product as a source describes it; its day of registration is the day it came onto the platform."""
    ledger.put(
        Product,
        key,
        values_of(sources, row, leave=["code"], enterprise_id=enterprise.pk),
        once=lambda: {"registered_on": timezone.localdate()},
        scope_id=lambda _: enterprise.scope_id,
        reason=said_by(sources, row),
    )
