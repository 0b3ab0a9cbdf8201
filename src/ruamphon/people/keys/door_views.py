"""Between the password and the session: the second step, a passkey instead of both, and LINE."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.keys import actions, checks, door, line, sessions, webauthn_ceremony
from ruamphon.people.keys.forms import CodeForm, RecoveryCodeForm
from ruamphon.people.keys.models import LineLink, Passkey, RecoveryCode
from ruamphon.people.keys.queries import keys_of
from ruamphon.people.keys.sealing import line_hash
from ruamphon.people.sign_in import LOCKED_FOR, TRIES, is_locked
from ruamphon.people.views import show_door

CHALLENGE = "passkey_challenge"
LINE_KEPT = "line"
LASTS = timedelta(minutes=10)

WRONG_CODE = Text(
    "รหัสไม่ถูกต้องหรือใช้ไปแล้ว รอรหัสใหม่ในแอปแล้วลองอีกครั้ง ถ้าผิดครบ {tries} ครั้ง บัญชีจะพัก {minutes} นาที",
    "The code is not right or has been used. Wait for the next one and try again; after {tries} wrong tries the "
    "account rests for {minutes} minutes.",
).format(tries=TRIES, minutes=LOCKED_FOR // timedelta(minutes=1))
WRONG_RECOVERY = Text(
    "รหัสสำรองไม่ถูกต้องหรือใช้ไปแล้ว ลองรหัสอื่นบนกระดาษ ถ้าผิดครบ {tries} ครั้ง บัญชีจะพัก {minutes} นาที",
    "This recovery code is not right or has been used. Try another; after {tries} wrong tries the account rests for "
    "{minutes} minutes.",
).format(tries=TRIES, minutes=LOCKED_FOR // timedelta(minutes=1))
RESTS = Text(
    "ใส่รหัสผิดครบ {tries} ครั้ง บัญชีพัก {minutes} นาที แล้วลองใหม่ได้ ถ้ามือถือหาย ขอลิงก์ใหม่จากเจ้าหน้าที่โครงการ",
    "{tries} wrong tries: the account rests for {minutes} minutes. If your phone is lost, ask a programme officer for "
    "a new link.",
).format(tries=TRIES, minutes=LOCKED_FOR // timedelta(minutes=1))
NOT_SHOWN = Text(
    "ใช้พาสคีย์นี้ไม่สำเร็จ ลองอีกครั้ง หรือเข้าด้วยวิธีอื่น",
    "This passkey could not be used. Try again, or sign in another way.",
)
NOT_LINKED = Text(
    "LINE นี้ยังไม่ได้เชื่อมกับบัญชีใด เข้าด้วยรหัสผ่านก่อน แล้วกด “เชื่อมบัญชี LINE” ในหน้าบัญชีของฉัน",
    "This LINE account is not linked yet. Sign in with your password, then link it on your account page.",
)
CODES_LEFT = Text(
    "เข้าด้วยรหัสสำรองแล้ว เหลืออีก {n} รหัส ถ้ามือถือหาย เอาแอปและพาสคีย์ของเครื่องนั้นออกที่นี่",
    "Signed in with a recovery code; {n} left. If your phone is lost, take its app and passkeys away here.",
)


@login_not_required
@never_cache
@sensitive_post_parameters("code", "recovery")
@require_http_methods(["GET", "POST"])
def second_step(request):
    """After the password: a code of the app, a passkey, or a recovery code. Nobody is signed in before it is right."""
    standing = door.waiting(request)
    if standing is None:
        return render(request, "people/second_step_over.html", status=410)
    account, going = standing
    which = request.POST.get("form")
    code = CodeForm(request.POST if which == "code" else None)
    recovery = RecoveryCodeForm(request.POST if which == "recovery" else None)
    problem: Text | str = ""
    if code.is_valid():
        if checks.check_code(account, code.cleaned_data["code"]):
            return door.let_in(request, account, going)
        code.add_error("code", str(WRONG_CODE))
    if recovery.is_valid():
        if checks.check_recovery_code(account, recovery.cleaned_data["recovery"]):
            return _in_by_recovery_code(request, account)
        recovery.add_error("recovery", str(WRONG_RECOVERY))
    if which == "passkey":
        opened = _passkey_account(request, account=account)
        if opened and not is_locked(opened):
            return door.let_in(request, account, going)
        problem = NOT_SHOWN
    account.refresh_from_db(fields=["locked_until"])
    if is_locked(account):
        request.session.pop(door.WAITING)
        return show_door(request, problem=RESTS)
    context = {"code": code, "recovery": recovery, "keys": keys_of(account), "whose": account.person}
    return render(request, "people/second_step.html", context | {"problem": problem})


def _in_by_recovery_code(request, account):
    """In, and straight to the page where a lost phone's keys are taken away."""
    left = RecoveryCode.objects.filter(account=account, used_at=None).count()
    answer = door.let_in(request, account, reverse("people:security"))
    messages.info(request, str(CODES_LEFT.format(n=left)))
    return answer


