"""Opening a cohort for applications, and a group's application from draft to handed in."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit, thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.access import around_or_at
from ruamphon.people.models import Account, Person
from ruamphon.programmes.enums import ApplicationState
from ruamphon.programmes.models import (
    Application,
    ApplicationAnswer,
    ApplicationCall,
    CallQuestion,
    Cohort,
    Enrolment,
)
from ruamphon.programmes.rules.application import (
    applies_as_member,
    check_can_apply,
    check_can_withdraw_application,
    people_of,
)
from ruamphon.programmes.states import APPLICATION_MOVES, check_move
from ruamphon.programmes.times import told
from ruamphon.registry import actions as registry
from ruamphon.registry.models import Enterprise

CLOSES_BEFORE = Text(
    "วันปิดรับ ({closes}) อยู่ก่อนวันเปิดรับ ({opens}) เลือกวันปิดรับที่ช้ากว่านี้",
    "The last day ({closes}) is before the first ({opens}). Choose a later last day.",
)
QUESTION_NEEDED = Text("เขียนคำถามอย่างน้อยหนึ่งข้อ", "Write at least one question.")
QUESTIONS_FIXED = Text(
    "มีกลุ่มเขียนใบสมัครแล้ว {n} ใบ คำถามจึงเปลี่ยนไม่ได้ วันที่และคำชี้แจงยังแก้ได้",
    "{n} application has been begun, so the questions can no longer change. Days and words still can."
    "||{n} applications have been begun, so the questions can no longer change. Days and words still can.",
)
OTHER_PROGRAMME = Text(
    "{enterprise} ยังไม่อยู่ในความดูแลของโครงการนี้ ให้เจ้าหน้าที่โครงการเพิ่มกลุ่มก่อน",
    "{enterprise} is not with this programme yet. A programme officer has to add it first.",
)
ALREADY_IN = Text(
    "{enterprise} อยู่ใน{cohort}แล้ว จึงไม่ต้องสมัครอีก",
    "{enterprise} is in {cohort} already; there is no need to apply.",
)
NOT_A_DRAFT = Text(
    "ใบสมัครนี้ “{state}” แล้วเมื่อ {when} จึงแก้ไม่ได้ ถ้าต้องแก้ ให้ถอนใบสมัครก่อน แล้วส่งใหม่ก่อนวันปิดรับ",
    "This application is “{state}” since {when}, so it cannot be changed. To change it, withdraw it first and hand "
    "it in again before the last day.",
)
CHANGED_SINCE = Text(
    "{name} บันทึกใบสมัครนี้เมื่อ {when} หลังจากที่คุณเปิดหน้านี้ ข้อความของคุณยังอยู่ "
    "เปิดใบสมัครอีกหน้าต่างเพื่อดูของเขา แล้วกดบันทึกอีกครั้งถ้าจะใช้ของคุณ",
    "{name} saved this application on {when}, after you opened the page. Your words are still here. Look at theirs in "
    "another window, then save again to use yours.",
)
ANSWER_NEEDED = Text(
    "ยังไม่ได้ตอบข้อนี้ ตอบสั้น ๆ ก็ได้ หรือเก็บเป็นร่างไว้ก่อน",
    "This is not answered yet. A few words will do, or keep it as a draft.",
)
FOR_WHOM = Text(
    "เลือกว่าคุณกรอกแทนสมาชิกคนไหนของกลุ่ม",
    "Choose the member of the group for whom you fill this in.",
)
NOT_OF_GROUP = Text(
    "{name} ไม่ได้เป็นสมาชิกของกลุ่มนี้ เลือกสมาชิกคนอื่น",
    "{name} is not a member of this group. Choose another member.",
)
REASON_NEEDED = Text("เขียนเหตุผลสั้น ๆ", "Write the reason in a few words.")
FROM_APPLICATION = Text("ใบสมัครเข้า{cohort}", "Application to {cohort}")


@transaction.atomic
def set_call(
    *,
    by: Account | None,
    cohort: Cohort,
    opens_on: date,
    closes_on: date,
    questions: Sequence[Text],
    about_th: str = "",
    about_en: str = "",
) -> ApplicationCall:
    """Open a cohort for applications, or change the days, words and questions of its call.

    Raises Impossible when the last day is before the first, no question is asked, or the questions would change
    after somebody has begun to answer them.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if closes_on < opens_on:
        days = {"closes": thai_dates.text(closes_on), "opens": thai_dates.text(opens_on)}
        raise Impossible(CLOSES_BEFORE.format(**days), "closes_on")
    if not questions:
        raise Impossible(QUESTION_NEEDED, "questions_th")
    there = ApplicationCall.objects.filter(cohort=cohort).first()
    call = there or ApplicationCall(cohort=cohort, opened_by_id=audit.person_id(by))
    values = {"opens_on": opens_on, "closes_on": closes_on, "about_th": about_th, "about_en": about_en}
    changes = audit.changed(call, **values)
    for name, value in values.items():
        setattr(call, name, value)
    call.save()
    changes |= _set_questions(call, questions)
    if changes:
        audit.record(
            by=by,
            action="edit_call" if there else "open_call",
            subject=cohort,
            scope_id=cohort.scope_id,
            changes=changes,
        )
    return call


