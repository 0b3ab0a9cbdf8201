"""The words of the pathway. Free of Django, so that the domain can use them; see core.choices for models."""

from ruamphon.core.enum import Labelled


class CriterionKind(Labelled):
    """How a criterion comes to be met."""

    FACT = "fact", "ตัวเลขที่ระบบนับให้", "A figure the platform counts"
    EVIDENCE = "evidence", "หลักฐานที่ส่งให้ตรวจ", "Evidence handed in and reviewed"
    SIGN_OFF = "sign_off", "คำรับรอง", "A sign-off"


class Severity(Labelled):
    """What an unmet criterion does to the gate."""

    BLOCKS = "blocks", "ต้องครบก่อนผ่านขั้น", "Must be met to pass"
    WARNS = "warns", "เตือนไว้ แต่ยังผ่านขั้นได้", "A warning; the stage can still be passed"


class Comparison(Labelled):
    """How a fact is held against its threshold."""

    AT_LEAST = "at_least", "อย่างน้อย", "at least"
    AT_MOST = "at_most", "ไม่เกิน", "at most"
    IS_TRUE = "is_true", "ต้องมี", "must be so"


class Outcome(Labelled):
    """What was decided at a gate."""

    PASSED = "passed", "ผ่าน", "Passed"
    PASSED_WITH_CONDITIONS = "passed_with_conditions", "ผ่านแบบมีเงื่อนไข", "Passed with conditions"
    NOT_YET = "not_yet", "ยังไม่ผ่าน", "Not yet"
    STOPPED = "stopped", "ยุติการเข้าร่วม", "Stopped"


class EvidenceStatus(Labelled):
    """Where one piece of evidence stands."""

    SUBMITTED = "submitted", "ส่งแล้ว รอตรวจ", "Handed in, waiting for review"
    ACCEPTED = "accepted", "ตรวจรับแล้ว", "Accepted"
    RETURNED = "returned", "ส่งกลับให้แก้", "Sent back to be improved"
    WITHDRAWN = "withdrawn", "ถอนแล้ว", "Withdrawn"


class GateState(Labelled):
    """Where one proposal to pass a gate stands."""

    PROPOSED = "proposed", "เสนอแล้ว รอตัดสิน", "Proposed, waiting for a decision"
    DECIDED = "decided", "ตัดสินแล้ว", "Decided"
    WITHDRAWN = "withdrawn", "ถอนข้อเสนอ", "Proposal withdrawn"
    REOPENED = "reopened", "เปิดพิจารณาใหม่", "Reopened"


class StepKind(Labelled):
    """What somebody can do next on the roadmap."""

    PROPOSE = "propose", "เสนอผ่านขั้น", "Propose the gate"
    REVIEW = "review", "ตรวจหลักฐาน", "Review evidence"
    SUPPLY = "supply", "ส่งหลักฐาน", "Hand in evidence"
    DO = "do", "ลงมือทำและบันทึก", "Do it and record it"
    SIGN = "sign", "ลงชื่อรับรอง", "Sign"


class StallKind(Labelled):
    """Why a group counts as standing still. In the order in which equal ones are told."""

    CONDITION = "condition", "เงื่อนไขเลยกำหนด", "A condition is overdue"
    UNDECIDED = "undecided", "ข้อเสนอผ่านขั้นรอตัดสินนาน", "A gate waits too long for its decision"
    UNPROPOSED = "unproposed", "ครบเงื่อนไขแล้วแต่ยังไม่มีใครเสนอ", "All is there, and nobody has proposed the gate"
    SLOW = "slow", "อยู่ในขั้นนี้นานกว่าที่คาดไว้", "Longer in this stage than expected"
    QUIET = "quiet", "ไม่มีอะไรบันทึกมานาน", "Nothing recorded for long"


class ChangeKind(Labelled):
    """How a part of a playbook differs from the version before."""

    ADDED = "added", "เพิ่ม", "Added"
    REMOVED = "removed", "ตัดออก", "Removed"
    CHANGED = "changed", "แก้ไข", "Changed"


class EffectKind(Labelled):
    """What a rule does when it fires."""

    WARN = "warn", "เตือน", "Warn"
    BLOCK = "block", "กั้นไม่ให้ผ่านขั้น", "Block a gate"
    ASSIGN_TASK = "assign_task", "มอบหมายงาน", "Assign a task"
    SCHEDULE_VISIT = "schedule_visit", "นัดลงพื้นที่", "Schedule a visit"
    SCHEDULE_ASSESSMENT = "schedule_assessment", "นัดประเมิน", "Schedule an assessment"
    NOTIFY = "notify", "แจ้งผู้เกี่ยวข้อง", "Notify a role"


class PlanState(Labelled):
    """Where one version of a development plan stands."""

    DRAFT = "draft", "กำลังร่าง", "Being drafted"
    PROPOSED = "proposed", "รอกลุ่มตกลง", "Waiting for the group to agree"
    AGREED = "agreed", "กลุ่มตกลงแล้ว รออนุมัติ", "Agreed by the group, waiting for approval"
    IN_FORCE = "in_force", "ใช้อยู่", "In force"
    REPLACED = "replaced", "มีฉบับใหม่แทนแล้ว", "Replaced by a newer version"


class ActionProgress(Labelled):
    """How far an action of a plan is, as its task tells."""

    DONE = "done", "เสร็จแล้ว", "Done"
    LATE = "late", "เลยกำหนด", "Late"
    OPEN = "open", "กำลังทำ", "Under way"
    CANCELLED = "cancelled", "ยกเลิกแล้ว", "Cancelled"


class GraduationOutcome(Labelled):
    """What was decided on a proposal to graduate a group."""

    GRADUATES = "graduates", "ให้จบโครงการ", "Graduates"
    NOT_YET = "not_yet", "ยังไม่จบ", "Not yet"


class GraduationState(Labelled):
    """Where one proposal to graduate a group stands."""

    PROPOSED = "proposed", "เสนอแล้ว รอตัดสิน", "Proposed, waiting for a decision"
    DECIDED = "decided", "ตัดสินแล้ว", "Decided"
    WITHDRAWN = "withdrawn", "ถอนข้อเสนอ", "Proposal withdrawn"


class FollowUpState(Labelled):
    """How a follow-up stands on a day; worked out, never stored."""

    COMING = "coming", "ยังไม่ถึงกำหนด", "Not due yet"
    DUE = "due", "ถึงเวลาติดตาม", "Due"
    OVERDUE = "overdue", "เลยกำหนด", "Overdue"
    DONE = "done", "ติดตามแล้ว", "Done"
