"""Who is in a photo of an activity, and which photos a group's public page shows."""

from collections.abc import Collection

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.consent.actions import tag_people
from ruamphon.people.consent.enums import Purpose
from ruamphon.people.consent.queries import agrees, people_in
from ruamphon.people.models import Account, Person
from ruamphon.programmes.models import ActivityPhoto, PublicPhoto
from ruamphon.registry.models import Enterprise

NOT_AGREED = Text(
    "ยังเผยแพร่ไม่ได้ คนในรูปที่ยังไม่ได้ยินยอม: {names}",
    "Not yet: these people in the photo have not agreed to be shown: {names}",
)
PUBLIC_ALREADY = Text("รูปนี้เผยแพร่อยู่แล้ว", "This photo is public already.")
NOT_PUBLIC = Text("รูปนี้ไม่ได้เผยแพร่อยู่", "This photo is not public.")
OTHER_GROUP = Text("กลุ่มที่เลือกไม่ได้ร่วมกิจกรรมนี้", "The chosen group did not take part in this activity.")


@transaction.atomic
def name_people_in_photo(*, by: Account, photo: ActivityPhoto, people: Collection[Person]) -> None:
    """Say who is in a photo. A public photo whose people changed goes off the public pages until chosen again."""
    if not tag_people(by=by, file=photo.file, people=people):
        return
    _record(by, photo, "tag_people", people=(None, sorted(person.pk for person in people)))
    if PublicPhoto.objects.filter(photo=photo).exists():
        unpublish_photo(by=by, photo=photo)


@transaction.atomic
def publish_photo(*, by: Account, photo: ActivityPhoto, enterprise: Enterprise) -> PublicPhoto:
    """Choose a photo for a group's public page. It shows while the group is published and all in it agree.

    Whoever chooses it vouches that nobody else is in it. Raises Impossible when somebody in it has not agreed, it is
    public already, or the group took no part in the activity.
    """
    locked = ActivityPhoto.objects.select_for_update().get(pk=photo.pk)
    if PublicPhoto.objects.filter(photo=locked).exists():
        raise Impossible(PUBLIC_ALREADY)
    if not locked.activity.enrolments.filter(enterprise=enterprise).exists():
        raise Impossible(OTHER_GROUP, "enterprise")
    missing = people_in(locked.file_id).exclude(agrees(Purpose.PUBLIC_PHOTO))
    if names := ", ".join(person.name_th for person in missing):
        raise Impossible(NOT_AGREED.format(names=names))
    made = PublicPhoto.objects.create(photo=locked, enterprise=enterprise, published_by=by.person)
    _record(by, locked, "publish_photo", enterprise=(None, enterprise))
    return made


@transaction.atomic
def unpublish_photo(*, by: Account, photo: ActivityPhoto) -> None:
    """Take a photo off the public pages at once. Raises Impossible when it is not public."""
    shown = PublicPhoto.objects.select_for_update().filter(photo=photo).first()
    if shown is None:
        raise Impossible(NOT_PUBLIC)
    enterprise = shown.enterprise
    shown.delete()
    _record(by, photo, "unpublish_photo", enterprise=(enterprise, None))


@transaction.atomic
def take_photos_off(*, by: Account, person: Person) -> None:
    """Take every photo with a person in it off the public pages: they stay recognisable when their tag is gone."""
    for shown in PublicPhoto.objects.filter(photo__file__in=person.photos.values("file")).select_related(
        "photo"
    ):
        unpublish_photo(by=by, photo=shown.photo)


def _record(by: Account, photo: ActivityPhoto, action: str, **changes: tuple[object, object]) -> None:
    for enrolment in photo.activity.enrolments.select_related("enterprise"):
        audit.record(
            by=by,
            action=action,
            subject=photo.activity,
            scope_id=enrolment.enterprise.scope_id,
            changes={"photo": (None, photo.pk), **changes},
        )
