from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.access import check_permission_somewhere
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.registry import actions, queries, rules
from ruamphon.registry.enums import OrganisationKind
from ruamphon.registry.forms.organisation import NewOrganisationForm, OrganisationForm
from ruamphon.registry.models import Organisation
from ruamphon.registry.views.common import done

A_PAGE = 50
ADDED = Text("เพิ่มองค์กรแล้ว", "The organisation is added.")
SAVED = Text("บันทึกข้อมูลองค์กรแล้ว", "The organisation is saved.")
EDITED = (
    "name_th",
    "name_en",
    "kind",
    "short_th",
    "short_en",
    "parent",
    "part_in_programme",
    "begun_on",
    "registered_on",
)


@require_GET
def organisations(request):
    """Organisations the account may see; refused to someone who may see none anywhere."""
    check_permission_somewhere(request.user, Permission.ORGANISATION_READ)
    words = request.GET.get("q", "")
    page = Paginator(queries.organisations(request.user, words), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [queries.organisation_row(organisation) for organisation in page],
        "page": page,
        "words": words,
        "can_register": rules.can_register_organisation(request.user),
    }
    return render(request, "registry/organisations.html", context)


@require_http_methods(["GET", "POST"])
def organisation_new(request):
    """Add an organisation to a programme."""
    rules.check_can_register_organisation(request.user)
    programmes = rules.scopes_for_organisations(request.user)
    form = NewOrganisationForm(request.POST or None, account=request.user, programmes=programmes)
    if form.is_valid() and attempt(
        form, lambda: actions.register_organisation(by=request.user, **form.cleaned_data)
    ):
        return done(request, ADDED, "organisation", form.result.pk)
    return render(request, "registry/organisation_new.html", {"form": form})


@require_GET
def organisation(request, pk):
    """An organisation with its offices, founders and members, as far as known."""
    rows = Organisation.objects.visible_to(request.user).select_related("parent", "source")
    shown = get_object_or_404(rows, pk=pk)
    context = {
        "organisation": shown,
        "kind": OrganisationKind(shown.kind).label,
        "offices": queries.offices_of(shown),
        "belongings": queries.belongings_of(shown),
        "counts": shown.member_counts.select_related("source"),
        "can_edit": rules.can_edit_organisation(request.user, shown),
        "can_read_history": rules.can_read_history(request.user, shown.scope_id),
    }
    return render(request, "registry/organisation.html", context)


@require_http_methods(["GET", "POST"])
def organisation_edit(request, pk):
    """Change what is written about an organisation."""
    shown = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.check_can_edit_organisation(request.user, shown)
    initial = {name: getattr(shown, name) for name in EDITED}
    form = OrganisationForm(request.POST or None, initial=initial, account=request.user, organisation=shown)
    if form.is_valid() and attempt(
        form, lambda: actions.edit_organisation(by=request.user, organisation=shown, **form.cleaned_data)
    ):
        return done(request, SAVED, "organisation", pk)
    return render(request, "registry/organisation_edit.html", {"organisation": shown, "form": form})


@require_GET
def organisation_history(request, pk):
    """Who changed the organisation, its offices and members."""
    shown = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.check_can_read_history(request.user, shown.scope_id)
    return render_history(request, record=shown, title=shown.name, back=shown.get_absolute_url())
