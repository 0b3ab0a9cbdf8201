"""A phone 390 px wide, in Thai, on Debian's chromium; `screen` is that phone and then a desk of 1280 px.

A page says of itself, once it has loaded, that it scrolls sideways: a test that asked it from outside could
ask in the instant between two pages.

With SLOW=6 the phone's processor is six times slower and each answer comes 150 ms later: a journey that only
passes on a quick machine says so here.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Error

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PAGES = pytest.StashKey[list]()
HERE = Path(__file__).parent
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 844}, "has_touch": False, "is_mobile": False}


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no chromium on this machine (Debian: apt-get install chromium)")
                )


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = [
        "--no-sandbox",
        "--disable-background-networking",
        "--no-first-run",
        "--disable-gpu",
        "--disable-sync",
    ]
    return {"executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "th-TH", **PHONE}


SLOW = os.environ.get("SLOW")
WIDE = """addEventListener('load', () => {
  const {scrollWidth, clientWidth} = document.documentElement;
  if (scrollWidth > clientWidth) console.error(`scrolls sideways, ${scrollWidth} px: ${location}`);
});"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A journey that failed says where each of its people stood, and what they read."""
    report = yield
    if report.failed and call.when == "call":
        report.sections += [("what a page said", _said(page)) for page in item.stash.get(PAGES, [])]
    return report


def _said(page):
    try:
        return f"{page.url}\n{page.locator('body').inner_text(timeout=2000)[:3000]}"
    except Error as error:
        return f"{page.url}\n{error}"


@pytest.fixture
def phone(request, new_context, live_server):
    """`phone()` gives a fresh phone: its own cookies, its own page. Nothing may go wrong in its console.

    No page it opens may scroll sideways.
    """
    problems, pages = [], request.node.stash.setdefault(PAGES, [])

    def take_up(**options):
        page = new_context(base_url=live_server.url, **options).new_page()
        pages.append(page)
        page.add_init_script(WIDE)
        if SLOW:
            _slow_down(page, float(SLOW))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if _is_trouble(message) else None)
        return page

    yield take_up
    assert problems == []


def _slow_down(page, times):
    wire = page.context.new_cdp_session(page)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": times})
    wire.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000},
    )


def _size(name, device):
    return pytest.param(
        device["viewport"]["width"], marks=pytest.mark.browser_context_args(**device), id=name
    )


@pytest.fixture(params=[_size("phone", PHONE), _size("desk", DESK)])
def screen(phone):
    """`screen()` gives a fresh browser, of a phone and then of a desk."""
    return phone


def _is_trouble(message):
    expected = ("404 (Not Found)", "403 (Forbidden)", "410 (Gone)")  # pages that are meant to refuse
    return message.type == "error" and not any(words in message.text for words in expected)
