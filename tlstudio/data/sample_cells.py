"""Cells as a fluorescence microscope shows them, drawn from formulas: one patch a cell.

Three stains: DNA, the cytoskeleton (actin fibres, or the spindle in a dividing cell) and
mitochondria. Nothing is photographed and nothing is copied.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Phenotype = Literal["interphase", "mitotic", "apoptotic"]
_Floats = NDArray[np.float32]
_TILE = 512


@dataclass(frozen=True)
class Textures:
    """Periodic noise with mean 0 and deviation 1, (512, 512) each.

    Attributes:
        smooth: Slow waves, for bent shapes and patchy stains.
        grain: Chromatin.
        ridge: Its zero crossings wind like mitochondria.
    """

    smooth: _Floats
    grain: _Floats
    ridge: _Floats

    @classmethod
    def make(cls, rng: np.random.Generator) -> Textures:
        """Noise filtered around one wavelength each, in pixels."""
        return cls(_band(rng, 28.0, 0.6), _band(rng, 5.5, 0.35), _band(rng, 11.0, 0.22))


@dataclass(frozen=True)
class Cell:
    """Where a cell lies and how it looks.

    Attributes:
        radius: Of a spread cell, in pixels.
        phenotype: What it is going through.
        subtle: Early or late in it, hard to tell even for a person.
    """

    row: float
    column: float
    radius: float
    phenotype: Phenotype
    subtle: bool


@dataclass(frozen=True)
class _Plane:
    """Coordinates about a cell's centre, and the noise under it."""

    rng: np.random.Generator
    y: _Floats
    x: _Floats
    rho: _Floats
    theta: _Floats
    smooth: _Floats
    grain: _Floats
    ridge: _Floats

    def turned(self, angle: float) -> tuple[_Floats, _Floats]:
        """Coordinates along and across an axis."""
        c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        return self.x * c + self.y * s, self.y * c - self.x * s


def draw_cell(
    cell: Cell, shape: tuple[int, int], textures: Textures, rng: np.random.Generator
) -> tuple[tuple[slice, slice], _Floats]:
    """The patch of a cell: where it lies in an image of `shape`, and (3, h, w) brightness.

    Channels are DNA, cytoskeleton, mitochondria; 1 is a well exposed stain.
    """
    reach = cell.radius * 1.55
    rows = slice(max(0, int(cell.row - reach)), min(shape[0], int(cell.row + reach) + 1))
    columns = slice(max(0, int(cell.column - reach)), min(shape[1], int(cell.column + reach) + 1))
    y = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] - np.float32(cell.row)
    x = np.arange(columns.start, columns.stop, dtype=np.float32)[None, :] - np.float32(cell.column)
    y, x = np.broadcast_arrays(y, x)
    plane = _Plane(
        rng,
        y,
        x,
        np.sqrt(y * y + x * x),
        np.arctan2(y, x),
        *(_cut(noise, y.shape, rng) for noise in (textures.smooth, textures.grain, textures.ridge)),
    )
    draw = {"interphase": _interphase, "mitotic": _mitotic, "apoptotic": _apoptotic}
    return (rows, columns), draw[cell.phenotype](plane, cell)


def _interphase(plane: _Plane, cell: Cell, condensed: float = 0.0) -> _Floats:
    """A spread cell: stress fibres, a nucleus with nucleoli, a net of mitochondria."""
    rng, radius = plane.rng, cell.radius
    inside = _outline(plane, radius, 0.19) - plane.rho
    body = _step(inside, 2.5)
    along, _ = plane.turned(rng.uniform(0, np.pi))
    wave = along * np.float32(2 * np.pi / rng.uniform(3.6, 5.2)) + 1.6 * plane.smooth
    fibres = (0.5 + 0.5 * np.cos(wave)) ** 2 * np.clip(0.55 + 0.35 * plane.smooth, 0, 1)
    rim = np.exp(-((inside / 1.9) ** 2)) * np.clip(0.42 + 0.45 * plane.smooth, 0.06, 1.2)
    nucleus = _nucleus(plane, radius * (1 - 0.16 * condensed), condensed)
    shade = 1 - 0.88 * np.clip(1.6 * nucleus, 0, 1)
    cytoskeleton = body * (0.14 + 0.66 * fibres) * shade + 0.7 * rim
    net = np.clip(1.0 - np.abs(plane.ridge) * 2.6, 0, 1)
    around = np.exp(-(((plane.rho - 0.5 * radius) / (0.34 * radius)) ** 2))
    mitochondria = body * around * (1 - np.clip(nucleus, 0, 1)) * (0.1 + 1.05 * net)
    return np.stack([nucleus, cytoskeleton, mitochondria])


