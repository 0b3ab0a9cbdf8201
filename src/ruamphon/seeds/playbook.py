"""The playbook the programme begins with, and the cohorts that follow it."""

import tomllib
from hashlib import sha256
from importlib.resources import files

from django.db.models import Max
from django.utils import timezone

from ruamphon.core.audit import apply, changed, record
from ruamphon.programmes.enums import PlaybookState
from ruamphon.programmes.models import Cohort, PlaybookVersion, Programme
from ruamphon.seeds.ledger import LOADED, Ledger, is_edited

FIRST_COHORT = 7
"""The first cohort whose groups are known by name: from there on the stages are followed."""


def packaged() -> str:
    """The text of the playbook that comes with the product."""
    return (files("ruamphon.pathway") / "data" / "thammasat-model-2.toml").read_text(encoding="utf-8")


def load_playbook(ledger: Ledger, programme: Programme) -> PlaybookVersion:
    """The packaged playbook as a published version: another text becomes another version, never an edit."""
    toml = packaged()
    digest = sha256(toml.encode()).hexdigest()
    title = tomllib.loads(toml)["title"]
    version, _ = ledger.put(
        PlaybookVersion,
        digest,
        {"programme_id": programme.pk, "toml": toml, "sha256": digest},
        once=lambda: {
            "number": _next_number(programme),
            "title_th": title["th"],
            "title_en": title["en"],
            "state": PlaybookState.PUBLISHED,
            "published_at": timezone.now(),
        },
        natural={"programme_id": programme.pk, "sha256": digest},
        scope_id=lambda _: programme.scope_id,
    )
    return version


def set_playbook(programme: Programme, version: PlaybookVersion) -> None:
    """Cohorts without a playbook follow this one, unless somebody has had the cohort in hand."""
    for cohort in programme.cohorts.filter(number__gte=FIRST_COHORT, playbook__isnull=True):
        if not is_edited(cohort):
            _follow(cohort, version)


def _follow(cohort: Cohort, version: PlaybookVersion) -> None:
    changes = changed(cohort, playbook_id=version.pk)
    apply(cohort, changes)
    record(by=None, action=LOADED, subject=cohort, scope_id=cohort.scope_id, changes=changes)


def _next_number(programme: Programme) -> int:
    last = programme.playbooks.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
