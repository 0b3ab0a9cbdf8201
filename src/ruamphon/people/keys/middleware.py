"""Two things that hold on every page: the device was seen, and staff have a second step where that is asked for."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

from ruamphon.core.text import Text
from ruamphon.people.keys import sessions
from ruamphon.people.keys.queries import has_second_step, is_staff

SET_UP_FIRST = Text(
    "โครงการขอให้ผู้จัดการและเจ้าหน้าที่ยืนยันสองขั้น ตั้งค่าที่นี่ก่อน ใช้เวลาไม่กี่นาที",
    "The programme asks managers and officers for a second step. Set it up here first; it takes a few minutes.",
)
OPEN_WITHOUT = frozenset(
    [
        "people:security",
        "people:prove",
        "people:totp-new",
        "people:passkey-new",
        "people:passkey-new-options",
        "people:recovery-codes",
        "people:sign-out",
        "people:switch",
        "people:sign-in",
        "people:second-step",
        "set_language",
        "healthz",
        "readyz",
    ]
)
"""What staff may open before they have set up a second step: the way there, and out."""


class SignInMiddleware:
    """Notes when a device was seen, and leads staff without a second step to setting one up, if that is asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            sessions.see(request)
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):  # noqa: ARG002 — Django's signature
        """Send staff without a second step to the page where they set it up."""
        if not settings.STAFF_SECOND_FACTOR or request.resolver_match.view_name in OPEN_WITHOUT:
            return None
        if not request.user.is_authenticated or request.user.is_demo:
            return None  # an example account has no first step either
        if not is_staff(request.user) or has_second_step(request.user):
            return None
        messages.info(request, str(SET_UP_FIRST))
        return redirect("people:security")
