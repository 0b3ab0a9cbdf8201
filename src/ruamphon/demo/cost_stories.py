"""What the invented groups' things cost to make, as somebody would type it: all figures are made up and round."""

from dataclasses import dataclass

from ruamphon.costing.enums import Basis, Form, Known, Paid, Part

BATCH, PIECE, MONTH = Basis.BATCH, Basis.PIECE, Basis.MONTH
MATERIAL, PACKAGING, LABOUR, OVERHEAD, WEAR = Part
BOUGHT, OWN = Paid.BOUGHT, Paid.OWN
ESTIMATED, MEASURED = Known.ESTIMATED, Known.MEASURED


@dataclass(frozen=True)
class Row:
    """One line: what, how much, and baht for all of it. Without baht it takes the price of what has its name, if any.

    `made` is the name of what another sheet of the group makes; `crew` a share of what a catch leaves.
    """

    part: Part
    name: str
    amount: str
    baht: str = ""
    paid: Paid = BOUGHT
    basis: Basis = BATCH
    known: Known = ESTIMATED
    loss: str = "0"
    made: str = ""
    crew: str = ""


@dataclass(frozen=True)
class Out:
    """What comes out of a batch: how many, its part of the cost, and what one sells for where a catch is shared."""

    name: str
    amount: str
    weight: int = 1
    price: str = ""


@dataclass(frozen=True)
class Sheet:
    """One cost sheet of a group. `is_product` is the sheet of what the group has on sale."""

    name: str
    form: Form
    outs: tuple[Out, ...]
    rows: tuple[Row, ...]
    price: str
    good: str = "1"
    batches: str = ""
    smallest: int | None = None
    has_none: tuple[Part, ...] = ()
    is_product: bool = True


@dataclass(frozen=True)
class Stuff:
    """Something with a price that a group buys, or harvests itself: then baht is what the market gives for one."""

    name: str
    unit: str
    baht: str
    paid: Paid = BOUGHT


@dataclass(frozen=True)
class Machine:
    """Equipment: what it was bought for, what it will fetch, and how many months it lasts."""

    name: str
    bought_for: int
    months: int
    worth_in_the_end: int = 0


@dataclass(frozen=True)
class Costs:
    """What a group knows of its costs: its own rate an hour, what it buys and harvests, its machines, its sheets."""

    rate: int
    sheets: tuple[Sheet, ...]
    stuff: tuple[Stuff, ...] = ()
    machines: tuple[Machine, ...] = ()


