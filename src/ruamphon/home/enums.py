from ruamphon.core.enum import Labelled


class EntryKind(Labelled):
    """What stands on a day of the calendar."""

    ACTIVITY = "activity", "กิจกรรม", "Activity"
    NEXT_VISIT = "next_visit", "นัดครั้งถัดไป", "Next visit"
    COHORT_BEGINS = "cohort_begins", "รุ่นเริ่ม", "Cohort begins"
    COHORT_ENDS = "cohort_ends", "รุ่นสิ้นสุด", "Cohort ends"
    TEAM_ENDS = "team_ends", "ทีมครบกำหนด", "Team ends"
    TASK_DUE = "task_due", "กำหนดงาน", "Task due"
    CONDITION_DUE = "condition_due", "กำหนดเงื่อนไข", "Condition due"
    AGREEMENT_SIGNED = "agreement_signed", "ลงนามความร่วมมือ", "Agreement signed"
    AGREEMENT_ENDS = "agreement_ends", "ความร่วมมือสิ้นสุด", "Agreement ends"


class WaitKind(Labelled):
    """What waits for a person, as the page of the day calls it. The address of "see all" is its value."""

    TASK = "tasks", "งานของคุณ", "Your task"
    RETURNED = "returned-evidence", "หลักฐานส่งกลับให้แก้", "Evidence to improve"
    WORK_BACK = "returned-work", "ผลงานส่งกลับให้แก้", "Work to improve"
    PLAN_BACK = "returned-plans", "แผนพัฒนาส่งกลับให้แก้", "Development plan to improve"
    REVIEW = "reviews", "หลักฐานรอคุณตรวจ", "Evidence to review"
    ASSESSMENT = "assessments", "กลุ่มที่รอคุณประเมิน", "A group to assess"
    GATE = "gates", "รอคุณตัดสินการผ่านขั้น", "A stage to decide"
    GRADUATION = "graduations", "รอคุณตัดสินการจบโครงการ", "A graduation to decide"
    SELECTION = "selections", "รอคุณตัดสินการคัดเลือก", "A selection to decide"
    PLAN_TO_AGREE = "plans-to-agree", "แผนพัฒนารอกลุ่มตกลง", "Development plan for the group to agree to"
    PLAN_TO_APPROVE = "plans-to-approve", "แผนพัฒนารอคุณอนุมัติ", "Development plan to approve"
    CHECK = "checks", "ผลงานรอคุณตรวจ", "Work to check"
    ACCEPT = "accepts", "ผลงานรอกลุ่มรับ", "Work for the group to accept"
    TEAM = "teams", "ทีมรอคุณรับ", "A team to accept"
    STALL = "stalls", "กลุ่มที่หยุดนิ่ง", "A group that stands still"
    FOLLOW_UP = "follow-ups", "ถึงกำหนดติดตามหลังจบ", "A follow-up after graduation"
    PUBLICATION = "publications", "รอคุณอนุมัติการเผยแพร่", "A publication to approve"
    ERASURE = "erasures", "คำขอลบข้อมูล", "Request to be erased"
    RENEWAL = "renewals", "ต่อทะเบียนวิสาหกิจชุมชน", "Registration to renew"
