"""A pack that was changed in any way is told from one that was not, and a hostile one does no harm."""

import warnings
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruamphon.reports.domain import (
    FILES_NAME,
    MANIFEST_NAME,
    PDF_NAME,
    README_NAME,
    Verdict,
    sha256_of,
    verify,
)
from ruamphon.reports.domain.printed import printed_hash
from ruamphon.reports.domain.verifying import (
    BAD_LIST,
    DOUBLED,
    LISTED_GONE,
    LISTS_DIFFER,
    NO_FILE,
    NO_PACK,
    NO_ZIP,
    NOT_AS_LISTED,
    NOT_LISTED,
    NOT_PRINTED,
    ODD,
    TOO_BIG,
    UNSAFE,
    What,
)
from tests.reports.packing import EVIDENCE, KEY, contents, members, packed, pdf, relisted

PHOTO = "evidence/one/1-1.jpg"


@pytest.fixture(scope="module")
def sound():
    return members()


@pytest.fixture(scope="module")
def whole(sound, tmp_path_factory):
    return packed(tmp_path_factory.mktemp("pack") / "pack.zip", sound)


def found(path):
    return {(one.what, one.path, one.reason) for one in verify(path).findings}


def test_a_sound_pack_is_intact(whole, sound):
    checked = verify(whole)
    assert checked.findings == ()
    assert checked.verdict is Verdict.INTACT
    assert (checked.pack, checked.files) == (KEY, 6)
    assert checked.about["code"] == "CE-1"
    assert checked.manifest_sha256 == sha256_of(sound[MANIFEST_NAME])
    assert checked.files_sha256 == sha256_of(sound[FILES_NAME])


def test_a_pack_without_evidence_is_intact_and_one_slipped_in_is_noticed(tmp_path):
    empty = members({})
    assert verify(packed(tmp_path / "a.zip", empty)).verdict is Verdict.INTACT
    assert found(packed(tmp_path / "b.zip", {**empty, "x.jpg": b"x"})) == {(What.ADDED, "x.jpg", NOT_LISTED)}


def test_packing_it_again_more_tightly_changes_nothing(sound, tmp_path):
    with ZipFile(tmp_path / "again.zip", "w", ZIP_DEFLATED) as opened:
        for name, content in sound.items():
            opened.writestr(name, content)
    assert verify(tmp_path / "again.zip").verdict is Verdict.INTACT


@pytest.mark.parametrize("name", [PHOTO, README_NAME, PDF_NAME])
def test_a_changed_file_is_named(name, sound, tmp_path):
    spoiled = {**sound, name: sound[name] + b" "}
    assert (What.ALTERED, name, NOT_AS_LISTED) in found(packed(tmp_path / "x.zip", spoiled))
    assert verify(tmp_path / "x.zip").verdict is Verdict.ALTERED


def test_a_missing_file_is_named(sound, tmp_path):
    less = {name: content for name, content in sound.items() if name != PHOTO}
    assert found(packed(tmp_path / "x.zip", less)) == {(What.MISSING, PHOTO, LISTED_GONE)}


def test_an_added_file_is_named(sound, tmp_path):
    more = {**sound, "evidence/one/9-1.jpg": b"slipped in"}
    assert found(packed(tmp_path / "x.zip", more)) == {(What.ADDED, "evidence/one/9-1.jpg", NOT_LISTED)}


def test_a_file_and_the_manifest_changed_together_do_not_pass(sound, tmp_path):
    spoiled = relisted({**sound, PHOTO: b"A photo"}, MANIFEST_NAME)
    assert found(packed(tmp_path / "x.zip", spoiled)) == {
        (What.ALTERED, PHOTO, NOT_AS_LISTED),
        (What.SEAL, MANIFEST_NAME, LISTS_DIFFER),
    }


def test_a_file_and_both_lists_changed_together_do_not_fit_what_the_pdf_says(sound, tmp_path):
    spoiled = relisted(relisted({**sound, PHOTO: b"A photo"}, FILES_NAME), MANIFEST_NAME)
    assert found(packed(tmp_path / "x.zip", spoiled)) == {(What.SEAL, PDF_NAME, NOT_PRINTED)}
    assert verify(tmp_path / "x.zip").verdict is Verdict.ALTERED


def test_only_a_new_pdf_beside_new_lists_passes_and_then_the_hashes_are_others(sound, tmp_path):
    spoiled = relisted({**sound, PHOTO: b"A photo"}, FILES_NAME)
    forged = relisted({**spoiled, PDF_NAME: pdf(sha256_of(spoiled[FILES_NAME]))}, MANIFEST_NAME)
    checked = verify(packed(tmp_path / "x.zip", forged))
    assert checked.verdict is Verdict.INTACT
    assert checked.manifest_sha256 != sha256_of(sound[MANIFEST_NAME])
    assert checked.files_sha256 != sha256_of(sound[FILES_NAME])


@pytest.mark.parametrize("name", [MANIFEST_NAME, FILES_NAME])
@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'{"format": 1}', b"\xff", b"[" * 100_000])
def test_a_list_that_is_none_is_named(name, content, sound, tmp_path):
    assert (What.ALTERED, name, BAD_LIST) in found(packed(tmp_path / "x.zip", {**sound, name: content}))


def test_a_list_in_another_spelling_is_named(sound, tmp_path):
    spoiled = {**sound, MANIFEST_NAME: sound[MANIFEST_NAME].replace(b"  ", b" ")}
    assert found(packed(tmp_path / "x.zip", spoiled)) == {(What.ALTERED, MANIFEST_NAME, BAD_LIST)}


