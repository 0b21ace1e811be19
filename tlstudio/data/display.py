"""Pixels for eyes: a range that becomes black to white, colours of channels, small pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tlstudio.data.media.picture import Picture

_SAMPLED = 16384
_TAILS = (0.1, 99.9)
# A stated range this much wider than the values is the format's, not one that was chosen.
_WIDER = 2.0


def shown_range(picture: Picture) -> tuple[float, float]:
    """Values that should be black and white on the screen.

    Images of 8 bits are shown as they are. Of deeper ones the range that the file states is taken
    where it fits the values (the window of a DICOM image); else the values themselves decide, all
    but one in a thousand at either end.
    """
    if picture.depth <= 8:
        return picture.low, picture.high
    low, high = _spread(picture.pixels)
    stated = picture.high - picture.low
    if 0 < stated <= _WIDER * (high - low) and picture.low < high and picture.high > low:
        return picture.low, picture.high
    return low, high


def _spread(pixels: NDArray[Any]) -> tuple[float, float]:
    flat = pixels.reshape(-1)
    some = flat[:: max(1, flat.size // _SAMPLED)].astype(np.float32)
    some = some[np.isfinite(some)]
    if not some.size:
        return 0.0, 1.0
    low, high = (float(value) for value in np.percentile(some, _TAILS))
    return (low, high) if high > low else (low, low + 1.0)


def fitted(picture: Picture, side: int) -> NDArray[Any]:
    """(h, w, C) pixels whose longest side is at most `side`, of the picture's own type."""
    height, width = picture.pixels.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return picture.pixels
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    pixels = picture.pixels
    if pixels.dtype == np.uint8 and pixels.shape[2] in (1, 3):
        image = Image.fromarray(pixels[:, :, 0] if pixels.shape[2] == 1 else pixels)
        small = np.asarray(image.resize(size, Image.Resampling.BOX, reducing_gap=2.0))
        return small[:, :, None] if small.ndim == 2 else small
    planes = []
    for channel in range(pixels.shape[2]):
        plane = Image.fromarray(np.ascontiguousarray(pixels[:, :, channel], np.float32))
        planes.append(np.asarray(plane.resize(size, Image.Resampling.BOX)))
    stacked = np.stack(planes, axis=2)
    if pixels.dtype.kind in "iu":
        stacked = np.rint(stacked)
    exact: NDArray[Any] = stacked.astype(pixels.dtype)
    return exact


def small_rgb(picture: Picture, side: int) -> NDArray[np.uint8]:
    """(h, w, 3) picture of an image of any depth and number of channels, for a thumbnail."""
    pixels = fitted(picture, side)
    if picture.depth <= 8 and pixels.dtype == np.uint8:
        return coloured(pixels)
    if pixels.shape[2] in (1, 3):
        ranges = [shown_range(picture)] * pixels.shape[2]
    else:
        # Channels of a microscope have ranges of their own.
        ranges = [_spread(pixels[:, :, channel]) for channel in range(pixels.shape[2])]
    planes = [
        (pixels[:, :, channel].astype(np.float32) - low) * (255.0 / max(high - low, 1e-12))
        for channel, (low, high) in enumerate(ranges)
    ]
    return coloured(np.nan_to_num(np.stack(planes, axis=2)).clip(0, 255).astype(np.uint8))


def coloured(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(h, w, 3) of (h, w, C): grey, magenta and green for two channels, else the first three."""
    count = pixels.shape[2]
    if count == 1:
        return np.repeat(pixels, 3, axis=2)
    if count == 2:
        return pixels[:, :, [0, 1, 0]]
    return np.ascontiguousarray(pixels[:, :, :3])


# Anchors of the perceptually even "inferno" map (van der Walt and Smith, CC0).
_HEAT = (
    *((0, 0, 4), (40, 11, 84), (101, 21, 110), (159, 42, 99), (212, 72, 66)),
    *((245, 125, 21), (250, 193, 39), (252, 255, 164)),
)


def heat_colours(heat: NDArray[np.float32]) -> NDArray[np.uint8]:
    """A heat-map (h, w) of 0…1 as (h, w, 4) colours; what is cold is transparent."""
    place = np.clip(np.nan_to_num(heat), 0, 1).astype(np.float32)
    anchors = np.linspace(0, 1, len(_HEAT))
    table = np.array(_HEAT, np.float32)
    colour = [np.interp(place, anchors, table[:, channel]) for channel in range(3)]
    alpha = np.clip(place * 1.4, 0, 1) * 255
    return np.stack([*colour, alpha], axis=-1).astype(np.uint8)
