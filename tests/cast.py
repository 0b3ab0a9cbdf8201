"""The cast: one small programme, two groups, and everybody who meets them. All invented.

ครัวตัวอย่าง (A) is where things happen; สวนตัวอย่าง (B) is the other group, whose people must not see A.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from django.utils import timezone

from ruamphon import pathway
from ruamphon.people.enums import Role, ScopeKind
from ruamphon.people.models import Account, Grant, Person, Scope, ScopeLink
from ruamphon.programmes.enums import CohortState, EnrolmentState, PlaybookState
from ruamphon.programmes.models import Cohort, Enrolment, PlaybookVersion, Programme
from ruamphon.registry.enums import OrganisationKind, WorkKind
from ruamphon.registry.models import Enterprise, Membership, Organisation, Product

PASSWORD = "ทะเลระยอง-2569"
PLAYBOOK = Path(pathway.__file__).parent / "data" / "thammasat-model-1.toml"


@dataclass
class Cast:
    """Accounts by what they are, and the records they meet."""

    programme: Programme
    playbook: PlaybookVersion
    cohort: Cohort
    enterprise: Enterprise
    other_enterprise: Enterprise
    enrolment: Enrolment
    other_enrolment: Enrolment
    mentor_company: Organisation
    university: Organisation
    accounts: dict[str, Account] = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.__dict__["accounts"][name]
        except KeyError:
            raise AttributeError(name) from None


def person(name_th, **fields):
    """A person without an account."""
    return Person.objects.create(name_th=name_th, **fields)


def account(username, name_th):
    """A person with an account whose password is PASSWORD."""
    made = Account(person=person(name_th), username=username)
    made.set_password(PASSWORD)
    made.save()
    return made


def grant(someone, role, scope, *, begins=None, ends=None):
    """A role on a scope, running since yesterday unless said otherwise."""
    begins = begins or timezone.now() - timedelta(days=1)
    return Grant.objects.create(
        person=someone.person, role=role, scope=scope, valid_from=begins, valid_until=ends
    )


def link(outer, inner):
    """`inner` inside `outer` since two days ago."""
    return ScopeLink.objects.create(outer=outer, inner=inner, valid_from=timezone.now() - timedelta(days=2))


def organisation(programme_scope, name_th, kind, name_en=""):
    scope = Scope.objects.create(kind=ScopeKind.ORGANISATION, label_th=name_th)
    link(programme_scope, scope)
    return Organisation.objects.create(name_th=name_th, name_en=name_en, kind=kind, scope=scope)


def enterprise(code, name_th, programme_scope, cohort, work_kind, name_en=""):
    """A group registered in the programme and enrolled in the cohort."""
    scope = Scope.objects.create(kind=ScopeKind.ENTERPRISE, label_th=name_th)
    link(programme_scope, scope)
    link(cohort.scope, scope)
    made = Enterprise.objects.create(
        code=code, name_th=name_th, name_en=name_en, scope=scope, work_kind=work_kind, place_label="ตัวอย่าง"
    )
    enrolled = Enrolment.objects.create(
        cohort=cohort,
        enterprise=made,
        state=EnrolmentState.ACTIVE,
        enrolled_on=timezone.localdate() - timedelta(30),
    )
    return made, enrolled


def build():
    """Everybody and everything, fresh."""
    programme_scope = Scope.objects.create(
        kind=ScopeKind.PROGRAMME, label_th="โครงการตัวอย่าง", label_en="Sample programme"
    )
    programme = Programme.objects.create(
        code="sample", name_th="โครงการตัวอย่าง", name_en="Sample programme", scope=programme_scope
    )
    playbook = PlaybookVersion.objects.create(
        programme=programme,
        number=1,
        title_th="เกณฑ์ตัวอย่าง",
        title_en="Sample playbook",
        state=PlaybookState.PUBLISHED,
        toml=PLAYBOOK.read_text(),
        sha256=sha256(PLAYBOOK.read_bytes()).hexdigest(),
        published_at=timezone.now(),
    )
    cohort_scope = Scope.objects.create(kind=ScopeKind.COHORT, label_th="รุ่น 1/2569", label_en="Cohort 1/2569")
    link(programme_scope, cohort_scope)
    cohort = Cohort.objects.create(
        programme=programme,
        scope=cohort_scope,
        number=1,
        label="1/2569",
        year=2026,
        state=CohortState.RUNNING,
        begins_on=date(2026, 6, 1),
        seats=9,
        playbook=playbook,
    )
    ours, enrolment = enterprise(
        "CE-90001", "วิสาหกิจชุมชนครัวตัวอย่าง", programme_scope, cohort, WorkKind.FOOD, "Sample Kitchen"
    )
    theirs, other_enrolment = enterprise(
        "CE-90002", "วิสาหกิจชุมชนสวนตัวอย่าง", programme_scope, cohort, WorkKind.CROP, "Sample Garden"
    )
    company = organisation(programme_scope, "บริษัทพี่เลี้ยงตัวอย่าง", OrganisationKind.COMPANY, "Sample Mentor Co.")
    university = organisation(
        programme_scope, "มหาวิทยาลัยตัวอย่าง", OrganisationKind.UNIVERSITY, "Sample University"
    )
    made = Cast(
        programme,
        playbook,
        cohort,
        ours,
        theirs,
        enrolment,
        other_enrolment,
        company,
        university,
        accounts={},
    )
    _people(made)
    for name in ("สมศรี", "บุญมา", "จันทร์เพ็ญ"):
        Membership.objects.create(
            enterprise=ours, person=person(f"{name} ตัวอย่าง", nickname=name[:3]), joined_on=date(2026, 1, 5)
        )
    Membership.objects.create(
        enterprise=ours, person=made.member.person, post="chair", joined_on=date(2026, 1, 5)
    )
    Membership.objects.create(
        enterprise=theirs, person=made.other_member.person, post="chair", joined_on=date(2026, 1, 5)
    )
    Product.objects.create(
        enterprise=ours, name_th="น้ำพริกตัวอย่าง", name_en="Sample chilli paste", registered_on=date(2026, 2, 1)
    )
    return made


PARTS = (
    ("manager", "มานี ผู้จัดการ", Role.MANAGER, "programme"),
    ("officer", "ออมสิน เจ้าหน้าที่", Role.OFFICER, "programme"),
    ("officer2", "อารี เจ้าหน้าที่", Role.OFFICER, "programme"),
    ("observer", "ปิติ ผู้สังเกตการณ์", Role.OBSERVER, "programme"),
    ("facilitator", "ฟ้าใส นักพัฒนา", Role.FACILITATOR, "enterprise"),
    ("member", "มาลี ประธานกลุ่ม", Role.MEMBER, "enterprise"),
    ("student", "ศิริ นักศึกษา", Role.STUDENT, "enterprise"),
    ("adviser", "อาจารย์อรุณ", Role.ADVISER, "enterprise"),
    ("mentor", "เมธี พี่เลี้ยง", Role.MENTOR, "enterprise"),
    ("expert", "เอก ผู้เชี่ยวชาญ", Role.EXPERT, "enterprise"),
    ("other_member", "บัว กลุ่มอื่น", Role.MEMBER, "other_enterprise"),
    ("other_mentor", "ชูใจ พี่เลี้ยงกลุ่มอื่น", Role.MENTOR, "other_enterprise"),
    ("other_student", "วีระ นักศึกษากลุ่มอื่น", Role.STUDENT, "other_enterprise"),
)


def _people(made):
    for username, name, role, where in PARTS:
        made.accounts[username] = account(username, name)
        grant(made.accounts[username], role, getattr(made, where).scope)
    made.accounts["stranger"] = account("stranger", "คนแปลกหน้า")
    lapsed = made.accounts["lapsed_student"] = account("lapsed_student", "เก่า นักศึกษา")
    now = timezone.now()
    grant(
        lapsed,
        Role.STUDENT,
        made.enterprise.scope,
        begins=now - timedelta(days=120),
        ends=now - timedelta(seconds=1),
    )
