from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.history import render_history
from ruamphon.people.phones import show_phone
from ruamphon.registry import actions, queries, queries_legal, rules
from ruamphon.registry.comparing import kept_for
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.forms.enterprise import EnterpriseForm, NewEnterpriseForm
from ruamphon.registry.models import Enterprise
from ruamphon.registry.views.common import done, warn_of_phone
from ruamphon.registry.views.legal_status import warnings_of

REGISTERED = Text("เพิ่มกลุ่มแล้ว รหัส {code} ใช้ตลอดไป", "The group is registered. Its code {code} stays for life.")
SAVED = Text("บันทึกข้อมูลกลุ่มแล้ว", "The group's record is saved.")
EDITED = (
    "name_th",
    "name_en",
    "work_kind",
    "about_th",
    "about_en",
    "phone",
    "founded_on",
    "place_label",
    "subdistrict",
    "municipality",
    "community",
    "latitude",
    "longitude",
)


@require_http_methods(["GET", "POST"])
def enterprise_new(request):
    """Register a group: a name is enough; one with a name like another is asked about first."""
    rules.check_can_register(request.user)
    programmes = rules.scopes_to_register_in(request.user)
    form = NewEnterpriseForm(request.POST or None, account=request.user, programmes=programmes)
    if form.is_valid() and attempt(
        form, lambda: actions.register_enterprise(by=request.user, **form.cleaned_data)
    ):
        warn_of_phone(request, form.result.phone)
        return done(request, REGISTERED.format(code=form.result.code), "enterprise", form.result.pk)
    return render(request, "registry/enterprise_new.html", {"form": form})


@require_GET
def enterprise(request, pk):
    """A group's record: what is written about it, its members and products; one merged away leads to what it became."""
    seen = Enterprise.objects.visible_to(request.user).select_related("subdistrict", "source")
    group = seen.filter(pk=pk).first()
    if group is None:
        kept = kept_for(request.user, pk=pk)
        return redirect("registry:enterprise", pk=get_object_or_404(seen, pk=kept.pk if kept else pk).pk)
    today = timezone.localdate()
    contact = rules.can_read_contacts(request.user, group)
    standing = queries_legal.standing_of(group, today)
    context = {
        "enterprise": group,
        "kind": WorkKind(group.work_kind).label,
        "members": queries.members_of(group, on=today, with_contact=contact),
        "standing": standing,
        "warnings": warnings_of(request.user, group, standing, today),
        "needs": queries_legal.needs_of(group),
        "products": queries.products_of(group),
        "can_edit": rules.can_edit(request.user, group),
        "can_publish": rules.can_propose_publication(request.user, group),
        "can_read_contacts": contact,
        "phone_shown": show_phone(group.phone) if contact else "",
        "can_read_history": rules.can_read_history(request.user, group.scope_id),
        "merges": group.merges.standing().select_related("gone"),
    }
    return render(request, "registry/enterprise.html", context)


@require_http_methods(["GET", "POST"])
def enterprise_edit(request, pk):
    """Change what is written about a group."""
    group = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    rules.check_can_edit(request.user, group)
    form = EnterpriseForm(request.POST or None, initial={name: getattr(group, name) for name in EDITED})
    if form.is_valid() and attempt(
        form, lambda: actions.edit_enterprise(by=request.user, enterprise=group, **form.cleaned_data)
    ):
        warn_of_phone(request, form.cleaned_data["phone"])
        return done(request, SAVED, "enterprise", pk)
    return render(request, "registry/enterprise_edit.html", {"enterprise": group, "form": form})


@require_GET
def enterprise_history(request, pk):
    """Who changed the record, and what."""
    group = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    rules.check_can_read_history(request.user, group.scope_id)
    back = queries.record_url(group)
    return render_history(request, record=group, title=group.name, back=back)
