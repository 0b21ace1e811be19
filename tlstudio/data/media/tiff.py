"""TIFF of any depth and any number of channels, through tifffile; odd ones through Pillow."""

from __future__ import annotations

import io
import logging
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image, ImageOps

from tlstudio.core.errors import BadInputError
from tlstudio.data.media.picture import Picture
from tlstudio.data.media.pillow import MAX_PIXELS

# What is damaged is told to the person in a sentence, not in the terminal.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)
_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_MAX_CHANNELS = 64
_ORIENTATION = 274


def is_tiff(data: bytes) -> bool:
    """By its first bytes."""
    return data[:4] in _MAGIC


def decode(data: bytes, name: str) -> Picture:
    """Decode the first series; planes are channels when there are at most 64.

    Raises:
        BadInputError: For stacks in time or depth, and beyond the pixel limit.
    """
    with tifffile.TiffFile(io.BytesIO(data)) as file:
        series = file.series[0]
        shape, axes = series.shape, series.axes
        if int(np.prod(shape, dtype=np.int64)) > MAX_PIXELS * 4:
            raise BadInputError(
                f"The image {name} has too many pixels ({' × '.join(map(str, shape))}).",
                "Cut it into tiles, or save a smaller copy.",
            )
        page = file.pages.first
        palette = page.photometric == tifffile.PHOTOMETRIC.PALETTE
        inverted = page.photometric == tifffile.PHOTOMETRIC.MINISWHITE
        printed = page.photometric in (
            tifffile.PHOTOMETRIC.YCBCR,
            tifffile.PHOTOMETRIC.SEPARATED,
            tifffile.PHOTOMETRIC.CIELAB,
        )
        tag = page.tags.get(_ORIENTATION)
        turn = int(tag.value) if tag is not None else 1
        bits = int(page.bitspersample) if not isinstance(page.bitspersample, tuple) else 0
        if palette or printed or bits == 1:
            return _through_pillow(data)
        pixels = _channels_last(series.asarray(), axes, name)
    if inverted and pixels.dtype.kind == "u":
        pixels = pixels.dtype.type(2 ** (bits or pixels.dtype.itemsize * 8) - 1) - pixels
    return _picture(_turned(pixels, turn), bits)


def _turned(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Upright, as the orientation tag (EXIF's values 1 to 8) says."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return pixels


def _through_pillow(data: bytes) -> Picture:
    with Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
        image.load()
        rgb = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    height, width = rgb.shape[:2]
    return Picture(rgb, 8, 0.0, 255.0, ("red", "green", "blue"), (width, height))


def _channels_last(pixels: NDArray[Any], axes: str, name: str) -> NDArray[Any]:
    keep = [index for index, side in enumerate(pixels.shape) if side > 1 or axes[index] in "YX"]
    pixels = pixels.reshape([pixels.shape[index] for index in keep])
    axes = "".join(axes[index] for index in keep)
    if pixels.ndim == 2:
        return pixels[:, :, None]
    if pixels.ndim != 3 or "Y" not in axes or "X" not in axes:
        raise BadInputError(
            f"The image {name} is a stack ({axes}, {' × '.join(map(str, pixels.shape))}).",
            "Save one plane a file, or a maximum projection.",
        )
    other = next(index for index, axis in enumerate(axes) if axis not in "YX")
    if pixels.shape[other] > _MAX_CHANNELS or axes[other] in "TZ":
        raise BadInputError(
            f"The image {name} holds {pixels.shape[other]} planes of time or depth.",
            "Save one plane a file, or a maximum projection.",
        )
    return np.moveaxis(pixels, other, 2)


def _picture(pixels: NDArray[Any], bits: int) -> Picture:
    height, width, count = pixels.shape
    names = {1: ("grey",), 3: ("red", "green", "blue")}.get(count)
    channels = names or tuple(f"channel {index + 1}" for index in range(count))
    if count == 4 and pixels.dtype == np.uint8:
        # A fourth 8-bit channel is transparency by convention: lay it on white.
        alpha = pixels[:, :, 3:].astype(np.float32) / 255
        flat = pixels[:, :, :3] * alpha + 255 * (1 - alpha)
        pixels, channels = np.rint(flat).astype(np.uint8), ("red", "green", "blue")
    if pixels.dtype == np.bool_:
        pixels = pixels.astype(np.uint8) * 255
    if pixels.dtype.kind == "f":
        pixels = np.nan_to_num(pixels.astype(np.float32))
        low, high = float(pixels.min()), float(pixels.max())
        return Picture(pixels, 32, low, high, channels, (width, height))
    if pixels.dtype.itemsize > 4 or pixels.dtype == np.uint32:
        pixels = pixels.astype(np.int32) if pixels.max() < 2**31 else pixels.astype(np.float32)
    depth = bits if 8 < bits < 16 else pixels.dtype.itemsize * 8
    if depth <= 16:
        info = np.iinfo(pixels.dtype)
        signed = info.min < 0
        low, high = float(info.min) if signed else 0.0, float(2**depth - 1)
        high = float(info.max) if signed else high
    else:
        low, high = float(pixels.min()), float(pixels.max())
    return Picture(pixels, depth, low, high, channels, (width, height))
