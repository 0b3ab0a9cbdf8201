import pytest
from django.urls import reverse

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.programmes import actions
from ruamphon.programmes.actions.photo import NOT_AGREED, OTHER_GROUP, PUBLIC_ALREADY
from ruamphon.programmes.models import ActivityPhoto, PublicPhoto


@pytest.fixture
def picture(world):
    return ActivityPhoto.objects.get(pk=world.visit_photo)


def test_changing_who_is_in_a_public_photo_takes_it_off(world, picture):
    cast = world.cast
    actions.name_people_in_photo(by=cast.student, photo=picture, people=[cast.member.person])
    assert PublicPhoto.objects.filter(photo=picture).exists()
    actions.name_people_in_photo(
        by=cast.student, photo=picture, people=[cast.member.person, cast.student.person]
    )
    assert not PublicPhoto.objects.filter(photo=picture).exists()
    with pytest.raises(Impossible) as problem:
        actions.publish_photo(by=cast.officer, photo=picture, enterprise=cast.enterprise)
    assert problem.value.reason == NOT_AGREED.format(names="ศิริ นักศึกษา")
    entries = AuditEntry.objects.of(picture.activity).order_by("pk").values_list("action", flat=True)
    assert list(entries) == [
        "record_activity",
        "tag_people",
        "publish_photo",
        "tag_people",
        "unpublish_photo",
    ]


def test_a_photo_is_public_once_and_for_a_group_that_was_there(world, picture):
    cast = world.cast
    with pytest.raises(Impossible) as problem:
        actions.publish_photo(by=cast.officer, photo=picture, enterprise=cast.enterprise)
    assert problem.value.reason == PUBLIC_ALREADY
    actions.unpublish_photo(by=cast.officer, photo=picture)
    with pytest.raises(Impossible) as problem:
        actions.publish_photo(by=cast.officer, photo=picture, enterprise=cast.other_enterprise)
    assert problem.value.reason == OTHER_GROUP


def test_a_photo_of_an_unpublished_group_is_nowhere(world, picture, client):
    address = reverse("showcase:photo", args=[world.public_photo])
    served = client.get(address)
    assert (served.status_code, served["Content-Disposition"]) == (200, "inline")
    world.cast.enterprise.published_at = None
    world.cast.enterprise.save()
    assert client.get(address).status_code == 404


def test_the_pages_tag_publish_and_take_off(world, picture, client):
    cast = world.cast
    client.force_login(cast.officer)
    people, publish = (
        reverse(f"programmes:photo-{name}", args=[picture.pk]) for name in ("people", "publish")
    )
    client.post(people, {})
    assert not PublicPhoto.objects.exists()
    assert client.post(publish, {"enterprise": cast.enterprise.pk}).context["form"].errors == {
        "nobody_else": ["ดูรูปให้แน่ใจ แล้วติ๊กช่องนี้"]
    }
    assert client.post(publish, {"enterprise": cast.enterprise.pk, "nobody_else": "on"}).status_code == 302
    shown = PublicPhoto.objects.get()
    assert (shown.photo, shown.enterprise, shown.published_by) == (
        picture,
        cast.enterprise,
        cast.officer.person,
    )
    client.post(reverse("programmes:photo-unpublish", args=[picture.pk]))
    assert not PublicPhoto.objects.exists()
