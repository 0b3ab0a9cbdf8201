"""A photo drawn anew: upright, not too large, without the camera's notes on place, time and device."""

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from ruamphon.core.text import Text
from ruamphon.core.uploads.refusal import Refusal, refusing

MAX_PIXELS = 64_000_000
"""Above the 50 megapixels of today's phones; beyond it a small file may unfold into gigabytes."""

LONGEST_SIDE = 2560
"""Pixels; fills an A4 page in print and keeps a stored photo near one megabyte."""

JPEG_QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")

ORIENTATION_TAG = 0x0112
"""EXIF 2.32, Orientation: how the camera was held, 1 when upright."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

DAMAGED = Text(
    "รูป “{name}” เสียหรือมาไม่ครบ ลองเปิดดูในเครื่อง ถ้าเห็นครบทั้งรูปให้ส่งอีกครั้ง ถ้าไม่ครบให้ถ่ายใหม่หรือขอไฟล์จากคนที่ส่งมา",
    "The photo “{name}” is damaged or incomplete. Look at it on your device: if all of it is there, send "
    "it again; if not, take it again or ask the sender for it.",
)
TOO_MANY_PIXELS = Text(
    "รูป “{name}” ละเอียดเกินไป รับได้ไม่เกิน {limit} ล้านพิกเซล ย่อรูปลง หรือแคปหน้าจอรูปนี้ แล้วส่งอีกครั้ง",
    "The photo “{name}” has too many pixels: we take up to {limit} million. Make it smaller, or take a "
    "screenshot of it, then send it again.",
)


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG and its size in pixels."""

    content: bytes = field(repr=False)
    width: int
    height: int


def reencode(content: bytes) -> Photo:
    """The picture in `content` as an upright RGB JPEG, at most LONGEST_SIDE long, and nothing beside it.

    EXIF, GPS, XMP, comments and colour profiles stay behind; what is transparent becomes white; of a moving
    picture the first frame is kept. Raises Refusal when it cannot be drawn whole or exceeds MAX_PIXELS.
    """
    with refusing(DAMAGED), _opened(content) as image:
        drawn = _on_white(_smaller(image))
        result = BytesIO()
        drawn.save(result, "JPEG", quality=JPEG_QUALITY)
        return Photo(result.getvalue(), drawn.width, drawn.height)


def _opened(content: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels() from bomb
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    return image


def _too_many_pixels() -> Refusal:
    return Refusal(TOO_MANY_PIXELS, limit=MAX_PIXELS // 1_000_000)


def _smaller(image: Image.Image) -> Image.Image:
    """Upright and at most LONGEST_SIDE; reads the orientation first, since shrinking loads the picture."""
    turn = TURNS.get(_orientation(image))
    image = _in_full_colour(image)
    image.thumbnail(
        (LONGEST_SIDE, LONGEST_SIDE)
    )  # lets a JPEG decode at a smaller scale, so a big photo stays quick
    return image if turn is None else image.transpose(turn)


def _orientation(image: Image.Image) -> int:
    if image.format == "PNG":
        image.load()  # its EXIF may come after the picture; a broken picture must fail here, not below
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except Exception:  # noqa: BLE001 — a camera's muddled notes, in any way, are no reason to refuse its picture
        return 1


def _in_full_colour(image: Image.Image) -> Image.Image:
    """A mode that can be shrunk smoothly: palettes become colours, 16-bit greys keep their upper byte."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level / 256).convert("L")
    return image.convert("RGBA") if image.has_transparency_data else _without_palette(image)


def _without_palette(image: Image.Image) -> Image.Image:
    return image.convert("RGB") if image.mode in {"P", "1"} else image


def _on_white(image: Image.Image) -> Image.Image:
    """A fresh RGB canvas with only the pixels carried over: notes hang on the image, not on its pixels."""
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return canvas
