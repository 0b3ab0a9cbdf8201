from django.contrib import messages
from django.shortcuts import redirect, render

from ruamphon.assessments.enums import RoundState
from ruamphon.assessments.forms import ReasonForm
from ruamphon.core.web import attempt
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission

TONES = {RoundState.PLANNED: "info", RoundState.OPEN: "turn", RoundState.OVER: "neutral"}


def done(request, sentence, to, *args):
    """Say what was done and go on."""
    messages.success(request, str(sentence))
    return redirect(to, *args)


def reads_history(request, scope_id):
    """Whether the reader may see who did what on a scope."""
    return has_permission(request.user, Permission.HISTORY_READ, scope_id)


def form_page(request, form, *, heading, button, back, eyebrow="", words="", tone="primary"):
    """A page of one form; without a form it only asks yes or no."""
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "back": back,
        "eyebrow": eyebrow,
        "words": words,
        "tone": tone,
    }
    return render(request, "assessments/form.html", context)


def ask_reason(request, *, action, sentence, to, **page):
    """A page that asks for a reason, runs the action with it and goes on."""
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: action(form.cleaned_data["reason"])):
        return done(request, sentence, to)
    return form_page(request, form, tone="stop", **page)
