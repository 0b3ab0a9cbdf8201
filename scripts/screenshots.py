"""`make screenshots`: the README's pictures, from the running product with the published programme and an invented group.

Everything happens in a folder of its own: nothing of yours is touched. Needs Debian's chromium.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = int(os.environ.get("SCREENSHOT_PORT", "8765"))
BASE = f"http://localhost:{PORT}"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "locale": "th-TH",
    "is_mobile": True,
}
DESK = {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 1, "locale": "th-TH"}


def main() -> None:
    chromium = shutil.which("chromium") or sys.exit("✗ No chromium here. Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory(prefix="ruamphon-pictures-") as home:
        os.environ |= {
            "RUAMPHON_HOME": home,
            "PORT": str(PORT),
            "DJANGO_SETTINGS_MODULE": "ruamphon.settings",
        }
        os.environ |= {"RUAMPHON_LOG_LEVEL": "ERROR"}
        sys.path.insert(0, str(ROOT))
        world = _fill()
        granian = [Path(sys.executable).parent / "granian", "--interface", "wsgi", "--port", str(PORT)]
        server = subprocess.Popen([*granian, "--log-level", "critical", "ruamphon.wsgi:application"])
        try:
            _wait()
            _take(chromium, world)
        finally:
            server.terminate()
            server.wait(timeout=10)


def _fill():
    """An empty database with the published programme and, beside it, the invented group of the tests."""
    import django

    django.setup()
    from django.core.management import call_command

    from ruamphon.seeds.load import load_all
    from tests import cast, world

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_all(say=lambda _: None)
    built = world.build(cast.build())
    _hide_from_the_public(built)
    return built


def _hide_from_the_public(built) -> None:
    """The public pictures show published facts only."""
    built.cast.enterprise.published_at = None
    built.cast.enterprise.save()
    built.cast.programme.is_public = False
    built.cast.programme.save()


def _wait() -> None:
    for _ in range(100):
        try:
            with urlopen(f"{BASE}/healthz", timeout=2):  # noqa: S310 — our own loopback address
                return
        except (URLError, OSError):
            time.sleep(0.2)
    sys.exit("✗ The server did not answer.")


def _take(chromium: str, world) -> None:
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(parents=True, exist_ok=True)
    quiet = ["--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-gpu"]
    pictures = (
        ("today-phone", PHONE, "officer2", "/today/"),
        ("gate-phone", PHONE, "officer2", f"/gates/{world.gate}/"),
        ("enterprise-file", DESK, "officer2", f"/enterprises/{world.enterprise}/"),
        ("showcase", DESK, None, "/"),
        ("roadmap-phone", PHONE, "member", f"/enrolments/{world.enrolment}/roadmap/"),
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=quiet)
        for name, device, who, path in pictures:
            if name == "roadmap-phone":
                _give_the_group_its_turn(world)
            context = browser.new_context(base_url=BASE, **device)
            page = context.new_page()
            if who:
                _sign_in(page, who)
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
            print(f"• docs/images/{name}.png")
            context.close()
        browser.close()


def _give_the_group_its_turn(world) -> None:
    """The proposal is taken back and the group's signature is asked for again."""
    from threading import Thread

    from ruamphon.pathway import actions
    from ruamphon.pathway.models import Gate, SignOff

    def change() -> None:
        cast = world.cast
        actions.withdraw_gate(by=cast.officer, gate=Gate.objects.get(pk=world.gate), reason="รอกลุ่มอ่านอีกครั้ง")
        sign_off = SignOff.objects.get(pk=world.sign_off)
        actions.withdraw_sign_off(by=cast.member, sign_off=sign_off, reason="ขออ่านกับสมาชิกอีกครั้ง")

    thread = Thread(target=change)  # the browser keeps an event loop here, where Django would refuse
    thread.start()
    thread.join()


def _sign_in(page, who: str) -> None:
    from tests.cast import PASSWORD

    page.goto("/people/sign-in/")
    page.locator("[name=identifier]").fill(who)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form .btn-primary").click()
    page.wait_for_url("**/today/")


if __name__ == "__main__":
    main()