def _nucleus(plane: _Plane, radius: float, condensed: float) -> _Floats:
    """An ellipse of chromatin; `condensed` in [0, 1] makes it grainy and bright (prophase)."""
    rng = plane.rng
    angle = rng.uniform(0, np.pi)
    u, v = plane.turned(angle)
    shift = rng.normal(0, 0.07 * radius, 2).tolist()
    long, short = radius * rng.uniform(0.40, 0.48), radius * rng.uniform(0.30, 0.40)
    along, across = u - np.float32(shift[0]), v - np.float32(shift[1])
    distance = np.sqrt((along / np.float32(long)) ** 2 + (across / np.float32(short)) ** 2)
    inside = _step((1 - distance) * np.float32(short), 2.0)
    texture = 0.56 + (0.15 + 0.2 * condensed) * plane.grain + 0.1 * plane.smooth
    for _ in range(int(rng.integers(1, 5) * (1 - condensed))):
        spot = rng.uniform(-0.55, 0.55, 2).tolist()
        gap = (along - spot[0] * long) ** 2 + (across - spot[1] * short) ** 2
        texture = texture * (1 - 0.68 * np.exp(-gap / rng.uniform(4.0, 10.0)))
    rim = 0.16 * np.exp(-(((1 - distance) * short / 1.6) ** 2))
    found: _Floats = inside * np.clip(texture + rim, 0.1, 1.6) * (1 + 0.35 * condensed)
    return found


def _mitotic(plane: _Plane, cell: Cell) -> _Floats:
    """A round cell with condensed chromosomes between the poles of its spindle."""
    rng = plane.rng
    if cell.subtle:
        return _interphase(plane, cell, condensed=float(rng.uniform(0.55, 1.0)))
    radius = cell.radius * rng.uniform(0.60, 0.74)
    u, v = plane.turned(rng.uniform(0, np.pi))
    stage = rng.choice(["prometaphase", "metaphase", "anaphase"], p=[0.25, 0.45, 0.3])
    stretch = 1.22 if stage == "anaphase" else 1.0
    inside = radius - np.sqrt(
        (u / np.float32(stretch)) ** 2 + (v * np.float32(math.sqrt(stretch))) ** 2
    )
    body = _step(inside, 2.5)
    width, half = rng.uniform(2.0, 2.9), radius * rng.uniform(0.46, 0.62)
    bent = v * v / np.float32(radius * 2.4)
    rough = 1 + 0.16 * plane.grain
    ends = _step(half - np.abs(v) + 0.8 * plane.grain, 2.5)
    if stage == "metaphase":
        dna = np.exp(-(((u + 0.5 * plane.grain) / width) ** 2)) * ends
    elif stage == "anaphase":
        apart = radius * rng.uniform(0.3, 0.62)
        dna = ends * sum(
            np.exp(-(((u - side * (apart - bent) + 0.4 * plane.grain) / (width * 0.82)) ** 2))
            for side in (-1, 1)
        )
    else:
        ring = np.sqrt(u * u + v * v) - radius * rng.uniform(0.28, 0.4)
        clumps = np.clip(0.55 + 0.5 * plane.grain, 0, 1)
        dna = np.exp(-((ring / (radius * 0.2)) ** 2)) * clumps
    dna = 1.25 * dna * rough
    pole = radius * 0.72 * stretch
    taper = np.clip(1 - np.abs(u) / pole, 0.03, 1)
    lens = np.exp(-((v / (radius * 0.5 * taper**0.75 + 1.2)) ** 2)) * _step(pole - np.abs(u), 3.0)
    rays = 0.6 + 0.4 * np.cos(v / (taper**0.75) * np.float32(2 * np.pi / 4.2))
    asters = sum(np.exp(-((u - side * pole) ** 2 + v**2) / 9.0) for side in (-1, 1))
    cortex = np.exp(-((inside / 2.6) ** 2))
    cytoskeleton = body * 0.2 + 0.62 * cortex + 0.75 * lens * rays + 0.5 * asters
    mitochondria = body * (0.22 + 0.18 * np.clip(plane.ridge, 0, 1.5)) * (1 - np.clip(dna, 0, 1))
    return np.stack([dna, cytoskeleton, mitochondria])


