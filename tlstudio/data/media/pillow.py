"""Everyday formats through Pillow, with an allow-list and a limit."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageOps

from tlstudio.data.media.picture import Picture

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "DIB", "GIF")
MAX_PIXELS = 200_000_000
_TAKEN = 0x9003
_EXIF = 0x8769
_WHITE = 255

# Pillow itself warns above this size and refuses above twice as many pixels.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def decode(stream: io.BytesIO, name: str, shorter: int | None) -> Picture:
    """Decode with Pillow; see `read_picture` for what is raised and by whom."""
    del name
    with Image.open(stream, formats=FORMATS) as image:
        size = image.size
        exif = image.getexif()
        if shorter is not None and image.format in ("JPEG", "MPO"):
            _draft(image, shorter)
        image.load()
        facts = {}
        taken = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(0x0132)
        if taken:
            facts["taken"] = str(taken)
        turned = ImageOps.exif_transpose(image)
        if exif.get(0x0112, 1) in (5, 6, 7, 8):
            size = (size[1], size[0])
        return _picture(turned, size, facts)


def _draft(image: Image.Image, shorter: int) -> None:
    # The JPEG's own 1/2, 1/4, 1/8: draft never goes under the size it is asked for.
    width, height = image.size
    scale = shorter / min(width, height)
    if scale < 1:
        image.draft(None, (max(1, round(width * scale)), max(1, round(height * scale))))


def _picture(image: Image.Image, size: tuple[int, int], facts: dict[str, str]) -> Picture:
    mode = image.mode
    if mode in ("I;16", "I;16B", "I;16L", "I;16N", "I"):
        pixels = np.asarray(image)
        deep = pixels.astype(np.uint16) if mode != "I" else pixels
        if mode == "I" and pixels.min() >= 0 and pixels.max() <= 65535:
            deep = pixels.astype(np.uint16)
        bits = 16 if deep.dtype == np.uint16 else 32
        high = float(2**bits - 1) if bits == 16 else float(deep.max())
        return Picture(deep[:, :, None], bits, 0.0, high, ("grey",), size, facts)
    if mode == "F":
        pixels = np.asarray(image)[:, :, None]
        return Picture(pixels, 32, float(pixels.min()), float(pixels.max()), ("grey",), size, facts)
    if mode in ("L", "1"):
        grey = np.asarray(image.convert("L"))[:, :, None]
        return Picture(grey, 8, 0.0, 255.0, ("grey",), size, facts)
    if mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        ground = Image.new("RGBA", rgba.size, (_WHITE, _WHITE, _WHITE, _WHITE))
        image = Image.alpha_composite(ground, rgba)
    rgb = np.asarray(image.convert("RGB"))
    return Picture(rgb, 8, 0.0, 255.0, ("red", "green", "blue"), size, facts)
