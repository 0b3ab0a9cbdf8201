"""What the pathway tests share: files, evidence and a group that has all of stage 1."""

from hashlib import sha256

from django.utils import timezone

from ruamphon.core.enums import FileKind
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.core.uploads import CheckedFile
from ruamphon.pathway import actions, queries
from ruamphon.pathway.enums import EvidenceStatus, Outcome

SMALL = """
code = "small"
programme = "sample"
version = "2"
title.th = "เกณฑ์เล็ก"
title.en = "Small playbook"

[[stages]]
number = 1
code = "foundation"
name.th = "ขั้นแรก"
name.en = "First"
purpose.th = "เริ่มต้น"
purpose.en = "Begin"
proposed = true

[[stages.criteria]]
code = "potential-analysis"
kind = "evidence"
name.th = "ผลวิเคราะห์"
name.en = "Analysis"
guidance.th = "ส่งภาพ"
guidance.en = "Send a photo"
supplied_by = "student"
reviewed_by = "adviser"
proposed = true

[[stages.criteria]]
code = "group-ready"
kind = "sign_off"
name.th = "พร้อมไปต่อ"
name.en = "Ready"
guidance.th = "อ่านแล้วลงชื่อ"
guidance.en = "Read and sign"
supplied_by = "student"
reviewed_by = "member"
proposed = true

[[stages]]
number = 2
code = "second"
name.th = "ขั้นสอง"
name.en = "Second"
purpose.th = "เดินต่อ"
purpose.en = "Go on"
proposed = true

[[stages.criteria]]
code = "people-map"
kind = "evidence"
name.th = "แผนผังคน"
name.en = "Map of people"
guidance.th = "ส่งภาพ"
guidance.en = "Send a photo"
supplied_by = "facilitator"
reviewed_by = "officer"
proposed = true
"""


def upload(content=b"proof", name="proof.pdf"):
    """A file as it comes out of the checks."""
    checked = CheckedFile(
        kind=FileKind.PDF,
        content=content,
        media_type="application/pdf",
        extension=".pdf",
        sha256=sha256(content).hexdigest(),
        width=None,
        height=None,
        size=len(content),
    )
    return CheckedUpload(name, checked)


def use_small_playbook(cast):
    """Let the cohort follow the small playbook of two stages."""
    version = actions.import_playbook(by=cast.manager, programme=cast.programme, toml_text=SMALL)
    actions.publish_playbook(by=cast.manager, playbook=version)
    cast.cohort.playbook = version
    cast.cohort.save(update_fields=["playbook"])
    cast.enrolment.cohort.refresh_from_db()
    return version


def hand_in(cast, *, code="potential-analysis", by=None, content=b"proof"):
    """One piece of evidence, handed in today."""
    return actions.submit_evidence(
        by=by or cast.student,
        enrolment=cast.enrolment,
        criterion_code=code,
        note="ถ่ายที่บ้านประธาน",
        happened_on=timezone.localdate(),
        files=[upload(content)],
    )


def accept(piece, by):
    """The piece, accepted."""
    return actions.review_evidence(
        by=by, evidence=piece, verdict=EvidenceStatus.ACCEPTED, note="", revision=piece.revision
    )


def complete_first_stage(cast):
    """Everything the small playbook's first stage asks for."""
    accept(hand_in(cast), cast.adviser)
    actions.sign_off(
        by=cast.member,
        enrolment=cast.enrolment,
        criterion_code="group-ready",
        statement="อ่านแล้ว ตรงกับความจริง",
    )


def propose(cast, *, by=None, outcome=Outcome.PASSED):
    """A proposal for the first stage."""
    return actions.propose_gate(
        by=by or cast.officer, enrolment=cast.enrolment, stage_number=1, outcome=outcome, reason="ดูครบแล้ว"
    )


def passed_gate(cast):
    """The first stage, passed by two officers."""
    complete_first_stage(cast)
    return actions.decide_gate(by=cast.officer2, gate=propose(cast), outcome=Outcome.PASSED)


def stage(cast, number=1):
    """A stage of the playbook the group follows."""
    return queries.playbook_for(cast.enrolment).stage(number)
