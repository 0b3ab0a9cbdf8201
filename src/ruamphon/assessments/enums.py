from ruamphon.core.enum import Labelled


class RubricState(Labelled):
    DRAFT = "draft", "ร่าง", "Draft"
    PUBLISHED = "published", "ใช้งาน", "In use"


class Purpose(Labelled):
    """What a round is held for. Potential analysis compares rounds of its own purpose only."""

    POTENTIAL = "potential", "วิเคราะห์ศักยภาพ", "Potential analysis"
    SELECTION = "selection", "คัดเลือกกลุ่ม", "Selection"
    FOLLOW_UP = "follow_up", "ติดตามผลหลังจบรุ่น", "Follow-up"


class AssessmentState(Labelled):
    OPEN = "open", "ยังไม่ส่ง", "Not handed in"
    HANDED_IN = "handed_in", "ส่งแล้ว", "Handed in"


class RoundState(Labelled):
    """Where a round stands on a day; worked out from its days, never stored."""

    PLANNED = "planned", "ยังไม่เริ่ม", "Not begun"
    OPEN = "open", "กำลังประเมิน", "Under way"
    OVER = "over", "หมดเวลาแล้ว", "Over"


class Change(Labelled):
    """How an item stands against an earlier round."""

    UP = "up", "ดีขึ้น", "Up"
    SAME = "same", "เท่าเดิม", "Same"
    DOWN = "down", "ลดลง", "Down"
    NOT_COMPARABLE = "not_comparable", "เทียบกันไม่ได้", "Not comparable"
    UNKNOWN = "unknown", "ยังไม่มีผล", "No result"
