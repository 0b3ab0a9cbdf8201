from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.assessments import actions, queries, rules
from ruamphon.assessments.domain import problems_of
from ruamphon.assessments.forms import ItemForm, NewItemForm, NewRubricForm, RubricForm
from ruamphon.assessments.models import Rubric, RubricItem
from ruamphon.assessments.views.common import done, form_page, reads_history
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.people.access import check_permission, scopes_for
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history

DRAFTED = Text("เริ่มร่างแบบประเมินแล้ว เพิ่มหัวข้อได้เลย", "The draft is there. Add its items now.")
NEXT = Text("ทำร่างฉบับที่ {number} แล้ว แก้ได้เลย", "Draft version {number} is there. Change it now.")
SAVED = Text("บันทึกร่างแล้ว", "The draft is saved.")
ADDED = Text("เพิ่มหัวข้อแล้ว", "The item is added.")
REMOVED = Text("เอาหัวข้อออกจากร่างแล้ว", "The item is out of the draft.")
PUBLISHED = Text("เปิดใช้แบบประเมินฉบับนี้แล้ว", "This version is in use now.")
HEADING_NEW = Text("เริ่มแบบประเมินใหม่", "Begin a rubric")
HEADING_EDIT = Text("แก้ชื่อและคำอธิบาย", "Change title and purpose")
HEADING_ITEM = Text("เพิ่มหัวข้อ", "Add an item")
HEADING_ITEM_EDIT = Text("แก้หัวข้อ", "Change the item")
HEADING_REMOVE = Text("เอาหัวข้อ “{item}” ออกจากร่างนี้หรือไม่", "Take item “{item}” out of this draft?")
WORDS_REMOVE = Text(
    "ฉบับก่อน ๆ และผลที่ประเมินไปแล้วไม่เปลี่ยน",
    "Earlier versions, and what was assessed with them, stay as they are.",
)
WORDS_ITEM = Text(
    "เขียนทุกระดับให้เห็นภาพ คนละคนอ่านแล้วให้ระดับเดียวกัน",
    "Describe each level so that two readers would choose the same one.",
)
SAVE = Text("บันทึกร่าง", "Save the draft")
BEGIN = Text("เริ่มร่าง", "Begin the draft")
ADD = Text("เพิ่มหัวข้อนี้", "Add this item")
REMOVE = Text("เอาออก", "Take it out")
HISTORY = Text("ประวัติของแบบประเมิน: {title} ฉบับที่ {number}", "History of the rubric: {title}, version {number}")


def _scope(request, pk):
    return get_object_or_404(scopes_for(request.user, Permission.ASSESSMENT_READ), pk=pk)


def _visible(request, pk):
    return get_object_or_404(
        Rubric.objects.visible_to(request.user).with_text().select_related("scope"), pk=pk
    )


def _item(request, pk):
    rows = RubricItem.objects.filter(rubric__in=Rubric.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("rubric").prefetch_related("levels"), pk=pk)


@require_GET
def rubrics(request, pk):
    """The rubrics of a scope with all their versions."""
    scope = _scope(request, pk)
    context = {
        "scope": scope,
        "families": queries.families_of(request.user, scope),
        "can_write": rules.can_write_rubrics(request.user, scope.pk),
    }
    return render(request, "assessments/rubrics.html", context)


@require_http_methods(["GET", "POST"])
def rubric_new(request, pk):
    """Begin a rubric of a scope."""
    scope = _scope(request, pk)
    rules.check_can_write_rubrics(request.user, scope.pk)
    form = NewRubricForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.draft_rubric(by=request.user, scope=scope, **form.cleaned_data)
    ):
        return done(request, DRAFTED, form.result)
    back = reverse("assessments:rubrics", args=[scope.pk])
    return form_page(request, form, heading=HEADING_NEW, eyebrow=scope.label, button=BEGIN, back=back)


@require_GET
def rubric(request, pk):
    """One version to read, item by item and level by level."""
    shown = _visible(request, pk)
    return render(request, "assessments/rubric.html", _page(request, shown))


