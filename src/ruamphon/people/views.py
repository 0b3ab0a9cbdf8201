"""Signing in, joining by invitation, switching person, and looking after access."""

from datetime import timedelta
from urllib.parse import quote

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.share import line_link
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, number_in
from ruamphon.people import actions, queries, rules
from ruamphon.people.access import scopes_for
from ruamphon.people.devices import forget_person, known_here
from ruamphon.people.enums import InvitationKind, Permission, Role
from ruamphon.people.forms import (
    AccessSearchForm,
    ContactForm,
    EndGrantForm,
    InviteForm,
    JoinForm,
    PasswordChangeForm,
    SignInForm,
    midnight_after,
)
from ruamphon.people.keys import door, line, sessions
from ruamphon.people.keys.actions import close_elsewhere
from ruamphon.people.models import Account, Grant, Invitation, Person
from ruamphon.people.sign_in import LOCKED_FOR, TRIES
from ruamphon.people.ways_in import ways_in

"""Digits of the largest number a table counts to."""

# One answer for a wrong password, an unknown name and a resting account: it must not tell which names exist.
WRONG = Text(
    "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ลองอีกครั้ง ถ้าผิดครบ {tries} ครั้ง บัญชีจะพัก {minutes} นาที "
    "ลืมรหัสผ่านขอลิงก์ใหม่จากเจ้าหน้าที่โครงการได้ทันที",
    "The name or password is not right. Try again; after {tries} wrong tries an account rests for {minutes} minutes. "
    "A programme officer can give you a new link at once.",
)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request):
    """One door: username, e-mail or phone, and the password. `?as=` picks a person known on this phone."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        account = authenticate(request, **form.cleaned_data)
        if account:
            return door.enter(request, account, door.next_in(request))
        form.add_error(None, str(WRONG.format(tries=TRIES, minutes=LOCKED_FOR // timedelta(minutes=1))))
    return show_door(request, form if form.is_bound else None)


def show_door(request, form=None, problem=""):
    """The sign-in page; `problem` is why another way in did not work."""
    known = known_here(request)
    chosen = next((account for account in known if str(account.pk) == request.GET.get("as")), None)
    context = {
        "form": form or SignInForm(initial={"identifier": chosen.username if chosen else ""}),
        "known": known,
        "chosen": chosen,
        "problem": problem,
        "line_is_on": line.is_on(),
        "ways": ways_in(request),
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "people/sign_in.html", context)


@login_not_required
@require_POST
def sign_out(request):
    """End the session; this phone still knows the name, so that the next sign-in is short."""
    logout(request)
    return redirect("people:sign-in")


@require_http_methods(["GET", "POST"])
def switch(request):
    """On a shared phone: sign out and choose who comes next; the password is asked for each time."""
    if request.method == "POST":
        logout(request)
        chosen = request.POST.get("as", "")
        return redirect(f"{reverse('people:sign-in')}?as={quote(chosen)}")
    others = [account for account in known_here(request) if account.pk != request.user.pk]
    return render(request, "people/switch.html", {"others": others})


@login_not_required
@require_POST
def forget(request):
    """Take a name off this phone's list."""
    return forget_person(request, redirect("people:sign-in"), request.POST.get("account", ""))


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request, token):
    """An invitation. Looking (GET, also a chat's preview) changes nothing; only the form's POST uses it up."""
    invitation = (
        Invitation.objects.select_related("person").filter(token_hash=Invitation.hash_of(token)).first()
    )
    if invitation is None or not invitation.is_open():
        return render(request, "people/link_spent.html", status=410)
    form = JoinForm(request.POST or None, invitation=invitation)
    if form.is_valid():
        given = {"username": "", **form.cleaned_data}
        if attempt(form, lambda: actions.join(token=token, **given)):
            answer = door.let_in(request, form.result, resolve_url(settings.LOGIN_REDIRECT_URL))
            messages.success(request, str(Text("พร้อมใช้งานแล้ว ยินดีต้อนรับ", "All set. Welcome.")))
            return answer
    context = {"form": form, "invitation": invitation, "is_reset": invitation.kind == InvitationKind.RESET}
    return render(request, "people/join.html", context)


@sensitive_post_parameters("password-old", "password-new")
@require_http_methods(["GET", "POST"])
def account(request):
    """One's own contact details, password, and what one has access to."""
    person = request.user.person
    which = request.POST.get("form")
    initial = {"nickname": person.nickname, "phone": person.phone_shown, "email": person.email}
    contact = ContactForm(request.POST if which == "contact" else None, initial=initial)
    password = PasswordChangeForm(
        request.POST if which == "password" else None, account=request.user, prefix="password"
    )
    if contact.is_valid() and attempt(
        contact, lambda: actions.edit_own_contact(by=request.user, **contact.cleaned_data)
    ):
        messages.success(request, str(Text("บันทึกแล้ว", "Saved.")))
        return redirect("people:account")
    if password.is_valid():
        actions.change_password(by=request.user, password=password.cleaned_data["new"])
        update_session_auth_hash(request, Account.objects.get(pk=request.user.pk))
        sessions.follow(request)
        close_elsewhere(by=request.user, keep=request.session.session_key)
        messages.success(request, str(Text("เปลี่ยนรหัสผ่านแล้ว", "Password changed.")))
        return redirect("people:account")
    grants = [
        (Role(grant.role).label, grant.scope.label, grant)
        for grant in Grant.objects.running().filter(person=person).select_related("scope")
    ]
    context = {"contact": contact, "password": password, "grants": grants}
    return render(request, "people/account.html", context)


