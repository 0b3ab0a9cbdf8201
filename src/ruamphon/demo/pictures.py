"""Pictures for the example year, drawn here from simple shapes: nobody's photo, and the same every time."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.core.uploads import check_upload
from ruamphon.registry.enums import WorkKind

WIDTH, HEIGHT = 960, 640
HORIZON = 330
SKIES = (("#bfe3ee", "#fdf3dc"), ("#9fd0e6", "#eaf6f3"), ("#f6d9b8", "#fdf1df"), ("#c9dcf2", "#f7f4ea"))
WOOD, WOOD_DARK, LEAF, LEAF_DARK = "#b07a48", "#7d5230", "#5f9a57", "#3c7350"
Draw = ImageDraw.ImageDraw


def photo(kind: WorkKind, name: str, seed: int = 0) -> CheckedUpload:
    """A drawn scene of a kind of work, through the same checks as every upload."""
    return CheckedUpload(f"{name}.jpg", check_upload(BytesIO(_scene(kind, seed)), name=f"{name}.jpg"))


def paper(name: str, seed: int = 0) -> CheckedUpload:
    """A drawn sheet of paper with lines and a stamp, for certificates and signed pages."""
    return CheckedUpload(f"{name}.jpg", check_upload(BytesIO(_sheet(seed)), name=f"{name}.jpg"))


@lru_cache(maxsize=256)
def _scene(kind: WorkKind, seed: int) -> bytes:
    chance = Random(f"{kind}-{seed}")  # noqa: S311 — for pictures, not for secrets
    image = _backdrop(*chance.choice(SKIES)).copy()
    draw = ImageDraw.Draw(image)
    _sun_and_clouds(draw, chance)
    SCENES[kind](draw, chance)
    _people(draw, chance)
    return _jpeg(image)


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def _blend(one: str, other: str, part: float) -> tuple[int, int, int]:
    first, second = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (one, other))
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


@lru_cache(maxsize=len(SKIES))
def _backdrop(above: str, below: str) -> Image.Image:
    """A sky that changes colour down to the horizon."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    for y in range(HEIGHT):
        draw.line([(0, y), (WIDTH, y)], fill=_blend(above, below, min(1, y / HORIZON)))
    return image


def _sun_and_clouds(draw: Draw, chance: Random) -> None:
    x = chance.randrange(120, WIDTH - 120)
    draw.ellipse([x - 46, 60, x + 46, 152], fill="#fff6d6")
    for _ in range(3):
        left, top = chance.randrange(0, WIDTH - 160), chance.randrange(50, 170)
        for step in range(3):
            draw.ellipse(
                [left + step * 38, top - step % 2 * 14, left + 80 + step * 38, top + 40], fill="#fffdf6"
            )


def _ground(draw: Draw, colour: str) -> None:
    draw.rectangle([0, HORIZON, WIDTH, HEIGHT], fill=colour)


def _hills(draw: Draw, chance: Random, colour: str) -> None:
    for _ in range(4):
        x, width = chance.randrange(-100, WIDTH), chance.randrange(260, 480)
        height = chance.randrange(50, 110)
        draw.ellipse([x, HORIZON - height, x + width, HORIZON + height], fill=colour)


def _stall(draw: Draw, chance: Random, goods: Callable[[Draw, int, int, Random], None]) -> None:
    """A stall with a striped awning and goods on the table."""
    left, right = 170, 790
    draw.rectangle([left + 20, 250, left + 34, 560], fill=WOOD_DARK)
    draw.rectangle([right - 34, 250, right - 20, 560], fill=WOOD_DARK)
    stripe = chance.choice(["#d96a4a", "#2f8f83", "#e0a13c", "#4b7fb3"])
    width = (right - left) // 10
    for at in range(10):
        x = left + at * width
        fill = stripe if at % 2 else "#fffaf0"
        draw.polygon([(x + 16, 190), (x + width + 16 - at % 2, 190), (x + width, 270), (x, 270)], fill=fill)
        draw.pieslice([x, 250, x + width, 290], 0, 180, fill=fill)
    draw.rectangle([left, 440, right, 462], fill=WOOD)
    draw.rectangle([left + 14, 462, right - 14, 560], fill=WOOD_DARK)
    for at in range(7):
        goods(draw, left + 60 + at * 84, 440, chance)


