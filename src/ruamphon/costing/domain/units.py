"""Units people work with, and how one is turned into another for a given thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.costing.domain.problems import NoConversion, OutOfBounds, UnknownUnit
from ruamphon.costing.enums import Dimension


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `size` of it in the first unit of its dimension (kg, l, m, m², piece, hour, kWh).

    A unit of dimension OWN (a bunch, a sack) has no size until the thing's own conversions give it one.
    """

    code: str
    name: Text
    dimension: Dimension
    size: Fraction
    also: tuple[str, ...] = ()


def _unit(code: str, thai: str, english: str, dimension: Dimension, size: str = "1", *also: str) -> Unit:
    return Unit(code, Text(thai, english), dimension, Fraction(size), also)


UNITS: Mapping[str, Unit] = {
    unit.code: unit
    for unit in (
        _unit("kg", "กิโลกรัม", "kilogram", Dimension.MASS, "1", "กก", "กิโล", "โล", "kgs", "kilo"),
        _unit("g", "กรัม", "gram", Dimension.MASS, "1/1000", "ก", "gm", "grams"),
        _unit("mg", "มิลลิกรัม", "milligram", Dimension.MASS, "1/1000000", "มก"),
        _unit("t", "ตัน", "tonne", Dimension.MASS, "1000", "ton", "tons"),
        _unit("khit", "ขีด", "khit (100 g)", Dimension.MASS, "1/10"),
        _unit("hap", "หาบ", "hap (60 kg)", Dimension.MASS, "60"),
        _unit("l", "ลิตร", "litre", Dimension.VOLUME, "1", "liter", "litres", "liters"),
        _unit("ml", "มิลลิลิตร", "millilitre", Dimension.VOLUME, "1/1000", "มล", "ซีซี", "cc", "milliliter"),
        _unit("m3", "ลูกบาศก์เมตร", "cubic metre", Dimension.VOLUME, "1000", "คิว", "ลบม", "m³"),
        _unit("thang", "ถัง", "thang (20 l)", Dimension.VOLUME, "20", "tang"),
        _unit("pip", "ปี๊บ", "pip, a tin of 20 l", Dimension.VOLUME, "20", "ปีบ", "ปี้บ", "peep", "tin"),
        _unit("kwian", "เกวียน", "kwian (2,000 l)", Dimension.VOLUME, "2000"),
        _unit("tbsp", "ช้อนโต๊ะ", "tablespoon (15 ml)", Dimension.VOLUME, "15/1000", "ชต"),
        _unit("tsp", "ช้อนชา", "teaspoon (5 ml)", Dimension.VOLUME, "5/1000", "ชช"),
        _unit("cup", "ถ้วยตวง", "measuring cup (240 ml)", Dimension.VOLUME, "240/1000", "ถ้วย"),
        _unit("m", "เมตร", "metre", Dimension.LENGTH, "1", "ม", "meter", "metres"),
        _unit("cm", "เซนติเมตร", "centimetre", Dimension.LENGTH, "1/100", "ซม", "เซน", "เซ็นติเมตร"),
        _unit("mm", "มิลลิเมตร", "millimetre", Dimension.LENGTH, "1/1000", "มม"),
        _unit("km", "กิโลเมตร", "kilometre", Dimension.LENGTH, "1000", "กม"),
        _unit("wa", "วา", "wa (2 m)", Dimension.LENGTH, "2"),
        _unit("sok", "ศอก", "sok (50 cm)", Dimension.LENGTH, "1/2"),
        _unit("khuep", "คืบ", "khuep (25 cm)", Dimension.LENGTH, "1/4"),
        _unit("inch", "นิ้ว", "inch", Dimension.LENGTH, "254/10000", "inches"),
        _unit("foot", "ฟุต", "foot", Dimension.LENGTH, "3048/10000", "ft", "feet"),
        _unit("yard", "หลา", "yard", Dimension.LENGTH, "9144/10000", "yd", "yards"),
        _unit("m2", "ตารางเมตร", "square metre", Dimension.AREA, "1", "ตรม", "m²"),
        _unit("cm2", "ตารางเซนติเมตร", "square centimetre", Dimension.AREA, "1/10000", "ตรซม", "cm²"),
        _unit("ft2", "ตารางฟุต", "square foot", Dimension.AREA, "9290304/100000000", "ตรฟ", "ฟุตหนัง", "sqft"),
        _unit("rai", "ไร่", "rai (1,600 m²)", Dimension.AREA, "1600"),
        _unit("ngan", "งาน", "ngan (400 m²)", Dimension.AREA, "400"),
        _unit("wa2", "ตารางวา", "square wa (4 m²)", Dimension.AREA, "4", "ตรว"),
        _unit(
            "piece", "ชิ้น", "piece", Dimension.COUNT, "1", "อัน", "ใบ", "ลูก", "ผืน", "ตัว", "ฟอง", "เม็ด", "ดวง",
            "หัว", "ต้น", "เส้น", "แผ่น", "คน", "คณะ", "กลุ่ม", "ครั้ง", "ที่", "ชุด", "เที่ยว", "pieces", "pcs", "head", "time",
        ),
        _unit("pair", "คู่", "pair", Dimension.COUNT, "2", "pairs"),
        _unit("dozen", "โหล", "dozen", Dimension.COUNT, "12"),
        _unit("score", "กุลี", "kuli (20)", Dimension.COUNT, "20"),
        _unit("hundred", "ร้อย", "hundred", Dimension.COUNT, "100"),
        _unit("gross", "กุรุส", "gross (144)", Dimension.COUNT, "144"),
        _unit("hour", "ชั่วโมง", "hour", Dimension.TIME, "1", "ชม", "h", "hours", "hr"),
        _unit("minute", "นาที", "minute", Dimension.TIME, "1/60", "min", "minutes"),
        _unit("workday", "วันทำงาน", "working day (8 h)", Dimension.TIME, "8", "วัน", "แรง", "day", "days"),
        _unit("kwh", "หน่วยไฟ", "kilowatt-hour", Dimension.ENERGY, "1", "ยูนิต", "หน่วย"),
        _unit("kam", "กำ", "kam, a handful", Dimension.OWN),
        _unit("bunch", "มัด", "bunch", Dimension.OWN),
        _unit("hand", "หวี", "hand of bananas", Dimension.OWN),
        _unit("stem", "เครือ", "stem of bananas", Dimension.OWN),
        _unit("sack", "กระสอบ", "sack", Dimension.OWN, "1", "สอบ"),
        _unit("bag", "ถุง", "bag", Dimension.OWN),
        _unit("box", "กล่อง", "box", Dimension.OWN),
        _unit("crate", "ลัง", "crate", Dimension.OWN),
        _unit("basket", "ตะกร้า", "basket", Dimension.OWN, "1", "เข่ง"),
        _unit("bottle", "ขวด", "bottle", Dimension.OWN),
        _unit("can", "กระป๋อง", "can", Dimension.OWN),
        _unit("pack", "แพ็ค", "pack", Dimension.OWN, "1", "แพค", "ห่อ"),
        _unit("roll", "ม้วน", "roll", Dimension.OWN),
        _unit("spool", "หลอด", "spool or tube", Dimension.OWN),
        _unit("gascylinder", "ถังแก๊ส", "gas cylinder", Dimension.OWN, "1", "ถังแก็ส"),
        _unit("bar", "ก้อน", "lump or block", Dimension.OWN, "1", "มือ"),
    )
}  # fmt: skip
"""Every unit by its code. `ถัง` and `ปี๊บ` are of volume; how heavy one is, the thing's own conversions say."""

