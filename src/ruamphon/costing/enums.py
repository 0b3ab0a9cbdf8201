from ruamphon.core.enum import Labelled


class Form(Labelled):
    """How a group produces; all five are costed by one engine."""

    BATCH = "batch", "ทำเป็นรอบ (อาหาร งานฝีมือ)", "In batches (food, craft)"
    ORDER = "order", "ทำตามสั่ง", "Made to order"
    TRIP = "trip", "ออกเรือประมง", "A fishing trip"
    HERD = "herd", "เลี้ยงสัตว์ข้ามปี", "Livestock over years"
    VISIT = "visit", "รับคณะ / บริการ", "Paid visits and services"


class Part(Labelled):
    """What a line of a sheet is for. The shares of these five add up to the whole."""

    MATERIAL = "material", "วัตถุดิบ", "Materials"
    PACKAGING = "packaging", "บรรจุภัณฑ์", "Packaging"
    LABOUR = "labour", "แรงงาน", "Labour"
    OVERHEAD = "overhead", "ค่าใช้จ่ายการผลิต", "Overhead"
    WEAR = "wear", "ค่าสึกหรอของอุปกรณ์", "Wear of equipment"


class Basis(Labelled):
    """What the quantity of a line is for one of."""

    BATCH = "batch", "ต่อรอบ", "Per batch"
    PIECE = "piece", "ต่อชิ้นที่ทำ", "Per piece made"
    HOUR = "hour", "ต่อชั่วโมงที่ทำ", "Per hour worked on the batch"
    MONTH = "month", "ต่อเดือน", "Per month"


class Paid(Labelled):
    """Where a thing came from; decides what of it is cash."""

    BOUGHT = "bought", "จ่ายเงินซื้อ / จ้าง", "Paid for in money"
    OWN = "own", "ของเราเอง / แรงเราเอง", "Our own"
    GIFT = "gift", "มีคนให้มา", "Given to us"
    NATURE = "nature", "ไม่มีค่าใช้จ่ายจริง ๆ", "Costs nobody anything"


class Known(Labelled):
    """How well a figure is known."""

    MEASURED = "measured", "มีใบเสร็จ / ชั่งนับจริง", "Measured or on a receipt"
    ESTIMATED = "estimated", "ประมาณจากที่เคยทำ", "Estimated from experience"
    GUESSED = "guessed", "คาดเดา", "Guessed"


class Made(Labelled):
    """What an output of a recipe is to the group."""

    MAIN = "main", "ผลผลิตหลัก", "Main product"
    CO = "co", "ผลผลิตร่วม", "Co-product"
    BY = "by", "ผลพลอยได้", "By-product"


class Grade(Labelled):
    """How complete a sheet is; the words are shown with the letter."""

    A = "A", "ครบ และส่วนใหญ่มีหลักฐาน", "Complete, mostly measured"
    B = "B", "ครบ แต่ยังประมาณอยู่มาก", "Complete, much of it estimated"
    C = "C", "ยังมีหมวดที่ไม่ได้ตอบ", "A kind of cost is not answered yet"
    D = "D", "ยังไม่มีราคาบางรายการ จึงเป็น “อย่างน้อย”", "A price is missing, so it is “at least”"


class PriceWay(Labelled):
    """Which price of a material a sheet takes."""

    ROLLING = "rolling", "ราคาเฉลี่ยของที่มีอยู่", "Rolling average"
    LATEST = "latest", "ราคาล่าสุด", "Latest price"


class Variance(Labelled):
    """Why a batch cost other than planned."""

    PRICE = "price", "ราคาต่างจากแผน", "Price"
    QUANTITY = "quantity", "ใช้ของมากหรือน้อยกว่าแผน", "Quantity"
    YIELD = "yield", "ได้ชิ้นดีมากหรือน้อยกว่าแผน", "Yield"


class Dimension(Labelled):
    """What a unit measures; only like can be turned into like without a conversion of the thing's own."""

    MASS = "mass", "น้ำหนัก", "Weight"
    VOLUME = "volume", "ปริมาตร", "Volume"
    LENGTH = "length", "ความยาว", "Length"
    AREA = "area", "พื้นที่", "Area"
    COUNT = "count", "จำนวนนับ", "Count"
    TIME = "time", "เวลา", "Time"
    ENERGY = "energy", "ไฟฟ้า", "Electricity"
    OWN = "own", "ขนาดแล้วแต่ของ", "As large as the thing"


class Cover(Labelled):
    """Whether a price covers the full cost of a piece."""

    COVERED = "covered", "คุ้มต้นทุนเต็มแน่นอน", "Covers the full cost, even the highest"
    LIKELY = "likely", "น่าจะคุ้มต้นทุนเต็ม", "Likely covers the full cost"
    BELOW = "below", "ต่ำกว่าต้นทุนเต็ม", "Below the full cost"
    UNKNOWN = "unknown", "ยังบอกไม่ได้ เพราะบางรายการยังไม่มีราคา", "Not known yet: something has no price"
