"""The pages every room's records share when they are deleted: a page that asks, a note with undo, and the way back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render

from ruamphon.core.labels import both
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in

UNDO = "undo:"
"""How the extra tag of a message begins that carries the address of its undo button."""

DELETED = Text(
    "ย้าย “{name}” ไปถังขยะแล้ว นำกลับมาได้ภายใน 30 วัน",
    "“{name}” is in the bin. It can be brought back within 30 days.",
)
BACK = Text("นำ “{name}” กลับมาแล้ว", "“{name}” is back.")


class DeleteForm(forms.Form):
    """Why something is deleted; a reason helps others, and none is asked for."""

    reason = forms.CharField(
        label=both("ลบเพราะอะไร", "Why it is deleted"),
        max_length=300,
        required=False,
    )
    result: Any = None


def delete_page(
    request: Any,
    record: Any,
    *,
    name: str,
    check: Callable[..., None],
    do: Callable[..., Any],
    back: str,
    then: str,
    undo: str,
) -> Any:
    """Ask, then put the record into the bin and go to `then` with a note that has an undo button.

    `check` is the rule; `do` the action, given `by`, the record under its own name and `reason`.
    """
    let_in(request, check, record)
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: do(reason=form.cleaned_data["reason"])):
        messages.success(request, str(DELETED.format(name=name)), extra_tags=f"{UNDO}{undo}")
        return redirect(then)
    return render(request, "core/delete.html", {"form": form, "name": name, "back": back})


def bring_back(request: Any, *, name: str, do: Callable[[], Any], to: str, otherwise: str) -> Any:
    """Bring a record back and go to its page; when that cannot be, say why and go to `otherwise`."""
    try:
        do()
    except (Impossible, TooLate) as problem:
        messages.warning(request, str(problem.reason))
        return redirect(otherwise)
    messages.success(request, str(BACK.format(name=name)))
    return redirect(to)
