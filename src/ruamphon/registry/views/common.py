from django.contrib import messages
from django.shortcuts import redirect

from ruamphon.core.text import Text
from ruamphon.people.phones import show_phone
from ruamphon.registry.forms.fields import PhoneField

ODD_PHONE = Text(
    "เก็บเบอร์ {phone} ไว้แล้ว แต่ดูไม่เหมือนเบอร์โทรไทย ตรวจอีกครั้งว่าครบหรือไม่",
    "The number {phone} was kept, but it does not look like a Thai one. Check that it is complete.",
)


def done(request, sentence, to, pk):
    """Say what was done and go to a page of this room."""
    messages.success(request, str(sentence))
    return redirect(f"registry:{to}", pk=pk)


def warn_of_phone(request, phone):
    """Ask for a second look at a number that was kept though it is unusual."""
    if PhoneField.looks_odd(phone):
        messages.warning(request, str(ODD_PHONE.format(phone=show_phone(phone))))