WHOLE = Fraction(1)

UNKNOWN = Text(
    "ไม่รู้จักหน่วย “{unit}”{hint} เลือกจากรายการ หรือบอกว่าหนึ่ง {unit} หนักหรือมีเท่าไร",
    "There is no unit “{unit}”{hint}. Choose one from the list, or say how much one {unit} is.",
)
DID_YOU_MEAN = Text(" หมายถึง “{name}” หรือไม่", " (did you mean “{name}”?)")
NO_HINT = Text("", "")
NO_WAY = Text(
    "ยังแปลง “{unit}” เป็น “{wanted}” สำหรับ “{thing}” ไม่ได้ บอกก่อนว่าหนึ่ง {unit} เท่ากับกี่ {wanted}",
    "“{unit}” cannot be turned into “{wanted}” for “{thing}” yet. Say how many {wanted} one {unit} is.",
)
ABOVE_ZERO = Text(
    "หนึ่ง {unit} ของ “{thing}” ต้องมากกว่าศูนย์ แก้ตัวเลขการแปลงหน่วย",
    "One {unit} of “{thing}” must be more than nothing. Correct the conversion.",
)


def read_unit(text: str) -> Unit:
    """The unit meant by a code, a name or a common way to write it (กก., กิโล, KG). Raises UnknownUnit."""
    found = _SPELLINGS.get(_key(text))
    if found is None:
        raise UnknownUnit(UNKNOWN.format(unit=text.strip(), hint=_hint(text)), "unit")
    return UNITS[found]


def in_units(unit: str, wanted: str, *, own: Mapping[str, Fraction], thing: str) -> Fraction:
    """How many `wanted` one `unit` of a thing is; both are codes. `own` are its conversions into `wanted`.

    A unit of the thing's own goes first, then units of one dimension, then through an own conversion of the same
    dimension (a litre weighs 0.92 kg, so a pip weighs 18.4 kg). Raises UnknownUnit, NoConversion, OutOfBounds.
    """
    if unit == wanted and unit in UNITS:
        return WHOLE
    known = {code: size for code, size in own.items() if _is_above_zero(code, size, thing)}
    asked, goal = _known(unit), _known(wanted)
    if asked.code in known:
        return known[asked.code]
    if asked.code == goal.code or _alike(asked, goal):
        return asked.size / goal.size
    for code in sorted(known):
        if _alike(asked, _known(code)):
            return asked.size / UNITS[code].size * known[code]
    raise NoConversion(NO_WAY.format(unit=asked.name, wanted=goal.name, thing=thing), "unit")


def _alike(one: Unit, other: Unit) -> bool:
    return one.dimension is other.dimension and one.dimension is not Dimension.OWN


def _known(code: str) -> Unit:
    return UNITS[code] if code in UNITS else read_unit(code)


def _is_above_zero(code: str, size: Fraction, thing: str) -> bool:
    if size > 0:
        return True
    raise OutOfBounds(ABOVE_ZERO.format(unit=_known(code).name, thing=thing), "conversion")


def _key(text: str) -> str:
    """Without dots and gaps; tone marks stay, for they tell ตัว from ตั๋ว."""
    return "".join(text.casefold().replace(".", "").split())


def _spellings() -> dict[str, str]:
    pairs = (
        (_key(word), unit.code)
        for unit in UNITS.values()
        for word in (unit.code, unit.name.th, unit.name.en, *unit.also)
    )
    return dict(pairs)


_SPELLINGS = _spellings()


def _hint(text: str) -> Text:
    close = get_close_matches(_key(text), sorted(_SPELLINGS), n=1, cutoff=0.6)
    if not close:
        close = [each for each in sorted(_SPELLINGS) if search_key(each) == search_key(text)][:1]
    return DID_YOU_MEAN.format(name=UNITS[_SPELLINGS[close[0]]].name) if close else NO_HINT
