from urllib.parse import quote

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from ruamphon.core.pdf import hand_out_pdf
from ruamphon.core.refusals import TooLate
from ruamphon.core.sheets.writing import XLSX_TYPE
from ruamphon.costing import queries
from ruamphon.costing.domain import CostProblem
from ruamphon.costing.models.columns import exact_of
from ruamphon.costing.papers import sheet_pdf as make_pdf
from ruamphon.costing.papers import sheet_xlsx as make_xlsx
from ruamphon.costing.papers.printed import TITLE
from ruamphon.costing.views.common import recipe_of


@require_GET
def sheet_xlsx(request, pk):
    """The cost sheet as a workbook that recomputes itself."""
    recipe = recipe_of(request, pk)
    main = recipe.outputs.first()
    content = _or_too_late(
        lambda: make_xlsx(
            queries.book_of(recipe.enterprise_id).book,
            recipe.code,
            group=str(recipe.enterprise.name),
            unit_word=main.unit_word if main else "",
            price=exact_of(recipe.price),
        )
    )
    return _hand_out_xlsx(content, _name(recipe))


@require_GET
def sheet_pdf(request, pk):
    """The cost sheet on paper."""
    recipe = recipe_of(request, pk)
    page = _or_too_late(lambda: queries.page_of(recipe))
    return hand_out_pdf(make_pdf(recipe, page, by=str(request.user.person.name)), _name(recipe))


def _or_too_late(make):
    """What is made of a sheet that can be costed; of another the sentence why not."""
    try:
        return make()
    except CostProblem as problem:
        raise TooLate(problem.reason) from problem


def _name(recipe):
    return str(TITLE.format(name=recipe.name))


def _hand_out_xlsx(content, name):
    """The workbook as a download; no copy is kept by the browser."""
    response = HttpResponse(content, content_type=XLSX_TYPE)
    plain = "".join(letter for letter in name if letter.isprintable())
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(plain, safe='')}.xlsx"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
