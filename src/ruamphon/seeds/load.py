"""Loading all that has been published, in one transaction."""

from collections import Counter
from collections.abc import Callable

from django.db import transaction
from django.db.models import Model

from ruamphon.assessments.models import Rubric
from ruamphon.core.models import Source
from ruamphon.core.text import Text
from ruamphon.people.models import Person
from ruamphon.programmes.models import (
    Agreement,
    AgreementParty,
    Cohort,
    Enrolment,
    Milestone,
    PlaybookVersion,
    Programme,
    ProgrammePartner,
)
from ruamphon.registry.models import (
    Belonging,
    Enterprise,
    Identity,
    MemberCount,
    Office,
    Organisation,
    Product,
)
from ruamphon.seeds.enterprises import load_enterprises, load_identities
from ruamphon.seeds.ledger import Ledger, Outcome
from ruamphon.seeds.organisations import load_offices, load_organisations, load_persons
from ruamphon.seeds.places import load_places
from ruamphon.seeds.playbook import load_playbook, set_playbook
from ruamphon.seeds.programme import load_agreements, load_cohorts, load_milestones, load_programme
from ruamphon.seeds.rubric import load_rubric
from ruamphon.seeds.sources import load_sources

Say = Callable[[str], object]

NOUNS: dict[type[Model], Text] = {
    Source: Text("แหล่งที่มา", "Sources"),
    Organisation: Text("องค์กร", "Organisations"),
    Belonging: Text("ผู้ก่อตั้ง", "Founders"),
    MemberCount: Text("จำนวนสมาชิก", "Member counts"),
    Person: Text("บุคคลในบทบาทสาธารณะ", "People in public roles"),
    Office: Text("ตำแหน่ง", "Offices"),
    Programme: Text("โครงการ", "Programmes"),
    ProgrammePartner: Text("บทบาทของภาคี", "Partners' parts"),
    Cohort: Text("รุ่น", "Cohorts"),
    Agreement: Text("บันทึกความร่วมมือ", "Agreements"),
    AgreementParty: Text("คู่ความร่วมมือ", "Parties"),
    Milestone: Text("เหตุการณ์สำคัญ", "Milestones"),
    Enterprise: Text("วิสาหกิจชุมชน", "Community enterprises"),
    Enrolment: Text("การเข้าร่วมรุ่น", "Enrolments"),
    Product: Text("สินค้าและบริการ", "Products and services"),
    Identity: Text("อัตลักษณ์ของพื้นที่", "Identities of places"),
    PlaybookVersion: Text("เกณฑ์สี่ขั้น", "Playbooks"),
    Rubric: Text("แบบประเมิน", "Rubrics"),
}
"""What is loaded, in the order in which it is told."""

TAMBONS = Text("ตำบล {n}", "Tambons {n}")
TOLD = Text(
    "{noun} {n}: ใหม่ {made} แก้ {changed} เหมือนเดิม {same}",
    "{noun} {n}: {made} new, {changed} changed, {same} as before",
)
KEPT = Text(
    "ไม่แตะ “{row}” เพราะมีคนแก้ในระบบแล้ว", "Left “{row}” alone: somebody has edited it on the platform."
)


@transaction.atomic
def load_all(say: Say = print) -> None:
    """Load every published fact; all or nothing. Twice changes nothing; what people edited since is left alone.

    `say` gets a line for each kind of record, and one for each record left alone. A value taken out of a data file
    stays in the table until the file gives it as empty. Raises RepeatedKey, and LookupError for an unknown province.
    """
    ledger = Ledger.open()
    tambons = load_places()
    sources = load_sources(ledger)
    organisations = load_organisations(ledger, sources)
    persons = load_persons(ledger)
    load_offices(ledger, sources, organisations, persons)
    programme = load_programme(ledger, sources, organisations)
    cohorts = load_cohorts(ledger, sources, programme)
    load_agreements(ledger, sources, programme, cohorts=cohorts, organisations=organisations, persons=persons)
    load_milestones(ledger, sources, programme, cohorts)
    load_enterprises(ledger, sources, programme, cohorts)
    load_identities(ledger, sources)
    set_playbook(programme, load_playbook(ledger, programme))
    load_rubric(ledger, programme)
    say(str(TAMBONS.format(n=tambons)))
    _tell(ledger, say)


def _tell(ledger: Ledger, say: Say) -> None:
    for model, noun in NOUNS.items():
        say(_line(noun, ledger.outcomes[model]))
    for row in ledger.kept:
        say(str(KEPT.format(row=row)))


def _line(noun: Text, outcomes: Counter[Outcome]) -> str:
    told = TOLD.format(
        noun=noun,
        n=outcomes.total(),
        made=outcomes[Outcome.MADE],
        changed=outcomes[Outcome.CHANGED],
        same=outcomes[Outcome.SAME] + outcomes[Outcome.KEPT],
    )
    return str(told)
