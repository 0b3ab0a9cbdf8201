"""A group's rows as the engine's book: what its recipes, materials and prices come to, exactly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ruamphon.costing import domain
from ruamphon.costing.domain import Book, Catch, CostProblem, Crew, Price, Range, Sheet, Trip
from ruamphon.costing.enums import Basis, Form, Known, Made, Paid, Part
from ruamphon.costing.models import Conversion, Material, Output, Recipe, RecipeLine
from ruamphon.costing.models.columns import range_of


@dataclass(frozen=True, slots=True)
class GroupBook:
    """A group's book with the rows it was made of, by code. `problems` are recipes that say nothing to the engine yet."""

    book: Book
    materials: Mapping[str, Material]
    recipes: Mapping[str, Recipe]
    outputs: Mapping[str, Output]
    lines: Mapping[str, RecipeLine]
    problems: Mapping[str, CostProblem]

    def sheet(self, recipe: Recipe) -> Sheet:
        """The sheet of one recipe. Raises a CostProblem."""
        self._check(recipe)
        return domain.cost(self.book, recipe.code)

    def sheets(self, recipe: Recipe) -> dict[str, Sheet]:
        """The sheets of one recipe and of all it needs, by code. Raises a CostProblem."""
        self._check(recipe)
        return domain.cost_all(self.book, recipe.code)

    def _check(self, recipe: Recipe) -> None:
        if recipe.code in self.problems:
            raise self.problems[recipe.code]


def book_of(enterprise_id: int) -> GroupBook:
    """Everything a group's sheets rest on. Five queries."""
    materials = {each.code: each for each in Material.objects.filter(enterprise_id=enterprise_id)}
    recipes = {each.code: each for each in Recipe.objects.filter(enterprise_id=enterprise_id)}
    outputs = list(Output.objects.filter(recipe__enterprise_id=enterprise_id))
    lines = list(RecipeLine.objects.filter(recipe__enterprise_id=enterprise_id))
    sizes = _conversions(enterprise_id)
    by_recipe: dict[int, tuple[list[Output], list[RecipeLine]]] = defaultdict(lambda: ([], []))
    for output in outputs:
        by_recipe[output.recipe_id][0].append(output)
    for line in lines:
        by_recipe[line.recipe_id][1].append(line)
    things = {code: _material(row, sizes[row.code]) for code, row in materials.items()}
    made = {row.pk: _Rows(row, *by_recipe[row.pk], sizes) for row in recipes.values()}
    plain = {rows.recipe.code: rows.plain() for rows in made.values()}
    book, problems = _with_trips(Book(materials=things, recipes=plain), list(made.values()))
    return GroupBook(
        book,
        materials,
        recipes,
        {each.code: each for each in outputs},
        {each.code: each for each in lines},
        problems,
    )


def price_of_line(line: RecipeLine) -> Price:
    """The price that stands on a line itself."""
    return domain.price_of(
        range_of(line, "value").over(Range.of(line.value_for)),
        line.unit,
        paid=Paid(line.paid),
        known=Known(line.price_known),
    )


def _conversions(enterprise_id: int) -> dict[str, dict[str, Fraction]]:
    """The sizes of units of their own, by the code of the material or output."""
    found: dict[str, dict[str, Fraction]] = defaultdict(dict)
    of_materials = Conversion.objects.order_by().filter(material__enterprise_id=enterprise_id)
    of_outputs = Conversion.objects.order_by().filter(output__recipe__enterprise_id=enterprise_id)
    for row in of_materials.union(of_outputs, all=True):
        code = f"material-{row.material_id}" if row.material_id else f"output-{row.output_id}"
        found[code][row.unit] = Fraction(row.size)
    return found


def _material(row: Material, sizes: Mapping[str, Fraction]) -> domain.Material:
    return domain.Material(code=row.code, name=row.name, price=row.price, conversions=dict(sizes))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one recipe."""

    recipe: Recipe
    outputs: list[Output]
    lines: list[RecipeLine]
    sizes: Mapping[str, Mapping[str, Fraction]]

    @property
    def crew(self) -> tuple[Crew, ...]:
        return tuple(
            Crew(code=line.code, name=line.name, share=Fraction(line.crew_share), paid=Paid(line.paid))
            for line in self.lines
            if line.crew_share is not None
        )

    @property
    def costs(self) -> tuple[domain.Line, ...]:
        return tuple(_line(line) for line in self.lines if line.crew_share is None)

    def plain(self) -> domain.Recipe:
        """The recipe by its rows; of a trip without the crew's shares."""
        row = self.recipe
        whole = sum((Fraction(output.weight) for output in self.outputs), Fraction())
        return domain.Recipe(
            code=row.code,
            name=row.name,
            outputs=tuple(_output(output, whole, self.sizes) for output in self.outputs),
            lines=self.costs,
            good=row.good,
            hours=row.hours,
            batches_a_month=row.batches_a_month,
            has_none=frozenset(map(Part, row.has_none)),
            form=Form(row.form),
        )

    def trip(self, book: Book) -> domain.Recipe:
        """The trip with its crew, its cost shared by what each kind of catch is worth."""
        row = self.recipe
        catch = tuple(
            Catch(
                code=each.code,
                species=each.name,
                grade="",
                kilos=each.quantity,
                price=Range.of(each.price or 0),
            )
            for each in self.outputs
        )
        return domain.trip_recipe(
            Trip(
                code=row.code,
                name=row.name,
                lines=self.costs,
                crew=self.crew,
                catch=catch,
                batches_a_month=row.batches_a_month,
                hours=row.hours,
                has_none=frozenset(map(Part, row.has_none)),
            ),
            book,
        )


def _with_trips(book: Book, rows: Iterable[_Rows]) -> tuple[Book, dict[str, CostProblem]]:
    """The book with trips as the engine makes them, without those that cannot be made yet, and these."""
    recipes, problems = dict(book.recipes), {}
    for each in rows:
        if each.recipe.form == Form.TRIP:
            try:
                recipes[each.recipe.code] = each.trip(book)
            except CostProblem as problem:
                problems[each.recipe.code] = problem
                del recipes[each.recipe.code]
    return Book(materials=book.materials, recipes=recipes), problems


def _output(row: Output, whole: Fraction, sizes: Mapping[str, Mapping[str, Fraction]]) -> domain.Output:
    return domain.Output(
        code=row.code,
        name=row.name,
        quantity=row.quantity,
        unit=row.unit,
        share=Fraction(row.weight) / whole if whole else Fraction(),
        made=Made(row.made),
        conversions=dict(sizes.get(row.code, {})),
    )


def _line(row: RecipeLine) -> domain.Line:
    own = row.material_id is None and row.made_id is None
    return domain.Line(
        code=row.code,
        name=row.name,
        part=Part(row.part),
        quantity=row.quantity,
        unit=row.unit,
        material=f"material-{row.material_id}" if row.material_id else "",
        made=f"output-{row.made_id}" if row.made_id else "",
        price=price_of_line(row) if own else None,
        basis=Basis(row.basis),
        loss=row.loss,
        known=Known(row.known),
    )
