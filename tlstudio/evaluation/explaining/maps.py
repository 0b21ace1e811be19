"""A map of an image before it is drawn, and the same scaled, smoothed and told in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

Floats = NDArray[np.float32]
SILENT = 1e-12
"""Below this a map is nothing but rounding."""
_MOST_PREFIX = 8
_SMOOTH_SIDE = 112


@dataclass(frozen=True)
class Found:
    """What a method computed.

    Attributes:
        values: (h, w), unscaled and with negative values; None where the network cannot say.
        code: The class that was asked for.
        words: What the map is, or why there is none.
        error: Of a method that says how far it is from its own promise, as a share.
    """

    values: Floats | None
    code: int
    words: str
    error: float | None = None


@dataclass(frozen=True)
class Heatmap:
    """Where a class is seen.

    Attributes:
        values: (h, w) float32 from 0 to 1; None where this network cannot say.
        box: Left, top, width, height in pixels of the image as stored that the map covers.
        code: The class.
        grid: Rows and columns of the map as computed, before it was smoothed.
        words: What it is, or why there is none.
        error: As of `Found`.
    """

    values: Floats | None
    box: tuple[float, float, float, float]
    code: int
    grid: tuple[int, int]
    words: str
    error: float | None = None


def places(hidden: Tensor, layout: str) -> Tensor | None:
    """(C, h, w) of an activation of one image; None where it has no places side by side."""
    if hidden.ndim == 4:
        maps = hidden[0].permute(2, 0, 1) if layout == "nhwc" else hidden[0]
        return maps if maps.shape[1] > 1 and maps.shape[2] > 1 else None
    if hidden.ndim == 3:
        square = side_of(int(hidden.shape[1]))
        if square is not None:
            side, prefix = square
            return hidden[0, prefix:].T.reshape(-1, side, side)
    return None


def side_of(tokens: int) -> tuple[int, int] | None:
    """Side of the square of patches among some tokens, and how many stand before them.

    Those are class, distillation and register tokens.
    """
    side = math.isqrt(tokens)
    prefix = tokens - side * side
    return (side, prefix) if side > 1 and prefix <= _MOST_PREFIX else None


def smooth(values: Floats) -> Floats:
    """Larger by interpolation between the middles of the fields."""
    height, width = values.shape
    scale = max(1, -(-_SMOOTH_SIDE // max(height, width)))
    large = functional.interpolate(
        torch.from_numpy(np.ascontiguousarray(values))[None, None],
        size=(height * scale, width * scale),
        mode="bilinear",
        align_corners=False,
    )
    result: Floats = large[0, 0].clamp(0, 1).numpy()
    return result
