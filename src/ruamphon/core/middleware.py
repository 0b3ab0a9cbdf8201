"""A request id on every request, and the one place where a refusal becomes a page."""

from uuid import uuid4

import structlog
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from ruamphon.core.refusals import Refused


class RequestIdMiddleware:
    """Gives each request an id, for the log, the audit rows and the response header."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.id)
        response = self.get_response(request)
        response["X-Request-ID"] = request.id
        return response


class NoTraceMiddleware:
    """Pages of a signed-in person leave no copy behind: on a shared phone "back" must not show them again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class RefusalMiddleware:
    """Turns `Refused` into the 403 page with its sentence, so views need not."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        return None
