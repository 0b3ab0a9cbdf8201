"""`make screenshots`: the README's pictures, from the running product with the published programme and the example year.

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
        pages = _pages(_fill())
        granian = [Path(sys.executable).parent / "granian", "--interface", "wsgi", "--port", str(PORT)]
        server = subprocess.Popen([*granian, "--log-level", "critical", "ruamphon.wsgi:application"])
        try:
            _wait()
            _take(chromium, pages)
        finally:
            server.terminate()
            server.wait(timeout=10)


def _fill():
    """An empty database with the published programme and, beside it, the example year."""
    import django

    django.setup()
    from django.core.management import call_command

    from ruamphon.demo.make import make_demo
    from ruamphon.seeds.load import load_all

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_all(say=lambda _: None)
    return make_demo()


def _pages(world) -> tuple[tuple[str, dict, str, str], ...]:
    """(name of the picture, device, role at the door, address)"""
    from ruamphon.costing.models import Recipe
    from ruamphon.pathway.enums import GateState
    from ruamphon.pathway.models import Gate

    gate = Gate.objects.get(enrolment__cohort__programme=world.programme, state=GateState.PROPOSED)
    group = world.groups["homestay"]
    sheet = Recipe.objects.filter(enterprise=group.enterprise, cost__isnull=False).earliest("pk")
    return (
        ("board", DESK, "manager", f"/cohorts/{world.cohorts['this'].pk}/board/"),
        ("roadmap-phone", PHONE, "member", f"/enrolments/{group.enrolment.pk}/roadmap/"),
        ("today-phone", PHONE, "officer", "/today/"),
        ("gate-phone", PHONE, "officer", f"/gates/{gate.pk}/"),
        ("potential-phone", PHONE, "member", f"/enterprises/{group.enterprise.pk}/potential/"),
        ("three-questions-phone", PHONE, "member", f"/enterprises/{group.enterprise.pk}/costs/new/"),
        ("sheet-phone", PHONE, "member", f"{sheet.get_absolute_url()}#figures"),
        ("enterprise-file", DESK, "officer", f"/enterprises/{group.enterprise.pk}/"),
        ("showcase", DESK, "", "/"),
    )


def _wait() -> None:
    for _ in range(100):
        try:
            with urlopen(f"{BASE}/healthz", timeout=2):  # noqa: S310 — our own loopback address
                return
        except (URLError, OSError):
            time.sleep(0.2)
    sys.exit("✗ The server did not answer.")


def _take(chromium: str, pages) -> None:
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(parents=True, exist_ok=True)
    quiet = ["--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=quiet)
        for name, device, role, path in pages:
            context = browser.new_context(base_url=BASE, **device)
            page = context.new_page()
            if role:
                page.goto("/people/sign-in/")
                page.locator(f".example-door[value={role}]").click()
                page.wait_for_url("**/today/")
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
            print(f"• docs/images/{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
