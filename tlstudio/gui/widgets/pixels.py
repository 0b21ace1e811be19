"""From arrays of any depth to images that Qt can draw: channels, window and level, heat-maps."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from tlstudio.data.display import heat_colours

_TABLE_LIMIT = 65536


def to_image(rgb: NDArray[np.uint8]) -> QImage:
    """An image that owns its memory.

    Args:
        rgb: (h, w) or (h, w, 3) uint8.
    """
    pixels = np.ascontiguousarray(rgb)
    height, width = pixels.shape[:2]
    if pixels.ndim == 2:
        image = QImage(pixels.data, width, height, width, QImage.Format.Format_Grayscale8)
    else:
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    # Converting copies, and 32 bits are what the screen takes without work at each paint.
    return image.convertToFormat(QImage.Format.Format_RGB32)


def window(values: NDArray[Any], low: float, high: float) -> NDArray[np.uint8]:
    """Values between `low` and `high` spread over 0…255, clipped outside."""
    scale = 255.0 / (high - low) if high != low else 255.0
    if values.dtype in (np.uint8, np.uint16):
        count = 256 if values.dtype == np.uint8 else _TABLE_LIMIT
        steps = (np.arange(count, dtype=np.float32) - low) * scale
        return np.asarray(np.clip(steps, 0, 255).astype(np.uint8)[values])
    spread = np.nan_to_num((values.astype(np.float32) - low) * scale, nan=0.0)
    return np.asarray(np.clip(spread, 0, 255).astype(np.uint8))


def compose(pixels: NDArray[Any], channels: tuple[int, ...], low: float, high: float) -> QImage:
    """The chosen channels through window and level.

    Args:
        pixels: (h, w, c).
        channels: One is shown grey, two as green and magenta, three as red, green, blue.
        low: Shown black.
        high: Shown white.
    """
    chosen = [window(pixels[..., c], low, high) for c in channels if c < pixels.shape[2]]
    if len(chosen) <= 1:
        return to_image(chosen[0] if chosen else window(pixels[..., 0], low, high))
    if len(chosen) == 2:
        return to_image(np.stack([chosen[1], chosen[0], chosen[1]], axis=-1))
    return to_image(np.stack(chosen[:3], axis=-1))


def heat_image(heat: NDArray[np.float32]) -> QImage:
    """A heat-map of 0…1 in colours; what is cold is transparent.

    Args:
        heat: (h, w).
    """
    rgba = np.ascontiguousarray(heat_colours(heat))
    height, width = heat.shape
    image = QImage(rgba.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
