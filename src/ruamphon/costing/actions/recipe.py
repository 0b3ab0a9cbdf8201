"""A recipe from the first three answers to its refined lines. What it says never enters the audit."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.costing import rules
from ruamphon.costing.domain import Flat, Range, WentIn, Worked, first_recipe
from ruamphon.costing.enums import Paid, Part
from ruamphon.costing.models import Material, Recipe
from ruamphon.costing.models.columns import columns_of, decimal_of
from ruamphon.costing.queries.book import book_of
from ruamphon.costing.recosting import recost
from ruamphon.costing.typed import LineRow, OutputRow
from ruamphon.costing.writing.rates import own_rate_of, write_own_rate
from ruamphon.costing.writing.rows import put_lines, put_outputs
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise, Product

CHANGED_MEANWHILE = Text(
    "ระหว่างที่คุณแก้ {person} แก้ใบต้นทุนนี้ไปแล้ว ดูของล่าสุดแล้วกดบันทึกอีกครั้งถ้ายังต้องการของคุณ",
    "While you were typing, {person} changed this cost sheet. Look at it, and save again if you still want yours.",
)
NOT_THEIRS = Text("สินค้านี้ไม่ใช่ของกลุ่มนี้ เลือกใหม่", "This product is not the group's. Choose again.")


@transaction.atomic
def start_recipe(
    *,
    by: Account,
    enterprise: Enterprise,
    draft_key: UUID,
    flat: Flat,
    unit_word: str = "",
    product: Product | None = None,
    price: Fraction | None = None,
    own_rate: Fraction | None = None,
) -> Recipe:
    """Make a first cost sheet of the three answers; the same page sent twice makes one.

    Something without a price that has the name of a known material takes that material's price; unpaid work counts at
    the group's own rate, which `own_rate` sets. Raises a CostProblem for what cannot be costed.
    """
    enterprise = _locked(enterprise)
    rules.check_can_write_costs(by, enterprise)
    sent: Recipe | None = Recipe.with_bin.filter(draft_key=draft_key, enterprise=enterprise).first()
    if sent is not None:
        return sent
    _check_product(product, enterprise)
    first_recipe(flat)
    if own_rate is not None:
        write_own_rate(by, enterprise, Range.of(own_rate))
    recipe = Recipe.objects.create(
        enterprise=enterprise,
        product=product,
        draft_key=draft_key,
        name=flat.name,
        price=decimal_of(price),
        made_by_id=by.person_id,
        edited_by_id=by.person_id,
    )
    output = OutputRow(name=flat.name, quantity=flat.good, unit=flat.unit, unit_word=unit_word)
    put_outputs(recipe, [output])
    put_lines(recipe, _flat_lines(by, enterprise, flat), [])
    _tell(by, "start_recipe", recipe, ["name", "lines", "outputs"])
    _work_out(recipe)
    return recipe


@transaction.atomic
def change_lines(
    *, by: Account, recipe: Recipe, revision: int, part: Part, rows: Sequence[LineRow], has_none: bool = False
) -> Recipe:
    """Make the lines of one part into `rows`; `has_none` says that the group has none of these.

    Raises Impossible when somebody else was faster, and a CostProblem (with the way round of a recipe that eats itself).
    """
    recipe = _opened(by, recipe, revision)
    before = [line for line in recipe.lines.all() if line.part == part]
    put_lines(recipe, rows, before)
    answered = set(recipe.has_none) - {part.value} | ({part.value} if has_none and not rows else set())
    recipe.has_none = sorted(answered)
    return _close(by, recipe, ["lines"])


@transaction.atomic
def change_making(
    *,
    by: Account,
    recipe: Recipe,
    revision: int,
    name: str,
    form: str,
    outputs: Sequence[OutputRow],
    good: Range,
    hours: Range | None = None,
    batches: Range | None = None,
    smallest: int | None = None,
    weight: Range | None = None,
    product: Product | None = None,
    price: Fraction | None = None,
) -> Recipe:
    """Change what comes out of a batch, how much of it is good, how long it takes and what a piece sells for.

    `smallest` heads are charged to a smaller visiting group; `weight` is what a living head of a herd weighs in kg.
    """
    recipe = _opened(by, recipe, revision)
    _check_product(product, recipe.enterprise)
    put_outputs(recipe, outputs)
    recipe.name, recipe.form, recipe.product = name, form, product
    recipe.smallest, recipe.price = smallest, decimal_of(price)
    for values in (
        columns_of(good, "good"),
        _or_none(hours, "hours"),
        _or_none(batches, "batches"),
        _or_none(weight, "weight"),
    ):
        for column, value in values.items():
            setattr(recipe, column, value)
    return _close(by, recipe, ["name", "outputs", "price"])


def _flat_lines(by: Account, enterprise: Enterprise, flat: Flat) -> list[LineRow]:
    known = {search_key(each.name): each for each in Material.objects.filter(enterprise=enterprise)}
    things = [_thing(each, known.get(search_key(each.name))) for each in flat.went_in]
    return things + [_hands(by, enterprise, each) for each in flat.worked]


def _thing(thing: WentIn, known: Material | None) -> LineRow:
    row = LineRow(name=thing.name, part=thing.part, quantity=thing.quantity, unit=thing.unit, paid=thing.paid)
    if thing.baht is None and known is not None and thing.paid is Paid.BOUGHT:
        return replace(row, material=known.pk)
    if thing.baht is None:
        return row
    return replace(row, value=thing.baht, value_for=thing.quantity.low)


def _hands(by: Account, enterprise: Enterprise, worked: Worked) -> LineRow:
    row = LineRow(name=worked.who, part=Part.LABOUR, quantity=worked.hours, unit="hour", paid=worked.paid)
    if worked.rate is None and worked.paid is Paid.OWN:
        return replace(row, material=own_rate_of(by, enterprise).pk)
    return row if worked.rate is None else replace(row, value=worked.rate)


def _or_none(amount: Range | None, name: str) -> dict[str, Decimal | None]:
    return (
        columns_of(amount, name)
        if amount
        else dict.fromkeys([f"{name}_low", f"{name}_likely", f"{name}_high"])
    )


def _check_product(product: Product | None, enterprise: Enterprise) -> None:
    if product is not None and product.enterprise_id != enterprise.pk:
        raise Impossible(NOT_THEIRS, "product")


def _locked(enterprise: Enterprise) -> Enterprise:
    found: Enterprise = Enterprise.objects.select_for_update(of=("self",)).get(pk=enterprise.pk)
    return found


def _opened(by: Account, recipe: Recipe, revision: int) -> Recipe:
    """The recipe under lock, if it is as it was seen."""
    _locked(recipe.enterprise)
    fresh = Recipe.objects.select_related("enterprise", "edited_by").get(pk=recipe.pk)
    rules.check_can_write_costs(by, fresh.enterprise)
    if fresh.revision != revision:
        raise Impossible(CHANGED_MEANWHILE.format(person=fresh.edited_by.name), "revision")
    return fresh


def _close(by: Account, recipe: Recipe, fields: Sequence[str]) -> Recipe:
    recipe.revision += 1
    recipe.edited_by_id, recipe.edited_at = by.person_id, timezone.now()
    recipe.save()
    _tell(by, "change_recipe", recipe, fields)
    _work_out(recipe)
    return recipe


def _work_out(recipe: Recipe) -> None:
    """Cost it and all that rests on it. Raises the CostProblem of this recipe, so that nothing is kept."""
    recost(recipe.enterprise_id, [recipe.code])
    book_of(recipe.enterprise_id).sheet(recipe)


def _tell(by: Account, action: str, recipe: Recipe, fields: Sequence[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=recipe,
        scope_id=recipe.enterprise.scope_id,
        changes=dict.fromkeys(fields, (None, None)),
        personal=fields,
    )
