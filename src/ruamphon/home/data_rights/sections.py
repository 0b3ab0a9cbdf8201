"""Every place in every room that points to a person: what goes into the copy of one's own data, and what not and why.

A test holds these two tables against all foreign keys to persons and accounts: a new key must be named in one of them.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q

from ruamphon.core.text import Text
from ruamphon.people.models import Account, Person


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one table in which the person stands in one of `keys`; `columns` are what is told of each."""

    model: str
    keys: tuple[str, ...]
    title: Text
    columns: tuple[str, ...]

    def rows(self, person: Person) -> Any:
        """The person's rows, as a queryset."""
        model = apps.get_model(self.model)
        condition = Q()
        for key in self.keys:
            by_account = model._meta.get_field(key).related_model is Account  # noqa: SLF001 — documented
            condition |= Q(**{f"{key}__person" if by_account else key: person.pk})
        related = [name for name in self.columns if model._meta.get_field(name).is_relation]  # noqa: SLF001 — documented
        rows = model.objects.filter(condition).order_by("pk")
        return rows.select_related(*related) if related else rows


SECTIONS: tuple[Section, ...] = (
    Section(
        "people.Account",
        ("person",),
        Text("บัญชีที่ใช้เข้าสู่ระบบ", "The account I sign in with"),
        ("username", "email", "phone", "created_at", "last_login"),
    ),
    Section(
        "people.Grant",
        ("person",),
        Text("สิทธิ์ที่เคยได้รับ", "Access I have had"),
        ("role", "scope", "valid_from", "valid_until", "reason"),
    ),
    Section(
        "people.Invitation",
        ("person",),
        Text("ลิงก์เชิญและลิงก์ตั้งรหัสใหม่", "Invitation and password links"),
        ("kind", "made_at", "expires_at", "used_at", "revoked_at"),
    ),
    Section(
        "people.Consent",
        ("person",),
        Text("ความยินยอม", "What I agreed to"),
        ("purpose", "text", "how", "given_on", "given_at", "withdrawn_at", "withdrawn_how"),
    ),
    Section(
        "people.Consent",
        ("witness",),
        Text("ความยินยอมที่ฉันเป็นพยาน", "Consents I witnessed"),
        ("purpose", "given_on"),
    ),
    Section(
        "reports.Pack",
        ("asked_by",),
        Text("แฟ้มหลักฐานที่ฉันสั่งทำ", "Evidence packs I asked for"),
        ("enrolment", "stage_number", "contents", "asked_at", "state"),
    ),
    Section(
        "people.ErasureRequest",
        ("person",),
        Text("คำขอลบข้อมูล", "My requests to be erased"),
        ("how", "asked_at", "state", "decided_at", "decision_reason"),
    ),
    Section(
        "people.PersonInPhoto",
        ("person",),
        Text("รูปที่มีฉันอยู่", "Photos with me in them"),
        ("file", "tagged_at"),
    ),
    Section(
        "registry.Membership",
        ("person",),
        Text("กลุ่มที่เป็นสมาชิก", "Groups I belong to"),
        ("enterprise", "post", "joined_on", "left_on"),
    ),
    Section(
        "registry.Office",
        ("person",),
        Text("ตำแหน่งในองค์กร", "Offices I hold"),
        ("organisation", "title_th", "title_en", "from_on", "to_on", "seen_on", "source"),
    ),
    Section(
        "programmes.TeamMember",
        ("person",),
        Text("ทีมที่อยู่", "Teams I am in"),
        ("team", "role"),
    ),
    Section(
        "programmes.Attendance",
        ("person",),
        Text("กิจกรรมที่ไปร่วม", "Activities I came to"),
        ("activity",),
    ),
    Section(
        "programmes.Activity",
        ("recorded_by",),
        Text("กิจกรรมที่ฉันบันทึก", "Activities I wrote down"),
        ("kind", "happened_on", "recorded_at"),
    ),
    Section(
        "programmes.Task",
        ("owner", "done_by"),
        Text("งานที่รับผิดชอบ", "My tasks"),
        ("title", "due_on", "state", "done_at"),
    ),
    Section(
        "programmes.Deliverable",
        ("made_by",),
        Text("ผลงานที่เริ่มทำ", "Work I began"),
        ("kind", "made_at", "state"),
    ),
    Section(
        "programmes.DeliverableVersion",
        ("made_by", "checked_by", "accepted_by"),
        Text("ฉบับผลงานที่ส่ง ตรวจ หรือรับ", "Versions I handed in, checked or accepted"),
        ("number", "made_at", "checked_at", "accepted_at"),
    ),
    Section(
        "costing.SheetComment",
        ("person",),
        Text("ความเห็นของฉันในใบต้นทุน", "My comments on cost sheets"),
        ("written_at", "asks_change"),
    ),
    Section(
        "costing.SheetShare",
        ("person",),
        Text("ใบต้นทุนที่กลุ่มเคยให้ฉันดู", "Cost sheets that groups let me see"),
        ("valid_from", "valid_until"),
    ),
    Section(
        "programmes.DeliverableComment",
        ("person",),
        Text("ความเห็นต่อผลงาน", "My comments"),
        ("version", "written_at"),
    ),
    Section(
        "cashbook.CashEntry",
        ("recorded_by",),
        Text("รายการที่จดในสมุดเงินสดของกลุ่ม", "What I wrote in cash books"),
        ("happened_on", "recorded_at"),  # no sums: they are the group's, also after one's access has ended
    ),
    Section(
        "programmes.Agreement",
        ("witness",),
        Text("บันทึกความร่วมมือที่เป็นพยาน", "Agreements I witnessed"),
        ("title_th", "signed_on", "witness_post_th"),
    ),
    Section(
        "programmes.AgreementSignatory",
        ("person",),
        Text("บันทึกความร่วมมือที่ลงนาม", "Agreements I signed"),
        ("party", "post_th"),
    ),
    Section(
        "programmes.Application",
        ("written_by", "on_behalf_of"),
        Text("ใบสมัครที่ฉันเขียน หรือมีคนเขียนแทนฉัน", "Applications I wrote, or that were written for me"),
        ("enterprise", "call", "state", "written_at", "handed_in_at"),
    ),
    Section(
        "programmes.Selection",
        ("proposed_by", "decided_by"),
        Text("การคัดเลือกที่เสนอหรือตัดสิน", "Selections I proposed or decided"),
        ("proposed_at", "decided_at"),
    ),
    Section(
        "people.Passkey",
        ("account",),
        Text("พาสคีย์ของฉัน", "My passkeys"),
        ("name", "added_at", "last_used_at"),
    ),
    Section(
        "people.Authenticator",
        ("account",),
        Text("แอปที่ออกรหัสหกหลัก", "The app that makes my codes"),
        ("added_at",),
    ),
    Section(
        "people.LineLink",
        ("account",),
        Text("บัญชี LINE ที่เชื่อมไว้", "The LINE account I linked"),
        ("linked_at",),
    ),
    Section(
        "people.SignIn",
        ("account",),
        Text("เครื่องที่เข้าสู่ระบบอยู่", "Devices I am signed in on"),
        ("browser", "system", "since", "last_seen_at"),
    ),
    Section(
        "people.Message",
        ("person",),
        Text("ข้อความถึงฉัน", "Messages to me"),
        ("kind", "about_th", "about_en", "written_at", "read_at"),
    ),
    Section(
        "people.MailWish",
        ("person",),
        Text("เรื่องที่ขอรับทางอีเมล", "What I want by e-mail"),
        ("kinds", "language"),
    ),
    Section(
        "home.CalendarLink",
        ("person",),
        Text("ลิงก์ปฏิทินของฉัน", "My calendar links"),
        ("name", "made_at", "revoked_at"),
    ),
    Section(
        "registry.SheetImport",
        ("person",),
        Text("ตารางที่ฉันนำเข้า", "Tables I brought in"),
        ("kind", "file_name", "state", "made_at", "done_at"),
    ),
    Section(
        "registry.NeedNote",
        ("noted_by",),
        Text("ความต้องการของกลุ่มที่ฉันจด", "Needs of groups I noted"),
        ("enterprise", "noted_on"),
    ),
    Section(
        "registry.LegalStatus",
        ("recorded_by", "voided_by"),
        Text("สถานะทะเบียนที่ฉันบันทึก", "Legal states I recorded"),
        ("enterprise", "state", "recorded_at", "voided_at"),
    ),
    Section(
        "assessments.Assessment",
        ("assessor",),
        Text("กลุ่มที่ฉันประเมิน", "Groups I assessed"),
        ("round", "enterprise", "state", "handed_in_at"),
    ),
    Section(
        "pathway.Evidence",
        ("submitted_by", "on_behalf_of"),
        Text("หลักฐานที่ส่ง", "Evidence I handed in"),
        ("criterion_code", "happened_on", "status", "submitted_at"),
    ),
    Section(
        "pathway.SignOff",
        ("signed_by", "on_behalf_of"),
        Text("การลงนามรับรอง", "My sign-offs"),
        ("criterion_code", "role", "statement", "signed_at", "withdrawn_at"),
    ),
    Section(
        "pathway.Gate",
        ("proposed_by", "decided_by"),
        Text("การผ่านขั้นที่เสนอหรือตัดสิน", "Gates I proposed or decided"),
        ("stage_number", "proposed_at", "decided_at"),
    ),
    Section(
        "pathway.PlanVersion",
        ("agreed_by", "agreed_for", "approved_by"),
        Text("แผนพัฒนาที่ตกลงหรืออนุมัติ", "Development plans I agreed to or approved"),
        ("plan", "number", "agreed_at", "approved_at"),
    ),
    Section(
        "pathway.PlanAction",
        ("owner",),
        Text("สิ่งที่รับว่าจะทำในแผนพัฒนา", "What I promised in development plans"),
        ("title", "due_on"),
    ),
    Section(
        "pathway.Graduation",
        ("proposed_by", "decided_by"),
        Text("การจบโครงการที่เสนอหรือตัดสิน", "Graduations I proposed or decided"),
        ("proposed_at", "decided_at", "graduated_on"),
    ),
    Section(
        "pathway.FollowUp",
        ("recorded_by",),
        Text("การติดตามผลที่ฉันบันทึก", "Follow-ups I recorded"),
        ("years", "due_on", "done_on"),
    ),
)