def _page(request, shown):
    writes = rules.can_write_rubrics(request.user, shown.scope_id)
    draft = Rubric.objects.filter(scope=shown.scope_id, code=shown.code, state="draft").first()
    return {
        "rubric": shown,
        "items": [(item, item.levels.all()) for item in shown.items.all()],
        "problems": problems_of(shown.text()) if shown.is_draft else [],
        "can_change": writes and shown.is_draft,
        "can_renew": writes and draft is None,
        "draft": draft if writes and not shown.is_draft else None,
        "has_earlier": shown.number > 1,
        "can_read_history": reads_history(request, shown.scope_id),
    }


@require_http_methods(["GET", "POST"])
def rubric_edit(request, pk):
    """Change what a draft is called and for."""
    shown = _visible(request, pk)
    let_in(request, rules.check_can_change, shown)
    names = ("title_th", "title_en", "note_th", "note_en", "is_proposed")
    form = RubricForm(request.POST or None, initial={name: getattr(shown, name) for name in names})
    if form.is_valid() and attempt(
        form, lambda: actions.edit_rubric(by=request.user, rubric=shown, **form.cleaned_data)
    ):
        return done(request, SAVED, shown)
    return _form(request, form, shown, HEADING_EDIT, SAVE)


@require_POST
def rubric_publish(request, pk):
    """Put a draft in use."""
    shown = _visible(request, pk)
    rules.check_can_write_rubrics(request.user, shown.scope_id)
    try:
        actions.publish_rubric(by=request.user, scope=shown.scope, rubric=shown)
    except Impossible:
        return redirect(shown)  # the page lists everything that is missing
    return done(request, PUBLISHED, shown)


@require_POST
def rubric_version_new(request, pk):
    """Make the next version from this one."""
    shown = _visible(request, pk)
    rules.check_can_write_rubrics(request.user, shown.scope_id)
    try:
        made = actions.new_rubric_version(by=request.user, rubric=shown)
    except Impossible:
        return redirect(Rubric.objects.get(scope=shown.scope_id, code=shown.code, state="draft"))
    return done(request, NEXT.format(number=made.number), made)


@require_GET
def rubric_difference(request, pk):
    """What changed since the version before."""
    shown = _visible(request, pk)
    before = queries.version_before(shown)
    context = {
        "rubric": shown,
        "before": before,
        "differences": queries.difference_to(before, shown) if before else [],
    }
    return render(request, "assessments/rubric_difference.html", context)


@require_GET
def rubric_history(request, pk):
    """Who did what with a version."""
    shown = _visible(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, shown.scope_id)
    title = HISTORY.format(title=shown.title, number=shown.number)
    return render_history(request, record=shown, title=title, back=shown.get_absolute_url())


@require_http_methods(["GET", "POST"])
def rubric_item_new(request, pk):
    """Add an item to a draft."""
    shown = _visible(request, pk)
    let_in(request, rules.check_can_change, shown)
    form = NewItemForm(request.POST or None, top=shown.top)
    if form.is_valid() and attempt(
        form, lambda: actions.add_rubric_item(by=request.user, rubric=shown, **form.values())
    ):
        return done(request, ADDED, shown)
    return _form(request, form, shown, HEADING_ITEM, ADD, words=WORDS_ITEM)


@require_http_methods(["GET", "POST"])
def rubric_item_edit(request, pk):
    """Change an item of a draft."""
    item = _item(request, pk)
    let_in(request, rules.check_can_change, item.rubric)
    form = ItemForm(request.POST or None, top=item.rubric.top, initial=ItemForm.initial_of(item))
    if form.is_valid() and attempt(
        form, lambda: actions.edit_rubric_item(by=request.user, item=item, **form.values())
    ):
        return done(request, SAVED, item.rubric)
    return _form(request, form, item.rubric, HEADING_ITEM_EDIT, SAVE, words=WORDS_ITEM)


@require_http_methods(["GET", "POST"])
def rubric_item_remove(request, pk):
    """Take an item out of a draft."""
    item = _item(request, pk)
    rules.check_can_change(request.user, item.rubric)
    if request.method == "POST":
        actions.remove_rubric_item(by=request.user, item=item)
        return done(request, REMOVED, item.rubric)
    heading = HEADING_REMOVE.format(item=item.title)
    return _form(request, None, item.rubric, heading, REMOVE, words=WORDS_REMOVE, tone="stop")


def _form(request, form, shown, heading, button, **more):
    return form_page(
        request,
        form,
        heading=heading,
        eyebrow=shown.title,
        button=button,
        back=shown.get_absolute_url(),
        **more,
    )
