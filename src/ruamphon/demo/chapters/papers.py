"""The agreement that opened this year's cohort: its parties, who signed, the wording, and a scan."""

from functools import partial

from ruamphon.demo.pictures import paper
from ruamphon.demo.stories import THIS
from ruamphon.demo.world import World, draft_key
from ruamphon.programmes import actions as programmes
from ruamphon.registry import actions as registry

SIGNED_AGO = 296
SIGN = (
    ("lead", "สุรชัย นายกสมาคมตัวอย่าง", "นายกสมาคม", "President"),
    ("university", "ศ.ดร.วิภา อธิการบดีตัวอย่าง", "อธิการบดี", "Rector"),
    ("mentor", "กิตติ กรรมการตัวอย่าง", "กรรมการผู้จัดการ", "Managing director"),
    ("mentor2", "ปรีดา กรรมการตัวอย่าง", "กรรมการผู้จัดการ", "Managing director"),
)


def papers(world: World) -> None:
    """Prepare, sign and keep the agreement."""
    world.on(303, partial(_prepare, world), hour=13)
    world.on(SIGNED_AGO, partial(_scan, world), hour=16)


def _prepare(world: World) -> None:
    officer = world.accounts["officer"]
    parties = [world.organisations[key] for key, *_ in SIGN]
    agreement = programmes.prepare_agreement(
        by=officer,
        programme=world.programme,
        draft_key=draft_key("agreement"),
        parties=parties,
        witness_name="วิชัย พยานตัวอย่าง",
        title_th=f"บันทึกความร่วมมือ {world.cohorts[THIS].name.th} (ตัวอย่าง)",
        title_en=f"Memorandum of {world.cohorts[THIS].name.en} (example)",
        cohort=world.cohorts[THIS],
        signed_on=world.day(SIGNED_AGO),
        begins_on=world.day(SIGNED_AGO),
        ends_on=world.day(-65),
        venue_th="หอประชุมสมมุติ",
    )
    for key, name, post_th, post_en in SIGN:
        office = registry.add_office(
            by=officer,
            organisation=world.organisations[key],
            title_th=post_th,
            title_en=post_en,
            name_th=name,
            seen_on=world.day(SIGNED_AGO + 7),
        )
        programmes.add_signatory(
            by=officer,
            agreement=agreement,
            party=agreement.parties.get(organisation=world.organisations[key]),
            person=office.person,
            post_th=post_th,
            post_en=post_en,
        )
    programmes.add_agreement_text(
        by=officer,
        agreement=agreement,
        body="ทุกองค์กรจะร่วมกันพัฒนากลุ่มตัวอย่างตลอดหนึ่งปี แบ่งคน เวลา และความรู้ ตามที่ตกลงกัน (ตัวอย่าง)",
        after=0,
    )
    world.made["agreement"] = agreement


def _scan(world: World) -> None:
    programmes.add_agreement_scan(
        by=world.accounts["officer"],
        agreement=world.made["agreement"],
        file=[paper("บันทึกความร่วมมือที่ลงนามแล้ว (ตัวอย่าง)", 99)],
    )