def _apoptotic(plane: _Plane, cell: Cell) -> _Floats:
    """A shrunken cell with blebs, its nucleus in bright pieces."""
    rng = plane.rng
    radius = cell.radius * rng.uniform(0.42, 0.62)
    if cell.subtle:
        radius = cell.radius * rng.uniform(0.66, 0.8)
    inside = _outline(plane, radius, 0.10) - plane.rho
    blebs = int(rng.integers(0, 3) if cell.subtle else rng.integers(4, 10))
    for _ in range(blebs):
        angle = rng.uniform(0, 2 * np.pi)
        size = radius * rng.uniform(0.2, 0.42)
        out = radius * rng.uniform(0.85, 1.12)
        y, x = plane.y - math.sin(angle) * out, plane.x - math.cos(angle) * out
        inside = np.maximum(inside, size - np.sqrt(y * y + x * x))
    body = _step(inside, 2.0)
    pieces = 1 if cell.subtle else int(rng.integers(3, 8))
    dna = np.zeros_like(plane.rho)
    for piece in range(pieces):
        size = radius * (rng.uniform(0.36, 0.48) if pieces == 1 else rng.uniform(0.12, 0.3))
        out = radius * rng.uniform(0.0, 0.25 if piece == 0 else 0.8)
        angle = rng.uniform(0, 2 * np.pi)
        y, x = plane.y - math.sin(angle) * out, plane.x - math.cos(angle) * out
        ball = _step(size - np.sqrt(y * y + x * x), 2.2) * (0.8 + 0.5 * rng.random())
        dna = np.maximum(dna, ball)
    dna *= (0.95 if cell.subtle else 1.25) * (1 + 0.05 * plane.grain)
    rim = np.exp(-((inside / 1.8) ** 2))
    cytoskeleton = body * (0.34 + 0.08 * plane.smooth) + 0.55 * rim
    mitochondria = body * (0.34 + 0.16 * plane.smooth) * (1 - 0.7 * np.clip(dna, 0, 1))
    return np.stack([dna, cytoskeleton, mitochondria])


def _outline(plane: _Plane, radius: float, wobble: float) -> _Floats:
    """Distance of the outline from the centre in each direction: a few random harmonics."""
    found = np.ones_like(plane.theta)
    for order in range(2, 7):
        size = plane.rng.normal(0, wobble / order**0.95)
        found += np.float32(size) * np.cos(order * plane.theta + plane.rng.uniform(0, 2 * np.pi))
    return np.maximum(found, 0.35) * np.float32(radius)


def _step(distance: NDArray[np.floating[Any]], width: float) -> _Floats:
    """0 outside to 1 inside, over `width` pixels."""
    t = np.clip(distance / np.float32(width) + np.float32(0.5), 0, 1)
    found: _Floats = (t * t * (3 - 2 * t)).astype(np.float32, copy=False)
    return found


def _cut(noise: _Floats, shape: tuple[int, ...], rng: np.random.Generator) -> _Floats:
    """A random piece of a periodic texture, in one of four orientations."""
    top, left = rng.integers(0, _TILE, 2)
    rows = np.arange(top, top + shape[0]) % _TILE
    columns = np.arange(left, left + shape[1]) % _TILE
    turned = noise.T if rng.random() < 0.5 else noise
    if rng.random() < 0.5:
        turned = turned[::-1]
    found: _Floats = turned[rows[:, None], columns[None, :]]
    return found


def _band(rng: np.random.Generator, wavelength: float, width: float) -> _Floats:
    """Noise whose spectrum is a log-normal band around a wavelength in pixels."""
    frequency = np.hypot(np.fft.fftfreq(_TILE)[:, None], np.fft.rfftfreq(_TILE)[None, :])
    frequency[0, 0] = 1e-9
    gain = np.exp(-((np.log(frequency * wavelength) / width) ** 2) / 2)
    noise = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((_TILE, _TILE))) * gain, (_TILE, _TILE))
    found: _Floats = (noise / noise.std()).astype(np.float32)
    return found
