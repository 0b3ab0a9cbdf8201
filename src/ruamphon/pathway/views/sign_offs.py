from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.pathway import actions, queries, rules
from ruamphon.pathway.enums import CriterionKind
from ruamphon.pathway.forms import SignOffForm
from ruamphon.pathway.models import SignOff
from ruamphon.pathway.views.common import ask_reason, done, placed_or_404, visible_enrolment
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history

SIGNED = Text("ลงชื่อรับรองแล้ว ขอบคุณ", "Signed. Thank you.")
WITHDRAWN = Text("ถอนคำรับรองแล้ว", "The sign-off was taken back.")
WITHDRAW = Text("ถอนคำรับรอง", "Take the sign-off back")
WITHDRAW_WORDS = Text(
    "คำรับรองที่ถอนจะไม่นับอีก แต่ยังเก็บไว้ในประวัติ ผลที่ตัดสินไปแล้วไม่เปลี่ยน",
    "A sign-off taken back no longer counts but stays in the history. Decisions already taken do not change.",
)
HISTORY = Text("ประวัติของคำรับรอง: {name}", "History of the sign-off: {name}")


@require_http_methods(["GET", "POST"])
def sign_off_new(request, pk, code):
    """Read how the stage stands and sign."""
    enrolment = visible_enrolment(request, pk)
    placed = placed_or_404(enrolment, code, CriterionKind.SIGN_OFF)
    criterion = placed.criterion
    let_in(request, rules.check_can_sign, enrolment, criterion)
    own = rules.is_signer(request.user, enrolment, criterion)
    people = None if own else queries.people_in_role(enrolment, criterion.reviewed_by)
    form = SignOffForm(request.POST or None, people=people)
    if form.is_valid() and attempt(
        form,
        lambda: actions.sign_off(
            by=request.user, enrolment=enrolment, criterion_code=code, **form.cleaned_data
        ),
    ):
        return done(request, SIGNED, "pathway:roadmap", enrolment.pk)
    context = {
        "enrolment": enrolment,
        "criterion": criterion,
        "role": queries.role_name(criterion.reviewed_by),
        "result": queries.evaluate(enrolment, placed.stage, on=timezone.localdate()),
        "form": form,
    }
    return render(request, "pathway/sign_off_new.html", context)


@require_GET
def sign_off(request, pk):
    """One signature: whose word, in which role, when."""
    signed = _visible(request, pk)
    context = {
        "sign_off": signed,
        "enrolment": signed.enrolment,
        "name": _name(signed),
        "role": queries.role_name(signed.role),
        "can_withdraw": not signed.withdrawn_at and rules.can_withdraw_sign_off(request.user, signed),
        "can_see_history": has_permission(
            request.user, Permission.HISTORY_READ, signed.enrolment.enterprise.scope_id
        ),
    }
    return render(request, "pathway/sign_off.html", context)


@require_http_methods(["GET", "POST"])
def sign_off_withdraw(request, pk):
    """Take a signature back, with a reason."""
    signed = _visible(request, pk)
    rules.check_can_withdraw_sign_off(request.user, signed)
    return ask_reason(
        request,
        action=lambda reason: actions.withdraw_sign_off(by=request.user, sign_off=signed, reason=reason),
        sentence=WITHDRAWN,
        to=("pathway:roadmap", signed.enrolment_id),
        context={
            "heading": WITHDRAW,
            "words": WITHDRAW_WORDS,
            "back": reverse("pathway:sign-off", args=[pk]),
            "button": WITHDRAW,
        },
    )


@require_GET
def sign_off_history(request, pk):
    """Who did what with a signature."""
    signed = _visible(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, signed.enrolment.enterprise.scope_id)
    back = reverse("pathway:sign-off", args=[pk])
    return render_history(request, record=signed, title=HISTORY.format(name=_name(signed)), back=back)


def _visible(request, pk):
    rows = SignOff.objects.visible_to(request.user).select_related(
        "enrolment__enterprise__scope",
        "enrolment__cohort__playbook",
        "signed_by",
        "on_behalf_of",
        "withdrawn_by",
    )
    return get_object_or_404(rows, pk=pk)


def _name(signed):
    placed = queries.criterion_of(signed.enrolment, signed.criterion_code)
    return placed.criterion.name if placed else signed.criterion_code
