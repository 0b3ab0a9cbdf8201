"""What an invented person's account may not do, since anybody may step into it: change itself, or let people in."""

from django.shortcuts import render

from ruamphon.core.example import showing_example
from ruamphon.core.text import Text

CLOSED = frozenset(
    [
        "people:account",
        "people:mail",
        "people:access-invite",
        "people:new-link",
        "people:totp-new",
        "people:totp-remove",
        "people:passkey-new",
        "people:passkey-new-options",
        "people:passkey-edit",
        "people:passkey-remove",
        "people:recovery-codes-new",
        "people:line-start",
        "people:line-link",
        "people:line-unlink",
        "people:prove",
        "people:sessions-end",
        "people:session-end",
        "home:erasure-ask",
    ]
)
"""Pages that still open, and whose buttons do nothing: keys, addresses, invitations, other visitors' sessions."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
NOT_HERE = Text(
    "บัญชีตัวอย่างมีไว้ให้ทุกคนลอง จึงเปลี่ยนรหัสผ่าน ที่อยู่ติดต่อ หรือเชิญคนไม่ได้ ส่วนอื่นลองได้ตามสบาย",
    "Everybody shares this example account, so its password, contact details and invitations stay closed. "
    "Try anything else.",
)


class ExampleMiddleware:
    """Marks what an invented person sees and takes away as an example, and keeps their account from being changed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_example = request.user.is_authenticated and request.user.is_demo
        with showing_example(is_example=is_example):
            return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):  # noqa: ARG002 — Django's signature
        """Refuse what would change the account or let somebody in."""
        if request.method in SAFE or request.resolver_match.view_name not in CLOSED:
            return None
        if request.user.is_authenticated and request.user.is_demo:
            return render(request, "403.html", {"reason": NOT_HERE}, status=403)
        return None