def _jar(draw: Draw, x: int, base: int, chance: Random) -> None:
    colour = chance.choice(["#c0392b", "#d98a29", "#8f3b1f", "#e0b04a"])
    height = chance.randrange(64, 92)
    draw.rounded_rectangle([x - 24, base - height, x + 24, base], 9, fill=colour)
    draw.rectangle([x - 18, base - height - 14, x + 18, base - height + 2], fill="#f4ead2")
    draw.rectangle([x - 24, base - height + 24, x + 24, base - 20], fill="#fff8e6")


def _basket(draw: Draw, x: int, base: int, chance: Random) -> None:
    colour = chance.choice(["#c79a5b", "#a9763c", "#d8b878", "#8a9a5b"])
    draw.polygon([(x - 34, base - 52), (x + 34, base - 52), (x + 24, base), (x - 24, base)], fill=colour)
    for row in range(3):
        draw.line([(x - 30, base - 42 + row * 15), (x + 30, base - 42 + row * 15)], fill=WOOD_DARK, width=2)
    draw.arc([x - 28, base - 92, x + 28, base - 20], 180, 360, fill=WOOD_DARK, width=5)


def _food(draw: Draw, chance: Random) -> None:
    _hills(draw, chance, "#a9cfae")
    _ground(draw, "#e8d8b4")
    _stall(draw, chance, _jar)


def _craft(draw: Draw, chance: Random) -> None:
    _hills(draw, chance, "#b9cf9d")
    _ground(draw, "#e3d2ae")
    _stall(draw, chance, _basket)


def _fishery(draw: Draw, chance: Random) -> None:
    _ground(draw, "#5aa6b8")
    for row in range(9):
        y = HORIZON + 20 + row * 32
        for x in range(chance.randrange(-60, 0), WIDTH, 120):
            draw.arc([x, y, x + 70, y + 18], 180, 360, fill="#8fcbd6", width=3)
    for _ in range(2):
        x, y = chance.randrange(120, 640), chance.randrange(370, 450)
        draw.polygon([(x, y), (x + 220, y), (x + 180, y + 48), (x + 40, y + 48)], fill=WOOD_DARK)
        draw.rectangle([x, y - 8, x + 220, y], fill="#d96a4a")
        draw.line([(x + 110, y), (x + 110, y - 120)], fill=WOOD_DARK, width=6)
        draw.polygon([(x + 116, y - 118), (x + 116, y - 20), (x + 190, y - 20)], fill="#fffaf0")
    draw.rectangle([0, 560, WIDTH, HEIGHT], fill="#e9d6a8")