SWEETS = Costs(
    rate=50,
    stuff=(Stuff("แป้งผสม", "kg", "38"), Stuff("น้ำตาลทราย", "kg", "25"), Stuff("ใบเตยในสวน", "kg", "40", OWN)),
    machines=(Machine("ซึ้งนึ่งใหญ่", 6000, 60),),
    sheets=(
        Sheet(
            "ขนมชั้นใบเตย", Form.BATCH, (Out("ขนมชั้นใบเตย", "40 กล่อง"),), price="60", good="0.95", batches="8",
            rows=(
                Row(MATERIAL, "แป้งผสม", "5 กก.", known=MEASURED),
                Row(MATERIAL, "น้ำตาลทราย", "6 กก.", known=MEASURED),
                Row(MATERIAL, "กะทิสด", "8 ลิตร", "360", known=MEASURED),
                Row(MATERIAL, "ใบเตยในสวน", "5 ขีด", known=MEASURED),
                Row(PACKAGING, "กล่อง 12 ช่อง", "40 ใบ", "140"),
                Row(PACKAGING, "สติกเกอร์", "40 แผ่น", "40"),
                Row(LABOUR, "สมาชิกสามคน", "6 ชม.", paid=OWN),
                Row(LABOUR, "จ้างห่อขนม", "4 ชม.", "200"),
                Row(OVERHEAD, "แก๊สหุงต้ม", "1", "380–460", basis=MONTH),
                Row(OVERHEAD, "ค่าน้ำ ค่าไฟ", "1", "200", basis=MONTH),
                Row(WEAR, "ซึ้งนึ่งใหญ่", "1", basis=MONTH),
            ),
        ),
    ),
)  # fmt: skip
WEAVING = Costs(
    rate=60,
    stuff=(Stuff("ไม้ไผ่ในสวน", "piece", "15", OWN),),
    machines=(Machine("มีดจักตอกและกี่มือ", 3600, 36),),
    sheets=(
        Sheet(
            "กระเป๋าสานไม้ไผ่", Form.ORDER, (Out("กระเป๋าสานไม้ไผ่", "10 ใบ"),), price="390", batches="2",
            rows=(
                Row(MATERIAL, "ไม้ไผ่ในสวน", "2 ต้น", basis=PIECE),
                Row(MATERIAL, "ผ้าซับใน", "0.5 เมตร", "35", basis=PIECE),
                Row(MATERIAL, "หูกระเป๋า", "1 คู่", "60", basis=PIECE),
                Row(PACKAGING, "ถุงผ้าและป้าย", "1 ชุด", "10", basis=PIECE),
                Row(LABOUR, "คนสาน", "4–5 ชม.", paid=OWN, basis=PIECE),
                Row(LABOUR, "คิดลายตามสั่ง", "4 ชม.", paid=OWN),
                Row(OVERHEAD, "ค่ารถไปส่ง", "1", "200"),
                Row(WEAR, "มีดจักตอกและกี่มือ", "1", basis=MONTH),
            ),
        ),
    ),
)  # fmt: skip
FISH = Costs(
    rate=50,
    machines=(Machine("เรือและเครื่อง", 90000, 100, 10000), Machine("อวน", 6000, 12), Machine("ตะแกรงตาก", 2400, 24)),
    sheets=(
        Sheet(
            "ออกเรือหนึ่งเที่ยว", Form.TRIP,
            (
                Out("ปลาทู", "25 กก.", price="80"),
                Out("ปลาทราย", "15 กก.", price="60"),
                Out("ปูม้า", "4 กก.", price="250"),
            ),
            price="80", batches="16", has_none=(PACKAGING,), is_product=False,
            rows=(
                Row(MATERIAL, "น้ำมัน", "30 ลิตร", "990", known=MEASURED),
                Row(MATERIAL, "น้ำแข็ง", "5 ก้อน", "250", known=MEASURED),
                Row(LABOUR, "ลูกเรือจ้าง", "1", crew="0.3"),
                Row(LABOUR, "ไต๋เรือ", "1", crew="0.4", paid=OWN),
                Row(OVERHEAD, "กับข้าวบนเรือ", "1", "150"),
                Row(WEAR, "เรือและเครื่อง", "1", basis=MONTH),
                Row(WEAR, "อวน", "1", basis=MONTH),
            ),
        ),
        Sheet(
            "ปลาแดดเดียว", Form.BATCH, (Out("ปลาแดดเดียว", "24 ถุง"),), price="145", batches="12",
            rows=(
                Row(MATERIAL, "ปลาทูสด", "12 กก.", made="ปลาทู", loss="0.4"),
                Row(MATERIAL, "เกลือ", "1 กก.", "15"),
                Row(PACKAGING, "ถุงสุญญากาศ", "24 ใบ", "72"),
                Row(PACKAGING, "ฉลาก", "24 แผ่น", "24"),
                Row(LABOUR, "แล่และตาก", "6 ชม.", paid=OWN),
                Row(OVERHEAD, "ค่าน้ำ", "1", "30"),
                Row(WEAR, "ตะแกรงตาก", "1", basis=MONTH),
            ),
        ),
    ),
)  # fmt: skip
GOATS = Costs(
    rate=50,
    machines=(Machine("แม่พิมพ์และหม้อกวน", 3600, 36),),
    sheets=(
        Sheet(
            "แม่แพะสิบสองตัว หนึ่งปี", Form.HERD,
            (Out("น้ำนมแพะ", "2000 ลิตร", 80), Out("ลูกแพะหย่านม", "14 ตัว", 20)),
            price="40", has_none=(PACKAGING,), is_product=False,
            rows=(
                Row(MATERIAL, "หญ้าในแปลงของเรา", "13000 กก.", "13000", paid=OWN),
                Row(MATERIAL, "อาหารข้น", "1800 กก.", "21600", known=MEASURED),
                Row(MATERIAL, "แร่ธาตุและวัคซีน", "12 ตัว", "3000", known=MEASURED),
                Row(LABOUR, "เลี้ยงและรีดนม", "540 ชม.", paid=OWN),
                Row(OVERHEAD, "ค่าน้ำ ค่าไฟ", "12", "2400"),
                Row(WEAR, "แม่พันธุ์ที่แก่ลง", "12 ตัว", "6000", paid=OWN),
                Row(WEAR, "คอกแพะ", "1", "2400", paid=OWN),
            ),
        ),
        Sheet(
            "แพะขุนห้าเดือน", Form.HERD, (Out("แพะขุน", "14 ตัว"),), price="3800", good="0.92",
            has_none=(PACKAGING, OVERHEAD), is_product=False,
            rows=(
                Row(MATERIAL, "ลูกแพะของเราเอง", "14 ตัว", made="ลูกแพะหย่านม"),
                Row(MATERIAL, "หญ้าในแปลงของเรา", "4000 กก.", "4000", paid=OWN),
                Row(MATERIAL, "อาหารข้น", "600 กก.", "7200"),
                Row(MATERIAL, "ยาและวัคซีน", "14 ตัว", "1400"),
                Row(LABOUR, "เลี้ยง", "75 ชม.", paid=OWN),
                Row(WEAR, "คอกแพะ", "1", "600", paid=OWN),
            ),
        ),
        Sheet(
            "สบู่นมแพะ", Form.BATCH, (Out("สบู่นมแพะ", "60 ก้อน"),), price="69", good="0.95", batches="4",
            rows=(
                Row(MATERIAL, "น้ำนมแพะ", "1.5 ลิตร", made="น้ำนมแพะ"),
                Row(MATERIAL, "น้ำมันพืช", "6 กก.", "540"),
                Row(MATERIAL, "โซดาไฟและกลิ่น", "1 ชุด", "160"),
                Row(PACKAGING, "กล่องกระดาษ", "60 ใบ", "240"),
                Row(LABOUR, "กวนและตัดสบู่", "5 ชม.", paid=OWN),
                Row(OVERHEAD, "แก๊สและไฟ", "1", "50–70"),
                Row(WEAR, "แม่พิมพ์และหม้อกวน", "1", basis=MONTH),
            ),
        ),
    ),
)  # fmt: skip
HOMESTAY = Costs(
    rate=60,
    stuff=(Stuff("ปลาจากอวนของบ้าน", "kg", "100", OWN),),
    machines=(Machine("ที่นอน มุ้ง ผ้าปู", 24000, 48), Machine("เรือพายและเสื้อชูชีพ", 18000, 60)),
    sheets=(
        Sheet(
            "บ้านพักหนึ่งคืนพร้อมอาหาร", Form.VISIT, (Out("แขกหนึ่งคน", "8 คน"),), price="850", batches="6", smallest=4,
            rows=(
                Row(MATERIAL, "กับข้าวสองมื้อ", "1 คน", "180", basis=PIECE),
                Row(MATERIAL, "ปลาจากอวนของบ้าน", "3 ขีด", basis=PIECE),
                Row(PACKAGING, "ของที่ระลึก", "1 ชิ้น", "15", basis=PIECE),
                Row(LABOUR, "เจ้าของบ้าน", "8 ชม.", paid=OWN),
                Row(LABOUR, "คนพายเรือ 2 คน", "4 ชม.", "300"),
                Row(OVERHEAD, "ซักผ้าปู", "1", "40", basis=PIECE),
                Row(OVERHEAD, "ค่าน้ำ ค่าไฟ", "1", "1200–1400", basis=MONTH),
                Row(WEAR, "ที่นอน มุ้ง ผ้าปู", "1", basis=MONTH),
            ),
        ),
        Sheet(
            "พายเรือดูป่าชายเลน", Form.VISIT, (Out("คนนั่งเรือ", "6 คน"),), price="200", batches="4", smallest=4,
            is_product=False,
            rows=(
                Row(MATERIAL, "น้ำดื่มและผลไม้", "1 คน", "25", basis=PIECE),
                Row(LABOUR, "คนพาย", "3 ชม.", paid=OWN),
                Row(OVERHEAD, "ค่าซ่อมเรือ", "1", basis=MONTH),
                Row(WEAR, "เรือพายและเสื้อชูชีพ", "1", basis=MONTH),
            ),
        ),
    ),
)  # fmt: skip
LEARNING = Costs(
    rate=60,
    machines=(Machine("เต็นท์ โต๊ะ และม้านั่ง", 18000, 60),),
    sheets=(
        Sheet(
            "ค่ายเรียนรู้หนึ่งวัน", Form.VISIT, (Out("ผู้เข้าค่าย", "30 คน"),), price="250", batches="4", smallest=15,
            rows=(
                Row(MATERIAL, "อาหารกลางวันและขนม", "1 คน", "90", basis=PIECE),
                Row(MATERIAL, "ชุดทดลองทำปุ๋ย", "1 ชุด", "25", basis=PIECE),
                Row(PACKAGING, "ถุงผ้ากลับบ้าน", "1 ใบ", "20", basis=PIECE),
                Row(LABOUR, "วิทยากรของกลุ่มหกฐาน", "18 ชม.", paid=OWN),
                Row(LABOUR, "จ้างแม่ครัว", "5 ชม.", "300"),
                Row(OVERHEAD, "ค่าน้ำ ค่าไฟ เครื่องเสียง", "1", "150–250"),
                Row(WEAR, "เต็นท์ โต๊ะ และม้านั่ง", "1", basis=MONTH),
            ),
        ),
    ),
)  # fmt: skip
BATIK = Costs(
    rate=50,
    machines=(Machine("เตาและหม้อเทียน", 2400, 24),),
    sheets=(
        Sheet(
            "ผ้าพันคอบาติก", Form.BATCH, (Out("ผ้าพันคอบาติก", "20 ผืน"),), price="320", good="0.95", batches="4",
            rows=(
                Row(MATERIAL, "ผ้าฝ้าย", "20 เมตร", "1200"),
                Row(MATERIAL, "เทียนและสี", "1 ชุด", "320"),
                Row(PACKAGING, "ซองกระดาษสา", "20 ใบ", "100"),
                Row(LABOUR, "เขียนและลงสี", "40 ชม.", paid=OWN),
                Row(OVERHEAD, "แก๊สและน้ำ", "1", "80"),
                Row(WEAR, "เตาและหม้อเทียน", "1", basis=MONTH),
            ),
        ),
    ),
)  # fmt: skip
ORCHARD = Costs(
    rate=50,
    sheets=(
        Sheet(
            "มังคุดคัดพิเศษ", Form.BATCH, (Out("มังคุดคัดพิเศษ", "200 กก."),), price="75",
            rows=(
                Row(MATERIAL, "ปุ๋ยหมักของสวน", "10 กระสอบ", "400", paid=OWN),
                Row(MATERIAL, "ปุ๋ยเม็ด", "2 กระสอบ"),
                Row(PACKAGING, "ตะกร้า", "10 ใบ", "200"),
                Row(LABOUR, "คนสอย", "16 ชม.", "800"),
                Row(LABOUR, "คัดและล้าง", "10 ชม.", paid=OWN),
            ),
        ),
    ),
)  # fmt: skip
COSTS = {
    "sweets": SWEETS,
    "weaving": WEAVING,
    "fish": FISH,
    "goats": GOATS,
    "homestay": HOMESTAY,
    "learning": LEARNING,
    "batik": BATIK,
    "orchard": ORCHARD,
}
"""By the key of the group's story."""
