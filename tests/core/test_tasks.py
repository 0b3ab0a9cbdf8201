"""Daily housekeeping: only what nobody owns, and only when it is old."""

import os
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from ruamphon.core.backup.mark import backup_under_way
from ruamphon.core.models import StoredFile
from ruamphon.core.tasks import A_DAY, sweep_sessions, sweep_unowned_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return tmp_path


def put(root, name, *, age):
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"content")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def own(path):
    return StoredFile.objects.create(
        kind="pdf", name="a.pdf", path=path, media_type="application/pdf", size=7, sha256="0" * 64
    )


def test_only_what_is_old_and_nobodys_goes(root):
    owned = put(root, "ab/owned.pdf", age=3 * A_DAY)
    fresh = put(root, "ab/fresh.pdf", age=A_DAY - 60)
    lost = put(root, "cd/lost.pdf", age=A_DAY + 60)
    own("ab/owned.pdf")
    assert sweep_unowned_files.call() == 1
    assert [path.exists() for path in (owned, fresh, lost)] == [True, True, False]
    assert sweep_unowned_files.call() == 0


def test_nothing_goes_while_a_backup_is_made_and_a_sign_left_behind_fades(root):
    own("ab/owned.pdf")
    lost = put(root, "cd/lost.pdf", age=A_DAY + 60)
    with backup_under_way(root):
        assert sweep_unowned_files.call() == 0
    assert lost.exists()
    put(root, ".backup-1-killed", age=A_DAY + 1)
    assert sweep_unowned_files.call() == 2
    assert list(root.glob("**/*.pdf")) == list(root.glob(".backup-*")) == []


def test_a_database_that_knows_no_file_at_all_is_taken_for_the_wrong_one(root):
    old = put(root, "ab/old.pdf", age=3 * A_DAY)
    assert sweep_unowned_files.call() == 0
    assert old.exists()


def test_a_folder_that_is_not_there_yet_is_no_problem(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "not-yet"
    own("ab/owned.pdf")
    assert sweep_unowned_files.call() == 0


def test_expired_sessions_go_and_others_stay():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    assert sweep_sessions.call() == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
