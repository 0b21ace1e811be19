"""Where in an image a class is seen: Grad-CAM (Selvaraju et al. 2017, arXiv 1610.02391).

The gradient of a class's logit says how much each channel of the last map counts for it; the maps
weighted by that, negative values cut off, show where. For transformers the tokens of patches take
the place of the map; where the last tokens do not reach the answer (only the class token does),
the boundary before them is taken.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from tlstudio.data.media.picture import Picture
from tlstudio.data.preprocess import Recipe, seen_box, to_canvas
from tlstudio.features.batches import to_input
from tlstudio.models.network import Network

_MOST_PREFIX = 8
_SILENT = 1e-12
_SMOOTH_SIDE = 112


@dataclass(frozen=True)
class Heatmap:
    """Where a class is seen.

    Attributes:
        values: (h, w) float32 from 0 to 1; None where this network cannot say.
        box: Left, top, width, height in pixels of the image as stored that the map covers.
        code: The class.
        grid: Rows and columns of the map as computed, before it was smoothed.
        words: What it is, or why there is none.
    """

    values: NDArray[np.float32] | None
    box: tuple[float, float, float, float]
    code: int
    grid: tuple[int, int]
    words: str


def heatmap(
    network: Network, recipe: Recipe, picture: Picture, *, code: int | None = None, group: str = ""
) -> Heatmap:
    """The heat-map of a class in an image.

    Args:
        network: In eval mode, on any device.
        recipe: Of its input.
        picture: The decoded image.
        code: Which class; None takes the one with the largest logit.
        group: Of the image, for brightness by group.
    """
    device = next(network.parameters()).device
    images = to_input(to_canvas(picture, recipe, group)[None], recipe, device)
    box = seen_box(recipe, *picture.size)
    with torch.enable_grad():
        found, chosen = gradcam(network, images, code)
    if found is None:
        words = (
            "This model keeps no map of places behind its first blocks, so it cannot say where it "
            "looked."
        )
        return Heatmap(None, box, chosen, (0, 0), words)
    grid = (int(found.shape[0]), int(found.shape[1]))
    words = f"Warm places speak for this class. The map has {grid[0]} × {grid[1]} fields, smoothed."
    if float(found.max()) <= _SILENT:
        found = found - found.min()
        words = "No place speaks for this class; warm ones speak the least against it."
    values = (found.clip(0) / max(float(found.max()), _SILENT)).astype(np.float32)
    return Heatmap(_smooth(values), box, chosen, grid, words)


def gradcam(
    network: Network, images: Tensor, code: int | None
) -> tuple[NDArray[np.float32] | None, int]:
    """The map of one image (1, C, S, S) at the last boundary with places that count.

    Returns:
        (h, w) map, unscaled and with its negative values, None where no boundary has places; and
        the class.
    """
    with torch.no_grad():
        activations = [images]
        for block in network.backbone.blocks:
            # Some blocks begin by changing their input in its place.
            activations.append(block(activations[-1].clone()))
        pooled = network.backbone.pool(activations[-1])
        logits = network.head(pooled)
        chosen = int(logits.argmax()) if code is None else code
    for boundary in range(network.cut, 0, -1):
        hidden = activations[boundary].detach().clone().requires_grad_(True)
        if _places(hidden, network.backbone.layout) is None:
            continue
        gradient = _gradient(network, hidden, boundary, chosen)
        maps, slopes = (_places(part, network.backbone.layout) for part in (hidden, gradient))
        if maps is None or slopes is None or float(slopes.abs().max()) <= _SILENT:
            continue
        weights = slopes.mean(dim=(1, 2), keepdim=True)
        found = (weights * (maps.detach() - _usual(network, maps.detach(), pooled))).sum(0)
        return found.float().cpu().numpy(), chosen
    return None, chosen


def _usual(network: Network, maps: Tensor, pooled: Tensor) -> Tensor | float:
    """What each channel is in the mean over the training images, where the head was told so.

    Measured from there, the places of a map that is averaged sum up to the class's logit less its
    bias, so that the sign of a place says whether it speaks for the class.
    """
    fixed = network.standardise
    averaged = maps.mean(dim=(1, 2))
    if fixed is None or averaged.shape != pooled[0].shape:
        return 0.0
    if not torch.allclose(averaged, pooled[0], rtol=1e-3, atol=1e-4):
        return 0.0
    return fixed.mean[:, None, None]


def _gradient(network: Network, hidden: Tensor, boundary: int, code: int) -> Tensor:
    pooled = network.backbone.pool(network.backbone.run(hidden.clone(), boundary, network.cut))
    logit = network.head(pooled)[0, code]
    (gradient,) = torch.autograd.grad(logit, hidden, allow_unused=True)
    return torch.zeros_like(hidden) if gradient is None else gradient


def _places(hidden: Tensor, layout: str) -> Tensor | None:
    """(C, h, w) of an activation of one image; None where it has no places side by side."""
    if hidden.ndim == 4:
        maps = hidden[0].permute(2, 0, 1) if layout == "nhwc" else hidden[0]
        return maps if maps.shape[1] > 1 and maps.shape[2] > 1 else None
    if hidden.ndim == 3:
        side = math.isqrt(hidden.shape[1])
        prefix = hidden.shape[1] - side * side
        # Class, distillation and register tokens stand before those of the patches.
        if side > 1 and prefix <= _MOST_PREFIX:
            return hidden[0, prefix:].T.reshape(-1, side, side)
    return None


def _smooth(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Larger by interpolation between the middles of the fields."""
    height, width = values.shape
    scale = max(1, -(-_SMOOTH_SIDE // max(height, width)))
    large = functional.interpolate(
        torch.from_numpy(values)[None, None],
        size=(height * scale, width * scale),
        mode="bilinear",
        align_corners=False,
    )
    result: NDArray[np.float32] = large[0, 0].clamp(0, 1).numpy()
    return result
