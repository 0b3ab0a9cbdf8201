from ruamphon.core.enum import Labelled


class Direction(Labelled):
    IN = "in", "รับเงิน", "Money in"
    OUT = "out", "จ่ายเงิน", "Money out"


class Category(Labelled):
    """What money came in or went out for, in the words people use."""

    SALE = "sale", "ขายของ", "Sold goods"
    SERVICE = "service", "รับทำงานหรือรับแขก", "Work done or visitors"
    MEMBERS_IN = "members_in", "เงินสมาชิกลงหุ้น", "Shares paid in by members"
    SUPPORT = "support", "เงินสนับสนุน", "Grant or donation"
    LOAN_IN = "loan_in", "กู้ยืมเข้ามา", "Money borrowed"
    OPENING = "opening", "ยอดยกมา", "Carried over"
    OTHER_IN = "other_in", "เงินเข้าอื่น ๆ", "Other money in"
    MATERIAL = "material", "ซื้อวัตถุดิบ", "Materials"
    PACKAGING = "packaging", "ถุง ขวด กล่อง ฉลาก", "Packaging and labels"
    WAGE = "wage", "ค่าแรง", "Wages"
    TRANSPORT = "transport", "ค่ารถ ค่าน้ำมัน ค่าส่ง", "Travel, fuel and delivery"
    UTILITY = "utility", "ค่าน้ำ ค่าไฟ ค่าแก๊ส", "Water, power and gas"
    EQUIPMENT = "equipment", "อุปกรณ์และค่าซ่อม", "Equipment and repairs"
    RENT = "rent", "ค่าเช่า ค่าแผง", "Rent and stall fees"
    MEMBERS_OUT = "members_out", "จ่ายคืนหรือปันผลสมาชิก", "Paid to members"
    LOAN_OUT = "loan_out", "จ่ายคืนเงินกู้", "Loan paid back"
    OTHER_OUT = "other_out", "เงินออกอื่น ๆ", "Other money out"


CATEGORIES: dict[Direction, tuple[Category, ...]] = {
    Direction.IN: (
        Category.SALE,
        Category.SERVICE,
        Category.SUPPORT,
        Category.MEMBERS_IN,
        Category.LOAN_IN,
        Category.OPENING,
        Category.OTHER_IN,
    ),
    Direction.OUT: (
        Category.MATERIAL,
        Category.PACKAGING,
        Category.WAGE,
        Category.TRANSPORT,
        Category.UTILITY,
        Category.EQUIPMENT,
        Category.RENT,
        Category.MEMBERS_OUT,
        Category.LOAN_OUT,
        Category.OTHER_OUT,
    ),
}
"""What may be chosen for money in and for money out, the usual first."""


class ImportState(Labelled):
    DRAFT = "draft", "ยังไม่ได้นำเข้า", "Not brought in yet"
    DONE = "done", "นำเข้าแล้ว", "Brought in"
    DISCARDED = "discarded", "ยกเลิกแล้ว", "Discarded"


class RowState(Labelled):
    """What a row of a table would do to the book."""

    NEW = "new", "จดเพิ่ม", "To be added"
    SAME = "same", "มีอยู่แล้ว", "There already"
    ALIKE = "alike", "เหมือนรายการที่จดไว้แล้ว", "Like one written down already"
