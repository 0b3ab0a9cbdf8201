from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from ruamphon.core.web import attempt
from ruamphon.pathway import queries
from ruamphon.pathway.forms import ReasonForm
from ruamphon.programmes.models import Enrolment


def visible_enrolment(request, pk):
    """An enrolment of a group this person may see, with what every page of the room names."""
    rows = Enrolment.objects.visible_to(request.user).select_related(
        "enterprise__scope", "cohort__programme", "cohort__playbook"
    )
    return get_object_or_404(rows, pk=pk)


def placed_or_404(enrolment, code, kind):
    """The criterion with this code and kind in the group's playbook; 404 when it asks for no such thing."""
    placed = queries.criterion_of(enrolment, code)
    if placed is None or placed.criterion.kind is not kind:
        raise Http404
    return placed


def done(request, sentence, to, *args):
    """Say what was done and go on."""
    messages.success(request, str(sentence))
    return redirect(to, *args)


def ask_reason(request, *, action, sentence, to, context):
    """A page that asks for a reason, runs the action with it and goes to `to`, a (name, *args) or a record."""
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: action(form.cleaned_data["reason"])):
        return done(request, sentence, *to)
    return render(request, "pathway/reason.html", {"form": form, **context})
