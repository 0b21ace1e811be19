"""A heat-map above its image, as a picture file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from tlstudio.core import files
from tlstudio.data.display import heat_colours, small_rgb
from tlstudio.data.media.picture import Picture
from tlstudio.evaluation.explaining.maps import Heatmap

_SIDE = 1024
_OPACITY = 0.6


def draw(picture: Picture, found: Heatmap, target: Path) -> None:
    """Write the image and, beside it, the same with its map, as a PNG; atomically.

    Args:
        picture: The whole image.
        found: With values.
        target: Ends with .png.

    Raises:
        DiskFullError: When there is no room.
    """
    plain = Image.fromarray(small_rgb(picture, _SIDE)).convert("RGB")
    both = Image.new("RGB", (2 * plain.width, plain.height))
    both.paste(plain, (0, 0))
    both.paste(above(plain, picture.size, found), (plain.width, 0))
    with files.atomic_path(target) as temporary, temporary.open("wb") as stream:
        both.save(stream, format="PNG")


def above(plain: Image.Image, size: tuple[int, int], found: Heatmap) -> Image.Image:
    """The image with the map laid over what the model saw of it.

    Args:
        plain: The image, of any size.
        size: Width and height that the map's box speaks of.
        found: The map.
    """
    if found.values is None:
        return plain.copy()
    scale = (plain.width / size[0], plain.height / size[1])
    left, top, width, height = found.box
    place = (round(left * scale[0]), round(top * scale[1]))
    wide, high = max(1, round(width * scale[0])), max(1, round(height * scale[1]))
    colours = Image.fromarray(heat_colours(found.values), "RGBA")
    colours = colours.resize((wide, high), Image.Resampling.BILINEAR)
    alpha = np.asarray(colours.getchannel("A"), np.float32) * _OPACITY
    colours.putalpha(Image.fromarray(alpha.astype(np.uint8)))
    # A border around a letterboxed image is cut off here.
    ground = Image.new("RGBA", plain.size)
    ground.paste(colours, place)
    return Image.alpha_composite(plain.convert("RGBA"), ground).convert("RGB")
