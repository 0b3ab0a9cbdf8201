"""One's own keys: what opens my account, where it is open, and what was done with it."""

from functools import wraps

import segno
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.history import render_history
from ruamphon.people.keys import actions, codes, door, line, queries, webauthn_ceremony
from ruamphon.people.keys import sessions as session_rows
from ruamphon.people.keys.door_views import NOT_SHOWN, keep_challenge, take_challenge
from ruamphon.people.keys.forms import CodeForm, PasskeyForm, PasskeyNameForm, ProveForm
from ruamphon.people.keys.models import Passkey, SignIn
from ruamphon.people.keys.sealing import seal, unseal

SECRET = "new_authenticator"  # noqa: S105 — the name of a place in the session
CODES = "new_recovery_codes"

NOT_YOUR_PASSWORD = Text(
    "รหัสผ่านไม่ถูกต้อง ลองอีกครั้ง ถ้าผิดครบ 5 ครั้ง บัญชีจะพัก 10 นาที",
    "This password is not right. Try again; after 5 wrong tries the account rests for 10 minutes.",
)
WRONG_SETUP_CODE = Text(
    "รหัสไม่ตรงกับแอป ดูว่าเวลาของมือถือตั้งเป็นอัตโนมัติ แล้วใส่รหัสที่เห็นตอนนี้",
    "The code does not fit. Check that the phone sets its clock by itself, then enter the code you see now.",
)


