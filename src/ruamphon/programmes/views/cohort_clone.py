from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ruamphon.core.text import Text
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.forms import CloneCohortForm
from ruamphon.programmes.views.common import cohort_of, kept_once, say_and_go

CLONED = Text(
    "เปิด{cohort}จาก{source}แล้ว ตรวจวันและเพิ่มกลุ่มได้เลย",
    "{cohort} is open, from {source}. Check its days and add groups.",
)


@require_http_methods(["GET", "POST"])
def cohort_clone(request, pk):
    """The next year's cohort as it would be, to look at and change before it is opened."""
    source = cohort_of(request, pk)
    rules.check_can_open_cohort(request.user, source.programme)
    proposed = queries.next_cohort(source)
    form = CloneCohortForm(request.POST or None, source=source, account=request.user, proposed=proposed)
    if form.is_valid() and kept_once(
        form, lambda: actions.clone_cohort(by=request.user, source=source, **form.cleaned_data)
    ):
        return say_and_go(request, CLONED.format(cohort=form.result.name, source=source.name), form.result)
    context = {"cohort": source, "proposed": proposed, "form": form}
    return render(request, "programmes/cohort_clone.html", context)