_AS_STAFF = (
    "says who did it, in a record about somebody else; the copy lists it among what I did, from the history"
)
LEFT_OUT: dict[str, str] = {
    "people.RecoveryCode.account": "only hashes of codes; they tell nothing but how many are left",
    "people.Outgoing.decided_by": _AS_STAFF,
    "registry.ColumnMemory.person": "which heading stood over which column: of tables, not of the person",
    "registry.Merge.merged_by": _AS_STAFF,
    "registry.Merge.undone_by": _AS_STAFF,
    "registry.NotSame.said_by": _AS_STAFF,
    "assessments.Rubric.made_by": _AS_STAFF,
    "assessments.Round.opened_by": _AS_STAFF,
    "assessments.Assessment.reopened_by": _AS_STAFF,
    "programmes.AgreementText.made_by": _AS_STAFF,
    "programmes.CohortClone.made_by": _AS_STAFF,
    "programmes.ApplicationCall.opened_by": _AS_STAFF,
    "programmes.Application.withdrawn_by": _AS_STAFF,
    "programmes.Selection.closed_by": _AS_STAFF,
    "people.Grant.given_by": _AS_STAFF,
    "people.Invitation.made_by": _AS_STAFF,
    "people.Consent.recorded_by": _AS_STAFF,
    "people.Consent.withdrawn_by": _AS_STAFF,
    "people.PersonInPhoto.tagged_by": _AS_STAFF,
    "people.ErasureRequest.recorded_by": _AS_STAFF,
    "people.ErasureRequest.decided_by": _AS_STAFF,
    "registry.Enterprise.publication_proposed_by": _AS_STAFF,
    "registry.Enterprise.published_by": _AS_STAFF,
    "programmes.PlaybookVersion.made_by": _AS_STAFF,
    "programmes.PublicPhoto.published_by": _AS_STAFF,
    "programmes.Task.made_by": _AS_STAFF,
    "programmes.Team.accepted_by": _AS_STAFF,
    "cashbook.CashSlip.added_by": _AS_STAFF,
    "cashbook.CashImport.person": _AS_STAFF,
    "cashbook.MonthClose.closed_by": _AS_STAFF,
    "cashbook.MonthClose.reopened_by": _AS_STAFF,
    "pathway.Evidence.reviewed_by": _AS_STAFF,
    "pathway.SignOff.withdrawn_by": _AS_STAFF,
    "pathway.RuleSetVersion.published_by": _AS_STAFF,
    "pathway.Gate.closed_by": _AS_STAFF,
    "costing.Material.made_by": _AS_STAFF,
    "costing.ToldPrice.told_by": _AS_STAFF,
    "costing.Intake.entered_by": _AS_STAFF,
    "costing.Intake.voided_by": _AS_STAFF,
    "costing.MadeBatch.entered_by": _AS_STAFF,
    "costing.MadeBatch.voided_by": _AS_STAFF,
    "costing.Recipe.made_by": _AS_STAFF,
    "costing.Recipe.edited_by": _AS_STAFF,
    "costing.SheetComment.settled_by": _AS_STAFF,
    "costing.SheetShare.given_by": _AS_STAFF,
    "costing.SheetShare.ended_by": _AS_STAFF,
    "pathway.Plan.made_by": _AS_STAFF,
    "pathway.PlanVersion.edited_by": _AS_STAFF,
    "pathway.PlanVersion.proposed_by": _AS_STAFF,
    "pathway.PlanVersion.returned_by": _AS_STAFF,
    "pathway.Graduation.closed_by": _AS_STAFF,
}