def _set_questions(call: ApplicationCall, questions: Sequence[Text]) -> dict[str, tuple[object, object]]:
    before = [Text(row.text_th, row.text_en) for row in call.questions.all()]
    if before == list(questions):
        return {}
    begun = call.applications.count()
    if begun:
        raise Impossible(QUESTIONS_FIXED.format(n=begun), "questions_th")
    call.questions.all().delete()
    CallQuestion.objects.bulk_create(
        CallQuestion(call=call, number=number, text_th=text.th, text_en=text.en)
        for number, text in enumerate(questions, start=1)
    )
    return {"questions": ([text.th for text in before], [text.th for text in questions])}


@transaction.atomic
def save_application(
    *,
    by: Account,
    call: ApplicationCall,
    enterprise: Enterprise,
    answers: Mapping[int, str],
    needs: str = "",
    on_behalf_of: Person | None = None,
    revision: int = 0,
    hand_in: bool = False,
) -> Application:
    """Keep a group's application as a draft, or hand it in; `answers` are by the number (pk) of their question.

    A helper names the member for whom they write; what the group needs, where it is new, becomes a need note when
    the application is handed in. `revision` is the one the page showed, 0 for none. Raises Refused for who may not
    apply for this group, TooLate outside the days, Impossible with what is missing or in the way.
    """
    call = (
        ApplicationCall.objects.select_for_update(of=("self",))
        .select_related("cohort__programme", "cohort__scope")
        .get(pk=call.pk)
    )
    check_can_apply(by, call, enterprise)
    _check_may_join(call, enterprise)
    there = (
        Application.objects.select_for_update(of=("self",))
        .select_related("written_by")
        .filter(call=call, enterprise=enterprise)
        .first()
    )
    _check_can_write(there, revision)
    answered = {key: text.strip() for key, text in answers.items() if text.strip()}
    named = _named_member(by, enterprise, on_behalf_of)
    if hand_in:
        _check_complete(by, call, enterprise, answered, named)
    application = there or Application(call=call, enterprise=enterprise, revision=0)
    before = application.state if there else None
    application.state = ApplicationState.HANDED_IN if hand_in else ApplicationState.DRAFT
    application.needs = needs.strip()
    application.on_behalf_of = named
    application.written_by, application.written_at = by.person, timezone.now()
    application.handed_in_at = application.written_at if hand_in else None
    application.withdrawn_by, application.withdrawn_at, application.withdrawn_reason = None, None, ""
    application.revision += 1
    application.save()
    _set_answers(application, answered)
    _record(
        by,
        "hand_in_application" if hand_in else "save_application",
        application,
        {"state": (before, application.state), "cohort": (None, call.cohort)},
    )
    if hand_in:
        _note_need(by, application)
    return application


