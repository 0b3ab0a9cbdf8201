"""Everything a pack tells and holds, gathered for one day: words for the PDF, and the files beside it."""

from datetime import date
from typing import Any

from django.core.files.storage import default_storage

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Stage
from ruamphon.pathway.queries import playbook_for
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment
from ruamphon.reports.enums import PackContents
from ruamphon.reports.models import Pack
from ruamphon.reports.queries.contents.deliverables import deliverables_of
from ruamphon.reports.queries.contents.evidence import earlier_pieces
from ruamphon.reports.queries.contents.gates import check_decided, decided_files, gates_of
from ruamphon.reports.queries.contents.keeping import Contents
from ruamphon.reports.queries.contents.stages import stage_row
from ruamphon.reports.queries.contents.visits import visits_of
from ruamphon.reports.queries.contents.writing import day_of, in_eights

MISSING = Text(
    "ไฟล์ “{name}” ({where}) ไม่อยู่ในที่เก็บแล้ว จึงทำแฟ้มที่ครบไม่ได้ ให้ผู้ดูแลระบบกู้คืนจากชุดสำรอง "
    "หรือถอนหลักฐานชิ้นนั้นแล้วส่งไฟล์ใหม่ แล้วสั่งทำแฟ้มอีกครั้ง",
    "The file “{name}” ({where}) is no longer in the store, so the pack would not be whole. Have it restored from a "
    "backup, or withdraw that piece and hand the file in anew; then ask for the pack again.",
)
WITHHELD = Text(
    "กันไว้ {n} รูป เพราะคนในรูปถอนความยินยอมแล้ว",
    "{n} photo was held back, as somebody in it took back their consent||"
    "{n} photos were held back, as somebody in them took back their consent",
)
NO_DELIVERABLES = Text(
    "ไม่รวมผลงานของทีม เพราะแฟ้มนี้ทำให้ผู้ที่ดูได้เฉพาะหลักฐาน",
    "Deliverables are left out: this pack was made for readers of evidence alone",
)
NO_SECRETS = Text(
    "ไม่รวมสูตรและต้นทุน ซึ่งเป็นความลับของกลุ่ม",
    "Recipes and costs are left out: they are the group's secrets",
)
WITHDRAWN = Text(
    "ไม่รวมไฟล์ของหลักฐานที่ถอนแล้ว {n} ชิ้น",
    "The files of {n} withdrawn piece are left out||The files of {n} withdrawn pieces are left out",
)


def contents_for(pack: Pack, *, on: date) -> Contents:
    """What a pack that was asked for tells and holds as of a day."""
    return contents_of(pack.enrolment, PackContents(pack.contents), pack.stage_number, on=on)


def contents_of(
    enrolment: Enrolment, contents: PackContents, stage_number: int | None = None, *, on: date
) -> Contents:
    """Everything about an enrolment, or one stage of it, as of a day.

    `obstacles` names each file without which the pack would not be whole, with the fix. Photos of people who took
    their consent back are left out and said to be.
    """
    made = Contents()
    playbook = playbook_for(enrolment)
    stages = [
        stage for stage in (playbook.stages if playbook else ()) if stage_number in {None, stage.number}
    ]
    gates = gates_of(enrolment, stage_number)
    made.decided = decided_files(gates)
    made.data = {
        "about": _about(enrolment, stages, stage_number, contents, on),
        "stages": [stage_row(made, enrolment, stage, gates, on) for stage in stages],
        "earlier": earlier_pieces(made, enrolment, playbook) if stage_number is None else [],
        "visits": visits_of(made, enrolment),
        "deliverables": deliverables_of(made, enrolment, contents),
    }
    check_decided(made, enrolment, gates)
    _check_store(made)
    _say_what_is_left_out(made, contents)
    made.data["left_out"] = [line.th for line in made.left_out]
    return made


def _about(
    enrolment: Enrolment, stages: list[Stage], number: int | None, contents: PackContents, on: date
) -> dict[str, Any]:
    cohort, enterprise = enrolment.cohort, enrolment.enterprise
    version = cohort.playbook
    return {
        "group": enterprise.name.th,
        "code": enterprise.code,
        "place": enterprise.place_label,
        "programme": cohort.programme.name.th,
        "cohort": cohort.name.th,
        "state": EnrolmentState(enrolment.state).label.th,
        "enrolled_on": day_of(enrolment.enrolled_on),
        "playbook": f"{version.title.th} ฉบับที่ {version.number}" if version else "",
        "playbook_sha256": in_eights(version.sha256 if version else ""),
        "stage": f"ขั้นที่ {number} {stages[0].name.th}" if number and stages else "",
        "contents": contents.label.th,
        "is_demo": cohort.programme.is_demo,
        "on": on.isoformat(),
    }


def _check_store(made: Contents) -> None:
    for one in made.files:
        if not default_storage.exists(one.stored.path):
            made.obstacles.append(MISSING.format(name=one.stored.name, where=one.where))


def _say_what_is_left_out(made: Contents, contents: PackContents) -> None:
    if made.withheld_hashes:
        made.left_out.append(WITHHELD.format(n=len(made.withheld_hashes)))
    withdrawn = sum(
        piece["tone"] == "plain"
        for stage in made.data["stages"]
        for row in stage["criteria"]
        for piece in row["pieces"]
    )
    if withdrawn:
        made.left_out.append(WITHDRAWN.format(n=withdrawn))
    if contents is PackContents.EVIDENCE:
        made.left_out.append(NO_DELIVERABLES)
    if contents is not PackContents.SECRETS:
        made.left_out.append(NO_SECRETS)
