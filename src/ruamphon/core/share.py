"""A page to share one thing by: ready text in both languages, the link, its QR, and LINE by a plain link, without any API.

The link shows nothing to who has no account or may not see the thing: the thing's own page decides.
"""

from urllib.parse import quote

import segno
from django.shortcuts import render

from ruamphon.core.text import Text

READY = Text(
    "{what}\nเปิดดูในรวมพล (ต้องเข้าสู่ระบบ)\n{url}", "{what}\nOpen it in Ruamphon (sign-in needed)\n{url}"
)


def line_link(text: str) -> str:
    """The address that opens LINE with a text ready to be sent."""
    return f"https://line.me/R/share?text={quote(text)}"


def qr_picture(url: str) -> str:
    """The QR of an address, as markup made from nothing but squares."""
    return str(segno.make(url, error="m").svg_inline(scale=6, border=2, svgclass="qr-code", lineclass=None))


def share_page(request, *, what: Text, path: str):
    """The share page of a thing: `what` names it in a line, `path` is its page, where the back link leads, too.

    The caller has loaded the thing with visible_to.
    """
    url = request.build_absolute_uri(path)
    ready = READY.format(what=what, url=url)
    texts = [("th", "ไทย", what.th, ready.th), ("en", "English", what.en, ready.en)]
    context = {
        "what": what,
        "url": url,
        "path": path,
        "qr": qr_picture(url),
        "texts": [(code, name, said, text, line_link(text)) for code, name, said, text in texts],
    }
    return render(request, "core/share.html", context)
