"""The canonical recipe from a file's pixels to the network's canvas: numpy and Pillow alone.

Training, evaluation and prediction all go through `to_canvas`; its fields are stored with every
model, so that another program can repeat it to the bit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydantic import BaseModel, ConfigDict

from tlstudio.core.cards import InputSpec
from tlstudio.core.plans import InputPlan
from tlstudio.data.media.picture import Picture

RECIPE_VERSION = 1
_SAMPLED = 4096
_TAILS = (0.1, 99.9)
# ITU-R BT.601, as Pillow's own conversion to grey.
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


class Recipe(BaseModel):
    """Everything between a file's pixels and the canvas.

    Attributes:
        size: Side of the network's input in pixels.
        canvas: Side of the cached square from which `size` is cut.
        channels: Channels of the canvas.
        dtype: uint8 where every image has 8 bits, else uint16, so that no depth is lost.
        brightness: Whose range becomes black to white; "depth" is that of the format for images
            of 8 bits, and `low` to `high` for deeper ones.
        low: Value that becomes black (range of all images).
        high: Value that becomes white.
        group_ranges: Group → (low, high) for brightness by group.
        mean: Subtracted from values in 0…1, for each channel.
        std: Divided by, for each channel.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = RECIPE_VERSION
    size: int
    canvas: int
    fit: Literal["crop", "letterbox", "stretch"] = "crop"
    channels: int = 3
    dtype: Literal["uint8", "uint16"] = "uint8"
    brightness: Literal["format", "depth", "range", "image", "group"] = "format"
    low: float = 0.0
    high: float = 255.0
    group_ranges: dict[str, tuple[float, float]] = {}
    mean: tuple[float, ...]
    std: tuple[float, ...]

    @property
    def key(self) -> str:
        """A short hash of all fields, for caches."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    @property
    def white(self) -> int:
        """Canvas value that stands for 1.0."""
        return 255 if self.dtype == "uint8" else 65535


def fit_recipe(plan: InputPlan, card: InputSpec, pictures: Iterable[tuple[Picture, str]]) -> Recipe:
    """Settle the recipe on a bounded sample of training images.

    Args:
        plan: What the person chose.
        card: What the pretrained network expects.
        pictures: Images with their group; values are sampled, none is kept.
    """
    values: dict[str, list[NDArray[Any]]] = {}
    deep_values: list[NDArray[Any]] = []
    for picture, group in pictures:
        flat = picture.pixels.reshape(-1)
        some = flat[:: max(1, flat.size // _SAMPLED)].astype(np.float32)
        values.setdefault(group, []).append(some)
        if picture.depth > 8:
            deep_values.append(some)
    deep = bool(deep_values)
    size = plan.size or card.size
    channels = plan.channels or card.channels
    canvas = round(size / card.crop_fraction) if plan.fit == "crop" else size
    every = [v for some in values.values() for v in some] or [_UNIT]
    low, high = _range(np.concatenate(every))
    brightness: Literal["format", "depth", "range", "image", "group"] = "format"
    if plan.brightness == "fixed":
        brightness = "range"
        low = low if plan.low is None else plan.low
        high = high if plan.high is None else plan.high
    elif plan.brightness in ("image", "group"):
        brightness = "image" if plan.brightness == "image" else "group"
    elif deep:
        # Values of 8-bit images are on another scale: they would be all but black.
        brightness = "depth"
        low, high = _range(np.concatenate(deep_values))
    ranges = {group: _range(np.concatenate(some)) for group, some in values.items()}
    return Recipe(
        size=size,
        canvas=canvas,
        fit=plan.fit,
        channels=channels,
        dtype="uint16" if deep or brightness != "format" else "uint8",
        brightness=brightness,
        low=low if brightness != "format" else 0.0,
        high=high if brightness != "format" else 255.0,
        group_ranges=ranges if brightness == "group" else {},
        mean=_fitted(card.mean, channels),
        std=_fitted(card.std, channels),
    )


_UNIT = np.array([0.0, 1.0], np.float32)


def _range(values: NDArray[Any]) -> tuple[float, float]:
    low, high = (float(v) for v in np.percentile(values, _TAILS))
    return (low, high) if high > low else (low, low + 1.0)


def _fitted(values: tuple[float, ...], channels: int) -> tuple[float, ...]:
    if len(values) == channels:
        return values
    return (float(np.mean(values)),) * channels


def to_canvas(picture: Picture, recipe: Recipe, group: str = "") -> NDArray[Any]:
    """The square that caches keep and networks are fed from.

    Args:
        picture: The decoded image; a scaled decoding is welcome.
        recipe: What to do.
        group: The image's group, for brightness by group; an unknown one uses the range of all.

    Returns:
        (canvas, canvas, channels) of `recipe.dtype`.
    """
    pixels = _with_channels(picture.pixels, recipe.channels)
    plain = recipe.brightness == "format" and recipe.dtype == "uint8"
    if plain and pixels.dtype == np.uint8:
        return _resized_8bit(pixels, recipe)
    low, high = limits(picture, recipe, group)
    unit = (pixels.astype(np.float32) - low) / max(high - low, 1e-12)
    planes = [_resized_plane(unit[:, :, i], recipe) for i in range(recipe.channels)]
    canvas = np.stack(planes, axis=2).clip(0, 1) * recipe.white
    exact: NDArray[Any] = np.rint(canvas).astype(recipe.dtype)
    return exact


def seen(canvas: NDArray[Any], recipe: Recipe) -> NDArray[Any]:
    """(size, size, channels) middle of a canvas: what the network is fed with, before scaling."""
    edge = (canvas.shape[0] - recipe.size) // 2
    return canvas[edge : edge + recipe.size, edge : edge + recipe.size]


def seen_box(recipe: Recipe, width: int, height: int) -> tuple[float, float, float, float]:
    """Left, top, width and height of what the network sees of an image of that size.

    With a border (letterbox) it reaches beyond the image.
    """
    share = recipe.size / recipe.canvas
    if recipe.fit == "stretch":
        wide, high = width * share, height * share
    else:
        side = min(width, height) if recipe.fit == "crop" else max(width, height)
        wide = high = side * share
    return (width - wide) / 2, (height - high) / 2, wide, high


def limits(picture: Picture, recipe: Recipe, group: str) -> tuple[float, float]:
    """Values of an image that become black and white."""
    if recipe.brightness == "format" or (recipe.brightness == "depth" and picture.depth <= 8):
        return picture.low, picture.high
    if recipe.brightness == "image":
        flat = picture.pixels.reshape(-1)
        return _range(flat[:: max(1, flat.size // _SAMPLED)])
    return recipe.group_ranges.get(group, (recipe.low, recipe.high))


def _with_channels(pixels: NDArray[Any], channels: int) -> NDArray[Any]:
    have = pixels.shape[2]
    if have == channels:
        return pixels
    if have == 1:
        return np.repeat(pixels, channels, axis=2)
    if channels == 1 and have == 3:
        grey: NDArray[Any] = pixels.astype(np.float32) @ _LUMA
        exact = grey if pixels.dtype.kind == "f" else np.rint(grey)
        single: NDArray[Any] = exact.astype(pixels.dtype)[:, :, None]
        return single
    if have > channels:
        return pixels[:, :, :channels]
    missing = np.zeros((*pixels.shape[:2], channels - have), pixels.dtype)
    return np.concatenate([pixels, missing], axis=2)


def _resized_8bit(pixels: NDArray[Any], recipe: Recipe) -> NDArray[Any]:
    if pixels.shape[2] in (1, 3):
        image = Image.fromarray(pixels[:, :, 0] if pixels.shape[2] == 1 else pixels)
        done = np.asarray(_placed(image, recipe))
        return done[:, :, None] if done.ndim == 2 else done
    planes = [_placed(Image.fromarray(pixels[:, :, i]), recipe) for i in range(pixels.shape[2])]
    return np.stack([np.asarray(plane) for plane in planes], axis=2)


def _resized_plane(plane: NDArray[Any], recipe: Recipe) -> NDArray[Any]:
    image = Image.fromarray(np.ascontiguousarray(plane, np.float32), mode=None)
    return np.asarray(_placed(image, recipe))


def _placed(image: Image.Image, recipe: Recipe) -> Image.Image:
    side = recipe.canvas
    width, height = image.size
    if recipe.fit == "stretch":
        return image.resize((side, side), Image.Resampling.BILINEAR)
    if recipe.fit == "letterbox":
        scale = side / max(width, height)
        inner = (max(1, round(width * scale)), max(1, round(height * scale)))
        ground = Image.new(image.mode, (side, side))
        place = ((side - inner[0]) // 2, (side - inner[1]) // 2)
        ground.paste(image.resize(inner, Image.Resampling.BILINEAR), place)
        return ground
    # Resize only the centre square: the same pixels as resizing all and cropping, for less.
    shorter = min(width, height)
    left, top = (width - shorter) / 2, (height - shorter) / 2
    box = (left, top, left + shorter, top + shorter)
    return image.resize((side, side), Image.Resampling.BILINEAR, box=box)
