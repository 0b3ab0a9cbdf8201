"""Offices and belongings of an organisation: each a small form that leads back to the organisation."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.registry import actions, rules
from ruamphon.registry.forms.organisation import BelongingForm, NewBelongingForm, NewOfficeForm, OfficeForm
from ruamphon.registry.models import Belonging, Office, Organisation
from ruamphon.registry.views.common import done

SAVED = Text("บันทึกแล้ว", "Saved.")
NEW_OFFICE = Text("เพิ่มตำแหน่ง", "Add an office")
OFFICE = Text("แก้ไขตำแหน่ง", "Edit the office")
NEW_BELONGING = Text("เพิ่มสมาชิกหรือผู้ก่อตั้ง", "Add a member or founder")
BELONGING = Text("แก้ไขการเป็นสมาชิก", "Edit the membership")
DAYS = ("from_on", "to_on", "seen_on")


@require_http_methods(["GET", "POST"])
def office_new(request, pk):
    """Add who holds a post."""
    shown = _organisation(request, pk)
    form = NewOfficeForm(request.POST or None, organisation=shown)
    if form.is_valid() and attempt(
        form, lambda: actions.add_office(by=request.user, organisation=shown, **form.cleaned_data)
    ):
        return done(request, SAVED, "organisation", pk)
    return _page(request, shown, form, NEW_OFFICE)


@require_http_methods(["GET", "POST"])
def office_edit(request, pk):
    """Change a post's title and days; a last day ends it."""
    office = _part(request, Office, "person", pk)
    initial = {name: getattr(office, name) for name in ("title_th", "title_en", *DAYS)}
    form = OfficeForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, lambda: actions.edit_office(by=request.user, office=office, **form.cleaned_data)
    ):
        return done(request, SAVED, "organisation", office.organisation_id)
    return _page(request, office.organisation, form, OFFICE, office.person.name)


@require_http_methods(["GET", "POST"])
def belonging_new(request, pk):
    """Add a founder or member organisation."""
    shown = _organisation(request, pk)
    form = NewBelongingForm(request.POST or None, account=request.user, organisation=shown)
    if form.is_valid() and attempt(
        form, lambda: actions.add_belonging(by=request.user, organisation=shown, **form.cleaned_data)
    ):
        return done(request, SAVED, "organisation", pk)
    return _page(request, shown, form, NEW_BELONGING)


@require_http_methods(["GET", "POST"])
def belonging_edit(request, pk):
    """Change the days of a membership; a last day ends it."""
    belonging = _part(request, Belonging, "member", pk)
    initial = {name: getattr(belonging, name) for name in ("kind", "name_as_printed", *DAYS)}
    form = BelongingForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, lambda: actions.edit_belonging(by=request.user, belonging=belonging, **form.cleaned_data)
    ):
        return done(request, SAVED, "organisation", belonging.organisation_id)
    return _page(request, belonging.organisation, form, BELONGING, belonging.member.name)


def _organisation(request, pk):
    shown = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.check_can_edit_organisation(request.user, shown)
    return shown


def _part(request, model, who, pk):
    rows = model.objects.visible_to(request.user).select_related("organisation", who)
    part = get_object_or_404(rows, pk=pk)
    rules.check_can_edit_organisation(request.user, part.organisation)
    return part


def _page(request, organisation, form, title, who=""):
    context = {"organisation": organisation, "form": form, "title": title, "who": who}
    return render(request, "registry/tenure.html", context)