@pytest.mark.parametrize("name", [MANIFEST_NAME, FILES_NAME, PDF_NAME, README_NAME])
def test_each_of_our_own_files_is_missed(name, sound, tmp_path):
    less = {other: content for other, content in sound.items() if other != name}
    assert (What.MISSING, name, LISTED_GONE) in found(packed(tmp_path / "x.zip", less))


def refused(path):
    checked = verify(path)
    assert checked.verdict is Verdict.UNREADABLE
    return {(one.path, one.reason) for one in checked.findings}


def test_what_is_no_zip_is_said_to_be_none(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"%PDF-1.7 not a zip")
    assert refused(tmp_path / "x.zip") == {("", NO_ZIP)}
    assert refused(tmp_path / "gone.zip") == {("", NO_FILE)}
    assert refused(tmp_path) == {("", NO_ZIP)}
    assert refused(packed(tmp_path / "other.zip", {"a.txt": b"a"})) == {("", NO_PACK)}


@pytest.mark.parametrize(
    "name",
    [
        "../up.jpg",
        "/etc/passwd",
        "a/../../b",
        "C:\\x.jpg",
        "a\\b",
        "C:x",
        "a//b",
        "folder/",
        "a\x1b[2J",
        " a",
        "./a",
    ],
)
def test_a_name_that_could_lead_elsewhere_is_refused(name, sound, tmp_path):
    assert refused(packed(tmp_path / "x.zip", {**sound, name: b"x"})) == {(name, UNSAFE)}


@pytest.mark.parametrize("twin", [PHOTO, PHOTO.upper()])
def test_a_doubled_name_is_refused(twin, sound, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        packed(tmp_path / "x.zip", [*sound.items(), (twin, b"another")])
    assert refused(tmp_path / "x.zip") == {(PHOTO, DOUBLED), (twin, DOUBLED)}


def test_a_link_is_refused(sound, tmp_path):
    packed(tmp_path / "x.zip", sound)
    link = ZipInfo("evidence/link")
    link.external_attr = 0o120777 << 16
    with ZipFile(tmp_path / "x.zip", "a") as opened:
        opened.writestr(link, "/etc/passwd")
    assert refused(tmp_path / "x.zip") == {("evidence/link", ODD)}


def test_what_would_be_huge_is_not_unpacked(sound, tmp_path, monkeypatch):
    monkeypatch.setattr("ruamphon.reports.domain.verifying.MOST_UNPACKED", 10_000_000)
    with ZipFile(packed(tmp_path / "x.zip", sound), "a", ZIP_DEFLATED) as opened:
        opened.writestr("bomb.txt", bytes(10_000_001))
    assert (tmp_path / "x.zip").stat().st_size < 200_000
    assert refused(tmp_path / "x.zip") == {("", TOO_BIG)}


def test_no_hash_is_read_off_a_pdf_that_says_two_things_or_nothing():
    seal, other = sha256_of(b"a"), sha256_of(b"b")
    assert printed_hash(pdf(seal)) == seal
    assert printed_hash(pdf(seal).replace(seal.encode(), other.encode())) is None
    assert printed_hash(b"%PDF-1.7 nothing") is None
    assert printed_hash(b"") is None


@pytest.mark.parametrize(
    ("was", "now"), [('"made_at"', '"lade_at"'), ("T18:05", "T18:06"), ('"pack": "7c', '"pack": "7d')]
)
def test_what_the_outer_list_says_of_the_pack_is_held_against_the_inner_one(sound, tmp_path, was, now):
    said = sound[MANIFEST_NAME].decode()
    assert was in said
    changed = {**sound, MANIFEST_NAME: said.replace(was, now).encode()}
    assert found(packed(tmp_path / "said.zip", changed)) & {
        (What.SEAL, MANIFEST_NAME, LISTS_DIFFER),
        (What.ALTERED, MANIFEST_NAME, BAD_LIST),
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_flipped_anywhere_is_noticed_unless_no_file_changed(data, whole, sound, tmp_path):
    """Some bytes of a ZIP say nothing about its files (dates of the entries): those alone may pass."""
    content = bytearray(whole.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    spoiled = tmp_path / "flipped.zip"
    spoiled.write_bytes(content)
    if verify(spoiled).verdict is Verdict.INTACT:
        assert contents(spoiled) == sound


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_flipped_in_any_member_is_noticed_and_named(data, sound, tmp_path):
    """Packed anew, so that the ZIP's own checks are right: the lists have to notice."""
    name = data.draw(st.sampled_from(sorted(sound)))
    content = bytearray(sound[name])
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    checked = verify(packed(tmp_path / "flipped.zip", {**sound, name: bytes(content)}))
    assert checked.verdict is Verdict.ALTERED
    blamed = {one.path for one in checked.findings}
    assert name in blamed or name in {FILES_NAME, MANIFEST_NAME}  # a list that lies blames what it lists


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=400), keep=st.integers(0, 4000))
def test_rubbish_never_raises(junk, keep, whole, tmp_path):
    path = tmp_path / "junk.zip"
    path.write_bytes(whole.read_bytes()[:keep] + junk)
    assert verify(path).verdict in set(Verdict)


def test_a_damaged_zip_is_not_read_by_others_either(whole, tmp_path):
    (tmp_path / "half.zip").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(BadZipFile):
        contents(tmp_path / "half.zip")
    assert refused(tmp_path / "half.zip") == {("", NO_ZIP)}
    assert len(EVIDENCE) == 2