def _check_may_join(call: ApplicationCall, enterprise: Enterprise) -> None:
    cohort = call.cohort
    is_ours = around_or_at(enterprise.scope_id).filter(pk=cohort.programme.scope_id).exists()
    if not is_ours or enterprise.is_demo != cohort.programme.is_demo:
        raise Impossible(OTHER_PROGRAMME.format(enterprise=enterprise.name))
    if Enrolment.objects.filter(cohort=cohort, enterprise=enterprise).exists():
        raise Impossible(ALREADY_IN.format(enterprise=enterprise.name, cohort=cohort.name))


def _check_can_write(there: Application | None, revision: int) -> None:
    if there is None:
        return
    state = ApplicationState(there.state)
    if state not in {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}:
        since = there.handed_in_at or there.written_at
        raise Impossible(NOT_A_DRAFT.format(state=state.label, when=told(since)))
    if there.revision != revision:
        name, when = there.written_by.name, told(there.written_at)
        raise Impossible(CHANGED_SINCE.format(name=name, when=when), "revision")


def _named_member(by: Account, enterprise: Enterprise, on_behalf_of: Person | None) -> Person | None:
    if on_behalf_of is None or on_behalf_of.pk == by.person_id:
        return None
    if not people_of(enterprise, timezone.localdate()).filter(pk=on_behalf_of.pk).exists():
        raise Impossible(NOT_OF_GROUP.format(name=on_behalf_of.name), "on_behalf_of")
    return on_behalf_of


def _check_complete(
    by: Account,
    call: ApplicationCall,
    enterprise: Enterprise,
    answered: Mapping[int, str],
    named: Person | None,
) -> None:
    if named is None and not applies_as_member(by, enterprise):
        raise Impossible(FOR_WHOM, "on_behalf_of")
    for question in call.questions.all():
        if question.pk not in answered:
            raise Impossible(ANSWER_NEEDED, f"q{question.pk}")


def _set_answers(application: Application, answered: Mapping[int, str]) -> None:
    application.answers.all().delete()
    ApplicationAnswer.objects.bulk_create(
        ApplicationAnswer(application=application, question=question, text=answered[question.pk])
        for question in application.call.questions.all()
        if question.pk in answered
    )


def _note_need(by: Account, application: Application) -> None:
    newest = application.enterprise.need_notes.first()
    if application.needs and (newest is None or newest.needs != application.needs):
        registry.note_need(
            by=by,
            enterprise=application.enterprise,
            needs=application.needs,
            noted_on=timezone.localdate(),
            came_from=FROM_APPLICATION.format(cohort=application.call.cohort.name).th,
        )


@transaction.atomic
def withdraw_application(*, by: Account, application: Application, reason: str) -> Application:
    """Take an application back, with a reason. It can be taken up again while the call is open.

    Raises Refused, or Impossible once it was decided for good or a proposal waits for its decision.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("call__cohort", "enterprise")
        .get(pk=application.pk)
    )
    check_can_withdraw_application(by, application)
    check_move(APPLICATION_MOVES, ApplicationState(application.state), ApplicationState.WITHDRAWN)
    if not reason.strip():
        raise Impossible(REASON_NEEDED, "reason")
    _close_proposals(by, application, reason.strip())
    changes = audit.changed(
        application,
        state=ApplicationState.WITHDRAWN,
        withdrawn_by=by.person,
        withdrawn_at=timezone.now(),
        withdrawn_reason=reason.strip(),
    )
    audit.apply(application, changes)
    _record(by, "withdraw_application", application, changes, reason.strip())
    return application


def _close_proposals(by: Account, application: Application, reason: str) -> None:
    """What was proposed for an application that is taken back waits for nobody any more."""
    for proposal in application.selections.select_for_update().filter(state="proposed"):
        changes = audit.changed(
            proposal,
            state="withdrawn",
            closed_by=by.person,
            closed_at=timezone.now(),
            closed_reason=reason,
        )
        audit.apply(proposal, changes)


def _record(
    by: Account,
    action: str,
    application: Application,
    changes: Mapping[str, tuple[object, object]],
    reason: str = "",
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=application,
        scope_id=application.enterprise.scope_id,
        changes=changes,
        on_behalf_of=application.on_behalf_of,
        reason=reason,
    )
