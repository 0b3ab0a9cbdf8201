from ruamphon.core.enum import Labelled


class Role(Labelled):
    MANAGER = "manager", "ผู้จัดการโครงการ", "Programme manager"
    OFFICER = "officer", "เจ้าหน้าที่โครงการ", "Programme officer"
    FACILITATOR = "facilitator", "นักพัฒนาทางสังคม", "Facilitator"
    MEMBER = "member", "สมาชิกวิสาหกิจ", "Enterprise member"
    STUDENT = "student", "นักศึกษา", "Student"
    ADVISER = "adviser", "อาจารย์ที่ปรึกษา", "Faculty adviser"
    MENTOR = "mentor", "พี่เลี้ยง", "Mentor"
    EXPERT = "expert", "ผู้เชี่ยวชาญจากหน่วยงาน", "Agency expert"
    OBSERVER = "observer", "ผู้สังเกตการณ์", "Observer"


class Permission(Labelled):
    """Everything that can be allowed, named once. Roles get them in `permissions.ROLE_PERMISSIONS`."""

    PROGRAMME_READ = "programme_read", "ดูโครงการและรุ่น", "See programmes and cohorts"
    PROGRAMME_MANAGE = "programme_manage", "จัดการโครงการและเกณฑ์", "Manage programmes and playbooks"
    COHORT_MANAGE = "cohort_manage", "จัดการรุ่นและการเข้าร่วม", "Manage cohorts and enrolments"
    TEAM_MANAGE = "team_manage", "จัดทีมให้กลุ่ม", "Form teams"
    PEOPLE_INVITE = "people_invite", "เชิญคนและดูแลสิทธิ์", "Invite people and keep their access"
    ENTERPRISE_READ = "enterprise_read", "ดูข้อมูลวิสาหกิจ", "See enterprises"
    ENTERPRISE_EDIT = "enterprise_edit", "แก้ไขข้อมูลวิสาหกิจ", "Edit enterprises"
    ENTERPRISE_REGISTER = "enterprise_register", "เพิ่มวิสาหกิจใหม่", "Register enterprises"
    CONTACT_READ = "contact_read", "ดูเบอร์ติดต่อ", "See contact details"
    PUBLISH = "publish", "เสนอและอนุมัติการเผยแพร่", "Propose and approve publication"
    ORGANISATION_READ = "organisation_read", "ดูองค์กร", "See organisations"
    ORGANISATION_EDIT = "organisation_edit", "แก้ไของค์กร", "Edit organisations"
    ACTIVITY_RECORD = "activity_record", "บันทึกกิจกรรม", "Record activities"
    TASK_ASSIGN = "task_assign", "มอบหมายงาน", "Assign tasks"
    DELIVERABLE_READ = "deliverable_read", "ดูผลงาน", "See deliverables"
    DELIVERABLE_WRITE = "deliverable_write", "ทำและส่งผลงาน", "Write deliverables"
    DELIVERABLE_CHECK = "deliverable_check", "ตรวจผลงาน", "Check deliverables"
    DELIVERABLE_ACCEPT = "deliverable_accept", "รับผลงานในนามกลุ่ม", "Accept deliverables for the group"
    SECRET_READ = "secret_read", "ดูสูตรและต้นทุน", "See recipes and costs"
    CASH_RECORD = "cash_record", "จดสมุดเงินสด", "Keep the cash book"
    CASH_CLOSE = "cash_close", "ปิดเดือนในสมุดเงินสด", "Close months of the cash book"
    EVIDENCE_READ = "evidence_read", "ดูหลักฐาน", "See evidence"
    EVIDENCE_SUBMIT = "evidence_submit", "ส่งหลักฐาน", "Hand in evidence"
    EVIDENCE_REVIEW = "evidence_review", "ตรวจหลักฐาน", "Review evidence"
    SIGN_OFF = "sign_off", "ลงนามรับรอง", "Sign off"
    GATE_READ = "gate_read", "ดูผลการผ่านขั้น", "See gate decisions"
    GATE_PROPOSE = "gate_propose", "เสนอผ่านขั้น", "Propose gates"
    GATE_DECIDE = "gate_decide", "ตัดสินการผ่านขั้น", "Decide gates"
    ASSESSMENT_READ = "assessment_read", "ดูผลการประเมิน", "See assessment results"
    ASSESS = "assess", "เป็นผู้ประเมิน", "Assess groups"
    ROUND_MANAGE = "round_manage", "จัดรอบประเมิน", "Run assessment rounds"
    RUBRIC_MANAGE = "rubric_manage", "จัดการแบบประเมิน", "Manage rubrics"
    PLAN_WRITE = "plan_write", "ร่างแผนพัฒนา", "Draft development plans"
    PLAN_APPROVE = "plan_approve", "อนุมัติแผนพัฒนา", "Approve development plans"
    CONSENT_RECORD = "consent_record", "บันทึกความยินยอมแทน", "Record consent for people"
    HISTORY_READ = "history_read", "ดูประวัติการแก้ไข", "Read the history"


class ScopeKind(Labelled):
    PROGRAMME = "programme", "โครงการ", "Programme"
    COHORT = "cohort", "รุ่น", "Cohort"
    ENTERPRISE = "enterprise", "วิสาหกิจชุมชน", "Community enterprise"
    ORGANISATION = "organisation", "องค์กร", "Organisation"


class InvitationKind(Labelled):
    JOIN = "join", "เข้าร่วม", "Join"
    RESET = "reset", "ตั้งรหัสผ่านใหม่", "New password"
