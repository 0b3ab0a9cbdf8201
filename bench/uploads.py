"""What does checking a photo cost beside what must be done with it anyway?

Baseline, in the same run: Pillow alone opening the same JPEG of 12 megapixels, shrinking it to the same size and
saving it at the same quality.
"""

import sys
from io import BytesIO
from random import Random

from measure import Line, arguments, in_turns, milliseconds, ratio, report, say
from PIL import Image
from product import product

SIZE = (4000, 3000)


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, default=25)
    options = parser.parse_args()
    with product():
        lines = _measured(options.runs)
    report(lines, as_json=options.json)
    return 0


def _measured(runs: int) -> list[Line]:
    from ruamphon.core.uploads import check_upload

    taken = _photo()
    say(f"a photo of {len(taken) / 1e6:.1f} MB, {runs} rounds")
    times = in_turns(
        {
            "ours": lambda: check_upload(BytesIO(taken), name="photo.jpg"),
            "shrink": lambda: _with_pillow(taken, shrinks=True),
            "full": lambda: _with_pillow(taken, shrinks=False),
        },
        runs=runs,
    )
    against = {
        "shrink": "bare Pillow: open, thumbnail, save",
        "full": "bare Pillow: open, resize, save",
    }
    return [
        Line(
            "check_upload, 12 MP photo",
            runs,
            f"{milliseconds(times['ours'])} ms",
            str(ratio(times["ours"], times[case])),
            name,
        )
        for case, name in against.items()
    ]


def _photo() -> bytes:
    """Soft shapes with fine noise, about as large as a phone's: flat colour would be too easy, noise too hard."""
    small = Image.frombytes("RGB", (200, 150), Random(7).randbytes(200 * 150 * 3))
    shapes = small.resize(SIZE, Image.Resampling.BICUBIC)
    noise = Image.effect_noise(SIZE, 20).convert("RGB")
    result = BytesIO()
    Image.blend(shapes, noise, 0.15).save(result, "JPEG", quality=90)
    return result.getvalue()


def _with_pillow(taken: bytes, *, shrinks: bool) -> bytes:
    """`shrinks` uses thumbnail, which lets JPEG decode small at once; else every pixel is decoded and resized."""
    from ruamphon.core.uploads.photo import JPEG_QUALITY, LONGEST_SIDE

    size = (LONGEST_SIDE, LONGEST_SIDE * SIZE[1] // SIZE[0])
    with Image.open(BytesIO(taken)) as image:
        if shrinks:
            image.thumbnail(size)
        drawn = image if shrinks else image.resize(size, Image.Resampling.BICUBIC)
        result = BytesIO()
        drawn.save(result, "JPEG", quality=JPEG_QUALITY)
    return result.getvalue()


if __name__ == "__main__":
    sys.exit(main())
