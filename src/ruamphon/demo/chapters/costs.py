"""What things cost: the rate, prices, harvests and machines, first sheets from three answers, refined line by line.

What the sheets say is in `demo.cost_stories`; what becomes of them in `chapters.cost_sheets`.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from ruamphon.costing import actions as costing
from ruamphon.costing.domain import Flat, Range, WentIn, Worked, read_price, read_range
from ruamphon.costing.enums import Basis, Known, Paid, Part
from ruamphon.costing.forms.lines import BARE
from ruamphon.costing.forms.making import unit_and_word
from ruamphon.costing.forms.reading import AMOUNT, read_amount
from ruamphon.costing.models import Material, Output, Recipe
from ruamphon.costing.typed import LineRow, OutputRow
from ruamphon.demo.chapters.pathway import day_of_sheet
from ruamphon.demo.cost_stories import COSTS, Costs, Out, Row, Stuff
from ruamphon.demo.world import Group, World, draft_key
from ruamphon.people.models import Account
from ruamphon.registry.models import Product

STALLED, STALLED_AGO = "orchard", 225
"""The group whose student began a sheet that still lacks a price."""
NEWEST, NEWEST_AGO = "homestay", 6
"""The group that begins a second sheet now: nobody knows yet what repairs cost."""
FLAT = frozenset({Part.MATERIAL, Part.PACKAGING, Part.LABOUR})
"""Parts that the three first answers know."""
HARVESTED = Fraction(20)
"""How much of its own a group brought in."""


def costs(world: World) -> None:
    """Eight groups find out what their things cost."""
    for key, known in COSTS.items():
        day = STALLED_AGO if key == STALLED else day_of_sheet(key)
        world.on(day + 9, partial(_know_prices, world, key, known, day + 9), hour=19)
        for place in range(1 if key == NEWEST else len(known.sheets)):
            world.on(day + 8, partial(_begin, world, key, place), hour=19)
            world.on(day + 3, partial(_refine, world, key, place), hour=13)
    world.on(NEWEST_AGO, partial(_begin, world, NEWEST, 1), hour=13)
    world.on(NEWEST_AGO, partial(_refine, world, NEWEST, 1), hour=14)


def fresh(world: World, key: str, place: int) -> Recipe:
    """A sheet of a group as it is now."""
    made: Recipe = world.made[f"costs-{key}-{place}"]
    return Recipe.objects.select_related("enterprise", "product").get(pk=made.pk)


def change(world: World, key: str, place: int, line: str, *, amount: str = "", baht: str = "") -> None:
    """One line of a sheet with another quantity or price, by the student; the others of its part as they were."""
    sheet = COSTS[key].sheets[place]
    part = next(row.part for row in sheet.rows if row.name == line)
    rows = [
        replace(row, amount=amount or row.amount, baht=baht or row.baht) if row.name == line else row
        for row in sheet.rows
        if row.part is part
    ]
    _write(student_of(world.groups[key]), fresh(world, key, place), part, rows)


def student_of(group: Group) -> Account:
    """Who leads the group's student team at that moment."""
    if group.student is None:
        raise LookupError(f"{group.story.key} has no student team.")
    return group.student


def _know_prices(world: World, key: str, known: Costs, day: int) -> None:
    """The group's rate, its machines, what it buys at which price, and what it harvested at what the market gives."""
    group = world.groups[key]
    costing.set_own_rate(by=group.chair, enterprise=group.enterprise, rate=Fraction(known.rate))
    for machine in known.machines:
        costing.add_equipment(
            by=group.chair,
            enterprise=group.enterprise,
            name=machine.name,
            bought_for=Fraction(machine.bought_for),
            worth_in_the_end=Fraction(machine.worth_in_the_end),
            life=Fraction(machine.months),
        )
    for stuff in known.stuff:
        _know(world, group, stuff, day)


def _know(world: World, group: Group, stuff: Stuff, day: int) -> None:
    each, ours = Fraction(stuff.baht), stuff.paid is Paid.OWN
    material = costing.add_material(
        by=group.chair,
        enterprise=group.enterprise,
        name=stuff.name,
        part=Part.MATERIAL,
        unit=stuff.unit,
        value=None if ours else Range.of(each),
    )
    if ours:
        harvest = costing.LotRow(
            material=material, quantity=HARVESTED, unit=stuff.unit, value=HARVESTED * each
        )
        costing.take_in(
            by=group.chair,
            enterprise=group.enterprise,
            draft_key=draft_key(f"harvest-{group.story.key}-{stuff.name}"),
            on=world.day(day),
            lots=[harvest],
            paid=Paid.OWN,
        )


