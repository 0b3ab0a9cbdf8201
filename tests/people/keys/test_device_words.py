import pytest

from ruamphon.people.keys.device_words import device_words
from ruamphon.people.keys.models import SignIn

AGENTS = {
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36": (
        "Chrome",
        "Android",
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1": (
        "Safari",
        "iPhone",
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/15.9.0": (
        "LINE",
        "iPhone",
    ),
    "Mozilla/5.0 (Linux; Android 14; SM-A556E) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36": (
        "Samsung Internet",
        "Android",
    ),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0": (
        "Edge",
        "Windows",
    ),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0": (
        "Firefox",
        "Mac",
    ),
    "curl/8.5": ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize(("agent", "words"), AGENTS.items(), ids=lambda value: str(value)[:20])
def test_a_browser_in_two_words(agent, words):
    assert device_words(agent) == words


def test_a_device_in_both_languages():
    assert SignIn(browser="Chrome", system="Android").device.th == "Chrome บน Android"
    assert SignIn(browser="Chrome", system="Android").device.en == "Chrome on Android"
    assert SignIn(system="iPhone").device.th == "iPhone"
    assert (SignIn().device.th, SignIn().device.en) == ("เครื่องที่ไม่รู้จัก", "An unknown device")
