"""One worked sheet for each form of production, as written out in docs/costing.md. All invented (ตัวอย่าง)."""

from decimal import Decimal
from fractions import Fraction

from ruamphon.costing.domain import (
    Book,
    Catch,
    Crew,
    Line,
    Material,
    Output,
    Range,
    Recipe,
    Stage,
    Trip,
    Visit,
    book,
    breeding_wear,
    head_days,
    herd_recipes,
    order,
    overhead,
    price_of,
    trip_recipe,
    visit_recipe,
    wear,
    work,
    years,
)
from ruamphon.costing.enums import Basis, Form, Paid, Part

of = Range.of


def thing(
    code, name, quantity, unit, baht, *, part=Part.MATERIAL, paid=Paid.BOUGHT, basis=Basis.BATCH, loss="0"
):
    """A line with a price of its own, for one `unit`."""
    return Line(
        code=code,
        name=name,
        part=part,
        quantity=of(Decimal(quantity)),
        unit=unit,
        price=price_of(of(Decimal(baht)), unit, paid=paid),
        basis=basis,
        loss=of(Decimal(loss)),
    )


def banana_chips() -> Book:
    """Batch: dried banana with a syrup of its own."""
    banana = Material(code="banana", name="กล้วย", price=price_of(of(16), "kg", paid=Paid.OWN))
    sugar = Material(code="sugar", name="น้ำตาล", price=price_of(of(25), "kg"))
    bag = Material(code="bag", name="ถุงฟอยล์", price=price_of(of(2), "piece"))
    syrup = Recipe(
        code="syrup",
        name="น้ำเชื่อม (ตัวอย่าง)",
        outputs=(Output(code="syrup:kg", name="น้ำเชื่อม", quantity=of(4), unit="kg"),),
        lines=(
            Line(code="1", name="น้ำตาล", part=Part.MATERIAL, quantity=of(20), unit="khit", material="sugar"),
            thing("2", "น้ำฝน", "3", "l", "1", paid=Paid.NATURE),
            overhead("3", "แก๊ส", amount=of(10)),
        ),
    )
    chips = Recipe(
        code="chips",
        name="กล้วยอบน้ำเชื่อม (ตัวอย่าง)",
        outputs=(Output(code="chips:bag", name="กล้วยอบ 1 ถุง", quantity=of(50), unit="bag"),),
        good=of(Decimal("0.9")),
        batches_a_month=of(10),
        lines=(
            Line(
                code="banana",
                name="กล้วยปอกแล้ว",
                part=Part.MATERIAL,
                quantity=of(10),
                unit="kg",
                material="banana",
                loss=of(Decimal("0.2")),
            ),
            Line(code="syrup", name="น้ำเชื่อม", part=Part.MATERIAL, quantity=of(2), unit="kg", made="syrup"),
            work("own", "แม่ ๆ ช่วยกันทำ", hours=of(4), rate=of(50), paid=Paid.OWN),
            work("hired", "จ้างคนปอก", hours=of(2), rate=of(60), paid=Paid.BOUGHT),
            overhead("gas", "แก๊สบ้าน", amount=of(400), basis=Basis.MONTH, share=of(Decimal("0.5"))),
            wear(
                "dryer", "ตู้อบ", bought_for=24_000, worth_in_the_end=6_000, life=years(of(5)), per=Basis.MONTH
            ),
            Line(
                code="bag",
                name="ถุง",
                part=Part.PACKAGING,
                quantity=of(1),
                unit="piece",
                material="bag",
                basis=Basis.PIECE,
            ),
        ),
    )
    return book((banana, sugar, bag), (syrup, chips))


def leather_bags(pieces: int) -> Book:
    """Made to order: leather bags."""
    lines = (
        thing("leather", "หนัง", "6", "ft2", "55", basis=Basis.PIECE, loss="0.2"),
        thing("thread", "ด้าย", "0.25", "spool", "80", basis=Basis.PIECE),
        thing("metal", "อะไหล่โลหะ", "1", "piece", "45", basis=Basis.PIECE),
        thing("lining", "ผ้าซับใน (มีคนให้)", "1", "piece", "15", paid=Paid.GIFT, basis=Basis.PIECE),
        thing("box", "กล่อง", "1", "piece", "12", part=Part.PACKAGING, basis=Basis.PIECE),
        work("sew", "เย็บเอง", hours=of(Decimal("2.5")), rate=of(60), paid=Paid.OWN, basis=Basis.PIECE),
        overhead("power", "ค่าไฟ", amount=of(5), basis=Basis.PIECE),
        wear("machine", "จักร", bought_for=18_000, worth_in_the_end=3_000, life=of(600), per=Basis.PIECE),
        thing("die", "ค่าแม่พิมพ์ตัด", "1", "piece", "300"),
        work("pattern", "ทำแบบเอง", hours=of(3), rate=of(60), paid=Paid.OWN),
    )
    pattern = Recipe(
        code="bag",
        name="กระเป๋าหนังตามสั่ง (ตัวอย่าง)",
        outputs=(Output(code="bag:one", name="กระเป๋า", quantity=of(1), unit="piece"),),
        lines=lines,
    )
    return book((), (order(pattern, pieces),))


