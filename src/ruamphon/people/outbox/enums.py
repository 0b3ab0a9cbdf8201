from ruamphon.core.enum import Labelled


class MessageKind(Labelled):
    """What a message tells. The label names nobody and no group, so it may stand in an e-mail."""

    EVIDENCE_RETURNED = (
        "evidence_returned",
        "หลักฐานที่คุณส่งยังต้องแก้",
        "Evidence you handed in was sent back",
    )
    EVIDENCE_ACCEPTED = (
        "evidence_accepted",
        "หลักฐานที่คุณส่งผ่านการตรวจแล้ว",
        "Evidence you handed in was accepted",
    )
    REVIEW_WAITING = "review_waiting", "มีหลักฐานรอคุณตรวจ", "Evidence waits for your review"
    GATE_PROPOSED = "gate_proposed", "มีเรื่องผ่านขั้นรอคุณตัดสิน", "A gate waits for your decision"
    GATE_DECIDED = "gate_decided", "ตัดสินเรื่องผ่านขั้นแล้ว", "A gate was decided"
    TASK_GIVEN = "task_given", "มีงานมอบหมายให้คุณ", "You were given a task"
    TEAM_PROPOSED = "team_proposed", "มีทีมใหม่รอยืนยัน", "A team waits to be accepted"
    TEAM_ACCEPTED = "team_accepted", "ทีมเริ่มทำงานกับกลุ่มแล้ว", "A team has begun to work with the group"
    APPLICATION_DECIDED = (
        "application_decided",
        "มีผลการคัดเลือกของกลุ่มคุณ",
        "Your group's application was decided",
    )
    SELECTION_PROPOSED = (
        "selection_proposed",
        "มีผลการคัดเลือกรอคุณตัดสิน",
        "A selection waits for your decision",
    )
    GRADUATION_PROPOSED = (
        "graduation_proposed",
        "มีเรื่องจบโครงการรอคุณตัดสิน",
        "A graduation waits for your decision",
    )
    GRADUATION_DECIDED = (
        "graduation_decided",
        "ตัดสินเรื่องจบโครงการแล้ว",
        "A graduation was decided",
    )
    ASSESSMENT_ASKED = "assessment_asked", "คุณได้รับมอบหมายให้ประเมิน", "You were asked to assess"
    ASSESSMENT_REOPENED = (
        "assessment_reopened",
        "ผลประเมินของคุณเปิดให้แก้แล้ว",
        "An assessment of yours was reopened",
    )
    SHEET_SHARED = "sheet_shared", "มีกลุ่มให้คุณดูใบต้นทุน", "A group lets you see a cost sheet"
    GRANT_GIVEN = "grant_given", "คุณได้รับสิทธิ์ใหม่", "You were given access"
    GRANT_ENDING = "grant_ending", "สิทธิ์ของคุณใกล้สิ้นสุด", "Your access ends soon"
    RULE_FIRED = "rule_fired", "มีเรื่องของกลุ่มที่ควรดู", "Something about a group needs a look"
    PASSWORD_SET = "password_set", "บัญชีของคุณมีรหัสผ่านใหม่", "Your account has a new password"


class Channel(Labelled):
    EMAIL = "email", "อีเมล", "E-mail"


class OutgoingState(Labelled):
    WAITING = "waiting", "รอส่ง", "Waiting"
    SENDING = "sending", "กำลังส่ง", "Being sent"
    SENT = "sent", "ส่งแล้ว", "Sent"
    DOUBTFUL = "doubtful", "ไม่แน่ใจว่าส่งถึง", "In doubt"
    FAILED = "failed", "ส่งไม่สำเร็จ", "Failed"
    DROPPED = "dropped", "ไม่ต้องส่งแล้ว", "Not sent any more"


class Problem(Labelled):
    """Why something did not go out, or why nobody knows whether it did."""

    NO_CONNECTION = "no_connection", "ติดต่อเครื่องส่งอีเมลไม่ได้", "The mail server could not be reached"
    NOT_NOW = "not_now", "เครื่องส่งอีเมลขอให้ลองใหม่ภายหลัง", "The mail server asked to try later"
    REFUSED = "refused", "เครื่องส่งอีเมลไม่รับจดหมายนี้", "The mail server refused it"
    BAD_ADDRESS = "bad_address", "อีเมลของผู้รับใช้ไม่ได้", "The address cannot be used"
    CUT_OFF = (
        "cut_off",
        "ขาดการติดต่อระหว่างส่ง จดหมายอาจออกไปแล้วหรือยังไม่ออก",
        "The connection broke while it was sent: it may have gone out or not",
    )
    STOPPED_MIDWAY = (
        "stopped_midway",
        "ระบบหยุดกลางคันระหว่างส่ง จดหมายอาจออกไปแล้วหรือยังไม่ออก",
        "The platform stopped while sending: it may have gone out or not",
    )
    NO_ACCOUNT = "no_account", "ผู้รับไม่มีบัญชีที่ใช้อยู่หรือไม่มีอีเมล", "No active account or no address"
    NOT_WANTED = "not_wanted", "ผู้รับปิดรับอีเมลเรื่องนี้แล้ว", "The person does not want this by e-mail"
    NOT_THEIRS = "not_theirs", "ผู้รับไม่มีสิทธิ์ดูเรื่องนี้แล้ว", "The person may no longer see this"


class Decision(Labelled):
    """What an officer decides about something in doubt or failed."""

    AGAIN = "again", "ส่งอีกครั้ง", "Send again"
    ARRIVED = "arrived", "ถึงผู้รับแล้ว", "It arrived"
    LEAVE = "leave", "ไม่ต้องส่งแล้ว", "Leave it"


class MailLanguage(Labelled):
    THAI = "th", "ไทย", "Thai"
    ENGLISH = "en", "อังกฤษ", "English"
