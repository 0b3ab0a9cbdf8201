"""Drafting a development plan, agreeing to it as a group, and approving it; what is promised becomes tasks."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.pathway import queries, rules
from ruamphon.pathway.domain.plan import Goals, first_gap
from ruamphon.pathway.enums import PlanState
from ruamphon.pathway.models import Plan, PlanAction, PlanGoal, PlanVersion
from ruamphon.pathway.states import PLAN_TRANSITIONS, may_move
from ruamphon.pathway.times import told
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Person
from ruamphon.programmes import actions as programmes_actions
from ruamphon.programmes import queries as programmes_queries
from ruamphon.programmes.enums import TaskState
from ruamphon.programmes.models import Enrolment, Task

EDITED_SINCE = Text(
    "{name} แก้แผนนี้เมื่อ {when} หลังจากที่คุณเปิดหน้านี้ สิ่งที่คุณพิมพ์ยังอยู่ เปิดแผนดูก่อนได้ ถ้าจะใช้ของคุณแทน กดบันทึกอีกครั้ง",
    "{name} changed this plan on {when}, after you opened this page. What you typed is still here. Look at the plan "
    "first; to keep yours instead, press save again.",
)
APPROVED_SINCE = Text(
    "{name} อนุมัติแผนฉบับที่ {number} ไปแล้วเมื่อ {when} สิ่งที่คุณพิมพ์ยังอยู่ กดบันทึกอีกครั้งเพื่อเก็บเป็นร่างฉบับใหม่",
    "{name} approved version {number} of the plan on {when}. What you typed is still here: press save again to keep "
    "it as a draft of the next version.",
)
AGREED_SINCE = Text(
    "{name} ตกลงแผนนี้ในนามกลุ่มแล้วเมื่อ {when} สิ่งที่คุณพิมพ์ยังอยู่ ถ้ากดบันทึกอีกครั้ง แผนจะกลับเป็นร่าง และกลุ่มต้องตกลงใหม่",
    "{name} agreed to this plan for the group on {when}. What you typed is still here: press save again and the plan "
    "becomes a draft, which the group has to agree to anew.",
)
PROPOSED_SINCE = Text(
    "{name} ส่งแผนนี้ให้กลุ่มดูแล้วเมื่อ {when} สิ่งที่คุณพิมพ์ยังอยู่ ถ้ากดบันทึกอีกครั้ง แผนจะกลับเป็นร่าง",
    "{name} put this plan before the group on {when}. What you typed is still here: press save again and the plan "
    "becomes a draft.",
)
SEEN_SINCE = Text(
    "{name} แก้แผนนี้เมื่อ {when} หลังจากที่คุณเปิดหน้านี้ อ่านฉบับล่าสุดก่อน แล้วกดอีกครั้ง",
    "{name} changed this plan on {when}, after you opened this page. Read it as it is now, then press again.",
)
RETURNED_SINCE = Text(
    "{name} ส่งแผนนี้กลับไปแก้เมื่อ {when} ตอนนี้จึงยังไม่ถึงขั้นนี้",
    "{name} sent this plan back to be improved on {when}, so it is not at this step now.",
)
AGREED_ALREADY = Text(
    "{name} ตกลงแผนนี้ในนามกลุ่มแล้วเมื่อ {when} ไม่ต้องทำซ้ำ",
    "{name} agreed to this plan for the group on {when}. Once is enough.",
)
APPROVED_ALREADY = Text(
    "{name} อนุมัติแผนนี้ไปแล้วเมื่อ {when}",
    "{name} approved this plan on {when} already.",
)
NOT_AGREED = Text(
    "กลุ่มยังไม่ได้ตกลงแผนนี้ ต้องให้กลุ่มตกลงก่อนจึงอนุมัติได้",
    "The group has not agreed to this plan yet. It has to, before it can be approved.",
)
NOT_PROPOSED = Text(
    "แผนนี้ยังเป็นร่าง ให้คนร่างส่งให้กลุ่มดูก่อน",
    "This plan is still a draft. Whoever drafts it has to put it before the group first.",
)
NOTHING_NEW = Text(
    "ยังไม่มีอะไรต่างจากแผนที่ใช้อยู่ แก้ก่อน แล้วบันทึก",
    "Nothing differs from the plan in force. Change something, then save.",
)
FOR_WHOM = Text(
    "เลือกสมาชิกที่ตกลงแผนนี้ คุณกำลังบันทึกแทนกลุ่ม",
    "Choose the member who agreed to this plan: you are recording it for the group.",
)
NOT_A_MEMBER = Text(
    "{name} ไม่ใช่สมาชิกของกลุ่มนี้ในวันนี้ เลือกสมาชิกคนอื่น",
    "{name} is not a member of this group today. Choose another member.",
)
REASON_NEEDED = Text(
    "เขียนสั้น ๆ ว่าอยากให้แก้ตรงไหน คนร่างจะได้รู้",
    "Write in a few words what to improve, so that whoever drafts it knows.",
)
FROM_PLAN = Text("แผนพัฒนาฉบับที่ {number} เป้าหมาย “{goal}”", "Development plan, version {number}, goal “{goal}”")
DROPPED = Text(
    "แผนพัฒนาฉบับที่ {number} ไม่มีข้อนี้แล้ว",
    "Version {number} of the development plan no longer has this.",
)


@transaction.atomic
def save_plan_draft(*, by: Account, enrolment: Enrolment, goals: Goals, seen: str) -> PlanVersion:
    """Keep what was typed as the draft on its way, or as a new draft version after the one in force.

    Gaps are allowed; see `propose_plan`. `seen` is the stamp (queries.stamp_of) of what the writer began from:
    Impossible, with who and when, if that has moved since. The same page sent twice is one change. A version that
    waited for the group or for approval becomes a draft again. Raises Refused for who may not draft.
    """
    enrolment = _locked_enrolment(enrolment)
    rules.check_can_draft(by, enrolment)
    latest = queries.latest_version(enrolment)
    is_same = latest is not None and queries.goals_of(queries.rows_of(latest)) == goals
    is_live = latest is not None and latest.state not in {PlanState.IN_FORCE, PlanState.REPLACED}
    if latest and is_live and is_same:
        return latest
    _check_seen(latest, seen)
    if is_same:
        raise Impossible(NOTHING_NEW)
    version = _draft_again(by, latest) if latest and is_live else _new_draft(by, enrolment, latest)
    before = queries.goals_of(queries.rows_of(version))
    _write(version, goals)
    _record(
        by,
        "save_plan_draft",
        version,
        {"goals": (len(before), len(goals)), "revision": (None, version.revision)},
    )
    return version


@transaction.atomic
def propose_plan(*, by: Account, version: PlanVersion, revision: int) -> PlanVersion:
    """Put a complete draft before the group; one that is there already stays there.

    Raises Impossible with the first thing missing, by goal and action and how to mend it (its `field` is the form's:
    "goal-0-action-1-owner"); or with who was faster. Raises Refused for who may not draft.
    """
    version = _locked(version)
    rules.check_can_draft(by, version.plan.enrolment)
    if version.state == PlanState.PROPOSED and version.revision == revision:
        return version
    _check_step(version, revision, PlanState.PROPOSED)
    _check_complete(version)
    return _move(
        by, version, PlanState.PROPOSED, "propose_plan", proposed_by=by.person, proposed_at=timezone.now()
    )


@transaction.atomic
def agree_plan(
    *, by: Account, version: PlanVersion, revision: int, on_behalf_of: Person | None = None
) -> PlanVersion:
    """The group's word: by a member, or recorded by a helper for the named member.

    Raises Refused, or Impossible with who was faster and when, or for somebody who is no member today.
    """
    version = _locked(version)
    rules.check_can_agree(by, version)
    _check_step(version, revision, PlanState.AGREED)
    _check_complete(version)
    member = _checked_member(by, version.plan.enrolment, on_behalf_of)
    return _move(
        by,
        version,
        PlanState.AGREED,
        "agree_plan",
        on_behalf_of=member,
        agreed_by=by.person,
        agreed_for=member,
        agreed_at=timezone.now(),
    )


@transaction.atomic
def approve_plan(*, by: Account, version: PlanVersion, revision: int, note: str = "") -> PlanVersion:
    """Bring an agreed version into force, as somebody else than who agreed; its actions become tasks, once.

    The version before is replaced and stays readable. Open tasks of actions that changed are changed, those of
    dropped actions are cancelled with the reason; what is done stays done. Raises Refused, or Impossible with who
    was faster and when.
    """
    version = _locked(version)
    rules.check_can_approve(by, version)
    _check_step(version, revision, PlanState.IN_FORCE)
    _check_complete(version)
    before = version.plan.versions.filter(state=PlanState.IN_FORCE).first()
    if before:
        _move(by, before, PlanState.REPLACED, "replace_plan", replaced_at=timezone.now())
    _move(
        by,
        version,
        PlanState.IN_FORCE,
        "approve_plan",
        approved_by=by.person,
        approved_at=timezone.now(),
        approval_note=note.strip(),
    )
    _give_tasks(by, version, before)
    return version


@transaction.atomic
def return_plan(*, by: Account, version: PlanVersion, revision: int, reason: str) -> PlanVersion:
    """Send a plan that waits back to be improved, with a reason; an agreement given for it no longer counts.

    Raises Refused, or Impossible without a reason or when it does not wait any more.
    """
    version = _locked(version)
    rules.check_can_return(by, version)
    _check_step(version, revision, PlanState.DRAFT)
    if not reason.strip():
        raise Impossible(REASON_NEEDED, "reason")
    return _move(
        by,
        version,
        PlanState.DRAFT,
        "return_plan",
        reason=reason,
        revision=version.revision + 1,
        returned_by=by.person,
        returned_at=timezone.now(),
        returned_reason=reason.strip(),
        **NOT_AGREED_YET,
    )


NOT_AGREED_YET = {
    "proposed_by": None,
    "proposed_at": None,
    "agreed_by": None,
    "agreed_for": None,
    "agreed_at": None,
}


def _locked_enrolment(enrolment: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "enterprise", "cohort__playbook", "cohort__programme"
    )
    found: Enrolment = rows.get(pk=enrolment.pk)
    return found


def _locked(version: PlanVersion) -> PlanVersion:
    """The enrolment first, then the version: every action on plans takes them in this order."""
    enrolment = _locked_enrolment(version.plan.enrolment)
    rows = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan")
    found: PlanVersion = rows.get(pk=version.pk)
    found.plan.enrolment = enrolment
    return found


def _check_seen(latest: PlanVersion | None, seen: str) -> None:
    if latest is None or queries.stamp_of(latest) == seen:
        return
    if latest.state == PlanState.IN_FORCE and latest.approved_by and latest.approved_at:
        when = told(latest.approved_at)
        sentence = APPROVED_SINCE.format(name=latest.approved_by.name, number=latest.number, when=when)
    elif latest.state == PlanState.AGREED and latest.agreed_with and latest.agreed_at:
        sentence = AGREED_SINCE.format(name=latest.agreed_with.name, when=told(latest.agreed_at))
    elif latest.state == PlanState.PROPOSED and latest.proposed_by and latest.proposed_at:
        sentence = PROPOSED_SINCE.format(name=latest.proposed_by.name, when=told(latest.proposed_at))
    else:
        who, when = _last_change(latest)
        sentence = EDITED_SINCE.format(name=who.name, when=when)
    raise Impossible(sentence, "seen")


def _last_change(version: PlanVersion) -> tuple[Person, Text]:
    returned = version.returned_at and version.returned_at > version.edited_at
    if returned and version.returned_by and version.returned_at:
        return version.returned_by, told(version.returned_at)
    return version.edited_by, told(version.edited_at)


def _check_step(version: PlanVersion, revision: int, after: PlanState) -> None:
    """Whether this step comes next, on what the person has seen; else who was faster, and when."""
    state = PlanState(version.state)
    if not may_move(PLAN_TRANSITIONS, before=state, after=after):
        raise Impossible(_why_not(version, state, revision))
    if version.revision != revision:
        who, when = _last_change(version)
        raise Impossible(SEEN_SINCE.format(name=who.name, when=when))


def _why_not(version: PlanVersion, state: PlanState, revision: int) -> Text:
    """Who took the version where it is now: in force, agreed, before the group, or back to be improved."""
    if version.approved_by and version.approved_at:
        return APPROVED_ALREADY.format(name=version.approved_by.name, when=told(version.approved_at))
    if state is PlanState.AGREED and version.agreed_with and version.agreed_at:
        return AGREED_ALREADY.format(name=version.agreed_with.name, when=told(version.agreed_at))
    if state is PlanState.PROPOSED and revision == version.revision:
        return NOT_AGREED
    if state is PlanState.DRAFT and revision == version.revision:
        return NOT_PROPOSED
    who, when = _last_change(version)
    is_back = version.returned_at and version.returned_at >= version.edited_at
    return (RETURNED_SINCE if is_back else SEEN_SINCE).format(name=who.name, when=when)


def _draft_again(by: Account, version: PlanVersion) -> PlanVersion:
    changes = audit.changed(
        version,
        state=PlanState.DRAFT,
        revision=version.revision + 1,
        edited_by=by.person,
        edited_at=timezone.now(),
        **NOT_AGREED_YET,
    )
    audit.apply(version, changes)
    return version


def _new_draft(by: Account, enrolment: Enrolment, latest: PlanVersion | None) -> PlanVersion:
    plan, _ = Plan.objects.get_or_create(enrolment=enrolment, defaults={"made_by": by.person})
    plan.enrolment = enrolment
    return PlanVersion.objects.create(
        plan=plan, number=latest.number + 1 if latest else 1, edited_by=by.person
    )


def _write(version: PlanVersion, goals: Goals) -> None:
    """The draft's rows, written afresh: no task hangs on a draft."""
    version.goals.all().delete()
    for place, goal in enumerate(goals):
        row = PlanGoal.objects.create(
            version=version,
            code=goal.code,
            position=place,
            aim=goal.aim,
            due_on=goal.due_on,
            measure=goal.measure,
            criterion_code=goal.criterion,
        )
        PlanAction.objects.bulk_create(
            PlanAction(
                goal=row,
                code=action.code,
                position=number,
                title=action.title,
                owner_id=action.owner,
                due_on=action.due_on,
            )
            for number, action in enumerate(goal.actions)
        )


