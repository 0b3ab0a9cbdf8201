from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.consent import actions, queries
from ruamphon.people.consent.enums import How
from ruamphon.people.consent.forms import OwnConsentForm

GIVEN = Text("บันทึกแล้วว่าคุณยินดี เปลี่ยนใจเมื่อไรกดถอนได้ทันที", "Kept that you agree. You can withdraw at any time.")
WITHDRAWN = Text("ถอนความยินยอมแล้ว มีผลทันที", "Your consent is withdrawn, as of now.")


@require_http_methods(["GET", "POST"])
def consents(request):
    """What I agree to: each purpose by itself, given and taken back with one press, and the history of both."""
    person = request.user.person
    form = OwnConsentForm(request.POST or None)
    if form.is_valid():
        gives = form.cleaned_data["step"] == "give"
        if attempt(form, lambda: (_give if gives else _withdraw)(request.user, form.cleaned_data)):
            messages.success(request, str(GIVEN if gives else WITHDRAWN))
            return redirect("people:consents")
    context = {
        "form": form,
        "rows": queries.purposes_of(person),
        "history": queries.history_of_consents(person)[:50],
    }
    return render(request, "people/consent/consents.html", context)


def _give(account, chosen):
    return actions.give_consent(
        by=account,
        person=account.person,
        purpose=chosen["purpose"],
        version=chosen["version"],
        how=How.PLATFORM,
    )


def _withdraw(account, chosen):
    return actions.withdraw_consent(
        by=account, person=account.person, purpose=chosen["purpose"], how=How.PLATFORM
    )
