from ruamphon.core.enum import Labelled


class PlaybookState(Labelled):
    DRAFT = "draft", "ร่าง", "Draft"
    PUBLISHED = "published", "ใช้งาน", "In use"


class CohortState(Labelled):
    PLANNED = "planned", "วางแผน", "Planned"
    RUNNING = "running", "กำลังดำเนินการ", "Running"
    PAUSED = "paused", "พักไว้", "Paused"
    CLOSED = "closed", "ปิดรุ่นแล้ว", "Closed"


class AgreementState(Labelled):
    """How an agreement stands on a day, worked out from its days."""

    PLANNED = "planned", "เตรียมลงนาม", "Planned"
    SIGNED = "signed", "ลงนามแล้ว ไม่ได้ระบุวันสิ้นสุด", "Signed, no end given"
    IN_FORCE = "in_force", "มีผลอยู่", "In force"
    ENDED = "ended", "สิ้นสุดแล้ว", "Ended"


class EnrolmentState(Labelled):
    SELECTED = "selected", "ได้รับคัดเลือก", "Selected"
    ACTIVE = "active", "กำลังพัฒนา", "Active"
    GRADUATED = "graduated", "จบโครงการ", "Graduated"
    LEFT = "left", "ออกจากโครงการ", "Left"


class LeavingReason(Labelled):
    """Why a group leaves a cohort; its own words stand beside it."""

    OWN_WISH = "own_wish", "กลุ่มขอออกเอง", "The group wished to leave"
    DISSOLVED = "dissolved", "กลุ่มเลิกดำเนินงาน", "The group stopped working"
    ELSEWHERE = "elsewhere", "ย้ายไปโครงการอื่น", "Moved to another programme"
    NO_CONTACT = "no_contact", "ติดต่อกลุ่มไม่ได้", "The group cannot be reached"
    NOT_READY = "not_ready", "ยังไม่พร้อมในตอนนี้", "Not ready for now"
    STOPPED = "stopped", "โครงการให้ยุติ", "Stopped by the programme"
    OTHER = "other", "เหตุอื่น", "Another reason"


class ApplicationState(Labelled):
    """Where a group's application to a cohort stands."""

    DRAFT = "draft", "ร่าง", "Draft"
    HANDED_IN = "handed_in", "ส่งแล้ว รอพิจารณา", "Handed in, waiting"
    WITHDRAWN = "withdrawn", "ถอนใบสมัคร", "Withdrawn"
    ACCEPTED = "accepted", "ได้รับคัดเลือก", "Accepted"
    WAITING = "waiting", "อยู่ในรายชื่อสำรอง", "On the waiting list"
    REFUSED = "refused", "ยังไม่ได้รับคัดเลือก", "Not selected this time"


class SelectionOutcome(Labelled):
    """What one officer proposes for an application, and another decides."""

    ACCEPT = "accept", "รับเข้ารุ่น", "Accept"
    WAIT = "wait", "ใส่รายชื่อสำรอง", "Waiting list"
    REFUSE = "refuse", "ยังไม่รับรอบนี้", "Not this time"


class SelectionState(Labelled):
    PROPOSED = "proposed", "เสนอแล้ว รอตัดสิน", "Proposed, waiting for a decision"
    DECIDED = "decided", "ตัดสินแล้ว", "Decided"
    WITHDRAWN = "withdrawn", "ถอนข้อเสนอ", "Proposal withdrawn"


class TeamKind(Labelled):
    STUDENTS = "students", "ทีมนักศึกษา", "Student team"
    MENTOR = "mentor", "องค์กรพี่เลี้ยง", "Mentor organisation"
    FACILITATORS = "facilitators", "นักพัฒนาทางสังคม", "Facilitators"
    EXPERTS = "experts", "ผู้เชี่ยวชาญ", "Experts"


class TeamState(Labelled):
    PROPOSED = "proposed", "เสนอแล้ว", "Proposed"
    ACCEPTED = "accepted", "ทำงานอยู่", "At work"
    ENDED = "ended", "สิ้นสุดแล้ว", "Ended"


class ActivityKind(Labelled):
    VISIT = "visit", "ลงพื้นที่เยี่ยม", "Visit"
    WORKSHOP = "workshop", "อบรมเชิงปฏิบัติการ", "Workshop"
    MEETING = "meeting", "ประชุม", "Meeting"


class DeliverableKind(Labelled):
    COST_SHEET = "cost_sheet", "บัญชีต้นทุน", "Cost sheet"
    MARKETING_PLAN = "marketing_plan", "แผนการตลาด", "Marketing plan"
    PACKAGING = "packaging", "บรรจุภัณฑ์", "Packaging"
    PRODUCT = "product", "พัฒนาผลิตภัณฑ์", "Product development"
    OTHER = "other", "อื่น ๆ", "Other"


SECRET_KINDS = frozenset({DeliverableKind.COST_SHEET, DeliverableKind.PRODUCT})
"""Recipes, costs and margins are secrets of the enterprise: these kinds ask for `secret_read`."""


class DeliverableState(Labelled):
    DRAFT = "draft", "ร่าง", "Draft"
    CHECKED = "checked", "ตรวจแล้ว", "Checked"
    ACCEPTED = "accepted", "กลุ่มรับแล้ว", "Accepted by the group"


class TaskState(Labelled):
    OPEN = "open", "ต้องทำ", "To do"
    DONE = "done", "เสร็จแล้ว", "Done"
    CANCELLED = "cancelled", "ยกเลิก", "Cancelled"


class PaperKind(Labelled):
    INVITATION = "invitation", "หนังสือเชิญ", "Invitation letters"
    ATTENDANCE = "attendance", "ใบลงทะเบียน", "Attendance sheet"
