"""Drawings made of a few shapes, in points from the top left corner; colours by their role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]

# Okabe & Ito 2008, safe for the colour-blind; the first one is the accent. (light, dark) ground.
SERIES: tuple[tuple[str, str], ...] = (
    ("#0072b2", "#5ab4ec"),
    ("#d55e00", "#f08a4b"),
    ("#007d5c", "#3fc79d"),
    ("#b5568f", "#dd8fbd"),
    ("#8a6d00", "#e3c454"),
    ("#4b5563", "#aab4c0"),
)
DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 3.0), (2.0, 2.5))
ROLES: dict[str, tuple[str, str]] = {
    "ink": ("#22303c", "#dde5ec"),
    "soft": ("#5c6b78", "#9aa8b4"),
    "line": ("#dfe5ea", "#34404b"),
    "accent": SERIES[0],
    **{f"series{place}": pair for place, pair in enumerate(SERIES)},
}


def series(place: int) -> tuple[str, tuple[float, ...]]:
    """Colour role and dashes of the line at some place; lines stay apart without colour, too."""
    return f"series{place % len(SERIES)}", DASHES[place // len(SERIES) % len(DASHES)]


@dataclass(frozen=True)
class Line:
    """Through two or more points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Words:
    """Text whose base line starts, is centred or ends at a point."""

    x: float
    y: float
    text: str
    colour: str = "ink"
    size: float = 12.0
    anchor: Anchor = "start"
    bold: bool = False


Shape = Line | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """Shapes on a sheet; its side lengths are those of the page's column at most."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