@require_GET
def access(request):
    """Everybody with access to what one looks after; `?q=` and `?role=` narrow, `?after=` goes on."""
    _check_invites_somewhere(request)
    form = AccessSearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {"q": "", "role": ""}
    last = number_in(request.GET, "after")
    page = queries.access_page(request.user, words=wanted["q"], role=wanted["role"], after=last)
    context = {"form": form, "page": page, "is_narrowed": bool(wanted["q"] or wanted["role"])}
    return render(request, "people/access.html", context | {"is_continued": last is not None})


@require_http_methods(["GET", "POST"])
def person_access(request, pk):
    """All of one person's access in one's reach: end one of them, or all at once with one reason."""
    _check_invites_somewhere(request)
    person = get_object_or_404(Person, pk=pk)
    theirs = queries.grants_looked_after(request.user).filter(person=person)
    grants = list(theirs.order_by("-valid_from", "-pk"))
    if not grants:
        raise Http404
    rows = queries.access_rows(request.user, grants)
    ending = [row.grant for row in rows if row.can_end]
    form = EndGrantForm(request.POST or None)
    if form.is_valid():
        for grant in ending:
            rules.check_can_end(request.user, grant)
        actions.end_grants(by=request.user, grants=ending, reason=form.cleaned_data["reason"])
        messages.success(request, str(Text("ยุติสิทธิ์แล้ว มีผลทันที", "Access ended, as of now.")))
        return redirect("people:access")
    context = {"form": form, "rows": rows, "whose": person, "ending": len(ending)}
    return render(request, "people/person_access.html", context)


@require_http_methods(["GET", "POST"])
def access_invite(request):
    """Invite one person; the link and its QR are shown once, on the page that follows."""
    _check_invites_somewhere(request)
    form = InviteForm(request.POST or None, account=request.user)
    if form.is_valid():
        chosen = form.cleaned_data
        if attempt(
            form,
            lambda: actions.invite_person(
                by=request.user,
                name_th=chosen["name_th"],
                role=Role(chosen["role"]),
                scope=chosen["scope"],
                phone=chosen["phone"],
                valid_until=midnight_after(chosen["until"]),
            ),
        ):
            person, token = form.result
            return _show_link(request, person, token)
    return render(request, "people/invite.html", {"form": form})


def _check_invites_somewhere(request):
    if not rules.can_invite_anywhere(request.user):
        raise rules.Refused(rules.NOT_IN_REACH)


@require_POST
def new_link(request, pk):
    """A new one-use link for somebody who forgot, or who has not joined yet. Earlier links stop working."""
    person = get_object_or_404(
        Person.objects.filter(
            grants__scope__in=scopes_for(request.user, Permission.PEOPLE_INVITE)
        ).distinct(),
        pk=pk,
    )
    rules.check_can_make_link(request.user, person)
    return _show_link(request, person, actions.make_link(by=request.user, person=person))


def _show_link(request, person, token):
    """The link and QR, once: kept in the session until the page that shows it has been drawn."""
    request.session["invitation"] = {"person": person.pk, "token": token}
    return redirect("people:invitation")


@never_cache
@require_GET
def invitation(request):
    """The link and QR just made, to show, print or send by chat. Drawn once."""
    made = request.session.pop("invitation", None)
    if made is None:
        return redirect("people:access")
    person = get_object_or_404(Person, pk=made["person"])
    url = request.build_absolute_uri(reverse("people:join", args=[made["token"]]))
    text = Text(
        "{name} กดลิงก์นี้เพื่อเข้าใช้รวมพล (ใช้ได้ครั้งเดียว ภายใน 7 วัน) {url}",
        "{name}, open this link to join Ruamphon (works once, within 7 days) {url}",
    ).format(name=person.name_th, url=url)
    qr = segno.make(url, error="m").svg_inline(scale=6, border=2, svgclass="qr-code", lineclass=None)
    context = {
        "person_invited": person,
        "url": url,
        "text": text,
        "qr": qr,
        "line": line_link(str(text)),
        "is_reset": Account.objects.filter(person=person).exists(),
    }
    return render(request, "people/invitation.html", context)


@require_http_methods(["GET", "POST"])
def grant_end(request, pk):
    """End somebody's access now, with a reason."""
    grant = get_object_or_404(queries.grants_looked_after(request.user), pk=pk)
    rules.check_can_end(request.user, grant)
    form = EndGrantForm(request.POST or None)
    if form.is_valid():
        actions.end_grant(by=request.user, grant=grant, reason=form.cleaned_data["reason"])
        messages.success(request, str(Text("ยุติสิทธิ์แล้ว มีผลทันที", "Access ended, as of now.")))
        return redirect("people:access")
    role = Role(grant.role).label
    return render(request, "people/grant_end.html", {"form": form, "grant": grant, "role": role})