def _crop(draw: Draw, chance: Random) -> None:
    _hills(draw, chance, "#8fbd84")
    _ground(draw, "#8a6a3f")
    for row in range(6):
        y = HORIZON + 30 + row * 48
        for x in range(20 + row % 2 * 30, WIDTH, 62):
            size = 12 + row * 3 + chance.randrange(5)
            draw.ellipse([x - size, y - size, x + size, y + size // 2], fill=chance.choice([LEAF, LEAF_DARK]))
            if chance.random() < 0.4:  # noqa: PLR2004 — two in five bear fruit
                draw.ellipse([x - 6, y - 8, x + 6, y + 4], fill=chance.choice(["#d9483b", "#e8a33d"]))


def _livestock(draw: Draw, chance: Random) -> None:
    _hills(draw, chance, "#9cc58c")
    _ground(draw, "#86b46d")
    for x in range(0, WIDTH, 80):
        draw.rectangle([x, 350, x + 10, 430], fill=WOOD)
    draw.rectangle([0, 365, WIDTH, 375], fill=WOOD)
    draw.rectangle([0, 400, WIDTH, 410], fill=WOOD)
    for _ in range(6):
        x, y = chance.randrange(60, 840), chance.randrange(440, 540)
        coat = chance.choice(["#fffaf0", "#c9a27a", "#6b4a33", "#efe2c8"])
        draw.ellipse([x, y, x + 96, y + 54], fill=coat)
        draw.ellipse([x + 78, y - 20, x + 118, y + 20], fill=coat)
        for leg in (14, 30, 62, 78):
            draw.rectangle([x + leg, y + 44, x + leg + 8, y + 80], fill=coat)


def _service(draw: Draw, chance: Random) -> None:
    _hills(draw, chance, "#7fb08f")
    _ground(draw, "#c9ddb0")
    x = chance.randrange(200, 420)
    for post in (20, 130, 250, 360):
        draw.rectangle([x + post, 420, x + post + 14, 560], fill=WOOD_DARK)
    draw.rectangle([x, 310, x + 394, 430], fill=WOOD)
    draw.polygon([(x - 40, 315), (x + 197, 170), (x + 434, 315)], fill="#a4513a")
    for window in (50, 170, 290):
        draw.rectangle([x + window, 335, x + window + 56, 405], fill="#fdf3d0")
    for tree in (60, 170, 850):
        draw.rectangle([tree, 360, tree + 16, 520], fill=WOOD_DARK)
        draw.ellipse([tree - 60, 230, tree + 76, 390], fill=chance.choice([LEAF, LEAF_DARK]))


def _learning_base(draw: Draw, chance: Random) -> None:
    _hills(draw, chance, "#a5c99a")
    _ground(draw, "#dccb9d")
    draw.rectangle([250, 200, 700, 420], fill=WOOD_DARK)
    draw.rectangle([264, 214, 686, 406], fill="#2f5f57")
    for row in range(4):
        width = chance.randrange(180, 380)
        draw.line([(290, 250 + row * 38), (290 + width, 250 + row * 38)], fill="#eaf3ea", width=5)
    draw.rectangle([290, 420, 306, 540], fill=WOOD_DARK)
    draw.rectangle([644, 420, 660, 540], fill=WOOD_DARK)


def _people(draw: Draw, chance: Random) -> None:
    """Three or four figures without faces."""
    for at in range(chance.randrange(3, 5)):
        x = 110 + at * 210 + chance.randrange(-30, 30)
        shirt = chance.choice(["#e0795a", "#2f8f83", "#f0c24b", "#5b7fb8", "#a3668f", "#fffaf0"])
        skin = chance.choice(["#c58c5c", "#b0764a", "#d9a172"])
        draw.rounded_rectangle([x - 34, 510, x + 34, HEIGHT + 20], 26, fill=shirt)
        draw.ellipse([x - 25, 455, x + 25, 510], fill=skin)
        draw.pieslice([x - 27, 449, x + 27, 505], 180, 360, fill="#3a2c25")


SCENES: dict[WorkKind, Callable[[Draw, Random], None]] = {
    WorkKind.FOOD: _food,
    WorkKind.CRAFT: _craft,
    WorkKind.FISHERY: _fishery,
    WorkKind.CROP: _crop,
    WorkKind.LIVESTOCK: _livestock,
    WorkKind.SERVICE: _service,
    WorkKind.LEARNING_BASE: _learning_base,
    WorkKind.UNKNOWN: _crop,
}


@lru_cache(maxsize=64)
def _sheet(seed: int) -> bytes:
    chance = Random(f"sheet-{seed}")  # noqa: S311 — for pictures, not for secrets
    image = Image.new("RGB", (720, 960), "#e9e4d8")
    draw = ImageDraw.Draw(image)
    draw.rectangle([50, 40, 670, 920], fill="#fffdf6")
    draw.rectangle([70, 60, 650, 900], outline="#b99a5a", width=4)
    draw.ellipse([320, 90, 400, 170], fill="#b99a5a")
    for row in range(14):
        left = 120 + (60 if row < 2 else 0)  # noqa: PLR2004 — two lines of heading
        draw.line(
            [(left, 220 + row * 40), (600 - chance.randrange(0, 160), 220 + row * 40)],
            fill="#8d8a80",
            width=6,
        )
    draw.ellipse([450, 740, 590, 880], outline="#c0392b", width=8)
    draw.line([(130, 840), (330, 815)], fill="#2c3e70", width=5)
    return _jpeg(image)
