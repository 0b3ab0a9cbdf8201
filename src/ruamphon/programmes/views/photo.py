from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.forms import PhotoPeopleForm, PhotoPublishForm
from ruamphon.programmes.models import Activity, ActivityPhoto, PublicPhoto
from ruamphon.programmes.views.common import say_and_go

TAGGED = Text("บันทึกคนในรูปแล้ว", "Kept who is in the photo.")
PUBLISHED = Text("เลือกรูปนี้ขึ้นหน้าสาธารณะแล้ว", "The photo is chosen for the public page.")
TAKEN_OFF = Text("เอารูปออกจากหน้าสาธารณะแล้ว มีผลทันที", "The photo is off the public page, as of now.")


def _photo(request, pk):
    rows = ActivityPhoto.objects.filter(activity__in=Activity.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("file", "activity"), pk=pk)


@require_http_methods(["GET", "POST"])
def photo_people(request, pk):
    """Who is in a photo."""
    photo = _photo(request, pk)
    rules.check_can_tag(request.user, photo)
    form = PhotoPeopleForm(request.POST or None, photo=photo, account=request.user)
    if request.method == "POST":  # no tick at all is an answer too: nobody
        form = PhotoPeopleForm(request.POST, photo=photo, account=request.user)
        if form.is_valid() and attempt(
            form,
            lambda: actions.name_people_in_photo(by=request.user, photo=photo, people=form.everybody()),
        ):
            return say_and_go(request, TAGGED, photo.activity.get_absolute_url())
    context = {
        "photo": photo,
        "form": form,
        "publish_url": reverse("programmes:photo-publish", args=[pk])
        if rules.groups_to_publish_for(request.user, photo)
        else "",
    }
    return render(request, "programmes/photo_people.html", context)


@require_http_methods(["GET", "POST"])
def photo_publish(request, pk):
    """Choose a photo for a group's public page, when everybody in it agrees; or see that it is there."""
    photo = _photo(request, pk)
    rules.check_can_publish_photo(request.user, photo)
    form = PhotoPublishForm(request.POST or None, groups=rules.groups_to_publish_for(request.user, photo))
    if form.is_valid() and attempt(
        form, lambda: actions.publish_photo(by=request.user, photo=photo, enterprise=form.chosen())
    ):
        return say_and_go(request, PUBLISHED, reverse("programmes:photo-publish", args=[pk]))
    seen, others = queries.seen_in(photo, request.user)
    context = {
        "photo": photo,
        "form": form,
        "seen": seen,
        "others": others,
        "shown": PublicPhoto.objects.filter(photo=photo).select_related("enterprise").first(),
        "is_agreed": PublicPhoto.objects.agreed().filter(photo=photo).exists(),
    }
    return render(request, "programmes/photo_publish.html", context)


@require_POST
def photo_unpublish(request, pk):
    """Take a photo off the public pages."""
    photo = _photo(request, pk)
    rules.check_can_publish_photo(request.user, photo)
    if PublicPhoto.objects.filter(photo=photo).exists():
        actions.unpublish_photo(by=request.user, photo=photo)
        return say_and_go(request, TAKEN_OFF, photo.activity.get_absolute_url())
    return redirect(photo.activity.get_absolute_url())
