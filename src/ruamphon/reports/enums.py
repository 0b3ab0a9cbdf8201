"""The words of the room. Free of Django, so that the domain can use them."""

from ruamphon.core.enum import Labelled


class PackState(Labelled):
    """Where the making of a pack stands."""

    WAITING = "waiting", "รอคิวจัดทำ", "Waiting to be made"
    MAKING = "making", "กำลังจัดทำ", "Being made"
    READY = "ready", "พร้อมดาวน์โหลด", "Ready to download"
    FAILED = "failed", "ทำไม่สำเร็จ", "Could not be made"
    CANCELLED = "cancelled", "ยกเลิกแล้ว", "Cancelled"
    EXPIRED = "expired", "ครบกำหนด ลบไฟล์แล้ว", "Expired, the file is gone"


class PackContents(Labelled):
    """How much a pack holds; each holds what the one before holds, and asks for more permission."""

    EVIDENCE = "evidence", "หลักฐาน การลงพื้นที่ และมติ", "Evidence, visits and decisions"
    DELIVERABLES = "deliverables", "หลักฐาน และผลงานที่กลุ่มรับแล้ว", "Evidence and deliverables the group accepted"
    SECRETS = (
        "secrets",
        "หลักฐาน ผลงาน และสูตรกับต้นทุน (ความลับของกลุ่ม)",
        "Evidence, deliverables, and recipes and costs (the group's secrets)",
    )
