"""What is refused leaves everything as it was; what is older is brought forward; a full disk leaves nothing half."""

import io
import json
import os
import resource
import tarfile

import pytest
from django.db import connection

from ruamphon.core.backup.archive import MANIFEST, Writer
from tests.places import READY, SEEDED


@pytest.fixture(scope="module")
def saved(new_place, tmp_path_factory):
    """A small installation and its archive, made once: no test changes them."""
    folder = tmp_path_factory.mktemp("saved")
    place, archive = new_place(READY), folder / "archive.tar"
    assert place.start("working.py", folder / "notes", 2).wait(timeout=120) == 0
    code, said, errors = place.ruamphon("backup", archive)
    assert (code, errors) == (0, "")
    return place, archive, said


def tree(home):
    """Every file under a home with its content."""
    return {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def retold(archive, to, tell, tmp_path):
    """The same parts in an archive whose manifest `tell` has changed: a forger may do this."""
    out = tmp_path / "parts"
    with tarfile.open(archive) as old, tarfile.open(to, "w", format=tarfile.PAX_FORMAT) as tar:
        writer = Writer(tar)
        for entry in old:
            if entry.name == MANIFEST:
                manifest = json.loads(old.extractfile(entry).read())
                continue
            path = out / entry.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(old.extractfile(entry).read())
            writer.add(entry.name, path)
        text = json.dumps(tell(manifest)).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    return to


def test_an_archive_is_never_overwritten_unless_told(saved):
    place, archive, _ = saved
    before = archive.read_bytes()
    code, _, errors = place.ruamphon("backup", archive)
    assert (code, errors) == (
        1,
        f"✗ {archive} is there already. Choose another name, or say --force to replace it.\n",
    )
    assert archive.read_bytes() == before
    other = archive.with_name("other.tar")
    other.write_bytes(b"an earlier one")
    assert place.ruamphon("backup", other, "--force")[0] == 0
    assert other.stat().st_size > 10_000


def test_a_place_that_is_not_empty_is_refused_and_kept_aside_when_forced(saved, new_place):
    _, archive, _ = saved
    place = new_place()
    (place.home / "files").mkdir()
    (place.home / "files" / "old.txt").write_text("old")
    code, _, errors = place.ruamphon("restore", archive)
    assert code == 1
    assert errors.startswith(f"✗ {place.home} is not empty.")
    code, _, errors = place.ruamphon("restore", archive, "--force")
    assert (code, errors) == (0, "")
    [aside] = place.home.glob("before-restore-*")
    assert tree(aside)[(aside / "files" / "old.txt").relative_to(aside)] == b"old"
    assert len(place.script("looking.py")["visits"]) == 2


def test_a_newer_version_is_named(saved, new_place, tmp_path):
    _, archive, _ = saved
    place = new_place()
    place.ruamphon("manage", "check")
    before = tree(place.home)

    def newer(manifest):
        return manifest | {"migrations": [*manifest["migrations"], ["core", "0999_later"]], "version": "9.9"}

    code, _, errors = place.ruamphon("restore", retold(archive, tmp_path / "newer.tar", newer, tmp_path))
    assert code == 1
    assert "made by a newer version of Ruamphon (9.9): this one does not know core.0999_later" in errors
    assert tree(place.home) == before


def test_an_archive_of_the_other_database_is_named(saved, new_place, tmp_path):
    _, archive, _ = saved
    other = retold(archive, tmp_path / "other.tar", lambda one: one | {"database": "oracle"}, tmp_path)
    code, _, errors = new_place().ruamphon("restore", other)
    assert code == 1
    assert f"The archive holds a oracle database, and this place uses {connection.vendor}." in errors


def test_the_hash_that_was_told_can_be_asked_for(saved, new_place):
    _, archive, said = saved
    sha256 = said.split("SHA-256 ")[1].split()[0]
    place = new_place()
    code, _, errors = place.ruamphon("restore", archive, "--sha256", "0" * 64)
    assert (code, errors) == (1, f"✗ {archive} is not the file meant: its SHA-256 is {sha256}.\n")
    assert place.ruamphon("restore", archive, "--sha256", sha256)[0] == 0


def test_what_was_written_by_an_older_version_is_brought_forward(new_place, tmp_path):
    place, archive = new_place(READY), tmp_path / "archive.tar"
    for room in ("programmes", "registry"):
        code, _, errors = place.ruamphon("manage", "migrate", room, "0001", "-v0")
        assert code == 0, errors
    assert place.ruamphon("backup", archive)[0] == 0
    again = new_place()
    assert again.ruamphon("restore", archive)[0] == 0
    assert again.ruamphon("manage", "migrate", "--check")[0] == 0
    assert again.start("working.py", tmp_path / "notes", 1).wait(timeout=120) == 0


def test_when_it_cannot_be_brought_forward_everything_goes_back(new_place, tmp_path):
    """The archive says that a migration is missing whose table is there."""
    place, archive = new_place(READY), tmp_path / "archive.tar"
    forget = "from django.db import connection as c; c.cursor().execute(\"DELETE FROM django_migrations WHERE app = 'home' AND name LIKE '0001%%'\")"
    assert place.ruamphon("manage", "shell", "--no-imports", "-c", forget)[0] == 0
    assert place.ruamphon("backup", archive)[0] == 0
    again = new_place()
    (again.home / "files").mkdir()
    (again.home / "files" / "old.txt").write_text("old")
    again.ruamphon("manage", "check")
    before = tree(again.home)
    code, _, errors = again.ruamphon("restore", archive, "--force")
    assert code == 1
    if connection.vendor == "sqlite":
        assert "already exists" in errors
        assert "What was there before is in its place again." in errors
    else:  # there the tables are made anew, by the migrations that the archive names
        assert "names a table that this version does not have (home_calendarlink)" in errors
    assert tree(again.home) == before


@pytest.mark.parametrize("most", [100_000, 1_100_000])
def test_a_disk_that_fills_up_leaves_no_half_file(new_place, tmp_path, most):
    place, folder = new_place(SEEDED), tmp_path / "backups"
    folder.mkdir()
    (place.home / "files" / "ab").mkdir(parents=True)
    big = place.home / "files" / "ab" / "big.pdf"
    big.write_bytes(os.urandom(1_500_000))
    row = "from ruamphon.core.models import StoredFile as F; F.objects.create(kind='pdf', name='a', path='ab/big.pdf', media_type='a/b', size=1500000, sha256='0')"
    assert place.ruamphon("manage", "shell", "--no-imports", "-c", row)[0] == 0

    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    code, _, errors = place.ruamphon("backup", folder / "archive.tar", preexec_fn=small)
    assert code == 1
    assert errors.startswith("✗ The archive could not be written: ")
    assert errors.endswith("Nothing was left behind, and nothing was changed.\n")
    assert list(folder.iterdir()) == []
    assert list((place.home / "files").glob(".backup-*")) == []


def test_a_file_that_is_not_as_it_was_stored_is_told(saved, new_place, tmp_path):
    _, archive, _ = saved
    place = new_place()
    assert place.ruamphon("restore", archive)[0] == 0
    first, second = sorted(path for path in (place.home / "files").rglob("*") if path.is_file())
    first.unlink()
    second.write_bytes(b"other")
    code, _, errors = place.ruamphon("backup", tmp_path / "second.tar")
    assert code == 1
    assert errors.splitlines() == [
        f"✗ The file {first.relative_to(place.home / 'files')} is named in the database but is not on disk.",
        f"✗ The file {second.relative_to(place.home / 'files')} is not as it was when it was stored.",
    ]


def test_a_folder_that_is_not_there_is_named(new_place, tmp_path):
    place = new_place()
    code, _, errors = place.ruamphon("backup", tmp_path / "none" / "archive.tar")
    assert (code, errors) == (1, f"✗ There is no folder {tmp_path / 'none'}. Make it first.\n")
