"""An archive is taken only when every part is as it was saved, and never written outside its place."""

import io
import json
import tarfile
from dataclasses import replace

import pytest

from ruamphon.core.backup.archive import FORMAT, MANIFEST, Manifest, Part, Writer, check_archive, unpack
from ruamphon.core.backup.refusal import BackupRefused

DATABASE, FILE = "database/ruamphon.sqlite3", "files/ab/photo.jpg"


@pytest.fixture
def contents(tmp_path):
    """What goes into an archive, on disk."""
    paths = {}
    for name, content in {DATABASE: b"rows" * 900, FILE: b"picture" * 300, "files/cd/page.pdf": b""}.items():
        paths[name] = tmp_path / name.replace("/", "-")
        paths[name].write_bytes(content)
    return paths


def manifest(parts, **more):
    told = {
        "format": FORMAT,
        "version": "1",
        "made_at": "2026-11-21T10:00:00+00:00",
        "database": "sqlite",
        "migrations": [["core", "0001_initial"]],
        "tables": {"core_storedfile": 2},
        "missing": [],
        "damaged": [],
    }
    return Manifest(parts=parts, **(told | more))


def pack(path, contents, *, extra=(), tell=lambda one: one, close=True):
    """An archive of `contents`, with `extra` entries that no backup writes, and the manifest as `tell` changes it."""
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        writer = Writer(tar)
        for name, one in contents.items():
            writer.add(name, one)
        for entry, content in extra:
            entry.size = len(content) if entry.isreg() else 0
            tar.addfile(entry, io.BytesIO(content))
        if close:
            writer.close(tell(manifest(writer.parts)))
    return path


def entry(name, kind=tarfile.REGTYPE, target=""):
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


def refusal(path):
    with pytest.raises(BackupRefused) as refused:
        check_archive(path)
    return str(refused.value)


def test_an_archive_comes_back_as_it_was(tmp_path, contents):
    path = pack(tmp_path / "a.tar", contents)
    read = check_archive(path)
    assert [part.name for part in read.files] == [FILE, "files/cd/page.pdf"]
    assert read.tables == {"core_storedfile": 2}
    out = tmp_path / "out"
    assert [part.name for part in unpack(path, read, out)] == list(contents)
    assert {name: (out / name).read_bytes() for name in contents} == {
        name: one.read_bytes() for name, one in contents.items()
    }
    assert {(out / name).stat().st_mode & 0o777 for name in contents} == {0o600}


OUTSIDE = [
    entry("../outside"),
    entry("files/../../outside"),
    entry("/etc/outside"),
    entry("files//etc/outside"),
    entry("files/./outside"),
    entry("files/.."),
    entry("database/../manifest.sqlite3"),
    entry("files/ab/link", tarfile.SYMTYPE, "/etc/passwd"),
    entry("files/ab/hard", tarfile.LNKTYPE, DATABASE),
    entry("files/ab", tarfile.DIRTYPE),
    entry("files/ab/pipe", tarfile.FIFOTYPE),
    entry("files/ab/disk", tarfile.BLKTYPE),
    entry("files/" + "a/" * 40 + "deep"),
    entry("files/ab/" + "x" * 300),
    entry("files/ab/รูป.jpg"),
    entry("secret-key"),
]


@pytest.mark.parametrize("odd", OUTSIDE, ids=lambda one: one.name[:30])
def test_nothing_that_no_backup_writes_is_let_through(tmp_path, contents, odd):
    told = refusal(pack(tmp_path / "a.tar", contents, extra=[(odd, b"x")]))
    assert told.endswith(
        f"holds something that no backup writes ({odd.name!r}). It was changed; do not use it."
    )
    assert not (tmp_path / "outside").exists()


def test_a_name_twice_is_refused(tmp_path, contents):
    told = refusal(pack(tmp_path / "a.tar", contents, extra=[(entry(FILE), b"another")]))
    assert f"holds {FILE!r} twice" in told


def test_what_comes_after_the_manifest_is_refused(tmp_path, contents):
    path = pack(tmp_path / "a.tar", contents)
    with tarfile.open(path, "a") as tar:
        tar.addfile(entry("files/ab/late.jpg"), io.BytesIO(b""))
    assert "twice" in refusal(path)


def test_a_part_that_the_manifest_does_not_name_is_refused(tmp_path, contents):
    told = refusal(pack(tmp_path / "a.tar", contents, extra=[(entry("files/ab/more.jpg"), b"more")]))
    assert "does not hold what its own list says ('files/ab/more.jpg')" in told


def test_a_part_that_is_gone_is_refused(tmp_path, contents):
    lost = Part("files/ef/lost.jpg", 3, "0" * 64)
    path = pack(tmp_path / "a.tar", contents, tell=lambda one: replace(one, parts=[*one.parts, lost]))
    assert "does not hold what its own list says ('files/ef/lost.jpg')" in refusal(path)


@pytest.mark.parametrize("part", [DATABASE, FILE])
def test_one_changed_byte_is_refused(tmp_path, contents, part):
    path = pack(tmp_path / "a.tar", contents)
    with tarfile.open(path) as tar:
        at = tar.getmember(part).offset_data + 5
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert refusal(path) == (
        f"{part!r} in {path} is not as it was saved: the archive is damaged or was changed. Take an earlier archive."
    )


def test_an_archive_cut_anywhere_is_refused(tmp_path, contents):
    whole = pack(tmp_path / "a.tar", contents).read_bytes()
    with tarfile.open(tmp_path / "a.tar") as tar:
        last = tar.getmember(MANIFEST)
        end = last.offset_data + last.size
    cut = tmp_path / "cut.tar"
    for length in [*range(0, end, 173), end - 1]:
        cut.write_bytes(whole[:length])
        assert "Copy it again" in refusal(cut) or "its beginning is damaged" in refusal(cut)


def test_any_flipped_byte_of_a_header_is_refused_or_harmless(tmp_path, contents):
    """Never an exception of another kind, and never other content."""
    path = pack(tmp_path / "a.tar", contents)
    whole, right = path.read_bytes(), check_archive(path).parts
    for at in range(512):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :])
        try:
            assert check_archive(path).parts == right
        except BackupRefused:
            continue


def test_without_a_manifest_it_was_not_finished(tmp_path, contents):
    assert "ends too early" in refusal(pack(tmp_path / "a.tar", contents, close=False))


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b"null", b"7", b'{"format": 1}', b'{"format": 1, "parts": [{}]}', b"\xff\xfe"]
)
def test_a_manifest_that_is_none_is_refused(tmp_path, contents, text):
    path = pack(tmp_path / "a.tar", {}, extra=[(entry(MANIFEST), text)], close=False)
    assert "is not an archive made by `ruamphon backup`" in refusal(path)


def test_an_archive_of_a_later_format_says_what_to_install(tmp_path, contents):
    path = pack(tmp_path / "a.tar", contents, tell=lambda one: replace(one, format=FORMAT + 1))
    assert refusal(path) == (
        f"{path} was made by a newer version of Ruamphon (format 2). Install that version, then restore."
    )


@pytest.mark.parametrize("content", [b"", b"no archive", b"\0" * 2048, json.dumps({}).encode() * 400])
def test_another_file_is_refused(tmp_path, content):
    path = tmp_path / "a.tar"
    path.write_bytes(content)
    assert refusal(path)


def test_no_file_is_refused(tmp_path):
    assert refusal(tmp_path / "none.tar") == f"There is no file {tmp_path / 'none.tar'}."
    assert refusal(tmp_path) == f"There is no file {tmp_path}."
