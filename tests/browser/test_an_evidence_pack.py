"""An officer makes an evidence pack on a phone, watches it come, takes it away, and the command finds it intact."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ruamphon.reports import tasks, working
from ruamphon.reports.checking import AS_IN_HISTORY, report
from ruamphon.reports.models import Pack
from tests import cast as cast_module
from tests import world as world_module
from tests.browser.signing_in import let_in

RUAMPHON = Path(sys.executable).parent / "ruamphon"


class BusyWorker:
    """A queue whose worker has not come round yet."""

    @staticmethod
    def enqueue(_pack):
        """Nothing happens for now."""


@pytest.fixture
def world(transactional_db):
    return world_module.build(cast_module.build())


def test_a_pack_comes_while_one_watches_and_verifies(world, phone, live_server, tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "make_pack", BusyWorker)
    page = phone()
    let_in(page, world.cast.officer, live_server)
    page.goto(f"/enrolments/{world.enrolment}/roadmap/")
    page.locator(".more summary").click()
    page.get_by_role("link", name="แฟ้มหลักฐาน").click()
    page.get_by_role("link", name="ทำแฟ้มใหม่").click()
    page.get_by_text("หลักฐาน การลงพื้นที่ และมติ").click()
    page.get_by_role("button", name="ทำแฟ้ม").click()
    page.get_by_text("รอคิวจัดทำ").wait_for()

    pack = working.claim(Pack.objects.latest("pk").pk, Pack.objects.latest("pk").asked_at)
    working._renew(pack, done=1)
    page.get_by_text("1 จาก 4").wait_for()
    assert page.get_by_role("progressbar", name="ไฟล์ที่ใส่แล้ว").get_attribute("value") == "1"
    pack.leased_until = None
    working._make(pack)
    with page.expect_download() as started:
        page.get_by_role("link", name="ดาวน์โหลดแฟ้ม").click()
    kept = tmp_path / started.value.suggested_filename
    started.value.save_as(kept)
    assert kept.name.startswith("evidence-pack-CE-90001-")

    pack.refresh_from_db()
    assert page.get_by_text(pack.manifest_sha256).count() == 1
    code, lines = report(kept)
    assert code == 0
    assert f"  • {AS_IN_HISTORY.th} / {AS_IN_HISTORY.en}" in lines
    keep = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    elsewhere = keep | {"RUAMPHON_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ruamphon.settings"}
    alone = subprocess.run(
        [RUAMPHON, "verify", kept], env=elsewhere, capture_output=True, text=True, check=False
    )
    assert (alone.returncode, alone.stderr) == (0, "")
    assert f"manifest.json SHA-256 {pack.manifest_sha256}" in alone.stdout
    kept.write_bytes(kept.read_bytes().replace(b"JFIF", b"JFIE", 1))
    spoilt = subprocess.run(
        [RUAMPHON, "verify", kept], env=elsewhere, capture_output=True, text=True, check=False
    )
    assert spoilt.returncode == 1
    assert "ถูกแก้ไข / altered" in spoilt.stderr
    page.screenshot(path=os.environ.get("PACK_SHOT", str(tmp_path / "pack.png")), full_page=True)
