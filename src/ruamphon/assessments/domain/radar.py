"""Where the points of a radar lie. Lengths are in the units of the picture's own view box."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Point = tuple[float, float]
SIZE = 320.0
RADIUS = 118.0
LABEL_RADIUS = 142.0


@dataclass(frozen=True, slots=True)
class Axis:
    """One spoke: where it ends, and where its number stands."""

    number: int
    end: Point
    label: Point


@dataclass(frozen=True, slots=True)
class Shape:
    """One round: the dots of the items that have a mean, and the lines between neighbours that both have one.

    `outline` is given only when no item is missing; a gap is left open, never drawn through the middle.
    """

    name: str
    dots: tuple[Point, ...]
    lines: tuple[tuple[Point, Point], ...]
    outline: str


@dataclass(frozen=True, slots=True)
class Radar:
    """Everything a template draws."""

    size: float
    axes: tuple[Axis, ...]
    rings: tuple[str, ...]
    shapes: tuple[Shape, ...]


def draw(codes: Sequence[str], top: int, rounds: Mapping[str, Mapping[str, Decimal | None]]) -> Radar:
    """A radar of means from 0 in the middle to `top` at the rim, one shape a round (name → item code → mean)."""
    return Radar(
        size=SIZE,
        axes=tuple(
            Axis(place + 1, _point(place, len(codes), RADIUS), _point(place, len(codes), LABEL_RADIUS))
            for place in range(len(codes))
        ),
        rings=tuple(_ring(len(codes), RADIUS * level / top) for level in range(1, top + 1)),
        shapes=tuple(_shape(name, codes, top, means) for name, means in rounds.items()),
    )


def _point(place: int, of: int, length: float) -> Point:
    turn = 2 * math.pi * place / of - math.pi / 2
    return round(SIZE / 2 + length * math.cos(turn), 1), round(SIZE / 2 + length * math.sin(turn), 1)


def _ring(of: int, length: float) -> str:
    return _written(_point(place, of, length) for place in range(of))


def _written(points: Iterable[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _shape(name: str, codes: Sequence[str], top: int, means: Mapping[str, Decimal | None]) -> Shape:
    points = [_of_mean(place, len(codes), top, means.get(code)) for place, code in enumerate(codes)]
    known = [point for point in points if point is not None]
    lines = [(a, b) for a, b in zip(points, [*points[1:], *points[:1]], strict=True) if a and b and a != b]
    return Shape(name, tuple(known), tuple(lines), _written(known) if len(known) == len(codes) else "")


def _of_mean(place: int, of: int, top: int, mean: Decimal | None) -> Point | None:
    return None if mean is None else _point(place, of, RADIUS * float(mean) / top)
