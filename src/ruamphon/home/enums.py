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
