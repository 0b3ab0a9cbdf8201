from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from ruamphon.core.pdf import hand_out_pdf
from ruamphon.core.refusals import TooLate
from ruamphon.core.sheets.writing import XLSX_TYPE
from ruamphon.core.text import Text
from ruamphon.costing import queries
from ruamphon.costing.domain import CostProblem
from ruamphon.costing.models.columns import exact_of
from ruamphon.costing.papers import Beside
from ruamphon.costing.papers import sheet_pdf as make_pdf
from ruamphon.costing.papers import sheet_xlsx as make_xlsx
from ruamphon.costing.papers.printed import TITLE
from ruamphon.costing.queries import frozen, versions
from ruamphon.costing.views.common import recipe_of

NUMBER = Text("ฉบับที่ {n}", "version {n}")


@require_GET
def sheet_xlsx(request, pk):
    """The cost sheet as a workbook that recomputes itself."""
    recipe = recipe_of(request, pk)
    main = recipe.outputs.first()
    content = _or_too_late(
        lambda: make_xlsx(
            queries.book_of(recipe.enterprise_id).book,
            recipe.code,
            Beside(
                group=str(recipe.enterprise.name),
                unit_word=main.unit_word if main else "",
                price=exact_of(recipe.price),
                weight=recipe.weight,
                smallest=recipe.smallest,
            ),
        )
    )
    return _hand_out_xlsx(content, _name(recipe.name))


@require_GET
def sheet_pdf(request, pk):
    """The cost sheet on paper."""
    recipe = recipe_of(request, pk)
    page = _or_too_late(lambda: queries.page_of(recipe))
    paper = make_pdf(
        page, name=recipe.name, group=str(recipe.enterprise.name), by=str(request.user.person.name)
    )
    return hand_out_pdf(paper, _name(recipe.name))


@require_GET
def version_xlsx(request, pk):
    """A version as it was handed in, as a workbook that recomputes itself."""
    shown = _version(request, pk)
    inputs = shown.inputs
    content = _or_too_late(
        lambda: make_xlsx(
            frozen.book_in(inputs),
            inputs["code"],
            Beside(
                group=f"{shown.sheet.recipe.enterprise.name} · {versions.about(shown)}",
                unit_word=inputs["unit_word"],
                price=exact_of(shown.price),
                weight=frozen.maybe_in(inputs.get("weight")),
                smallest=inputs.get("smallest"),
            ),
        )
    )
    return _hand_out_xlsx(content, _version_name(shown))


@require_GET
def version_pdf(request, pk):
    """A version as it was handed in, on paper."""
    shown = _version(request, pk)
    page = _or_too_late(lambda: versions.version_page(shown))
    paper = make_pdf(
        page,
        name=shown.inputs["name"],
        group=str(shown.sheet.recipe.enterprise.name),
        by=str(request.user.person.name),
        about=str(versions.about(shown)),
    )
    return hand_out_pdf(paper, _version_name(shown))


def _version(request, pk):
    """The version, for whoever sees the group's costs; who was let look at one version gets no file to keep."""
    return get_object_or_404(versions.visible_versions(request.user), pk=pk)


def _version_name(shown):
    return f"{_name(shown.inputs['name'])} {NUMBER.format(n=shown.version.number)}"


def _or_too_late(make):
    """What is made of a sheet that can be costed; of another the sentence why not."""
    try:
        return make()
    except CostProblem as problem:
        raise TooLate(problem.reason) from problem


def _name(name):
    return str(TITLE.format(name=name))


def _hand_out_xlsx(content, name):
    """The workbook as a download; no copy is kept by the browser."""
    response = HttpResponse(content, content_type=XLSX_TYPE)
    plain = "".join(letter for letter in name if letter.isprintable())
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(plain, safe='')}.xlsx"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