def _check_complete(version: PlanVersion) -> None:
    today = timezone.localdate()
    owners = programmes_queries.possible_owners(version.plan.enrolment, today).values_list("pk", flat=True)
    gap = first_gap(
        queries.goals_of(queries.rows_of(version)),
        owners=owners,
        today=today,
        kept={str(row.code): row.due_on for row in _actions_in_force(version)},
    )
    if gap:
        sentence, goal, action = gap
        raise Impossible(sentence, f"goal-{goal}" if action is None else f"goal-{goal}-action-{action}")


def _actions_in_force(version: PlanVersion) -> Iterable[PlanAction]:
    held = PlanAction.objects.filter(goal__version__plan=version.plan_id)
    return held.filter(goal__version__state=PlanState.IN_FORCE).select_related("task")


def _checked_member(by: Account, enrolment: Enrolment, on_behalf_of: Person | None) -> Person | None:
    if on_behalf_of is None or on_behalf_of.pk == person_id(by):
        if not rules.agrees_as_member(by, enrolment):
            raise Impossible(FOR_WHOM, "on_behalf_of")
        return None
    if not queries.people_in_role(enrolment, Role.MEMBER).filter(pk=on_behalf_of.pk).exists():
        raise Impossible(NOT_A_MEMBER.format(name=on_behalf_of.name), "on_behalf_of")
    return on_behalf_of


