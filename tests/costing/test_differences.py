"""What is new in a version: one sentence for each thing that changed, then what it does to a piece."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from ruamphon.costing import domain
from ruamphon.costing.domain import Book, Line, Price, Range
from ruamphon.costing.enums import Basis, Paid, Part
from ruamphon.costing.queries.differences import Version, differences
from tests.costing import worked

BEFORE = worked.banana_chips()


def lines(**changed):
    """The chips with lines changed by code; None takes one out."""
    recipe = BEFORE.recipes["chips"]
    kept = [
        replace(line, **change) for line in recipe.lines if (change := changed.get(line.code, {})) is not None
    ]
    return replace(recipe, lines=tuple(kept))


def with_recipe(recipe):
    return replace_in(BEFORE, recipes={recipe.code: recipe})


def replace_in(book, *, materials=(), recipes=()):
    return Book(materials={**book.materials, **dict(materials)}, recipes={**book.recipes, **dict(recipes)})


def priced(code, baht):
    was = BEFORE.materials[code]
    amount = Range.of(Fraction(baht))
    return replace_in(
        BEFORE, materials={code: replace(was, price=replace(was.price, cash=amount, full=amount))}
    )


def said(after, *, before=BEFORE, old=(), new=()):
    """The sentences in Thai; `old` and `new` are what stands beside the sheets."""
    told = differences(
        Version(domain.cost(before, "chips"), *(old or (None,))),
        Version(domain.cost(after, "chips"), *(new or (None,))),
    )
    return [each.th for each in told]


LABEL = Line(
    code="label",
    name="ฉลาก",
    part=Part.PACKAGING,
    quantity=Range.of(50),
    unit="piece",
    price=Price(unit="piece", cash=Range.of(1), full=Range.of(1)),
)
CHIPS = BEFORE.recipes["chips"]


def figures(cash, full):
    """The two last sentences, from 6.00 and 15.56 baht."""
    cash_said = [] if cash == "6.00" else [f"เงินสดต่อชิ้นจาก 6.00 บาท เป็น {cash} บาท"]
    return [*cash_said, f"ต้นทุนเต็มต่อชิ้นจาก 15.56 บาท เป็น {full} บาท"]


@pytest.mark.parametrize(
    ("after", "sentence", "cash", "full"),
    [
        (with_recipe(replace(CHIPS, lines=(*CHIPS.lines, LABEL))), "เพิ่ม “ฉลาก”: 50 ชิ้น", "7.11", "16.67"),
        (with_recipe(lines(hired=None)), "เอา “จ้างคนปอก” ออก", "3.33", "12.89"),
        (
            with_recipe(lines(syrup={"quantity": Range.of(Decimal("2.5"))})),
            "“น้ำเชื่อม” จาก 2 กิโลกรัม เป็น 2.5 กิโลกรัม",
            "6.17",
            "15.72",
        ),
        (with_recipe(lines(gas={"basis": Basis.BATCH})), "“แก๊สบ้าน” คิดต่อรอบ (เดิมต่อเดือน)", "10.00", "19.56"),
        (
            with_recipe(lines(banana={"loss": Range.of(Decimal("0.25"))})),
            "ส่วนที่เสียของ “กล้วยปอกแล้ว” จาก 20% เป็น 25%",
            "6.00",
            "15.85",
        ),
        (
            with_recipe(replace(CHIPS, outputs=(replace(CHIPS.main, quantity=Range.of(60)),))),
            "ได้ “กล้วยอบ 1 ถุง” จาก 50 ถุง เป็น 60 ถุง",
            "5.37",
            "13.33",
        ),
        (with_recipe(replace(CHIPS, good=Range.of(1))), "สัดส่วนของดีจาก 90% เป็น 100%", "5.40", "14.00"),
        (priced("bag", 3), "ราคา “ถุง” จาก 2.00 บาทต่อชิ้น เป็น 3.00 บาทต่อชิ้น", "7.11", "16.67"),
        (priced("sugar", 50), "ราคา “น้ำเชื่อม” จาก 15.00 บาทต่อกิโลกรัม เป็น 27.50 บาทต่อกิโลกรัม", "6.56", "16.11"),
    ],
)
def test_one_sentence_for_what_changed_and_then_the_figures(after, sentence, cash, full):
    assert said(after) == [sentence, *figures(cash, full)]


def test_nothing_changed_and_a_name_alone():
    assert said(BEFORE) == []
    assert said(with_recipe(lines(bag={"name": "ถุงซิป"}))) == ["เปลี่ยนชื่อ “ถุง” เป็น “ถุงซิป”"]


def test_own_work_that_is_now_hired():
    line = next(line for line in CHIPS.lines if line.code == "own")
    hired = replace(line.price, cash=line.price.full, paid=Paid.BOUGHT)
    assert said(with_recipe(lines(own={"price": hired})))[0] == (
        f"“แม่ ๆ ช่วยกันทำ”: {Paid.BOUGHT.label.th} (เดิม {Paid.OWN.label.th})"
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ((None,), (Fraction(35),), "ราคาขายจาก ยังไม่รู้ เป็น 35.00 บาท"),
        ((Fraction(35),), (Fraction("37.5"),), "ราคาขายจาก 35.00 บาท เป็น 37.50 บาท"),
        ((None, None), (None, Range.of(310)), "น้ำหนักเป็นตัวละจาก ยังไม่รู้ เป็น 310 กิโลกรัม"),
        (
            (None, Range.of(310)),
            (None, Range(Fraction(300), Fraction(310), Fraction(320))),
            "น้ำหนักเป็นตัวละจาก 310 กิโลกรัม เป็น 300–320 กิโลกรัม",
        ),
        ((None, None, 10), (None, None, 12), "คณะเล็กสุดที่คิดเงินจาก 10 คน เป็น 12 คน"),
        ((None, None, 10), (None, None, None), "คณะเล็กสุดที่คิดเงินจาก 10 คน เป็น ยังไม่รู้"),
    ],
)
def test_what_stands_beside_the_recipe(old, new, sentence):
    """Price, live weight and smallest group change no cost of a piece, and are told all the same."""
    assert said(BEFORE, old=old, new=new) == [sentence]
    assert said(BEFORE, old=new, new=new) == []
