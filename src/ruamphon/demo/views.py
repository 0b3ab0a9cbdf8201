"""Stepping into an invented person's account, while the example year is there."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ruamphon.core.text import Text
from ruamphon.demo import doors
from ruamphon.people.keys.door import BACKEND
from ruamphon.people.keys.models import SignIn
from ruamphon.people.views import show_door

MOST_A_MINUTE = 60
"""Sign-ins to the example in one minute, by everybody together: enough for a class, not for flooding the sessions."""
STAYS_FOR = 8 * 60 * 60
"""Seconds until a visit to the example ends by itself."""
TOO_MANY = Text(
    "ตอนนี้มีคนกำลังเข้ามาลองใช้พร้อมกันมาก รอหนึ่งนาทีแล้วกดอีกครั้ง",
    "Many people are trying the example right now. Wait a minute, then press again.",
)


@login_not_required
@never_cache
def enter(request):
    """Sign in as the invented person of a role. Without the example year there is no such page."""
    if not doors.offer(request):
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    account = doors.account_for(request.POST.get("as", ""))
    if account is None:
        raise Http404
    lately = timezone.now() - timedelta(minutes=1)
    if SignIn.objects.filter(account__is_demo=True, since__gt=lately).count() >= MOST_A_MINUTE:
        answer = show_door(request, problem=str(TOO_MANY))
        answer.status_code = 429
        return answer
    login(request, account, backend=BACKEND)
    request.session.set_expiry(STAYS_FOR)
    return redirect(settings.LOGIN_REDIRECT_URL)
