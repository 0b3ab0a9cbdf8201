"""The invented programme: its organisations, playbooks, two cohorts, and the people who run it."""

from functools import partial
from pathlib import Path

from ruamphon import pathway as pathway_room
from ruamphon.core import audit
from ruamphon.demo.people import introduce
from ruamphon.demo.stories import LAST, THIS
from ruamphon.demo.world import World, be
from ruamphon.pathway import actions as pathway
from ruamphon.people import actions as people
from ruamphon.people.enums import Role, ScopeKind
from ruamphon.people.models import Scope
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import CohortState
from ruamphon.programmes.models import Programme
from ruamphon.registry import actions as registry
from ruamphon.registry.enums import OrganisationKind

CODE = "example"
NAME_TH, NAME_EN = "โครงการชุมชนยิ้มได้ (ตัวอย่าง)", "Smiling Communities (example)"
DATA = Path(pathway_room.__file__).parent / "data"
PLAYBOOKS = {LAST: DATA / "thammasat-model-1.toml", THIS: DATA / "thammasat-model-2.toml"}
"""Last year's cohort keeps the first version; the second is there before this year's begins."""

RUNS_IT = (
    ("officer", "อารยา เจ้าหน้าที่ตัวอย่าง", Role.OFFICER),
    ("manager", "มานพ ผู้จัดการตัวอย่าง", Role.MANAGER),
    ("officer2", "ออมสิน เจ้าหน้าที่ตัวอย่าง", Role.OFFICER),
    ("observer", "ปิยะ ผู้สังเกตการณ์ตัวอย่าง", Role.OBSERVER),
)
ORGANISATIONS = (
    (
        "lead",
        "สมาคมชุมชนยิ้มได้ (ตัวอย่าง)",
        "Smiling Communities Association (example)",
        OrganisationKind.ASSOCIATION,
    ),
    ("university", "มหาวิทยาลัยสมมุติ (ตัวอย่าง)", "Sommut University (example)", OrganisationKind.UNIVERSITY),
    ("mentor", "บริษัท ค้าขายดี จำกัด (ตัวอย่าง)", "Good Trade Co., Ltd. (example)", OrganisationKind.COMPANY),
    ("mentor2", "บริษัท ทะเลใส จำกัด (ตัวอย่าง)", "Clear Sea Co., Ltd. (example)", OrganisationKind.COMPANY),
    ("agency", "ศูนย์มาตรฐานสินค้าสมมุติ (ตัวอย่าง)", "Sommut Standards Centre (example)", OrganisationKind.AGENCY),
)


def programme(world: World) -> None:
    """Begin the programme two years ago, and each cohort on its day."""
    world.on(700, partial(_begin, world))
    world.on(690, partial(_playbook, world, LAST))
    world.on(680, partial(_cohort, world, LAST, 1, begins=660, ends=310))
    world.on(305, partial(_close, world))
    world.on(305, partial(_playbook, world, THIS), hour=14)
    world.on(304, partial(_cohort, world, THIS, 2, begins=300, ends=-65))


def _begin(world: World) -> None:
    scope = Scope.objects.create(kind=ScopeKind.PROGRAMME, label_th=NAME_TH, label_en=NAME_EN, is_demo=True)
    made = world.programme = Programme.objects.create(
        code=CODE,
        scope=scope,
        name_th=NAME_TH,
        name_en=NAME_EN,
        is_demo=True,
        about_th="โครงการสมมุติสำหรับลองใช้ระบบ คน กลุ่ม และองค์กรทั้งหมดแต่งขึ้น ไม่มีอยู่จริง",
        about_en="An invented programme for trying the platform. Its people, groups and organisations do not exist.",
        area_th="จังหวัดสมมุติ (ตัวอย่าง)",
        area_en="Sommut province (example)",
    )
    audit.record(
        by=None,
        action="open_programme",
        subject=made,
        scope_id=scope.pk,
        changes={"code": (None, CODE), "name_th": (None, NAME_TH), "is_demo": (None, True)},
    )
    for key, name, role in RUNS_IT:
        someone = introduce(world, key, name, scope.pk)
        people.give_grant(by=None, person=someone.person, role=role, scope=scope)
    for key, name_th, name_en, kind in ORGANISATIONS:
        world.organisations[key] = registry.register_organisation(
            by=world.accounts["officer"], within=scope, name_th=name_th, name_en=name_en, kind=kind
        )
    made.lead = world.organisations["lead"]
    made.save(update_fields=["lead"])


def _playbook(world: World, cohort: str) -> None:
    text = PLAYBOOKS[cohort].read_text()
    text = text.replace('programme = "thammasat-model"', f'programme = "{CODE}"')
    text = text.replace('code = "thammasat-model"', f'code = "{CODE}"')
    text = text.replace('โมเดล สี่ขั้นสู่รายได้ที่มั่นคง"', 'โมเดล สี่ขั้นสู่รายได้ที่มั่นคง (ตัวอย่าง)"')
    text = text.replace('four stages to a steady income"', 'four stages to a steady income (example)"')
    draft = pathway.import_playbook(by=world.accounts["manager"], programme=world.programme, toml_text=text)
    world.playbook = pathway.publish_playbook(by=world.accounts["manager"], playbook=draft)


def _cohort(world: World, key: str, number: int, *, begins: int, ends: int) -> None:
    year = world.day(begins).year
    world.cohorts[key] = programmes.open_cohort(
        by=world.accounts["officer"],
        programme=world.programme,
        number=number,
        label=f"{number}/{be(world.day(begins))}",
        year=year,
        state=CohortState.RUNNING,
        begins_on=world.day(begins),
        ends_on=world.day(ends),
        seats=12,
        playbook=world.playbook,
        note_th="รุ่นสมมุติสำหรับลองใช้ระบบ",
        note_en="An invented cohort for trying the platform",
    )


def _close(world: World) -> None:
    cohort = world.cohorts[LAST]
    world.cohorts[LAST] = programmes.edit_cohort(
        by=world.accounts["officer"],
        cohort=cohort,
        number=cohort.number,
        label=cohort.label,
        year=cohort.year,
        state=CohortState.CLOSED,
        begins_on=cohort.begins_on,
        ends_on=cohort.ends_on,
        seats=cohort.seats,
        note_th=cohort.note_th,
        note_en=cohort.note_en,
    )
