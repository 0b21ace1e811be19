"""Ask a network, by one of several methods, what in an image it answered by."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from tlstudio.core.explaining import Method
from tlstudio.data.media.picture import Picture
from tlstudio.data.preprocess import Recipe, seen_box, to_canvas
from tlstudio.evaluation.explaining.maps import SILENT, Floats, Found, Heatmap, smooth
from tlstudio.features.batches import to_input
from tlstudio.models.network import Network

Finder = Callable[[Network, Tensor, int | None], Found]
_MODULES: dict[Method, str] = {
    "gradcam": "gradcam",
    "integrated-gradients": "integrated",
    "rollout": "rollout",
}


def finder_of(method: Method) -> Finder:
    """The function `find(network, images, code)` of a method, imported when first needed."""
    module = importlib.import_module(f"tlstudio.evaluation.explaining.{_MODULES[method]}")
    found: Finder = module.find
    return found


def explain(
    network: Network,
    recipe: Recipe,
    picture: Picture,
    *,
    method: Method = "gradcam",
    code: int | None = None,
    group: str = "",
) -> Heatmap:
    """The heat-map of a class in an image.

    Args:
        network: In eval mode, on any device.
        recipe: Of its input.
        picture: The decoded image.
        method: How it is found.
        code: Which class; None takes the one with the largest logit.
        group: Of the image, for brightness by group.
    """
    images = input_of(network, recipe, picture, group)
    box = seen_box(recipe, *picture.size)
    found = map_of(network, images, code, method)
    if found.values is None:
        return Heatmap(None, box, found.code, (0, 0), found.words)
    grid = (int(found.values.shape[0]), int(found.values.shape[1]))
    return Heatmap(smooth(scaled(found.values)), box, found.code, grid, found.words, found.error)


def input_of(network: Network, recipe: Recipe, picture: Picture, group: str = "") -> Tensor:
    """(1, C, S, S) of an image, where the network is."""
    device = next(network.parameters()).device
    return to_input(to_canvas(picture, recipe, group)[None], recipe, device)


def map_of(network: Network, images: Tensor, code: int | None, method: Method) -> Found:
    """The map of one image (1, C, S, S) by a method; parameters gather no gradients."""
    learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
    for parameter in learning:
        parameter.requires_grad_(False)
    try:
        with torch.enable_grad():
            return finder_of(method)(network, images, code)
    finally:
        for parameter in learning:
            parameter.requires_grad_(True)


def scaled(values: Floats) -> Floats:
    """From 0 to 1, with what is negative at 0."""
    positive = np.clip(values, 0, None)
    found: Floats = (positive / max(float(positive.max()), SILENT)).astype(np.float32)
    return found
