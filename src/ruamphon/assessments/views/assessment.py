from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.assessments import actions, queries, rules
from ruamphon.assessments.forms import AssessorForm, SheetForm
from ruamphon.assessments.models import Assessment, Round, ScoreFile
from ruamphon.assessments.views.common import ask_reason, done, form_page, reads_history
from ruamphon.core.files import serve
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.people.access import check_permission, reaches
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.registry.models import Enterprise

KEPT = Text("เก็บไว้แล้ว ยังไม่ได้ส่ง กลับมาทำต่อได้", "Kept, not handed in yet. Come back and go on.")
SENT = Text("ส่งผลประเมินแล้ว ขอบคุณ", "Handed in. Thank you.")
REOPENED = Text("เปิดให้แก้แล้ว ผู้ประเมินได้รับข้อความ", "Reopened. The assessor has a message.")
CHANGED = Text("เปลี่ยนผู้ประเมินแล้ว", "The assessor is changed.")
FILE_GONE = Text("เอาไฟล์ออกแล้ว", "The file is taken off.")
REOPEN = Text("เปิดให้แก้", "Reopen it")
REOPEN_WORDS = Text(
    "ผลนี้จะยังไม่นับจนกว่าผู้ประเมินจะส่งใหม่ เหตุผลจะอยู่ในประวัติ",
    "Until it is handed in again it does not count. The reason stays in the history.",
)
OTHER = Text("เปลี่ยนผู้ประเมิน", "Change the assessor")
OTHER_WORDS = Text(
    "คนใหม่เริ่มจากแผ่นเปล่า สิ่งที่คนเดิมเก็บไว้จะหายไป",
    "The new one begins with an empty sheet; what the first had kept is gone.",
)
HISTORY = Text("ประวัติของผลประเมิน: {name}", "History of the assessment: {name}")


def _visible(request, pk, rows=None):
    rows = Assessment.objects.visible_to(request.user) if rows is None else rows
    rows = rows.select_related("round__rubric", "round__scope", "enterprise", "assessor", "reopened_by")
    return get_object_or_404(
        rows.prefetch_related("scores__item", "scores__files__file", "round__rubric__items__levels"), pk=pk
    )


@require_GET
def assessment(request, pk):
    """What an assessor said of a group, to read."""
    sheet = _visible(request, pk)
    today = timezone.localdate()
    runs = rules.can_run_rounds(request.user, sheet.round.scope_id)
    given = {score.item_id: score for score in sheet.scores.all()}
    context = {
        "sheet": sheet,
        "lines": [_line(item, given.get(item.pk)) for item in sheet.round.rubric.items.all()],
        "is_mine": rules.is_assessor(request.user, sheet),
        "why_not": rules.why_not_answer(request.user, sheet, today),
        "can_reopen": runs and sheet.is_handed_in,
        "can_open_round": runs,
        "sees_group": Enterprise.objects.visible_to(request.user).filter(pk=sheet.enterprise_id).exists(),
        "fellows": queries.fellows(sheet, request.user),
        "can_read_history": reads_history(request, sheet.round.scope_id),
    }
    return render(request, "assessments/assessment.html", context)


def _line(item, score):
    """An item, what was said of it, and how its level is described."""
    levels = {level.number: level.description for level in item.levels.all()}
    return item, score, levels.get(score.level) if score else None


@require_http_methods(["GET", "POST"])
def assessment_fill(request, pk):
    """The assessor's own sheet: keep it, or hand it in."""
    sheet = _visible(request, pk, Assessment.objects.own(request.user))
    let_in(request, _check_can_answer, sheet)
    form = SheetForm(
        request.POST or None,
        request.FILES or None,
        rubric=sheet.round.rubric.text(),
        scores=sheet.scores.all(),
        initial={"revision": sheet.revision, "note": sheet.note},
    )
    hands_in = request.POST.get("do") != "keep"  # Enter presses the first button: hand in
    if form.is_valid():
        if hands_in:
            form.demand()
        action = actions.hand_in if hands_in else actions.save_answers
        if form.is_valid() and attempt(
            form, lambda: action(by=request.user, assessment=sheet, **form.values())
        ):
            return done(request, SENT if hands_in else KEPT, "assessments:mine")
    return render(request, "assessments/assessment_fill.html", {"sheet": sheet, "form": form})


def _check_can_answer(account, sheet):
    rules.check_can_answer(account, sheet, timezone.localdate())


@require_http_methods(["GET", "POST"])
def assessment_reopen(request, pk):
    """Let an assessor correct what was handed in, with a reason."""
    sheet = _visible(request, pk)
    rules.check_can_run_rounds(request.user, sheet.round.scope_id)
    return ask_reason(
        request,
        action=lambda reason: actions.reopen_assessment(by=request.user, assessment=sheet, reason=reason),
        sentence=REOPENED,
        to=sheet.round,
        heading=REOPEN,
        words=REOPEN_WORDS,
        eyebrow=f"{sheet.enterprise.name} · {sheet.assessor.name}",
        back=sheet.get_absolute_url(),
        button=REOPEN,
    )


@require_http_methods(["GET", "POST"])
def assessment_assessor(request, pk):
    """Ask somebody else instead."""
    rows = Assessment.objects.filter(round__in=_rounds_run(request))
    sheet = _visible(request, pk, rows)
    form = AssessorForm(request.POST or None, people=queries.assessors_for(sheet.round.scope))
    if form.is_valid() and attempt(
        form, lambda: actions.change_assessor(by=request.user, assessment=sheet, **form.cleaned_data)
    ):
        return done(request, CHANGED, sheet.round)
    return form_page(
        request,
        form,
        heading=OTHER,
        words=OTHER_WORDS,
        eyebrow=f"{sheet.enterprise.name} · {sheet.assessor.name}",
        back=sheet.round.get_absolute_url(),
        button=OTHER,
    )


def _rounds_run(request):
    return Round.objects.filter(reaches(request.user, Permission.ROUND_MANAGE, "scope"))


@require_GET
def assessment_history(request, pk):
    """Who did what with an assessment."""
    sheet = _visible(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, sheet.round.scope_id)
    return render_history(
        request,
        record=sheet,
        title=HISTORY.format(name=sheet.enterprise.name),
        back=reverse("assessments:assessment", args=[sheet.pk]),
    )


def _file(request, pk):
    rows = ScoreFile.objects.filter(score__assessment__in=Assessment.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("file", "score__assessment"), pk=pk)


@require_GET
def score_file(request, pk):
    """A photo or document of an assessment, for those who may read it."""
    return serve(_file(request, pk).file)


@require_POST
def score_file_remove(request, pk):
    """Take a file off one's own open sheet."""
    kept = _file(request, pk)
    sheet = kept.score.assessment
    actions.remove_score_file(by=request.user, kept=kept)
    return done(request, FILE_GONE, "assessments:assessment-fill", sheet.pk)
