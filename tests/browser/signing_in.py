"""Signing in as a person would, or with a ready session where signing in is not what a test is about."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from ruamphon.core.sessions import SessionStore
from ruamphon.people.keys.models import SignIn
from ruamphon.people.keys.sessions import PROVED, ROW, SEEN
from tests.cast import PASSWORD


def sign_in(page, identifier, password=PASSWORD):
    """Through the sign-in page."""
    page.goto("/people/sign-in/")
    page.get_by_label("ชื่อผู้ใช้ อีเมล หรือเบอร์โทร").fill(identifier)
    page.get_by_label("รหัสผ่าน", exact=False).first.fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url("**/today/")


def let_in(page, account, live_server, language="th"):
    """By a session cookie, for tests that look at many pages."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[PROVED] = timezone.now().isoformat()
    session.save()
    row = SignIn.objects.create(
        account=account, session_key=session.session_key, browser="Chrome", system="Android"
    )
    session[ROW], session[SEEN] = row.pk, session[PROVED]
    session.save()
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.LANGUAGE_COOKIE_NAME: language}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
