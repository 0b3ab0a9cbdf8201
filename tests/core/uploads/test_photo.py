from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from ruamphon.core.uploads.photo import (
    DAMAGED,
    LONGEST_SIDE,
    MAX_PIXELS,
    ORIENTATION_TAG,
    TOO_MANY_PIXELS,
    reencode,
)
from ruamphon.core.uploads.refusal import Refusal
from tests.core.uploads import made

GPS_TAG = 0x8825
MAKER_TAG = 0x010F
RED, GREEN, BLUE, YELLOW = (220, 20, 20), (20, 200, 20), (20, 20, 220), (230, 220, 20)


def corners() -> Image.Image:
    """Upright: red and green on top, blue and yellow below; wider than high."""
    picture = Image.new("RGB", (64, 32))
    for place, colour in {(0, 0): RED, (32, 0): GREEN, (0, 16): BLUE, (32, 16): YELLOW}.items():
        picture.paste(colour, (*place, place[0] + 32, place[1] + 16))
    return picture


def seen(picture: Image.Image) -> list[tuple[int, int, int]]:
    """The pure colour nearest to the middle of each quarter, in reading order."""
    width, height = picture.size
    pixels = [picture.getpixel((width * x // 4, height * y // 4)) for y in (1, 3) for x in (1, 3)]
    return [min((RED, GREEN, BLUE, YELLOW), key=lambda pure: _distance(pure, pixel)) for pixel in pixels]


def _distance(one, other) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def drawn(content: bytes) -> Image.Image:
    photo = reencode(content)
    picture = Image.open(BytesIO(photo.content))
    picture.load()
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (photo.width, photo.height))
    return picture


def refused(content: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        reencode(content)
    return caught.value


# How the sensor saw an upright scene, per orientation value: the turn that leads back to `corners()`, undone.
HELD = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", HELD)
def test_a_photo_comes_out_upright(orientation, form):
    sensor = corners() if HELD[orientation] is None else corners().transpose(HELD[orientation])
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = orientation
    picture = drawn(made.encoded(sensor, form, exif=exif))
    assert picture.size == (64, 32)
    assert seen(picture) == [RED, GREEN, BLUE, YELLOW]


def test_no_note_of_the_camera_survives():
    exif = Image.Exif()
    exif[MAKER_TAG] = "SECRET-CAMERA"
    exif.get_ifd(GPS_TAG)[2] = (12.0, 40.0, 30.0)
    exif.get_ifd(GPS_TAG)[29] = "2022:06:14"
    xmp = b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>"
    content = made.encoded(
        corners(), exif=exif, xmp=xmp, comment=b"SECRET-COMMENT", icc_profile=b"SECRET-ICC", dpi=(72, 72)
    )
    for secret in (b"SECRET-CAMERA", b"2022:06:14", b"SECRET-XMP", b"SECRET-COMMENT", b"SECRET-ICC"):
        assert secret in content
    result = reencode(content).content
    assert b"SECRET" not in result
    assert b"2022:06:14" not in result
    picture = drawn(content)
    assert dict(picture.getexif()) == {}
    assert set(picture.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_no_text_of_a_png_survives():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET-AUTHOR")
    notes.add_itxt("XML:com.adobe.xmp", "SECRET-XMP")
    content = made.encoded(corners(), "PNG", pnginfo=notes)
    assert b"SECRET-AUTHOR" in content
    assert b"SECRET" not in reencode(content).content


def test_the_second_picture_of_a_phone_photo_is_left_out():
    content = made.encoded(corners(), "MPO", save_all=True, append_images=[made.image((640, 320))])
    assert seen(drawn(content)) == [RED, GREEN, BLUE, YELLOW]
    assert len(reencode(content).content) < len(content)


@pytest.mark.parametrize(
    ("size", "result"),
    [
        ((2560, 1920), (2560, 1920)),
        ((2561, 100), (2560, 100)),
        ((5120, 2560), (2560, 1280)),
        ((1000, 4000), (640, 2560)),
        ((1, 1), (1, 1)),
        ((6000, 1), (2560, 1)),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_the_longest_side_is_kept_within_its_limit(size, result, form):
    assert drawn(made.encoded(made.image(size), form)).size == result
    assert max(result) <= LONGEST_SIDE


@pytest.mark.parametrize(
    ("mode", "colour", "becomes"),
    [
        ("RGBA", (0, 0, 0, 0), (255, 255, 255)),
        ("RGBA", (0, 0, 0, 255), (0, 0, 0)),
        ("RGBA", (0, 0, 0, 128), (127, 127, 127)),
        ("LA", (0, 0), (255, 255, 255)),
        ("L", 120, (120, 120, 120)),
        ("1", 1, (255, 255, 255)),
        ("P", 0, (0, 0, 0)),
        ("I;16", 0x8000, (128, 128, 128)),
    ],
)
def test_every_kind_of_png_comes_out_in_plain_colours(mode, colour, becomes):
    assert drawn(made.encoded(made.image((8, 8), mode, colour), "PNG")).getpixel((4, 4)) == becomes


def test_a_transparent_palette_becomes_white():
    picture = made.image((8, 8), "RGBA", (0, 0, 0, 0)).quantize()
    assert drawn(made.encoded(picture, "PNG")).getpixel((4, 4)) == (255, 255, 255)


def test_a_photo_for_print_is_taken():
    assert drawn(made.encoded(made.image((8, 8), "CMYK", (0, 0, 0, 0)))).getpixel((4, 4)) == (255, 255, 255)


def test_the_first_picture_of_a_moving_one_is_kept():
    content = made.encoded(
        corners(), "WEBP", save_all=True, append_images=[made.image((64, 32))], lossless=True
    )
    assert seen(drawn(content)) == [RED, GREEN, BLUE, YELLOW]


def test_the_same_photo_gives_the_same_bytes():
    content = made.encoded(corners())
    assert reencode(content).content == reencode(content).content


@pytest.mark.parametrize("size", [(8001, 8000), (12_000, 12_000), (60_000, 60_000)])
def test_more_pixels_than_allowed_are_refused_before_they_are_drawn(size):
    refusal = refused(made.png_header(*size))
    assert (refusal.sentence, refusal.values) == (TOO_MANY_PIXELS, {"limit": 64})
    assert size[0] * size[1] > MAX_PIXELS


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_photo_is_refused(form, share):
    picture = Image.effect_noise((400, 300), 80).convert("RGB")
    content = made.encoded(picture, form)
    assert refused(content[: int(len(content) * share)]).sentence == DAMAGED


def test_a_png_with_a_damaged_middle_is_refused():
    content = bytearray(made.encoded(Image.effect_noise((200, 200), 80), "PNG"))
    content[len(content) // 2] ^= 0xFF
    assert refused(bytes(content)).sentence == DAMAGED


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_muddled_notes_do_not_cost_the_picture():
    content = made.encoded(corners(), exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff\x01")
    assert seen(drawn(content)) == [RED, GREEN, BLUE, YELLOW]
