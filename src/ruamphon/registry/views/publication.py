from django import forms
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.registry import actions, rules
from ruamphon.registry.forms.enterprise import ReasonForm
from ruamphon.registry.models import Enterprise
from ruamphon.registry.views.common import done

PROPOSED = Text(
    "เสนอให้เผยแพร่แล้ว เจ้าหน้าที่อีกคนเป็นผู้อนุมัติ", "Proposed for publication. Another officer approves it."
)
PUBLISHED = Text("เผยแพร่กลุ่มนี้แล้ว ทุกคนเห็นได้", "The group is public now; everybody can see it.")
TAKEN_DOWN = Text("เอาออกจากหน้าเผยแพร่แล้ว", "The group is no longer public.")


@require_http_methods(["GET", "POST"])
def enterprise_publish(request, pk):
    """Propose, or approve what somebody else proposed: the button pressed says which, so neither slips."""
    group = get_object_or_404(
        Enterprise.objects.visible_to(request.user).select_related("publication_proposed_by"), pk=pk
    )
    rules.check_can_propose_publication(request.user, group)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        approves = request.POST.get("step") == "confirm"
        do, said = _approve(request, group) if approves else _propose(request, group)
        if attempt(form, do):
            return done(request, said, "enterprise", pk)
    can_confirm = rules.can_confirm_publication(request.user, group)
    context = {"enterprise": group, "form": form, "can_confirm": can_confirm, "why_not": rules.ANOTHER_PERSON}
    return render(request, "registry/enterprise_publish.html", context)


def _propose(request, group):
    return lambda: actions.propose_publication(by=request.user, enterprise=group), PROPOSED


def _approve(request, group):
    return lambda: actions.confirm_publication(by=request.user, enterprise=group), PUBLISHED


@require_http_methods(["GET", "POST"])
def enterprise_unpublish(request, pk):
    """Take a group off the public pages, or withdraw the proposal, with the reason."""
    group = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    rules.check_can_propose_publication(request.user, group)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.unpublish(by=request.user, enterprise=group, **form.cleaned_data)
    ):
        return done(request, TAKEN_DOWN, "enterprise", pk)
    return render(request, "registry/enterprise_unpublish.html", {"enterprise": group, "form": form})
