"""Keeping checked files and handing them out again."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import override_settings
from django.urls import path

from ruamphon.core import files
from ruamphon.core.enums import FileKind
from ruamphon.core.models import StoredFile
from ruamphon.core.uploads import check_upload
from tests.cast import account
from tests.core.uploads.made import encoded, image, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return tmp_path


def kept(content, name, by=None):
    return files.store(check_upload(BytesIO(content), name=name), name=name, by=by)


def test_a_file_is_kept_under_a_random_name_with_its_facts(root):
    sender = account("siri", "ศิริ")
    content = pdf()
    stored = kept(content, "แผนการตลาด.pdf", by=sender)
    assert (root / stored.path).read_bytes() == content
    assert (stored.kind, stored.name, stored.media_type) == (
        FileKind.PDF,
        "แผนการตลาด.pdf",
        "application/pdf",
    )
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (stored.width, stored.height, stored.stored_by_id) == (None, None, sender.person_id)
    folder, key = stored.path.split("/")
    assert (folder, len(key), key.endswith(".pdf")) == (key[:2], 36, True)


def test_the_same_file_twice_is_two_files_with_one_fingerprint(root):
    one, two = kept(pdf(), "a.pdf"), kept(pdf(), "a.pdf")
    assert one.path != two.path
    assert one.sha256 == hashlib.sha256((root / one.path).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "..\\..\\x.pdf", "a/b.pdf", "\x00.pdf", "ก" * 500 + ".pdf", ""],
)
def test_the_senders_name_never_becomes_a_path(root, name):
    stored = kept(pdf(), name.replace("\x00", "") or "x")
    written = [each.relative_to(root).as_posix() for each in root.rglob("*") if each.is_file()]
    assert written == [stored.path]
    assert Path(stored.path).suffix == ".pdf"
    assert len(stored.name) <= 200


def test_a_photo_keeps_its_size_in_pixels(root):
    stored = kept(encoded(image((40, 20)), "PNG"), "รูป.png")
    assert (stored.kind, stored.width, stored.height, stored.media_type) == ("photo", 40, 20, "image/jpeg")


@pytest.mark.parametrize(
    ("name", "path_", "shown"),
    [
        ("แผน.pdf", "ab/x.pdf", "แผน.pdf"),
        ("แผน.PDF", "ab/x.pdf", "แผน.pdf"),
        ("report.hta", "ab/x.pdf", "report.hta.pdf"),
        ("IMG_1.png", "ab/x.jpg", "IMG_1.jpg"),
        ("IMG_1.jpeg", "ab/x.jpg", "IMG_1.jpg"),
        ("แผน v1.2", "ab/x.docx", "แผน v1.2.docx"),
        ("gpj\u202e.exe", "ab/x.pdf", "gpj.exe.pdf"),
        (".pdf", "ab/x.pdf", "file.pdf"),
        ("", "ab/x.pdf", "file.pdf"),
    ],
)
def test_a_download_is_named_as_sent_and_ends_as_its_content_demands(name, path_, shown):
    assert files.download_name(StoredFile(name=name, path=path_)) == shown


def serve_first(_request):
    return files.serve(StoredFile.objects.get())


urlpatterns = [path("file/", login_not_required(serve_first))]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("content", "name", "disposition", "media_type"),
    [
        (pdf(), 'แผน "ก"/ข.pdf', "attachment; filename*=UTF-8''%E0%B9%81%E0%B8%9C%E0%B8%99%20%22%E0%B8%81%22%2F%E0%B8%82.pdf", "application/pdf"),
        (encoded(image()), "a.jpg", "inline; filename*=UTF-8''a.jpg", "image/jpeg"),
    ],
    ids=["a document downloads", "a photo opens in the page"],
)  # fmt: skip
def test_headers_as_they_leave_the_whole_site(client, root, content, name, disposition, media_type):
    stored = kept(content, name)
    answer = client.get("/file/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == (root / stored.path).read_bytes()
    assert {
        "Content-Type": media_type,
        "Content-Disposition": disposition,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }.items() <= dict(answer.items()).items()
