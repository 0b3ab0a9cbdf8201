from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.history import render_history
from ruamphon.registry import actions, queries, rules
from ruamphon.registry.forms.member import CorrectMemberForm, MembershipForm, NewMemberForm
from ruamphon.registry.models import Enterprise, Membership
from ruamphon.registry.views.common import done, warn_of_phone

ADDED = Text("เพิ่ม {name} เป็นสมาชิกแล้ว", "{name} is a member now.")
SAVED = Text("บันทึกแล้ว", "Saved.")


@require_http_methods(["GET", "POST"])
def member_add(request, pk):
    """Write someone into the group."""
    group = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    rules.check_can_edit(request.user, group)
    form = NewMemberForm(request.POST or None, enterprise=group)
    if form.is_valid() and attempt(
        form, lambda: actions.add_member(by=request.user, enterprise=group, **form.cleaned_data)
    ):
        warn_of_phone(request, form.cleaned_data["phone"])
        return done(request, ADDED.format(name=form.result.person.name), "enterprise", pk)
    return render(request, "registry/member_add.html", {"enterprise": group, "form": form})


@require_http_methods(["GET", "POST"])
def member_edit(request, pk):
    """Post, days, and leaving; name and phone too of someone known only here."""
    membership = _visible(request, pk)
    rules.check_can_edit(request.user, membership.enterprise)
    form, save = _editing(request, membership)
    if form.is_valid() and attempt(form, save):
        warn_of_phone(request, form.cleaned_data.get("phone", ""))
        return done(request, SAVED, "enterprise", membership.enterprise_id)
    context = {
        "membership": membership,
        "enterprise": membership.enterprise,
        "form": form,
        "why_fixed": "" if isinstance(form, CorrectMemberForm) else rules.KEEPS_OWN_NAME,
    }
    return render(request, "registry/member_edit.html", context)


def _visible(request, pk):
    rows = Membership.objects.visible_to(request.user).select_related("person", "enterprise")
    return get_object_or_404(rows, pk=pk)


def _editing(request, membership):
    """The form for this member, and what saving it does: with or without the person's own name."""
    days = {name: getattr(membership, name) for name in ("post", "joined_on", "left_on", "household")}
    if not rules.can_correct_person(request.user, membership):
        form = MembershipForm(request.POST or None, initial=days)
        return form, lambda: actions.change_membership(
            by=request.user, membership=membership, **form.cleaned_data
        )
    person = {name: getattr(membership.person, name) for name in CorrectMemberForm.PERSON}
    form = CorrectMemberForm(request.POST or None, initial=days | person)
    return form, lambda: _save_both(request.user, membership, *form.parts())


@transaction.atomic
def _save_both(account, membership, person, days):
    actions.correct_member(by=account, membership=membership, **person)
    actions.change_membership(by=account, membership=membership, **days)


@require_GET
def member_history(request, pk):
    """Who changed this membership, and what."""
    membership = _visible(request, pk)
    rules.check_can_read_history(request.user, membership.enterprise.scope_id)
    back = queries.record_url(membership.enterprise)
    return render_history(request, record=membership, title=membership.person.name, back=back)
