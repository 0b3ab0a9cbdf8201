"""One's messages, what one wants by e-mail, and the officers' page of what went outward."""

from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.text import Text
from ruamphon.core.web import number_in
from ruamphon.people.access import check_permission_somewhere
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.people.models import Person
from ruamphon.people.outbox import actions, queries, rules
from ruamphon.people.outbox.addresses import address_of
from ruamphon.people.outbox.enums import Decision, MailLanguage, MessageKind, OutgoingState
from ruamphon.people.outbox.forms import DecisionForm, MailForm, ReadForm
from ruamphon.people.outbox.mail import read_stop_token
from ruamphon.people.outbox.models import Message, wish_of

SAVED = Text("บันทึกแล้ว", "Saved.")
GONE = Text(
    "คุณดูเรื่องนี้ไม่ได้แล้ว เพราะสิทธิ์สิ้นสุดหรือเปลี่ยนไป",
    "You can no longer see this: your access has ended or changed.",
)
ALL_READ = Text("อ่านครบทุกข้อความแล้ว", "All messages are read.")
DONE = {
    Decision.AGAIN: Text("เข้าคิวส่งอีกครั้งแล้ว", "It will be sent again."),
    Decision.ARRIVED: Text("บันทึกว่าถึงผู้รับแล้ว", "Noted: it arrived."),
    Decision.LEAVE: Text("บันทึกว่าไม่ต้องส่งแล้ว", "Noted: it will not be sent."),
}
TONES = {
    OutgoingState.WAITING: "wait",
    OutgoingState.SENDING: "info",
    OutgoingState.SENT: "done",
    OutgoingState.DOUBTFUL: "turn",
    OutgoingState.FAILED: "stop",
    OutgoingState.DROPPED: "neutral",
}
TITLE = Text("ข้อความขาออกถึง {person}", "Outgoing message to {person}")


@require_GET
def messages(request):
    """One's own messages, newest first."""
    after = number_in(request.GET, "after")
    page = queries.message_page(request.user, after=after)
    return render(request, "people/outbox/messages.html", {"page": page, "is_continued": after is not None})


def _own_message(request, pk):
    return get_object_or_404(Message.objects.visible_to(request.user), pk=pk)


@require_POST
def message_open(request, pk):
    """Mark a message as read and go to what it is about; that page asks for its own permission."""
    message = _own_message(request, pk)
    actions.read_message(by=request.user, message=message)
    if not queries.still_theirs(request.user, message):
        notices.info(request, str(GONE))
        return redirect("people:messages")
    return redirect(message.url or "people:messages")


@require_POST
def message_read(request, pk):
    """Mark a message as read and stay on the list."""
    actions.read_message(by=request.user, message=_own_message(request, pk))
    return redirect("people:messages")


@require_POST
def messages_read(request):
    """Mark everything as read that was on the page or older; what came since stays unread."""
    form = ReadForm(request.POST)
    if form.is_valid():
        actions.read_messages(by=request.user, up_to=form.cleaned_data["up_to"])
        notices.success(request, str(ALL_READ))
    return redirect("people:messages")


@require_http_methods(["GET", "POST"])
def mail(request):
    """Which kinds of message one wants by e-mail, and in which language."""
    wish = wish_of(request.user.person_id)
    form = MailForm(request.POST or None, initial={"kinds": wish.kinds, "language": wish.language})
    if form.is_valid():
        actions.choose_mail(
            by=request.user,
            kinds=form.cleaned_data["kinds"],
            language=MailLanguage(form.cleaned_data["language"]),
        )
        notices.success(request, str(SAVED))
        return redirect("people:mail")
    context = {"form": form, "address": address_of(request.user), "is_on": settings.EMAIL_IS_ON}
    return render(request, "people/outbox/wishes.html", context)


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def mail_stop(request, token):
    """Stop one kind by e-mail. The signed token is the right to do so; a mail program posts it by itself (RFC 8058).

    Looking (GET) changes nothing and names nobody.
    """
    named = read_stop_token(token)
    person = Person.objects.filter(pk=named[0]).first() if named else None
    if named is None or person is None:
        return render(request, "people/outbox/stopped.html", {"kind": None, "is_done": False}, status=410)
    if request.method == "POST":
        actions.stop_mail(by=person, kind=named[1])
    context = {"kind": MessageKind(named[1]).label, "is_done": request.method == "POST"}
    return render(request, "people/outbox/stopped.html", context)


@require_GET
def outbox(request):
    """What went outward to the people one looks after: in doubt and failed first, everything on request."""
    rules.check_looks_after(request.user)
    everything, after = request.GET.get("show") == "all", number_in(request.GET, "after")
    page = queries.outgoing_page(request.user, everything=everything, after=after)
    context = {
        "page": page,
        "lines": [(row, TONES[row.state]) for row in page.rows],
        "everything": everything,
        "is_continued": after is not None,
        "is_on": settings.EMAIL_IS_ON,
    }
    return render(request, "people/outbox/outbox.html", context)


def _outgoing_of(request, pk):
    return get_object_or_404(queries.outgoing_for(request.user), pk=pk)


@require_GET
def outgoing(request, pk):
    """One outgoing message: how far it is, what went wrong, what to do."""
    row = queries.outgoing_row(_outgoing_of(request, pk))
    return render(request, "people/outbox/outgoing.html", {"row": row, "tone": TONES[row.state]})


@require_POST
def outgoing_decide(request, pk):
    """Send it again, note that it arrived, or leave it."""
    found = _outgoing_of(request, pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        decision = Decision(form.cleaned_data["decision"])
        actions.decide_outgoing(by=request.user, outgoing=found, decision=decision)
        notices.success(request, str(DONE[decision]))
        return redirect("people:outbox")
    return redirect(found)


@require_GET
def outgoing_history(request, pk):
    """Who decided what about it, and when."""
    found = _outgoing_of(request, pk)
    check_permission_somewhere(request.user, Permission.HISTORY_READ)
    title = TITLE.format(person=str(found.message.person))
    return render_history(request, record=found, title=title, back=reverse("people:outgoing", args=[pk]))