def _give_tasks(by: Account, version: PlanVersion, before: PlanVersion | None) -> None:
    """A task for each action; what the version before asked for goes on under the same code."""
    old_rows = PlanAction.objects.filter(goal__version=before).select_related("task") if before else ()
    old = {row.code: row.task for row in old_rows if row.task}
    rows = PlanAction.objects.filter(goal__version=version).select_related("owner", "goal")
    for action in rows:
        action.task = _task_for(by, version, action, old.pop(action.code, None))
        action.save(update_fields=["task"])
    for task in old.values():
        if task.state == TaskState.OPEN:
            reason = str(DROPPED.format(number=version.number))
            programmes_actions.cancel_task(by=by, task=task, reason=reason)


def _task_for(by: Account, version: PlanVersion, action: PlanAction, task: Task | None) -> Task:
    """The action's task: the one it has, put right while it is open; a new one where there is none or it was cancelled."""
    if task and task.state == TaskState.DONE:
        return task
    if action.owner is None:
        raise ValueError("Only a complete plan comes into force.")
    if task and task.state == TaskState.OPEN:
        return programmes_actions.change_task(
            by=by, task=task, title=action.title, owner=action.owner, due_on=action.due_on
        )
    return programmes_actions.assign_task(
        by=by,
        enrolment=version.plan.enrolment,
        title=action.title,
        owner=action.owner,
        due_on=action.due_on,
        origin=FROM_PLAN.format(number=version.number, goal=action.goal.aim),
        origin_url=version.plan.get_absolute_url(),
        key=f"plan-action-{action.pk}",
    )


def _move(
    by: Account,
    version: PlanVersion,
    state: PlanState,
    action: str,
    *,
    reason: str = "",
    on_behalf_of: Person | None = None,
    **values: object,
) -> PlanVersion:
    changes = audit.changed(version, state=state, **values)
    audit.apply(version, changes)
    _record(by, action, version, changes, reason=reason, on_behalf_of=on_behalf_of)
    return version


def _record(
    by: Account,
    action: str,
    version: PlanVersion,
    changes: dict[str, tuple[object, object]],
    *,
    reason: str = "",
    on_behalf_of: Person | None = None,
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=version,
        scope_id=version.plan.enrolment.enterprise.scope_id,
        changes=changes,
        reason=reason,
        on_behalf_of=on_behalf_of,
    )
