from ruamphon.core.enum import Labelled


class Purpose(Labelled):
    """What a person is asked about, each by itself (PDPA section 19: consent is given for a purpose)."""

    CONTACT = "contact", "ให้โครงการติดต่อ", "Contact by the programme"
    PUBLIC_NAME = "public_name", "แสดงชื่อบนหน้าสาธารณะ", "Name on public pages"
    PUBLIC_PHOTO = "public_photo", "แสดงรูปบนหน้าสาธารณะ", "Photo on public pages"
    SHARING = "sharing", "ส่งข้อมูลให้หน่วยงาน", "Sharing with agencies"


class How(Labelled):
    """How a person said so."""

    PLATFORM = "platform", "กดในระบบด้วยตัวเอง", "On the platform, themselves"
    PAPER = "paper", "ลงชื่อในกระดาษ", "On signed paper"
    VOICE = "voice", "พูดต่อหน้าพยาน", "By voice, before a witness"


class ErasureState(Labelled):
    ASKED = "asked", "รอผู้จัดการพิจารณา", "Waiting for a manager"
    TAKEN_BACK = "taken_back", "เจ้าของข้อมูลเปลี่ยนใจ", "Taken back by the person"
    REFUSED = "refused", "ยังลบไม่ได้", "Refused"
    DONE = "done", "ลบข้อมูลแล้ว", "Erased"
