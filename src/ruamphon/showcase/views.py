"""Public pages: no login, and nothing but what has been published. No cache keeps them: consent can end any second."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from ruamphon.core.files import serve
from ruamphon.registry.comparing import published_for
from ruamphon.registry.enums import WorkKind
from ruamphon.showcase import queries

unkept = cache_control(private=True, no_store=True)


@login_not_required
@require_GET
@unkept
def front(request):
    """The programme, its stages, cohorts and groups; `?kind=` shows one kind of work, `?after=` the next groups."""
    page = queries.front_page(kind=_kind(request), after=request.GET.get("after", ""))
    return TemplateResponse(request, "showcase/front.html", {"page": page})


@login_not_required
@require_GET
@unkept
def programme(request, code):
    """A programme's story: who takes part, what was signed, what happened."""
    return TemplateResponse(
        request, "showcase/programme.html", {"page": _found(queries.programme_page(code))}
    )


@login_not_required
@require_GET
@unkept
def cohort(request, code, number):
    """One cohort with its published groups."""
    page = _found(queries.cohort_page(code, number))
    return TemplateResponse(request, "showcase/cohort.html", {"page": page})


@login_not_required
@require_GET
@unkept
def enterprise(request, code):
    """One published group; the code of one merged away leads to what it became."""
    kept = published_for(code)
    if kept is not None:
        return redirect("showcase:enterprise", code=kept.code)
    return TemplateResponse(
        request, "showcase/enterprise.html", {"page": _found(queries.enterprise_page(code))}
    )


@login_not_required
@require_GET
@unkept
def photo(request, pk):  # noqa: ARG001 — a view
    """One photo, for as long as everybody in it agrees. The sender's name of the file stays inside."""
    row = get_object_or_404(queries.public_photos().select_related("photo__file"), pk=pk)
    response = serve(row.photo.file)
    response["Content-Disposition"] = "inline"
    return response


def _kind(request):
    """The kind of work asked for; anything else means all kinds."""
    asked = request.GET.get("kind")
    return WorkKind(asked) if asked in set(WorkKind) else None


def _found(page):
    if page is None:
        raise Http404
    return page
