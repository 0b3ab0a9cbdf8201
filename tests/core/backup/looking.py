"""What is in an installation, as JSON: visits with their photos, files and audit rows."""
# ruff: noqa: E402 — Django must be set up before anything of ours is imported

import hashlib
import json
import os
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "ruamphon.settings"
import django

django.setup()
from django.conf import settings
from django.db import connection

from ruamphon.core.models import AuditEntry, StoredFile
from ruamphon.programmes.models import Activity


def whole():
    """'ok' where the database itself can say whether it is whole."""
    connection.check_constraints()
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchone()[0]


def sha256(path):
    return hashlib.sha256((Path(settings.FILES_ROOT) / path).read_bytes()).hexdigest()


def visit(activity):
    return {
        "pk": activity.pk,
        "photos": activity.photos.count(),
        "people": activity.attendances.count(),
        "groups": activity.enrolments.count(),
        "audit": AuditEntry.objects.of(activity).filter(action="record_activity").count(),
    }


def main():
    files = list(StoredFile.objects.all())
    on_disk = [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]
    audited = AuditEntry.objects.filter(action="record_activity").values_list("record_id", flat=True)
    said = {
        "whole": whole(),
        "visits": [visit(activity) for activity in Activity.objects.order_by("pk")],
        "audited": sorted(audited),
        "files": len(files),
        "on_disk": len(on_disk),
        "changed": [file.path for file in files if sha256(file.path) != file.sha256],
    }
    print(json.dumps(said))


main()