def fishing_trip() -> Book:
    """A trip: three kinds of catch, one hired hand, one captain of the house."""
    trip = Trip(
        code="trip",
        name="ออกเรือหนึ่งเที่ยว (ตัวอย่าง)",
        batches_a_month=of(20),
        lines=(
            thing("fuel", "น้ำมัน", "40", "l", "32.50"),
            thing("ice", "น้ำแข็ง", "6", "bar", "45"),
            thing("bait", "เหยื่อที่จับเอง", "5", "kg", "30", paid=Paid.OWN),
            overhead("food", "อาหารบนเรือ", amount=of(130)),
            wear("boat", "เรือ", bought_for=90_000, worth_in_the_end=10_000, life=of(100)),
            wear("net", "อวน", bought_for=6_000, life=years(of(1))),
        ),
        crew=(
            Crew(code="hand", name="ลูกเรือ", share=Fraction(3, 10)),
            Crew(code="captain", name="นายท้ายของบ้าน", share=Fraction(4, 10), paid=Paid.OWN),
        ),
        catch=(
            Catch(code="m1", species="ปลาทู", grade="เบอร์ 1", kilos=of(30), price=of(90)),
            Catch(code="m2", species="ปลาทู", grade="เบอร์ 2", kilos=of(20), price=of(60)),
            Catch(code="crab", species="ปูม้า", grade="", kilos=of(5), price=of(220)),
            Catch(code="squid", species="หมึก", grade="", kilos=of(0), price=of(180)),
        ),
    )
    return book((), (trip_recipe(trip, book()),))


def cattle() -> Book:
    """Livestock: calves of ten cows in the first year, six of them fattened in the second."""
    calves = Stage(
        code="calf",
        name="ลูกวัวปีแรก (ตัวอย่าง)",
        heads=Fraction(8),
        deaths=of(1),
        lines=(
            thing("grass", "หญ้าของเราเอง แม่วัว 10 ตัว", "18250", "kg", "1", paid=Paid.OWN),
            thing("salt", "แร่ธาตุและวัคซีน", "10", "piece", "300"),
            breeding_wear(
                "cows", "แม่พันธุ์", animals=10, bought_for=30_000, sold_for=18_000, productive_years=of(8)
            ),
            thing("service", "ผสมเทียม", "8", "piece", "250"),
            work("herd", "เลี้ยงเอง", hours=of(365), rate=of(40), paid=Paid.OWN),
            wear("pen", "คอก", bought_for=36_000, life=of(10), per=Basis.BATCH),
        ),
    )
    days = head_days(Fraction(6), Fraction(1), 300)
    fattened = Stage(
        code="steer",
        name="วัวขุนปีที่สอง (ตัวอย่าง)",
        heads=Fraction(6),
        deaths=of(1),
        weight=of(420),
        lines=(
            thing("feed", "อาหารข้น", str(2 * days), "kg", "9"),
            thing("grass", "หญ้าของเราเอง", str(10 * days), "kg", "1", paid=Paid.OWN),
            thing("vet", "หมอและยา", "1", "piece", "1200"),
            work("herd", "เลี้ยงเอง", hours=of(300), rate=of(40), paid=Paid.OWN),
        ),
    )
    return book((), herd_recipes((calves, fattened)))


def learning_base(heads: int = 20) -> Book:
    """A visit: a group at a learning base."""
    return book((), (visit_recipe(learning_visit(heads)),))


def learning_visit(heads: int = 20) -> Visit:
    return Visit(
        code="visit",
        name="ฐานเรียนรู้ครึ่งวัน (ตัวอย่าง)",
        heads=of(heads),
        smallest=10,
        batches_a_month=of(4),
        lines=(
            work("speak", "วิทยากรของกลุ่ม", hours=of(3), rate=of(100), paid=Paid.OWN),
            thing("guide", "จ้างคนนำชม", "1", "piece", "500", part=Part.LABOUR),
            overhead("power", "ค่าไฟและน้ำ", amount=of(80)),
            wear("bench", "โต๊ะและเก้าอี้", bought_for=12_000, life=years(of(5))),
            thing("lunch", "อาหารกลางวัน", "1", "piece", "90", basis=Basis.PIECE),
            thing("kit", "ชุดลงมือทำ", "1", "piece", "35", basis=Basis.PIECE),
            thing("drink", "น้ำสมุนไพรของเราเอง", "1", "piece", "10", paid=Paid.OWN, basis=Basis.PIECE),
        ),
    )


FORMS = {
    Form.BATCH: (banana_chips, "chips"),
    Form.ORDER: (lambda: leather_bags(12), "bag"),
    Form.TRIP: (fishing_trip, "trip"),
    Form.HERD: (cattle, "steer"),
    Form.VISIT: (learning_base, "visit"),
}