def proved(view):
    """Changing keys asks who is there, unless they signed in or gave their password within a quarter of an hour."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if session_rows.is_proved(request):
            return view(request, *args, **kwargs)
        back = request.path if request.method == "GET" else reverse("people:security")
        return redirect(f"{reverse('people:prove')}?{urlencode({'next': back})}")

    return asked


@require_GET
def security(request):
    """What opens my account, and where to change it."""
    context = {
        "keys": queries.keys_of(request.user),
        "line_is_on": line.is_on(),
        "is_open_at": queries.open_sign_ins(request.user).count(),
    }
    return render(request, "people/security.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def prove(request):
    """The password once more, before keys are changed: a phone lying open is not its owner."""
    form = ProveForm(request.POST or None)
    if form.is_valid():
        password = form.cleaned_data["password"]
        if authenticate(request, identifier=request.user.username, password=password) == request.user:
            session_rows.prove(request)
            return redirect(door.safe(request, request.POST.get("next") or reverse("people:security")))
        form.add_error("password", str(NOT_YOUR_PASSWORD))
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "people/prove.html", {"form": form, "next": wanted})


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@proved
def totp_new(request):
    """Set up an authenticator app: scan the QR, then show that it works. Nothing is kept before that."""
    if hasattr(request.user, "authenticator"):
        return redirect("people:security")
    secret = unseal(request.session.get(SECRET, "")) or codes.new_secret()
    request.session[SECRET] = seal(secret)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        step = codes.step_of_code(secret, form.cleaned_data["code"], timezone.now(), after=0)
        if step is None:
            form.add_error("code", str(WRONG_SETUP_CODE))
        elif attempt(form, lambda: actions.add_authenticator(by=request.user, secret=secret, step=step)):
            del request.session[SECRET]
            return _key_added(
                request, form.result, Text("ตั้งแอปยืนยันตัวตนแล้ว", "The authenticator app is set up.")
            )
    address = codes.setup_address(secret, request.user.username)
    qr = segno.make(address, error="m").svg_inline(scale=6, border=2, svgclass="qr-code", lineclass=None)
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {"form": form, "qr": qr, "secret": spaced, "address": address}
    return render(request, "people/totp_new.html", context)


def _key_added(request, new_codes, said):
    """With the first key other devices are signed out, as they have not made the second step, and codes are shown."""
    messages.success(request, str(said))
    if not new_codes:
        return redirect("people:security")
    actions.close_elsewhere(by=request.user, keep=request.session.session_key)
    return _show_codes(request, new_codes)


def _show_codes(request, new_codes):
    request.session[CODES] = seal(" ".join(new_codes))
    return redirect("people:recovery-codes")


@never_cache
@require_GET
def recovery_codes(request):
    """The ten codes just made, to print or write down. Drawn once."""
    made = unseal(request.session.pop(CODES, ""))
    if not made:
        return redirect("people:security")
    return render(request, "people/recovery_codes.html", {"codes": made.split(), "made_at": timezone.now()})


@require_POST
@proved
def recovery_codes_new(request):
    """Ten new recovery codes; the old ones stop working."""
    try:
        return _show_codes(request, actions.make_recovery_codes(by=request.user))
    except Impossible as problem:
        messages.error(request, str(problem.reason))
        return redirect("people:security")


@require_http_methods(["GET", "POST"])
@proved
def totp_remove(request):
    """Take the authenticator app away."""
    if request.method == "POST":
        actions.remove_authenticator(by=request.user)
        messages.success(request, str(Text("เอาแอปยืนยันตัวตนออกแล้ว", "The authenticator app is gone.")))
        return redirect("people:security")
    what = Text("แอปยืนยันตัวตน", "Authenticator app")
    return render(request, "people/key_remove.html", {"what": what, "is_last": _is_last(request.user)})


def _is_last(account):
    """Whether taking one key away leaves the password alone."""
    keys = queries.keys_of(account)
    return len(keys.passkeys) + bool(keys.authenticator) <= 1


@require_POST
@proved
def passkey_new_options(request):
    """What the browser needs to make a passkey."""
    options, challenge = webauthn_ceremony.ask_to_make(webauthn_ceremony.site_of(request), request.user)
    keep_challenge(request, challenge)
    return JsonResponse(options)


@never_cache
@require_http_methods(["GET", "POST"])
@proved
def passkey_new(request):
    """Add a passkey: the browser makes it, we keep its public half."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        challenge, answer = take_challenge(request), form.cleaned_data["credential"]
        key = (
            webauthn_ceremony.made(webauthn_ceremony.site_of(request), challenge, answer)
            if challenge
            else None
        )
        name = form.cleaned_data["name"]
        if key is None:
            form.add_error(None, str(NOT_SHOWN))
        elif attempt(form, lambda: actions.add_passkey(by=request.user, name=name, passkey=key)):
            return _key_added(request, form.result, Text("เพิ่มพาสคีย์แล้ว", "Passkey added."))
    return render(request, "people/passkey_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def passkey_edit(request, pk):
    """Call a passkey something else."""
    passkey = get_object_or_404(Passkey, pk=pk, account=request.user)
    form = PasskeyNameForm(request.POST or None, initial={"name": passkey.name})
    if form.is_valid():
        actions.rename_passkey(by=request.user, passkey=passkey, name=form.cleaned_data["name"])
        messages.success(request, str(Text("บันทึกแล้ว", "Saved.")))
        return redirect("people:security")
    return render(request, "people/passkey_edit.html", {"form": form, "passkey": passkey})


@require_http_methods(["GET", "POST"])
@proved
def passkey_remove(request, pk):
    """Take a passkey away."""
    passkey = get_object_or_404(Passkey, pk=pk, account=request.user)
    if request.method == "POST":
        actions.remove_passkey(by=request.user, passkey=passkey)
        messages.success(request, str(Text("เอาพาสคีย์ออกแล้ว", "The passkey is gone.")))
        return redirect("people:security")
    context = {"what": passkey.name, "is_last": _is_last(request.user)}
    return render(request, "people/key_remove.html", context)


@require_POST
@proved
def line_unlink(request):
    """LINE opens this account no longer."""
    actions.unlink_line(by=request.user)
    messages.success(request, str(Text("เลิกเชื่อมบัญชี LINE แล้ว", "LINE account unlinked.")))
    return redirect("people:security")


@require_GET
def sessions(request):
    """Where my account is open now."""
    rows = queries.open_sign_ins(request.user)
    here = request.session.session_key
    return render(request, "people/sessions.html", {"rows": rows, "here": here})


@require_POST
def session_end(request, pk):
    """Sign out on one device."""
    row = get_object_or_404(SignIn, pk=pk, account=request.user)
    is_here = row.session_key == request.session.session_key
    actions.end_sign_in(by=request.user, sign_in=row)
    if is_here:
        logout(request)
        return redirect("people:sign-in")
    messages.success(request, str(Text("ออกจากระบบในเครื่องนั้นแล้ว", "Signed out on that device.")))
    return redirect("people:sessions")


@require_POST
def sessions_end(request):
    """Sign out everywhere, here too."""
    actions.end_sign_ins(by=request.user)
    logout(request)
    messages.success(request, str(Text("ออกจากระบบทุกเครื่องแล้ว", "Signed out everywhere.")))
    return redirect("people:sign-in")


@require_GET
def account_history(request):
    """What was done with my account: keys, passwords, links an officer made."""
    title = Text("ประวัติบัญชีของฉัน", "History of my account")
    return render_history(request, record=request.user.person, title=title, back=reverse("people:security"))