def _begin(world: World, key: str, place: int) -> None:
    """The three answers; of the stalled group its student gives them."""
    group, sheet = world.groups[key], COSTS[key].sheets[place]
    good, unit, word = _amount(sheet.outs[0].amount)
    answers = [row for row in sheet.rows if _is_answer(row)]
    flat = Flat(
        code="flat",
        name=sheet.name,
        went_in=tuple(_went_in(row) for row in answers if row.part is not Part.LABOUR),
        good=good,
        unit=unit,
        worked=tuple(_worked(row) for row in answers if row.part is Part.LABOUR),
    )
    world.made[f"costs-{key}-{place}"] = costing.start_recipe(
        by=student_of(group) if key == STALLED else group.chair,
        enterprise=group.enterprise,
        draft_key=draft_key(f"costs-{key}-{place}"),
        flat=flat,
        unit_word=word,
        product=_product(group) if sheet.is_product else None,
        price=Fraction(sheet.price),
    )


def _refine(world: World, key: str, place: int) -> None:
    """The student team goes through what is made and through the parts whose lines say more than the first answers."""
    sheet, recipe = COSTS[key].sheets[place], fresh(world, key, place)
    by, first = student_of(world.groups[key]), recipe.outputs.get()
    recipe = costing.change_making(
        by=by,
        recipe=recipe,
        revision=recipe.revision,
        name=sheet.name,
        form=sheet.form,
        outputs=[_output(out, None if at else first.pk) for at, out in enumerate(sheet.outs)],
        good=Range.of(Fraction(sheet.good)),
        batches=Range.of(Fraction(sheet.batches)) if sheet.batches else None,
        smallest=sheet.smallest,
        product=recipe.product,
        price=Fraction(sheet.price),
    )
    for part in Part:
        rows = [row for row in sheet.rows if row.part is part]
        if part in sheet.has_none or not all(map(_is_plain, rows)):
            recipe = _write(by, recipe, part, rows)


def _write(by: Account, recipe: Recipe, part: Part, rows: Sequence[Row]) -> Recipe:
    before = {line.name: line.pk for line in recipe.lines.filter(part=part)}
    typed = [replace(_typed(recipe, row), pk=before.get(row.name)) for row in rows]
    return costing.change_lines(
        by=by, recipe=recipe, revision=recipe.revision, part=part, rows=typed, has_none=not rows
    )


def _typed(recipe: Recipe, row: Row) -> LineRow:
    """A line as the page reads it."""
    amount, unit = read_amount(row.amount, name=row.name, field="quantity", bare=BARE[row.part])
    value = read_price(row.baht, name=row.name) if row.baht else None
    return LineRow(
        name=row.name,
        part=row.part,
        quantity=amount,
        unit=unit.code,
        basis=row.basis,
        known=row.known,
        loss=Range.of(Fraction(row.loss)),
        material=None if value or row.made or row.crew else _material(recipe, row),
        made=_made(recipe, row) if row.made else None,
        value=value,
        value_for=amount.likely or Fraction(1),
        paid=row.paid,
        price_known=row.known,
        crew_share=Fraction(row.crew) if row.crew else None,
    )


def _material(recipe: Recipe, row: Row) -> int | None:
    """The thing of the group's list that gives the price: the group's own rate for its own work."""
    rows = Material.objects.filter(enterprise=recipe.enterprise_id)
    if row.part is Part.LABOUR and row.paid is Paid.OWN:
        rows = rows.filter(is_own_rate=True)
    else:
        rows = rows.filter(name=row.name)
    return rows.values_list("pk", flat=True).first()


def _made(recipe: Recipe, row: Row) -> int:
    """What another sheet of the group makes."""
    found: Output = Output.objects.get(recipe__enterprise=recipe.enterprise_id, name=row.made)
    return found.pk


def _is_answer(row: Row) -> bool:
    """Whether the three first answers know such a line."""
    return row.part in FLAT and not (row.made or row.crew)


def _is_plain(row: Row) -> bool:
    """Whether the first answers said all of it."""
    return _is_answer(row) and row.basis is Basis.BATCH and row.known is Known.ESTIMATED and row.loss == "0"


def _went_in(row: Row) -> WentIn:
    amount, unit, _ = _amount(row.amount)
    baht = read_price(row.baht, name=row.name) if row.baht else None
    return WentIn(name=row.name, quantity=amount, unit=unit, baht=baht, paid=row.paid, part=row.part)


def _worked(row: Row) -> Worked:
    amount, _, _ = _amount(row.amount)
    rate = read_price(row.baht, name=row.name).over(amount) if row.baht else None
    return Worked(who=row.name, hours=amount, rate=rate, paid=row.paid)


def _output(out: Out, pk: int | None) -> OutputRow:
    quantity, unit, word = _amount(out.amount)
    return OutputRow(
        pk=pk,
        name=out.name,
        quantity=quantity,
        unit=unit,
        unit_word=word,
        weight=Fraction(out.weight),
        price=Fraction(out.price) if out.price else None,
    )


def _amount(typed: str) -> tuple[Range, str, str]:
    """A quantity as it is typed: how many, of which unit, in the group's own word."""
    found = AMOUNT.fullmatch(typed)
    if found is None:
        raise ValueError(f"{typed} is no quantity.")
    return read_range(found["number"], name=typed, field="quantity"), *unit_and_word(found["unit"] or "")


def _product(group: Group) -> Product:
    found: Product = group.enterprise.products.get(name_th=group.story.product_th)
    return found
