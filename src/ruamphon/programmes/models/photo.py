from django.db import models
from django.utils import timezone

from ruamphon.people.consent.queries import all_in_it_agree
from ruamphon.people.models import Person
from ruamphon.programmes.models.activity import ActivityPhoto
from ruamphon.registry.models import Enterprise


class PublicPhotoQuerySet(models.QuerySet):
    def agreed(self):
        """Those in which everybody agrees now to be shown: asked of the consents at the moment of the request."""
        return self.filter(all_in_it_agree("photo__file"))


class PublicPhoto(models.Model):
    """An activity's photo that an officer chose for a group's public page.

    It is shown only while the group itself is published, which takes two people, and while everybody in it agrees.
    """

    photo = models.OneToOneField(ActivityPhoto, models.CASCADE, related_name="publication")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="public_photos")
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    objects = PublicPhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]

    def __str__(self):
        return f"{self.photo_id} @ {self.enterprise_id}"
