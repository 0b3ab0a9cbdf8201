"""An archive made while people write: whatever was acknowledged before it began is in it, and nothing by half."""

import time
from pathlib import Path

import pytest

from tests.places import READY


def acknowledged(notes):
    """The visits noted so far. A line still being written does not count."""
    return [int(line) for line in notes.read_text().splitlines(keepends=True) if line.endswith("\n")]


@pytest.fixture
def at_work(new_place, tmp_path):
    """An installation where somebody records visits without a pause, and the file with what was acknowledged."""
    place, notes = new_place(READY), tmp_path / "notes"
    notes.touch()
    worker = place.start("working.py", notes, 100_000)
    try:
        _wait_until(lambda: len(acknowledged(notes)) >= 15, worker)
        yield place, notes
        assert worker.poll() is None, "the worker stopped by itself"
    finally:
        worker.terminate()
        worker.wait(timeout=20)


def _wait_until(it_is_so, worker):
    for _ in range(600):
        if it_is_so():
            return
        assert worker.poll() is None, "the worker stopped by itself"
        time.sleep(0.1)
    raise AssertionError("waited a minute")


def test_what_was_acknowledged_before_is_there_and_nothing_by_half(at_work, new_place, tmp_path):
    place, notes = at_work
    before = acknowledged(notes)
    archive = tmp_path / "archive.tar"
    code, said, errors = place.ruamphon("backup", archive)
    assert (code, errors) == (0, "")
    assert f"{archive}: " in said
    assert archive.stat().st_mode & 0o777 == 0o600
    after = acknowledged(notes)
    assert len(after) > len(before), "nobody wrote meanwhile: this test would prove nothing"

    empty = new_place()
    code, said, errors = empty.ruamphon("restore", archive)
    assert (code, errors) == (0, "")
    found = empty.script("looking.py")
    visits = [visit["pk"] for visit in found["visits"]]
    assert set(before) <= set(visits)
    assert set(visits) <= {*after, *range(max(after), max(after) + 3)}
    assert found["whole"] == "ok"
    assert {(one["photos"], one["people"], one["groups"], one["audit"]) for one in found["visits"]} == {
        (1, 1, 1, 1)
    }
    assert found["audited"] == visits
    assert found["changed"] == []
    assert found["files"] == found["on_disk"] == len(visits)


def test_the_restored_place_goes_on_with_numbers_never_given_before(new_place, tmp_path):
    place, archive, notes = new_place(READY), tmp_path / "archive.tar", tmp_path / "notes"
    assert place.start("working.py", notes, 3).wait(timeout=60) == 0
    newest = "from ruamphon.programmes.models import Activity; Activity.objects.latest('pk').delete()"
    assert place.ruamphon("manage", "shell", "--no-imports", "-c", newest)[0] == 0
    assert place.ruamphon("backup", archive)[0] == 0
    again = new_place()
    assert again.ruamphon("restore", archive)[0] == 0
    assert again.start("working.py", notes, 2).wait(timeout=60) == 0
    numbers = acknowledged(notes)
    assert len(numbers) == len(set(numbers)) == 5
    found = again.script("looking.py")
    assert [visit["pk"] for visit in found["visits"]] == [*numbers[:2], *numbers[3:]]
    assert found["changed"] == []
    assert Path(again.home, "files").stat().st_mode & 0o777 == 0o700
