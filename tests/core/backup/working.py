"""People at work: records visits with a photo, one after another, and notes each once it is acknowledged."""
# ruff: noqa: E402 — Django must be set up before anything of ours is imported

import os
import sys
from pathlib import Path
from uuid import uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "ruamphon.settings"
import django

django.setup()
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.people.models import Account
from ruamphon.programmes import actions
from ruamphon.programmes.models import Enrolment
from tests import cast as cast_module
from tests.world import photo


def visit(number, by, enrolment):
    """One visit, committed when this returns."""
    return actions.record_visit(
        by=by,
        enrolment=enrolment,
        draft_key=uuid4(),
        happened_on=timezone.localdate(),
        found=f"ครั้งที่ {number} (ตัวอย่าง)",
        people=[by.person],
        photos=[photo(f"{number}.jpg", (number % 256, number // 256 % 256, 90))],
    )


def main(notes, most):
    """Work until stopped, or until `most` visits are noted."""
    if not AuditEntry.objects.exists() and not Account.objects.exists():
        cast_module.build()
    by = Account.objects.get(username="student")
    enrolment = Enrolment.objects.get(enterprise__code="CE-90001")
    with Path(notes).open("a") as out:
        for number in range(int(most)):
            file = visit(number, by, enrolment)
            print(file.pk, file=out, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
