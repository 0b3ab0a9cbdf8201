"""Before a visit: the whole file on one A4 sheet, drawn by a real browser."""

import shutil
import subprocess

import pikepdf
import pytest
from django.core.management import call_command
from django.urls import reverse

from ruamphon.registry.models import Enterprise
from tests.home import filling

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LONG = "กลุ่มเล่าเรื่องการทำน้ำพริกและการขายอย่างละเอียด " * 9
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"
    ),
]


@pytest.fixture
def sheets(client, cast, settings, tmp_path):
    """How many sheets the file of the first group takes, for somebody of the cast."""
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)

    def sheets(who):
        client.force_login(getattr(cast, who))
        page = client.get(reverse("home:enterprise-file", args=[cast.enterprise.pk])).content.decode()
        (tmp_path / "file.html").write_text(page.replace('"/static/', f'"{tmp_path}/static/'))
        pdf = tmp_path / "file.pdf"
        subprocess.run(
            [
                CHROMIUM,
                *QUIET,
                f"--user-data-dir={tmp_path}/profile",
                "--allow-file-access-from-files",
                "--no-pdf-header-footer",
                f"--print-to-pdf={pdf}",
                f"file://{tmp_path}/file.html",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return [[round(float(number)) for number in sheet.mediabox] for sheet in pikepdf.open(pdf).pages]

    return sheets


A4 = [0, 0, 595, 842]


def test_a_short_file_and_a_full_one_are_one_sheet_each(cast, sheets):
    assert sheets("officer") == [A4]
    filling.fill(cast, 12)
    for ago in range(20):
        filling.activity(cast, ago=ago + 1, found=LONG[:500])
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(about_th=LONG * 3, name_th=LONG[:200])
    assert sheets("officer") == [A4]