@login_not_required
@never_cache
@require_POST
def passkey_options(request):
    """What the browser needs to show a passkey: one of whoever has given their password, else any of this site."""
    standing = door.waiting(request)
    passkeys = list(Passkey.objects.filter(account=standing[0])) if standing else []
    options, challenge = webauthn_ceremony.ask_to_show(webauthn_ceremony.site_of(request), passkeys)
    keep_challenge(request, challenge)
    return JsonResponse(options)


@login_not_required
@never_cache
@require_POST
def passkey_sign_in(request):
    """In with a passkey alone: the key has checked its owner's finger, face or screen lock, so it is both steps."""
    account = _passkey_account(request)
    if account is None:
        return show_door(request, problem=NOT_SHOWN)
    return door.let_in(request, account, door.next_in(request), is_forgiven=False)


def keep_challenge(request, challenge):
    """Remember a challenge for the next answer of this browser, and only for that."""
    request.session[CHALLENGE] = {"challenge": challenge, "since": timezone.now().isoformat()}


def take_challenge(request):
    """The challenge that was kept, once and within ten minutes; '' when there is none, which fits no answer."""
    kept = request.session.pop(CHALLENGE, None)
    return kept["challenge"] if kept and not sessions.is_older(kept["since"], LASTS) else ""


def _passkey_account(request, account=None):
    challenge = take_challenge(request)
    if not challenge:
        return None
    return checks.check_passkey(
        webauthn_ceremony.site_of(request),
        challenge,
        request.POST.get("credential", ""),
        account=account,
        with_finger=account is None,
    )


@login_not_required
@never_cache
@require_GET
def line_start(request):
    """Off to LINE, to come back signed in there."""
    return _to_line(request, {"going": door.next_in(request)})


@require_GET
def line_link(request):
    """Off to LINE, to come back with the LINE account that is to open this one."""
    if not sessions.is_proved(request):
        return redirect(f"{reverse('people:prove')}?next={reverse('people:security')}")
    return _to_line(request, {"account": request.user.pk})


def _to_line(request, purpose):
    if not line.is_on():
        raise Http404
    url, kept = line.begin(_back_address(request))
    request.session[LINE_KEPT] = {**kept, **purpose, "since": timezone.now().isoformat()}
    return redirect(url)


def _back_address(request):
    return request.build_absolute_uri(reverse("people:line-back"))


@login_not_required
@never_cache
@require_GET
def line_back(request):
    """Back from LINE: sign in to the linked account, or link it to the account that is signed in. Never a new account."""
    if not line.is_on():
        raise Http404
    kept = request.session.pop(LINE_KEPT, None) or {"since": "", "state": "-", "going": "/"}
    try:
        if sessions.is_older(kept["since"], LASTS):
            raise Impossible(line.FAILED)  # noqa: TRY301 — one place shows every reason
        subject = line.subject(_back_address(request), kept, request.GET)
        return _link(request, kept, subject) if "account" in kept else _in_by_line(request, kept, subject)
    except Impossible as problem:
        if request.user.is_authenticated:
            messages.error(request, str(problem.reason))
            return redirect("people:security")
        return show_door(request, problem=problem.reason)


def _link(request, kept, subject):
    if request.user.pk != kept["account"]:  # somebody else has signed in on this phone since
        raise Impossible(line.FAILED)
    actions.link_line(by=request.user, subject=subject)
    messages.success(request, str(Text("เชื่อมบัญชี LINE แล้ว", "LINE account linked.")))
    return redirect("people:security")


def _in_by_line(request, kept, subject):
    found = (
        LineLink.objects.select_related("account__person")
        .filter(subject_hash=line_hash(subject), account__is_active=True)
        .first()
    )
    if found is None:
        raise Impossible(NOT_LINKED)
    return door.enter(request, found.account, kept["going"])
