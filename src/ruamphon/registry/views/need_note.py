from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.history import render_history
from ruamphon.registry import actions, queries, rules
from ruamphon.registry.forms.legal_status import NeedNoteForm
from ruamphon.registry.models import Enterprise, NeedNote
from ruamphon.registry.views.common import done

NOTED = Text("จดความต้องการของกลุ่มแล้ว", "What the group needs is noted.")
SAVED = Text("บันทึกแล้ว", "Saved.")
EDITED = ("needs", "noted_on", "came_from")


@require_http_methods(["GET", "POST"])
def need_new(request, pk):
    """Note what a group needs."""
    group = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    rules.check_can_edit(request.user, group)
    form = NeedNoteForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.note_need(by=request.user, enterprise=group, **form.cleaned_data)
    ):
        return done(request, NOTED, "enterprise", pk)
    return render(request, "registry/need_new.html", {"enterprise": group, "form": form})


@require_http_methods(["GET", "POST"])
def need_edit(request, pk):
    """Change a note."""
    note = _note(request, pk)
    rules.check_can_edit(request.user, note.enterprise)
    form = NeedNoteForm(request.POST or None, initial={name: getattr(note, name) for name in EDITED})
    if form.is_valid() and attempt(
        form, lambda: actions.edit_need(by=request.user, note=note, **form.cleaned_data)
    ):
        return done(request, SAVED, "enterprise", note.enterprise_id)
    return render(
        request, "registry/need_edit.html", {"enterprise": note.enterprise, "note": note, "form": form}
    )


@require_GET
def need_history(request, pk):
    """Who changed this note, and what it said before."""
    note = _note(request, pk)
    rules.check_can_read_history(request.user, note.enterprise.scope_id)
    back = queries.record_url(note.enterprise)
    return render_history(request, record=note, title=note.enterprise.name, back=back)


def _note(request, pk):
    return get_object_or_404(NeedNote.objects.visible_to(request.user).select_related("enterprise"), pk=pk)
