"""A cost sheet handed in: a frozen version beside the deliverable's own, which is checked and accepted as all work is."""

from typing import Any

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.costing import rules
from ruamphon.costing.domain import Sheet
from ruamphon.costing.models import CostSheet, CostSheetVersion, Recipe
from ruamphon.costing.models.columns import exact_of
from ruamphon.costing.queries import frozen
from ruamphon.costing.queries.book import book_of
from ruamphon.costing.queries.differences import Version, differences
from ruamphon.costing.queries.figures import figure
from ruamphon.costing.queries.versions import as_version
from ruamphon.costing.recosting import figures_of
from ruamphon.people.models import Account
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import DeliverableKind
from ruamphon.programmes.models import DeliverableVersion, Enrolment
from ruamphon.registry.models import Enterprise

CHANGED = Text(
    "ใบต้นทุนเพิ่งถูกแก้ เปิดดูอีกครั้งก่อนส่ง", "The sheet has just been changed. Look at it again before you hand it in."
)
NOTHING_NEW = Text(
    "ไม่มีอะไรต่างจากฉบับที่ {number} ที่ส่งไปแล้ว แก้ก่อนแล้วค่อยส่งฉบับใหม่",
    "Nothing differs from version {number}, which is in already. Change something before you hand in again.",
)
FIGURES = Text(
    "ต้นทุนต่อ 1 {unit}: เงินสด {cash} ต้นทุนเต็ม {full}",
    "Cost of 1 {unit}: {cash} in cash, {full} in full",
)
EXACT = Text("{amount} บาท", "{amount} baht")
AT_LEAST = Text("อย่างน้อย {amount} บาท", "at least {amount} baht")
LONGEST = 4000


@transaction.atomic
def hand_in_sheet(*, by: Account, recipe: Recipe, revision: int, note: str = "") -> CostSheetVersion:
    """Freeze the sheet and hand it in as the group's deliverable: a first version, or the next one.

    The summary of the deliverable tells the figures and, from the second version on, what changed. Raises Impossible when
    the sheet is not as it was read or nothing is new, and a CostProblem when it cannot be costed.
    """
    Enterprise.objects.select_for_update(of=("self",)).get(pk=recipe.enterprise_id)
    recipe = Recipe.objects.select_related("enterprise", "product").get(pk=recipe.pk)
    rules.check_can_hand_in(by, recipe)
    if recipe.revision != revision:
        raise Impossible(CHANGED, "revision")
    enrolment = rules.enrolment_to_hand_in(by, recipe)
    if enrolment is None:  # check_can_hand_in has just said otherwise
        raise Impossible(rules.NOT_ENROLLED)
    group = book_of(recipe.enterprise_id)
    sheet, inputs = group.sheet(recipe), frozen.inputs_of(group.book, recipe.code, _words(recipe))
    before = CostSheetVersion.objects.filter(
        sheet__recipe=recipe, sheet__deliverable__enrolment=enrolment, sheet__deliverable__binned_at=None
    ).first()
    if before is not None and before.sha256 == frozen.digest_of(inputs):
        raise Impossible(NOTHING_NEW.format(number=before.version.number))
    summary = _summary(note, recipe, sheet, before, inputs)
    made = _deliver(by, recipe, enrolment, before, summary)
    version = _freeze(made, recipe, sheet, inputs)
    audit.record(
        by=by,
        action="hand_in_sheet",
        subject=recipe,
        scope_id=recipe.enterprise.scope_id,
        changes={"version": (before and before.version.number, version.version.number)},
    )
    return version


def _words(recipe: Recipe) -> dict[str, Any]:
    """What the frozen page prints beside the engine's inputs."""
    main = recipe.outputs.first()
    return {
        "name": recipe.name,
        "unit_word": main.unit_word if main else "",
        "sold_for": None if recipe.price is None else str(exact_of(recipe.price)),
        "product": recipe.product.name_th if recipe.product else "",
        "weight": frozen.range_out(recipe.weight),
        "smallest": recipe.smallest,
    }


def _summary(
    note: str, recipe: Recipe, sheet: Sheet, before: CostSheetVersion | None, inputs: dict[str, Any]
) -> str:
    """The note, the two figures and what is new, in Thai: it is kept as the team's own words."""
    unit = inputs["unit_word"] or "หน่วย"
    lines = [note.strip(), FIGURES.format(unit=unit, cash=_say(sheet, "cash"), full=_say(sheet, "full")).th]
    if before is not None:
        new = Version(sheet, exact_of(recipe.price), recipe.weight, recipe.smallest)
        lines += [f"• {each.th}" for each in differences(as_version(before), new)]
    return "\n".join(line for line in lines if line)[:LONGEST]


def _say(sheet: Sheet, which: str) -> Text:
    shown = figure(getattr(sheet.piece, which))
    return (AT_LEAST if shown.at_least else EXACT).format(amount=f"{shown.shown:,}")


def _deliver(
    by: Account, recipe: Recipe, enrolment: Enrolment, before: CostSheetVersion | None, summary: str
) -> DeliverableVersion:
    if before is not None:
        return programmes.add_version(by=by, deliverable=before.sheet.deliverable, summary=summary)
    deliverable = programmes.start_deliverable(
        by=by,
        enrolment=enrolment,
        kind=DeliverableKind.COST_SHEET,
        title=f"ใบต้นทุน {recipe.name}",
        summary=summary,
    )
    CostSheet.objects.create(recipe=recipe, deliverable=deliverable)
    made: DeliverableVersion = deliverable.current
    return made


def _freeze(
    made: DeliverableVersion, recipe: Recipe, sheet: Sheet, inputs: dict[str, Any]
) -> CostSheetVersion:
    return CostSheetVersion.objects.create(
        sheet=CostSheet.objects.get(deliverable=made.deliverable_id),
        version=made,
        revision=recipe.revision,
        engine=frozen.ENGINE,
        inputs=inputs,
        figures=frozen.figures_in(sheet),
        sha256=frozen.digest_of(inputs),
        price=recipe.price,
        grade=sheet.completeness.grade,
        **figures_of(sheet),
    )
